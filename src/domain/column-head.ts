import type { ArticleId, Head } from '../feed';
import type { Row } from './row';

/** The feed's head in the client's own words: what the column is, and its newest articles. */
export interface ColumnHead {
  title: string;
  slogan: string;
  /** Newest first. */
  rows: readonly Row[];
  /** Articles in the whole column. */
  total: number;
  /** Hash of the list index. */
  listsVersion: string;
  /** Hash of the search index; absent while there is none. */
  searchVersion: string | undefined;
  withdrawn: readonly ArticleId[];
}

/**
 * Adapts the feed's head.
 * @param rows of its items
 */
export function columnHeadOf(head: Head, rows: readonly Row[]): ColumnHead {
  const { slogan, total, lists, search, withdrawn } = head._column;
  return { title: head.title, slogan, rows, total, listsVersion: lists, searchVersion: search, withdrawn };
}
