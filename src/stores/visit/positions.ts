import type { ArticleId } from '../../feed';
import type { Cache } from '../ports';

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
    const position = this.all().find(([known]) => known === id)?.[1];
    return position && position.percent >= 3 && position.percent < 97 ? position : null;
  }

  /** @param isKnown tells which articles the reader's history still holds: of others no position is kept */
  keep(id: ArticleId, position: SavedPosition | null, isKnown: (id: ArticleId) => boolean): void {
    const others = this.all().filter(([known]) => known !== id && isKnown(known));
    const all = position && isKnown(id) ? [...others, [id, position] as const] : others;
    this.cache.write(KEY, all.slice(-LIMIT));
  }

  private all(): [ArticleId, SavedPosition][] {
    const stored = this.cache.read(KEY);
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
