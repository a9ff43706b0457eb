import { allBlocks, filesIn, mapPictures } from '../../domain/blocks';
import { splitTitle } from '../../domain/regions';
import { blockTexts, countCharacters, readingMinutes } from '../../domain/text';
import { toFeedTime } from '../../domain/time';
import { type ArticleDocument, type Block, type ListItem, SCHEMA } from '../../feed';
import { convertBody } from '../convert';
import { draftPicture } from '../convert/context';
import { articleId } from '../hash';
import type { Mirrored, PictureStore } from '../pictures/store';
import type { Reporter } from '../report';
import { RANK, type SourceArticle } from '../source/types';
import type { Column } from './column';

/** A document without its links to other articles, and what the lists need of it. */
export interface Made {
  document: ArticleDocument;
  item: ListItem;
  /** Paths of the pictures that it shows, its cover's thumb included. */
  images: string[];
  /** Pictures that were not mirrored. */
  missing: number;
}

/** What WeChat itself takes as a digest where the editor wrote none. */
const DIGEST_LIMIT = 54;
const TAG_LIMIT = 10;

export interface MakeContext {
  column: Column;
  pictures: PictureStore;
  reporter: Reporter;
  resolve(src: string): string | null;
}

/** Makes the document of an article: converts its body and mirrors its pictures. */
export async function makeDocument(article: SourceArticle, context: MakeContext): Promise<Made> {
  const { column, reporter } = context;
  const { region, headline } = splitTitle(article.title);
  // A title of which only the prefix was captured is no title.
  const title = headline === '' ? '' : article.title;
  const label = article.title || article.identity;
  const converted = convertBody(article.body, {
    url: article.url,
    picture: context.resolve,
    drop: (kind) => reporter.drop(kind),
  });
  const mirrored = await mirrorAll(converted.blocks, context.pictures, label);
  const images = new Set<string>();
  let missing = 0;
  for (const one of mirrored.values()) {
    if (!one) missing += 1;
    for (const name of one?.files ?? []) images.add(name);
  }
  const blocks = withMirrored(converted.blocks, mirrored, reporter);
  const coverRef = article.cover ?? firstPicture(article);
  const cover = coverRef
    ? await context.pictures.mirror({ color: '#e9ecef', alt: '', variants: [], ...coverRef }, label)
    : null;
  if (coverRef && !cover) missing += 1;
  for (const name of cover ? [...cover.files, cover.thumb] : []) images.add(name);

  const id = articleId(article.identity);
  const account = article.account ?? column.name;
  const document: ArticleDocument = {
    id,
    schema: SCHEMA,
    v: '',
    title,
    headline,
    region,
    kind: article.kind,
    byline: {
      column: account,
      channel: article.channel ?? column.channel,
      place: article.place ?? (account === column.name ? column.place : ''),
      ...(article.author ? { author: article.author } : {}),
      published: toFeedTime(article.published),
      ...(article.modified ? { modified: toFeedTime(article.modified) } : {}),
      ...(article.rank === RANK.title && article.captured ? { captured: toFeedTime(article.captured) } : {}),
    },
    ...(article.url ? { url: article.url } : {}),
    digest: article.digest ?? digestOf(blocks),
    ...(cover ? { cover: cover.picture } : {}),
    minutes: article.rank === RANK.title ? 0 : readingMinutes(blocks),
    contents: converted.contents,
    blocks: [
      ...(article.origin ? sourceOf(article.origin) : []),
      ...blocks,
      ...(article.readMore ? [readMore(article.readMore)] : []),
    ],
    related: [],
    newer: null,
    older: null,
  };
  return {
    document,
    item: itemOf(document, article, account, cover),
    images: [...images].sort(),
    missing,
  };
}

function itemOf(
  document: ArticleDocument,
  article: SourceArticle,
  account: string,
  cover: Mirrored | null,
): ListItem {
  const { id, title, region, kind, minutes, digest } = document;
  const names = [account, article.author].filter((name): name is string => !!name);
  const tags = [...new Set(article.tags)].slice(0, TAG_LIMIT);
  return {
    id,
    title,
    content_text: digest,
    ...(cover ? { image: cover.picture.src } : {}),
    date_published: document.byline.published,
    ...(document.byline.modified ? { date_modified: document.byline.modified } : {}),
    authors: [...new Set(names)].map((name) => ({ name })),
    ...(tags.length > 0 ? { tags } : {}),
    _column: {
      kind,
      region,
      minutes,
      ...(cover ? { thumb: cover.thumb } : {}),
    },
  };
}

/** A repost names where it comes from and why, as WeChat shows it around the text. */
const sourceOf = ({ account, url, words }: NonNullable<SourceArticle['origin']>): Block[] => [
  url
    ? { type: 'card', kind: 'link', title: account, text: '转载自', url }
    : { type: 'card', kind: 'account', title: account, text: '转载自' },
  ...(words
    ? [
        {
          type: 'quote' as const,
          blocks: [{ type: 'paragraph' as const, inlines: [{ text: `编者荐语：${words}` }] }],
        },
      ]
    : []),
];

const readMore = (url: string): Block => ({ type: 'card', kind: 'link', title: '阅读原文', url });

/** A picture post has no cover of its own in older pages: its first picture is one. */
const firstPicture = (article: SourceArticle) =>
  article.body.form === 'pictures' ? article.body.pictures[0] : undefined;

/** The beginning of the first paragraph, as WeChat makes a digest where the editor wrote none. */
function digestOf(blocks: readonly Block[]): string {
  const body = blocks.filter((one) => one.type === 'paragraph' && one.lead !== true);
  const text = blockTexts(body).find((one) => countCharacters(one) > 12) ?? '';
  const characters = Array.from(text.replace(/\s+/g, ' ').trim());
  return characters.length > DIGEST_LIMIT
    ? `${characters.slice(0, DIGEST_LIMIT).join('')}…`
    : characters.join('');
}

/**
 * Has the pictures of the blocks mirrored one by one in reading order, one that stands there more than once a
 * single time. Returns by address what came of each; null: not mirrored.
 */
async function mirrorAll(
  blocks: readonly Block[],
  pictures: PictureStore,
  label: string,
): Promise<Map<string, Mirrored | null>> {
  const mirrored = new Map<string, Mirrored | null>();
  for (const src of new Set(allBlocks(blocks).flatMap(filesIn)))
    mirrored.set(src, await pictures.mirror(draftPicture({ src, w: 0, h: 0 }), label));
  return mirrored;
}

/** The blocks with their pictures as mirrored; one that could not be had keeps a web address or says so. */
function withMirrored(
  blocks: Block[],
  mirrored: ReadonlyMap<string, Mirrored | null>,
  reporter: Reporter,
): Block[] {
  const isWeb = (src: string) => !src.startsWith('archive:');
  return mapPictures(blocks, {
    picture: (picture) => {
      const made = mirrored.get(picture.src)?.picture;
      if (made) return { ...picture, ...made, alt: picture.alt };
      if (isWeb(picture.src)) return picture;
      reporter.drop('picture');
      return null;
    },
    cover: (src) => mirrored.get(src)?.picture.src ?? (isWeb(src) ? src : null),
  });
}
