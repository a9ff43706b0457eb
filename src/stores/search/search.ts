import type { Row } from '../../domain/row';
import { fold, holdsAll, type Query, type Run } from '../../domain/search-text';
import type { Failure } from '../failure';

export interface Result {
  row: Row;
  /** From near the first hit of digest or text; null when only the title holds one. */
  snippet: Run[] | null;
}

export type SearchStatus =
  | { status: 'idle' }
  /** Not enough was typed to look for. */
  | { status: 'short' }
  | { status: 'searching' }
  /** `where`: the whole feed, or, because of `failure`, only what is on the device. */
  | { status: 'ready'; where: 'feed' | 'device'; failure: Failure | null };

/** What has been found so far. */
export interface Found {
  /** Whose results they are; its words are marked. */
  readonly query: Query | null;
  readonly results: readonly Result[];
  /** Articles that the index names; some may still turn out not to hold every word. */
  readonly total: number;
  readonly more: 'idle' | 'loading' | 'failed' | 'end';
}

/**
 * The search for one query. It changes nothing but itself, so that an answer which comes after the query was replaced
 * reaches nobody.
 */
export interface Search extends Found {
  readonly status: SearchStatus;
  /** Whether it has something to show, were it only that there is nothing. */
  readonly begun: boolean;
  /** The query was replaced: nothing more is asked for. */
  drop?(): void;
}

const nothing = (status: SearchStatus): Search => ({
  status,
  begun: true,
  query: null,
  results: [],
  total: 0,
  more: 'end',
});

/** In place of a search while nothing is looked for. */
export const IDLE = nothing({ status: 'idle' });
export const SHORT = nothing({ status: 'short' });

/** Whether an article lies where the query looks; one that names no city looks everywhere. */
export const isWhere = ({ regions }: Query, { region }: Row): boolean =>
  regions.length === 0 || regions.includes(region ?? '');

/** Whether title, digest and these texts of an article together hold every word of the query. */
export const holdsQuery = ({ words }: Query, { title, digest }: Row, texts: readonly string[]): boolean =>
  holdsAll(fold([title, digest, ...texts].join('\n')), words);
