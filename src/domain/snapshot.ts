import { type ArticleId, isArticleId } from '../feed';
import { splitTitle } from './regions';
import type { Row } from './row';

/**
 * What is kept on the device of an article in 收藏 or 历史, so that the row shows without a network:
 * short, for a thousand of them share one megabyte.
 */
export interface Snapshot {
  title: string;
  /** When it was published. */
  date: string;
  /** Region's slug; left out for the whole province. */
  region?: string;
  /** The cover's small picture, relative to the feed. */
  thumb?: string;
}

export function snapshotOf({ title, published, region, thumb }: Row): Snapshot {
  return {
    title,
    date: published,
    ...(region ? { region } : {}),
    ...(thumb ? { thumb } : {}),
  };
}

/** The row of a kept article, until a list or its document tells more of it. */
export const rowOfSnapshot = (id: ArticleId, { title, date, region, thumb }: Snapshot): Row => ({
  id,
  title,
  headline: splitTitle(title).headline,
  digest: '',
  region: region ?? null,
  minutes: 0,
  published: date,
  thumb,
});

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
