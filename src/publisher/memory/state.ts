import type { ArticleId, ListItem } from '../../feed';
import { PublisherError } from '../errors';
import type { SearchMemory } from './search';

/** What the publisher remembers of an article of the feed. */
export interface Entry {
  id: ArticleId;
  identity: string;
  /** The archived source that it was made from, and which of its articles it is. */
  source: string;
  index: number;
  /** How much of the article the source had: a whole article replaces a captured title. */
  rank: number;
  /** When the source was captured, in milliseconds; 0 when it does not say. The newer one wins. */
  captured: number;
  published: number;
  account: string;
  item: ListItem;
  /** What related articles are found by: telling pairs of characters of title and text. */
  words: string[];
  /** Hash of everything in the document but its links to other articles. */
  own: string;
  related: ArticleId[];
  /** Hash of the links that stand in the document as published. */
  links: string;
  /** Files of images/ that the document shows. */
  images: string[];
  /** What the share cards were drawn from; absent while there are none. */
  card?: string;
  /** Whether its mini-program code was made. */
  code?: boolean;
  /** Pictures that were not mirrored: a run that can have them makes the article anew. */
  missing: number;
}

/** The memory as it is stored. */
export interface State {
  version: 1;
  /** The converter and options that the entries were made with. */
  maker: string;
  entries: Record<ArticleId, Entry>;
  /**
   * Articles that their source withdrew; they never come back. `time` in milliseconds where it is known;
   * `shown` once a document says so in place of the article; `vanished` where it was only missing from a
   * listing, and may turn up again.
   */
  withdrawn: Record<ArticleId, { identity: string; time?: number; shown?: true; vanished?: true }>;
  /** Other names of an article (its file, its short link, its place in the API) and its identity. */
  aliases: Record<string, string>;
  /** Archived sources and the articles that they hold: presented again, they need no second reading. */
  sources: Record<string, ArticleId[]>;
  /** When each article of the API was first seen published, in seconds, by its place there. */
  published: Record<string, number>;
  /** Where a listing of the API broke off: everything from here on may be unknown. */
  gap?: number;
  search?: SearchMemory;
}

export const emptyState = (): State => ({
  version: 1,
  maker: '',
  entries: {},
  withdrawn: {},
  aliases: {},
  sources: {},
  published: {},
});

const TABLES = ['entries', 'withdrawn', 'aliases', 'sources', 'published'] as const;

const isTable = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The memory of an earlier run; a table that it did not have yet is empty. Throws a `PublisherError` for what is none. */
export function parseState(text: string, file: string): State {
  try {
    const stored = JSON.parse(text) as State;
    const state: State = { ...emptyState(), ...stored };
    if (stored.version === 1 && TABLES.every((table) => isTable(state[table]))) return state;
  } catch {
    // Told below, with the way out.
  }
  throw new PublisherError(`发布记录 ${file} 已损坏或来自更新的版本。删除它并用 rebuild 重新生成`);
}
