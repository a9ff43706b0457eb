import { type ContentHash, FeedError, type ListItem, type ListPage, type ListStart } from '../feed';
import type { FeedSource } from './feed-source';

/** A file of a list that is still to be read. */
export interface Ref {
  hash: ContentHash;
  /** 0: a page; null: the top of the index, which says itself how many levels it has. */
  level: number | null;
  /** The list begins with it: it is read also where it is shown, for it says what is behind it. */
  isFirst?: true;
}

/** What there is to read of a list, from its beginning. */
export const refsOf = ({ page }: Partial<ListStart> = {}): Ref[] =>
  page ? [{ hash: page, level: 0, isFirst: true }] : [];

const refsBehind = ({ older, index }: ListPage): Ref[] => [
  ...(older ? [{ hash: older, level: 0 }] : []),
  ...(index ? [{ hash: index, level: null }] : []),
];

/** A page of which something is to be shown. */
export interface Step<T> {
  hash: ContentHash;
  rows: T[];
  /** What is to be read after it. */
  rest: Ref[];
}

/**
 * Reads a list on until a page has something to show. Rejects as the source does, and with a `FeedError` when the
 * index is not what it was named as. The levels descend, so it ends whatever the files say.
 * @param isShown whether a page stands in the list already
 * @param take what of a page's items is to be shown
 * @returns null at the end of the list
 */
export async function readOn<T>(
  source: Pick<FeedSource, 'listPage' | 'listIndex'>,
  list: string,
  refs: readonly Ref[],
  isShown: (page: ContentHash) => boolean,
  take: (items: readonly ListItem[]) => T[],
): Promise<Step<T> | null> {
  let rest = [...refs];
  for (let ref = rest.shift(); ref; ref = rest.shift()) {
    const { hash, level, isFirst } = ref;
    if (level !== 0) {
      const index = await source.listIndex(list, hash);
      if (level !== null && index.level !== level)
        throw new FeedError('list index', 'level', `expected ${level}, found ${index.level}`);
      rest = [...index.entries.map((one) => ({ hash: one.hash, level: index.level - 1 })), ...rest];
    } else if (isFirst || !isShown(hash)) {
      const page = await source.listPage(list, hash);
      rest = [...refsBehind(page), ...rest];
      const rows = take(page.items);
      if (rows.length > 0) return { hash, rows, rest };
    }
  }
  return null;
}
