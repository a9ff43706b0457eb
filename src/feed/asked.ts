import {
  type ContentHash,
  FeedError,
  type FeedTime,
  type IndexEntry,
  type ListIndex,
  type ListPage,
  parseListIndex,
  parseListPage,
} from './index';

/*
 * Parsers that take one file alone: the one that was asked for. A name tells the content, but to hash what arrives is
 * too dear for a phone, so what the file says of itself is held against what led to it. Of two files of one feed that
 * a cache exchanges none passes for the other, with one exception: the page that the first page of a list names as the
 * one behind it is known in full only when the index is read.
 *
 * The client alone asks, so that this is no part of index.ts.
 */

export type Parse<T> = (input: unknown) => T;

/** A parser that throws `FeedError` also on a file that is well, but is not the one that was asked for. */
export const only =
  <T>(parse: Parse<T>, isAsked: (file: T) => unknown): Parse<T> =>
  (input) => {
    const file = parse(input);
    if (isAsked(file)) return file;
    throw new FeedError('file', '(root)', 'not the one that was asked for');
  };

/** A page of a list, or a node of its index. */
export type ListFile =
  | (ListPage & { level?: never; entries?: never })
  | (ListIndex & { items?: never; older?: never; index?: never });

/** Neighbouring articles of a list, as an index tells of them. */
export type Span = Omit<IndexEntry, 'hash'>;

/** A file of a list, and what is known of it before it is read. */
export interface ListRef extends Partial<Span> {
  hash: ContentHash;
  /** 0: a page; null: the top of the index, which says itself how many levels it has. */
  level: number | null;
  /** Articles in it and behind it: known of the first page, and of the index beside it. */
  left?: number;
  /** None of its articles is newer: what it stands behind ends here. */
  upto?: FeedTime;
}

/** The articles in a file or below it. */
export function spanOf({ items, entries }: ListFile): Span {
  const parts = entries ? entries : items.map((item): Span => ({ count: 1, newest: item.date_published }));
  return parts.reduceRight((older, { count, newest }) => ({ count: older.count + count, newest }), NONE);
}
const NONE: Span = { count: 0, newest: '' };

/** The file of a list that is meant by `ref`, and is not empty. */
export const listFileOf = (slug: string, ref: ListRef): Parse<ListFile> =>
  only<ListFile>(ref.level === 0 ? parseListPage : parseListIndex, (file) => {
    const { count, newest } = spanOf(file);
    const { left } = ref;
    return (
      file.list === slug &&
      count > 0 &&
      (!ref.level || ref.level === file.level) &&
      (!ref.count || (ref.count === count && ref.newest === newest)) &&
      (!left || (file.older ? count < left : count === left)) &&
      !(newest > ref.upto!)
    );
  });

/**
 * What a file of a list leads to: a node of the index to pages or nodes below it, the first page to the one behind it
 * and to the index, which stand on it together.
 * @param left of its ref
 */
export function refsIn(
  { level, entries, items, older, index }: ListFile,
  left: number | undefined,
): ListRef[] {
  if (entries) return entries.map((one) => ({ ...one, level: level - 1 }));
  if (!left || !older || !index) return [];
  return [
    { hash: older, level: 0, upto: items[items.length - 1]!.date_published },
    { hash: index, level: null, left: left - items.length },
  ];
}
