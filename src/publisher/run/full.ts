import {
  type ArticleDocument,
  type Block,
  type FullFeed,
  type FullItem,
  HEAD_SIZE,
  type Head,
  type ListItem,
  paths,
  resolveUrl,
} from '../../feed';
import { blocksToHtml } from '../html/serialise';
import type { Column } from './column';

/** Of the column, what a JSON Feed says of itself. */
export type Publication = Pick<Column, 'name' | 'slogan' | 'home' | 'url' | 'web'>;

/** An article as feed.json lists it, and what it holds. */
export interface Issued {
  item: ListItem;
  document: ArticleDocument;
}

/**
 * What both JSON Feeds say of themselves. The column's home is what the operator calls so, else its own pages.
 * @param file of the two, by its path
 */
export const publicationOf = (
  { name, slogan, home, url, web }: Publication,
  file: typeof paths.head | typeof paths.full,
): Omit<Head, 'items' | '_column'> => {
  const page = home ?? web;
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: name,
    description: slogan,
    ...(page ? { home_page_url: page } : {}),
    ...(url ? { feed_url: resolveUrl(url, file) } : {}),
    language: 'zh-CN',
  };
};

/**
 * `feed-full.json`: the head's articles with their whole text, for readers of others. Pure.
 * @param issued newest first, with the items as they stand in feed.json; of more than 20 the first 20 are taken
 */
export const fullFeedOf = (column: Publication, issued: readonly Issued[]): FullFeed => ({
  ...publicationOf(column, paths.full),
  items: issued.slice(0, HEAD_SIZE).map((one) => fullItem(one, column.url)),
});

function fullItem({ item, document }: Issued, base: string | undefined): FullItem {
  const { id, url, external_url, title, content_text, image, date_published, date_modified, authors, tags } =
    item;
  return {
    id,
    ...(url ? { url } : {}),
    ...(external_url ? { external_url } : {}),
    title,
    content_html: blocksToHtml([...document.blocks, ...notesOf(document)], {
      ...(base ? { resolve: (src) => resolveUrl(base, src) } : {}),
      original: document.url ?? external_url,
    }),
    ...(content_text ? { summary: content_text } : {}),
    ...(image ? { image } : {}),
    date_published,
    ...(date_modified ? { date_modified } : {}),
    ...(authors ? { authors } : {}),
    ...(tags ? { tags } : {}),
  };
}

/** The footnotes as blocks, so that they are escaped and linked as everything else. */
const notesOf = ({ footnotes = [] }: ArticleDocument): Block[] =>
  footnotes.length === 0
    ? []
    : [
        { type: 'divider' },
        {
          type: 'list',
          ordered: true,
          items: footnotes.map((note) => [{ type: 'paragraph', inlines: [note] }]),
        },
      ];
