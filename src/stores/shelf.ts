import type { ArticleId, ContentHash } from '../feed';
import { type Cache, UNREADABLE, type Written } from './ports';
import { bytesOf, isRecord, KEY_LIMIT } from './saved';

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

/** What a write takes besides its value, in bytes: the key, its entry in the index, and WeChat's count in whole KB. */
const SLACK = 4096;

/**
 * Values of one kind on the device, within a budget of bytes, and an index that tells which there are. Storage may
 * refuse any call. Whatever it refuses, the stored index names every value that is stored, with the titles in it, so
 * that each can be found and removed; it may name one that is not there, which the next start finds out.
 */
export class Shelf {
  /** Used last comes last. */
  private entries: readonly Held[] = [];
  private isRead = false;

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
    this.isOpen();
  }

  /**
   * Whether the index could be read. While it could not, nothing is known of the values, and none is written; each use
   * of the shelf tries again.
   */
  isOpen(): boolean {
    if (this.isRead) return true;
    const stored = this.cache.read(this.name);
    const keys = this.cache.keys();
    const isWhole = Array.isArray(stored) && stored.every(isHeld);
    const isDamaged = stored !== undefined && !isWhole;
    if (stored === UNREADABLE || (isDamaged && !keys)) return false;
    this.isRead = true;
    const named = new Map((isWhole ? stored : []).map((one) => [this.prefix + one.key, one]));
    // Values that the index does not name could not be removed, and would take room for ever.
    for (const key of keys ?? []) if (this.isOurs(key) && !named.has(key)) this.cache.remove(key);
    const there = new Set(keys ?? named.keys());
    this.entries = [...named].filter(([key]) => there.has(key)).map(([, one]) => one);
    if (isDamaged) this.cache.remove(this.name);
    return true;
  }

  get held(): readonly Held[] {
    this.isOpen();
    return this.entries;
  }

  get used(): number {
    return sizeOf(this.held);
  }

  /** The stored value, which nobody has checked; undefined where there is none, or none that can be read. */
  read(key: string): unknown {
    const value = this.held.some((one) => one.key === key) ? this.cache.read(this.prefix + key) : undefined;
    return value === UNREADABLE ? undefined : value;
  }

  /** A value was used. Storage hears of it with the next write: the order is worth none of its own. */
  touch(key: string): void {
    const used = this.held.find((one) => one.key === key);
    if (used) this.entries = [...this.without(used), used];
  }

  /**
   * Stores a value, for which others give way where the budget or storage is full. Where it is not kept, all stays as
   * it was, an older value under the same key too.
   */
  write(value: unknown, about: Omit<Held, 'size'>): Written {
    if (!this.isOpen()) return 'broken';
    const entry = { ...about, size: bytesOf(value) };
    if (entry.size > Math.min(KEY_LIMIT, this.budget)) return 'large';
    const former = this.entries.find(({ key }) => key === entry.key);
    // Until it is known which of the two stands there, the index tells of both.
    const either = former ? eitherOf(former, entry) : entry;
    const before = this.entries;
    const outcome = this.withRoom(entry.size - (former?.size ?? 0), former, () => {
      // The index first, and with all that may still be there: a value that it does not name could not be removed.
      const named = this.cache.write(this.name, [...before.filter((one) => one !== former), either]);
      return named === 'kept' ? this.cache.write(this.prefix + entry.key, value) : named;
    });
    if (outcome !== 'kept') {
      this.writeIndex();
      return outcome;
    }
    this.entries = [...this.without(former), entry];
    while (this.used > this.budget && this.giveUp(this.without(entry)));
    if (former || this.entries.length <= before.length) this.writeIndex();
    return 'kept';
  }

  /** Has values give way for a write of so many bytes elsewhere, as for one of the shelf's own. */
  yieldTo(bytes: number, write: () => Written): Written {
    const before = this.entries;
    const outcome = this.withRoom(bytes, undefined, write);
    if (this.entries !== before) this.writeIndex();
    return outcome;
  }

  /**
   * Does a write of so many bytes; where storage is full, values give way for it. None does where that cannot help: by
   * what storage counts there is room enough, or all of them together would not make enough, or it refuses even what
   * needs no room. Where the write is refused all the same, they are put back.
   * @param spared the value that is replaced
   */
  private withRoom(bytes: number, spared: Held | undefined, write: () => Written): Written {
    const outcome = write();
    if (outcome !== 'full' || !this.isOpen()) return outcome;
    const { used, limit } = this.cache.usage();
    const wanted = used + bytes + SLACK - limit;
    if (wanted <= 0 || sizeOf(this.without(spared)) < wanted || !this.writeIndex()) return outcome;
    const before = this.entries;
    const given: [string, unknown][] = [];
    const isEnough = () => sizeOf(before) - this.used >= wanted;
    while (!isEnough() && this.giveUp(this.without(spared), given));
    const again = isEnough() ? write() : outcome;
    if (again === 'kept') return again;
    // The index may have grown: it takes its own room back first.
    this.cache.write(this.name, before);
    const lost = given.filter(([key, value]) => this.cache.write(this.prefix + key, value) !== 'kept');
    this.entries = before.filter((one) => !lost.some(([key]) => key === one.key));
    return again;
  }

  /** Removes values; false where one may still be there, which the index then names as before. */
  remove(...keys: string[]): boolean {
    const gone = keys.filter((key) => this.cache.remove(this.prefix + key));
    this.entries = this.held.filter(({ key }) => gone.indexOf(key) < 0);
    if (this.isOpen()) this.writeIndex();
    return gone.length === keys.length;
  }

  /** Every value goes, also one that the index does not name. */
  clear(): void {
    const keys = this.cache.keys()?.filter((key) => this.isOurs(key));
    if (!keys && !this.isOpen()) return;
    const named = this.entries.map(({ key }) => this.prefix + key);
    const left = (keys ?? named).filter((key) => !this.cache.remove(key));
    this.entries = this.entries.filter(({ key }) => left.indexOf(this.prefix + key) >= 0);
    if (left.length > 0) this.writeIndex();
    else if (this.cache.remove(this.name)) this.isRead = true;
  }

  private isOurs(key: string): boolean {
    return key.indexOf(this.prefix) === 0;
  }

  private without(held: Held | undefined): Held[] {
    return this.entries.filter((one) => one !== held);
  }

  /** The least wanted of some values goes; false when none can. The index is written by whoever made the room. */
  private giveUp(some: readonly Held[], given?: [string, unknown][]): boolean {
    const least = this.least(some);
    if (!least) return false;
    const value = given && this.cache.read(this.prefix + least.key);
    // What could not be put back is not given up, and what cannot be removed makes no room.
    if (value === UNREADABLE || !this.cache.remove(this.prefix + least.key)) return false;
    given?.push([least.key, value]);
    this.entries = this.without(least);
    return true;
  }

  /** Where this is refused, what is stored names more than there is. */
  private writeIndex(): boolean {
    return this.cache.write(this.name, this.entries) === 'kept';
  }
}

const sizeOf = (held: readonly Held[]): number => held.reduce((sum, { size }) => sum + size, 0);

const eitherOf = (former: Held, entry: Held): Held => ({
  ...entry,
  size: Math.max(former.size, entry.size),
  ids: [...former.ids, ...entry.ids],
});

const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

function isHeld(value: unknown): value is Held {
  if (!isRecord(value)) return false;
  const { key, size, ids, leads } = value;
  const isSize = typeof size === 'number' && size >= 0;
  return typeof key === 'string' && isSize && isTexts(ids) && (leads === undefined || isTexts(leads));
}
