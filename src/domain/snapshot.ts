import { type ArticleDocument, type ArticleId, isArticleId, type ListItem } from '../feed';
import { splitTitle } from './regions';

/**
 * What is kept on the device of an article in 收藏 or 历史, so that the row shows without a network:
 * short, for a thousand of them share one megabyte.
 */
export interface Snapshot {
  title: string;
  /** date_published */
  date: string;
  /** Region's slug; left out for the whole province. */
  region?: string;
  /** The cover's small picture, relative to the feed. */
  thumb?: string;
}

export function snapshotOf({ title, date_published, _column: { region, cover } }: ListItem): Snapshot {
  return {
    title,
    date: date_published,
    ...(region ? { region } : {}),
    ...(cover ? { thumb: cover.thumb } : {}),
  };
}

/** The list item that a row is drawn from. */
export function itemOfSnapshot(id: ArticleId, { title, date, region, thumb }: Snapshot): ListItem {
  return {
    id,
    title,
    content_text: '',
    date_published: date,
    _column: {
      v: '',
      kind: 'article',
      region: region ?? null,
      minutes: 0,
      headline: splitTitle(title).headline,
      ...(thumb ? { cover: { w: 0, h: 0, color: '', thumb } } : {}),
    },
  };
}

/** The list item of an article that was opened cold, from its document. */
export function itemOfDocument(document: ArticleDocument): ListItem {
  const { id, title, headline, region, kind, minutes, digest, cover, byline } = document;
  const thumb = cover && [...cover.variants].sort((a, b) => a.w - b.w)[0];
  return {
    id,
    title,
    content_text: digest,
    date_published: byline.published,
    ...(cover ? { image: cover.src } : {}),
    _column: {
      v: '',
      kind,
      region,
      minutes,
      headline,
      ...(cover
        ? { cover: { w: cover.w, h: cover.h, color: cover.color, thumb: thumb?.src ?? cover.src } }
        : {}),
    },
  };
}

/** Storage is input like any other: undefined for what is no snapshot. */
export function readSnapshot(stored: unknown): Snapshot | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { title, date, region, thumb } = stored as Record<string, unknown>;
  if (typeof title !== 'string' || typeof date !== 'string' || Number.isNaN(Date.parse(date)))
    return undefined;
  return {
    title,
    date,
    ...(typeof region === 'string' ? { region } : {}),
    ...(typeof thumb === 'string' ? { thumb } : {}),
  };
}

/** Pairs of id and value of a stored record; what has no article's id is left out. */
export const recordEntries = (stored: object): [ArticleId, unknown][] =>
  Object.entries(stored).filter(([id]) => isArticleId(id));
