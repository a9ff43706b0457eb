import { type ArticleDocument, type ArticleId, isWithdrawn, parseArticle } from '../feed';
import type { Cache } from './ports';
import { bytesOf } from './saved';

interface Entry {
  id: ArticleId;
  /** Bytes in storage, near enough. */
  size: number;
}

const INDEX = 'articles';
const PREFIX = 'article:';
/** WeChat takes no more under one key: no room that others give up would help. */
const MOST = 1024 * 1024;

/**
 * Documents kept on the device for reading without a network: newest use last, oldest out first when
 * the budget is reached. WeChat allows 1 MB a key and 10 MB together; the budget leaves the rest to what the
 * reader keeps. A full storage is survived.
 */
export class ArticleCache {
  private index: Entry[];

  constructor(
    private readonly cache: Cache,
    private readonly budget = 6_000_000,
  ) {
    const stored = cache.read(INDEX);
    this.index = Array.isArray(stored) ? stored.filter(isEntry) : [];
    // Documents that a damaged index no longer names would take room for ever.
    if (stored !== undefined && !Array.isArray(stored)) this.clear();
  }

  /** Ids of what is kept, used last first. */
  get ids(): ArticleId[] {
    return this.index.map(({ id }) => id).reverse();
  }

  /** The kept document and the hash that it was fetched under; undefined when there is none or it is damaged. */
  read(id: ArticleId): { document: ArticleDocument; hash: string | undefined } | undefined {
    const stored = this.cache.read(PREFIX + id) as { hash?: unknown; document?: unknown } | undefined;
    if (!stored) return undefined;
    try {
      const document = parseArticle(stored.document);
      if (isWithdrawn(document)) return undefined;
      return { document, hash: typeof stored.hash === 'string' ? stored.hash : undefined };
    } catch {
      this.remove(id);
      return undefined;
    }
  }

  write(document: ArticleDocument, hash: string | undefined): void {
    const { id } = document;
    const value = { document, ...(hash ? { hash } : {}) };
    const size = bytesOf(value);
    this.drop(id);
    if (size <= MOST && this.store(PREFIX + id, value, size)) this.index.push({ id, size });
    // What stood there before would take room under no name.
    else this.cache.remove(PREFIX + id);
    this.cache.write(INDEX, this.index);
  }

  /** Stores a value, for which the oldest documents give way until there is room; false when there is none. */
  private store(key: string, value: unknown, size: number): boolean {
    while (this.index.length > 0 && this.used + size > this.budget) this.remove(this.index[0]!.id);
    while (!this.cache.write(key, value)) {
      const oldest = this.index[0];
      if (!oldest) return false;
      this.remove(oldest.id);
    }
    return true;
  }

  remove(id: ArticleId): void {
    this.drop(id);
    this.cache.remove(PREFIX + id);
    this.cache.write(INDEX, this.index);
  }

  /** Every document goes, also one that the index does not name. */
  clear(): void {
    for (const key of this.cache.keys()) if (key.startsWith(PREFIX)) this.cache.remove(key);
    this.index = [];
    this.cache.remove(INDEX);
  }

  get used(): number {
    return this.index.reduce((sum, entry) => sum + entry.size, 0);
  }

  private drop(id: ArticleId): void {
    this.index = this.index.filter((entry) => entry.id !== id);
  }
}

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Entry).id === 'string' &&
  typeof (value as Entry).size === 'number';
