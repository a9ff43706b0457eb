import * as v from 'valibot';
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

function parseWith<T>(schema: v.GenericSchema<unknown, T>, what: string, input: unknown): T {
  const found = schemaOf(input);
  if (typeof found === 'number' && found > SCHEMA) throw new NewerSchemaError(found);
  const result = v.safeParse(schema, input, { abortEarly: true });
  if (result.success) return result.output;
  const issue = result.issues[0];
  const path = v.getDotPath(issue) ?? '(root)';
  throw new FeedError(what, path, `${issue.message}, found ${issue.received}`);
}

/**
 * Parsers of the feed's files. Each takes what came over the wire or from a disk and returns a typed
 * value, or throws `FeedError` (broken data) or `NewerSchemaError` (a feed for a newer client).
 */
export const parseHead = (input: unknown): Head => parseWith(headSchema, 'feed.json', input);
export const parseListPage = (input: unknown): ListPage => parseWith(listPageSchema, 'list page', input);
export const parseListIndex = (input: unknown): ListIndex => parseWith(listIndexSchema, 'list index', input);
export const parseSearchIndex = (input: unknown): SearchIndex =>
  parseWith(searchIndexSchema, 'search index', input);
export const parseSearchShard = (input: unknown): SearchShard =>
  parseWith(searchShardSchema, 'search shard', input);
export const parseArticle = (input: unknown): ArticleDocument | WithdrawnDocument =>
  isWithdrawnShape(input)
    ? parseWith(withdrawnSchema, 'article', input)
    : parseWith(documentSchema, 'article', input);

const isWithdrawnShape = (input: unknown) =>
  typeof input === 'object' && input !== null && 'withdrawn' in input;

export const isWithdrawn = (doc: ArticleDocument | WithdrawnDocument): doc is WithdrawnDocument =>
  'withdrawn' in doc;
