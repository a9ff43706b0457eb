import { type Check, Fault } from './check';
import { type RowBlock, type RowDirectory, rowBlockSchema, rowDirectorySchema } from './rows';
import {
  documentSchema,
  fullFeedSchema,
  headSchema,
  listIndexSchema,
  listPageSchema,
  withdrawnListSchema,
  withdrawnSchema,
} from './schema';
import { type SearchIndex, type SearchShard, searchIndexSchema, searchShardSchema } from './search';
import {
  type ArticleDocument,
  type FullFeed,
  type Head,
  type ListIndex,
  type ListPage,
  SCHEMA,
  type WithdrawnDocument,
  type WithdrawnList,
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

/** The feed is of another edition than this code: the reader is asked to update, nothing else is wrong. */
export class OtherSchemaError extends Error {
  constructor(readonly schema: number) {
    super(`the feed's schema is ${schema}, not ${SCHEMA}`);
    this.name = 'OtherSchemaError';
  }
}

/** The schema that a file of the feed says it is of, whatever else it holds. */
export function schemaOf(input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return undefined;
  const { schema, _column } = input as { schema?: unknown; _column?: { schema?: unknown } };
  return schema ?? _column?.schema;
}

function parseWith<T>(check: Check<T>, what: string, input: unknown): T {
  const found = schemaOf(input);
  if (typeof found === 'number' && found !== SCHEMA) throw new OtherSchemaError(found);
  try {
    return check(input, 0);
  } catch (fault) {
    if (fault instanceof Fault) throw new FeedError(what, fault.path.join('.') || '(root)', fault.message);
    throw fault;
  }
}

/*
 * Parsers of the feed's files. Each takes what came over the wire or from a disk and returns a typed copy, or
 * throws `FeedError` (broken data) or `OtherSchemaError` (a feed of another edition), and nothing else.
 */

/** `feed.json`. Throws `FeedError`, `OtherSchemaError`. */
export const parseHead = (input: unknown): Head => parseWith(headSchema, 'feed.json', input);
/** `feed-full.json`. Throws `FeedError`. */
export const parseFullFeed = (input: unknown): FullFeed => parseWith(fullFeedSchema, 'feed-full.json', input);
/** `lists/<list>/<hash>.json`, a page. Throws `FeedError`, `OtherSchemaError`. */
export const parseListPage = (input: unknown): ListPage => parseWith(listPageSchema, 'list page', input);
/** `lists/<list>/<hash>.json`, a node of the index. Throws `FeedError`, `OtherSchemaError`. */
export const parseListIndex = (input: unknown): ListIndex => parseWith(listIndexSchema, 'list index', input);
/** `withdrawn/<hash>.json`. Throws `FeedError`, `OtherSchemaError`. */
export const parseWithdrawnList = (input: unknown): WithdrawnList =>
  parseWith(withdrawnListSchema, 'withdrawn list', input);
/** `search/<hash>.json`, the index. Throws `FeedError`, `OtherSchemaError`. */
export const parseSearchIndex = (input: unknown): SearchIndex =>
  parseWith(searchIndexSchema, 'search index', input);
/** `search/<hash>.json`, a shard. Throws `FeedError`, `OtherSchemaError`. */
export const parseSearchShard = (input: unknown): SearchShard =>
  parseWith(searchShardSchema, 'search shard', input);
/** `rows/<hash>.json`, a block of rows. Throws `FeedError`, `OtherSchemaError`. */
export const parseRowBlock = (input: unknown): RowBlock => parseWith(rowBlockSchema, 'row block', input);
/** `rows/<hash>.json`, a directory of blocks. Throws `FeedError`, `OtherSchemaError`. */
export const parseRowDirectory = (input: unknown): RowDirectory =>
  parseWith(rowDirectorySchema, 'row directory', input);
/** `articles/<id>.json`: the document, or what stands in its place. Throws `FeedError`, `OtherSchemaError`. */
export const parseArticle = (input: unknown): ArticleDocument | WithdrawnDocument =>
  isWithdrawnShape(input)
    ? parseWith(withdrawnSchema, 'article', input)
    : parseWith(documentSchema, 'article', input);

const isWithdrawnShape = (input: unknown) =>
  typeof input === 'object' && input !== null && 'withdrawn' in input;

export const isWithdrawn = (doc: ArticleDocument | WithdrawnDocument): doc is WithdrawnDocument =>
  'withdrawn' in doc;
