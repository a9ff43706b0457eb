import type { ArticleId } from '../../feed';
import { type Cache, UNREADABLE } from '../ports';
import { bytesOf, writeOwn } from '../saved';

/** Where a reader is: the section that begins with a block, and the part of it above the bar, 0 to 1. */
export interface Position {
  block: number;
  part: number;
}

/** A position with how much of the article was read there, 0 to 100. */
export interface SavedPosition extends Position {
  percent: number;
}

const KEY = 'places';
const LIMIT = 200;

/** Where reading stopped, by article: on this device only. The newest stand last. */
export class Positions {
  constructor(private readonly cache: Cache) {}

  /** The position to go on from, if it is worth an offer: not at the beginning, not at the end. */
  offer(id: ArticleId): SavedPosition | null {
    const position = this.all()?.find(([known]) => known === id)?.[1];
    return position && position.percent >= 3 && position.percent < 97 ? position : null;
  }

  /**
   * Keeps a position, or with null none. Where storage refuses, what stands there stays; where it is full, the oldest
   * ones make room.
   * @param isKnown tells which articles the reader's history still holds: of others no position is kept
   */
  keep(id: ArticleId, position: SavedPosition | null, isKnown: (id: ArticleId) => boolean): void {
    const stored = this.all();
    if (!stored) return;
    const others = stored.filter(([known]) => known !== id && isKnown(known));
    let all = (position && isKnown(id) ? [...others, [id, position] as const] : others).slice(-LIMIT);
    if (writeOwn(this.cache, KEY, all) !== 'full') return;
    // What is no larger than what stands there needs no room.
    while (all.length > 1 && bytesOf(all) > bytesOf(stored)) all = all.slice(1);
    this.cache.write(KEY, all);
  }

  /** Undefined where storage does not tell. */
  private all(): [ArticleId, SavedPosition][] | undefined {
    const stored = this.cache.read(KEY);
    if (stored === UNREADABLE) return undefined;
    return Array.isArray(stored) ? stored.filter(isEntry) : [];
  }
}

const isCount = (value: unknown, most: number) => typeof value === 'number' && value >= 0 && value <= most;

/** Storage is input like any other. */
function isEntry(entry: unknown): entry is [ArticleId, SavedPosition] {
  if (!Array.isArray(entry) || typeof entry[0] !== 'string') return false;
  const { block, part, percent } = (entry[1] ?? {}) as Partial<Record<keyof SavedPosition, unknown>>;
  return isCount(block, 1e6) && isCount(part, 1) && isCount(percent, 100);
}
