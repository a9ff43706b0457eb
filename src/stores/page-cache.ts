import {
  type ArticleId,
  type ListIndex,
  type ListItem,
  parseListIndex,
  parseListPage,
  SCHEMA,
} from '../feed';
import type { Cache } from './ports';

interface Entry {
  key: string;
  ids: ArticleId[];
}

const INDEX = 'pages';
const LISTS = 'lists';
const PREFIX = 'page:';
const keyOf = (list: string, page: number) => `${PREFIX}${list}/${page}`;

/**
 * Archive pages and the list index on the device, by the hash that the feed gives them: what has not
 * changed is not asked for again, and a column that was looked through is there without a network.
 * They are kept as the feed gave them, like the head and the documents: the contract's own `parse` reads them
 * back, and what an older program or a fault left there is dropped. Only what is the reader's (收藏, 历史) is
 * kept in our words, see domain/snapshot.
 */
export class PageCache {
  private entries: Entry[];

  constructor(
    private readonly cache: Cache,
    /** Some 10 KB a page: 40 pages are the 800 newest articles. */
    private readonly limit = 40,
  ) {
    const stored = cache.read(INDEX);
    const isWhole = Array.isArray(stored) && stored.every(isEntry);
    this.entries = isWhole ? stored : [];
    // Pages that a damaged index no longer names could not be forgotten.
    if (stored !== undefined && !isWhole) this.clear();
  }

  read(list: string, page: number, hash: string): readonly ListItem[] | undefined {
    const stored = this.cache.read(keyOf(list, page)) as { hash?: unknown; items?: unknown } | undefined;
    if (!stored || stored.hash !== hash) return undefined;
    try {
      return parseListPage({ schema: SCHEMA, list, page, items: stored.items }).items;
    } catch {
      this.drop(keyOf(list, page));
      return undefined;
    }
  }

  write(list: string, page: number, hash: string, items: readonly ListItem[]): void {
    const key = keyOf(list, page);
    this.entries = this.entries.filter((one) => one.key !== key);
    while (this.entries.length >= this.limit) this.drop(this.entries[0]!.key);
    this.entries.push({ key, ids: items.map((item) => item.id) });
    // First the index: what storage holds of an article must be found when it is to be forgotten.
    const taken = this.cache.write(INDEX, this.entries) && this.cache.write(key, { hash, items });
    if (!taken) this.drop(key);
  }

  readIndex(hash: string): ListIndex | undefined {
    const stored = this.cache.read(LISTS) as { hash?: unknown; index?: unknown } | undefined;
    if (!stored || stored.hash !== hash) return undefined;
    try {
      return parseListIndex(stored.index);
    } catch {
      return undefined;
    }
  }

  writeIndex(hash: string, index: ListIndex): void {
    this.cache.write(LISTS, { hash, index });
  }

  /** No copy of a withdrawn article stays on the device, not even its title in a page. */
  forget(ids: readonly ArticleId[]): void {
    for (const { key } of this.entries.filter((one) => one.ids.some((id) => ids.indexOf(id) >= 0)))
      this.drop(key);
  }

  private clear(): void {
    for (const key of this.cache.keys()) if (key.startsWith(PREFIX)) this.cache.remove(key);
    this.cache.remove(INDEX);
  }

  private drop(key: string): void {
    this.entries = this.entries.filter((one) => one.key !== key);
    this.cache.remove(key);
    this.cache.write(INDEX, this.entries);
  }
}

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Entry).key === 'string' &&
  (value as Entry).key.startsWith(PREFIX) &&
  Array.isArray((value as Entry).ids);
