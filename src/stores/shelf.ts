import type { ArticleId, ContentHash } from '../feed';
import type { Cache } from './ports';
import { bytesOf } from './saved';

/** What the index of a shelf says of a value. */
export interface Held {
  key: string;
  /** Bytes in storage, near enough. */
  size: number;
  /** Articles whose titles the value holds, the one that it is of aside. */
  ids: ArticleId[];
  /** Files that it leads to. */
  leads?: ContentHash[];
}

/** WeChat takes no more under one key: no room that others give up would help. */
const MOST = 1024 * 1024;

/**
 * Values of one kind on the device, within a budget of bytes, and an index that tells which there are. Storage may
 * refuse any write; what it holds of a value can be found by the index nevertheless, so that it can be removed.
 */
export class Shelf {
  /** Used last comes last. */
  private entries: Held[];

  /**
   * @param name key of the index
   * @param prefix of the keys of the values
   * @param least which of the values gives way for a new one
   */
  constructor(
    private readonly cache: Cache,
    private readonly name: string,
    private readonly prefix: string,
    private readonly budget: number,
    private readonly least: (held: readonly Held[]) => Held | undefined = (held) => held[0],
  ) {
    const stored = cache.read(name);
    const isWhole = Array.isArray(stored) && stored.every(isHeld);
    this.entries = isWhole ? stored : [];
    // Values that a damaged index no longer names could not be removed, and would take room for ever.
    if (!isWhole) this.clear();
  }

  get held(): readonly Held[] {
    return this.entries;
  }

  get used(): number {
    return this.entries.reduce((sum, { size }) => sum + size, 0);
  }

  /** The stored value, which nobody has checked; undefined where there is none. */
  read(key: string): unknown {
    return this.entries.some((one) => one.key === key) ? this.cache.read(this.prefix + key) : undefined;
  }

  /** A value was used. Storage hears of it with the next write: the order is worth none of its own. */
  touch(key: string): void {
    const used = this.entries.find((one) => one.key === key);
    if (used) this.entries = [...this.entries.filter((one) => one !== used), used];
  }

  /** Stores a value, for which others give way until there is room; where there is none in the end, it is not there. */
  write(value: unknown, about: Omit<Held, 'size'>): void {
    const entry = { ...about, size: bytesOf(value) };
    this.entries = this.entries.filter(({ key }) => key !== entry.key);
    if (entry.size <= MOST) {
      while (this.used + entry.size > this.budget && this.giveUp());
      do {
        // The index first: a value that it does not name could not be removed.
        const isNamed = this.cache.write(this.name, [...this.entries, entry]);
        if (isNamed && this.cache.write(this.prefix + entry.key, value)) {
          this.entries = [...this.entries, entry];
          return;
        }
      } while (this.giveUp());
    }
    // What stood there before would take room under no name.
    this.remove(entry.key);
  }

  remove(key: string): void {
    this.entries = this.entries.filter((one) => one.key !== key);
    this.cache.remove(this.prefix + key);
    this.cache.write(this.name, this.entries);
  }

  /** Every value goes, also one that the index does not name. */
  clear(): void {
    for (const key of this.cache.keys()) if (key.startsWith(this.prefix)) this.cache.remove(key);
    this.entries = [];
    this.cache.remove(this.name);
  }

  /** The least wanted value goes; false when there is none. The index is written by whoever made the room. */
  private giveUp(): boolean {
    const least = this.least(this.entries);
    if (!least) return false;
    this.entries = this.entries.filter((one) => one !== least);
    this.cache.remove(this.prefix + least.key);
    return true;
  }
}

const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

function isHeld(value: unknown): value is Held {
  if (typeof value !== 'object' || value === null) return false;
  const { key, size, ids, leads } = value as Record<keyof Held, unknown>;
  const isSize = typeof size === 'number' && size >= 0;
  return typeof key === 'string' && isSize && isTexts(ids) && (leads === undefined || isTexts(leads));
}
