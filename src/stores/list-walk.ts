import { ALL } from '../domain/regions';
import { type ContentHash, HEAD_SIZE, type ListItem, type ListStart } from '../feed';
import { type ListRef, refsIn, type Span, spanOf } from '../feed/asked';
import type { FeedSource } from './feed-source';

/** What there is to read of a list, from its beginning. */
export const refsOf = ({ slug, count, page }: ListStart): ListRef[] =>
  page ? [{ hash: page, level: 0, left: slug === ALL.slug ? count - HEAD_SIZE : count }] : [];

/** A page of which something is to be shown. */
export interface Step<T> {
  hash: ContentHash;
  /** What was on the page. */
  span: Span;
  rows: T[];
  /** What is to be read after it. */
  rest: ListRef[];
}

/**
 * Reads a list on until a page has something to show. Rejects as the source does. Only the first page leads on to
 * another, and the levels descend, so it ends whatever the files say.
 * @param isShown whether a page stands in the list already, and is the one that is meant
 * @param take what of a page's items is to be shown
 * @returns null at the end of the list
 */
export async function readOn<T>(
  source: Pick<FeedSource, 'listFile'>,
  list: string,
  refs: readonly ListRef[],
  isShown: (page: ListRef) => boolean,
  take: (items: readonly ListItem[]) => T[],
): Promise<Step<T> | null> {
  let rest = [...refs];
  for (let ref = rest.shift(); ref; ref = rest.shift()) {
    const { hash, level, left } = ref;
    // The first page is read also where it is shown: it alone says what is behind it.
    if (level === 0 && !left && isShown(ref)) continue;
    const file = await source.listFile(list, ref);
    rest = [...refsIn(file, left), ...rest];
    if (!file.items) continue;
    const rows = take(file.items);
    if (rows.length > 0) return { hash, span: spanOf(file), rows, rest };
  }
  return null;
}
