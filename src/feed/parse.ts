import { type Check, Fault } from './check';
import { documentSchema, headSchema, listIndexSchema, listPageSchema, withdrawnSchema } from './schema';
import { type SearchIndex, type SearchShard, searchIndexSchema, searchShardSchema } from './search';
import {
  type ArticleDocument,
  type Head,
  type ListIndex,
  type ListPage,
  SCHEMA,
  type WithdrawnDocument,
} from './types';

/** The data breaks the contract. The message names the file's kind, the path of the first fault and what was expected. */
export class FeedError extends Error {
  constructor(
    readonly what: string,
    readonly path: string,
    readonly expected: string,
  ) {
    super(`${what}: ${path}: ${expected}`);
    this.name = 'FeedError';
  }
}

/** The feed is newer than this code: the reader is asked to update, nothing else is wrong. */
export class NewerSchemaError extends Error {
  constructor(readonly schema: number) {
    super(`the feed's schema ${schema} is newer than ${SCHEMA}`);
    this.name = 'NewerSchemaError';
  }
}

function schemaOf(input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return undefined;
  const { schema, _column } = input as { schema?: unknown; _column?: { schema?: unknown } };
  return schema ?? _column?.schema;
}

function parseWith<T>(check: Check<T>, what: string, input: unknown): T {
  const found = schemaOf(input);
  if (typeof found === 'number' && found > SCHEMA) throw new NewerSchemaError(found);
  try {
    return check(input, 0);
  } catch (fault) {
    if (fault instanceof Fault) throw new FeedError(what, fault.path.join('.') || '(root)', fault.message);
    throw fault;
  }
}

/*
 * Parsers of the feed's files. Each takes what came over the wire or from a disk and returns a typed copy, or
 * throws `FeedError` (broken data) or `NewerSchemaError` (a feed for a newer client), and nothing else.
 */

/** `feed.json`. Throws `FeedError`, `NewerSchemaError`. */
export const parseHead = (input: unknown): Head => parseWith(headSchema, 'feed.json', input);
/** `lists/<list>/<NNNN>.json`. Throws `FeedError`, `NewerSchemaError`. */
export const parseListPage = (input: unknown): ListPage => parseWith(listPageSchema, 'list page', input);
/** `lists/index.json`. Throws `FeedError`, `NewerSchemaError`. */
export const parseListIndex = (input: unknown): ListIndex => parseWith(listIndexSchema, 'list index', input);
/** `search/index.json`. Throws `FeedError`, `NewerSchemaError`. */
export const parseSearchIndex = (input: unknown): SearchIndex =>
  parseWith(searchIndexSchema, 'search index', input);
/** `search/<sss>.json`. Throws `FeedError`, `NewerSchemaError`. */
export const parseSearchShard = (input: unknown): SearchShard =>
  parseWith(searchShardSchema, 'search shard', input);
/** `articles/<id>.json`: the document, or what stands in its place. Throws `FeedError`, `NewerSchemaError`. */
export const parseArticle = (input: unknown): ArticleDocument | WithdrawnDocument =>
  isWithdrawnShape(input)
    ? parseWith(withdrawnSchema, 'article', input)
    : parseWith(documentSchema, 'article', input);

const isWithdrawnShape = (input: unknown) =>
  typeof input === 'object' && input !== null && 'withdrawn' in input;

export const isWithdrawn = (doc: ArticleDocument | WithdrawnDocument): doc is WithdrawnDocument =>
  'withdrawn' in doc;
