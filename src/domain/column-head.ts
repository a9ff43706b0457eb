import type { ArticleId, ContentHash, Head, ListStart } from '../feed';
import type { Row } from './row';

/** The feed's head in the client's own words: what the column is, and its newest articles. */
export interface ColumnHead {
  title: string;
  slogan: string;
  /** Newest first. */
  rows: readonly Row[];
  /** Articles in the whole column. */
  total: number;
  /** Where each list's archive begins. */
  lists: readonly ListStart[];
  /** Hash of the search index; absent while there is none. */
  search: ContentHash | undefined;
  /** The articles that were withdrawn last; `recalled` names the file of the others. */
  withdrawn: readonly ArticleId[];
  recalled: ContentHash | undefined;
  /** Whether there are articles with mini-program codes. */
  codes: boolean;
}

/**
 * Adapts the feed's head.
 * @param rows of its items
 */
export function columnHeadOf(head: Head, rows: readonly Row[]): ColumnHead {
  const { slogan, total, lists, search, withdrawn, recalled, codes = false } = head._column;
  return { title: head.title, slogan, rows, total, lists, search, withdrawn, recalled, codes };
}

/** The files that a head names: where its lists begin, and the search index. */
export function filesOf({ _column: { lists, search } }: Head): ContentHash[] {
  const named = [...lists.flatMap(({ page, index }) => [page, index]), search];
  return named.filter((hash) => hash !== undefined);
}

/** When the newest article of a head was published, in ms since 1970; NaN where it has none. */
export const newestIn = ({ items }: Head): number => Date.parse(items[0]?.date_published ?? '');
