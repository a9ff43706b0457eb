import type { ArticleDocument, ArticleId, Cards, FeedTime, ListItem } from '../feed';
import { splitTitle } from './regions';

/**
 * What the client knows of an article before it is opened, in the client's own words; every list is drawn from
 * rows. The feed's list item is JSON Feed's with our part under `_column`: `rowOf` is the one place that knows
 * both, so that another edition of the feed changes this file and no page. Only what is drawn, looked for or
 * asked with is here.
 */
export interface Row {
  id: ArticleId;
  /** The full title with its region prefix; empty when the source lacks it. */
  title: string;
  /** The title without its region prefix. */
  headline: string;
  /** May be empty. */
  digest: string;
  /** A region's slug; null for the whole province. */
  region: string | null;
  /** Reading time in whole minutes; 0 when it is not known. */
  minutes: number;
  published: FeedTime;
  /** Who published it. */
  author?: string | undefined;
  /** The cover at its full width: a path in the feed, or an address. */
  cover?: string | undefined;
  /** The cover's small picture. */
  thumb?: string | undefined;
  /** Its share pictures, paths in the feed; absent where none were drawn. */
  cards?: Cards | undefined;
  /** Tells one edition of the article's text from another; absent where no list has named it. */
  version?: string | undefined;
}

/** The row of a list item. */
export function rowOf(item: ListItem): Row {
  const { v, region, minutes, thumb, cards } = item._column;
  return {
    id: item.id,
    title: item.title,
    headline: splitTitle(item.title).headline,
    digest: item.content_text,
    region,
    minutes,
    published: item.date_published,
    author: item.authors?.[0]?.name,
    cover: item.image,
    thumb,
    cards,
    version: v,
  };
}

/** The row of an article that was opened before any list named it: of its edition only a list can tell. */
export function rowOfDocument(document: ArticleDocument): Row {
  const { id, title, headline, region, minutes, digest, cover, cards, byline } = document;
  const smallest = cover && [...cover.variants].sort((a, b) => a.w - b.w)[0];
  return {
    id,
    title,
    headline,
    digest,
    region,
    minutes,
    published: byline.published,
    cover: cover?.src,
    thumb: smallest?.src ?? cover?.src,
    cards,
  };
}

/** Where an article's text leads on to. */
export interface Onward {
  related: readonly Row[];
  /** null at the column's end. */
  newer: Row | null;
  older: Row | null;
}

/** The rows that a document carries of other articles. */
export const onwardOf = ({ related, newer, older }: ArticleDocument): Onward => ({
  related: related.map(rowOf),
  newer: newer ? rowOf(newer) : null,
  older: older ? rowOf(older) : null,
});

/**
 * The row above an article in a head, newest first; null where that knows none. A kept document that was the newest
 * when it came says so for ever: its edition does not change with its links.
 */
export const aboveIn = (rows: readonly Row[], id: ArticleId): Row | null =>
  rows[rows.findIndex((row) => row.id === id) - 1] ?? null;
