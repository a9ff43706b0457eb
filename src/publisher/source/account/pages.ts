import { BIT, EVERY_KEY, KEYS, type Key, type ListedMessage } from '../../memory/listings';
import { BATCH } from './client';

/** A message where it stands in the list, with the number of its items. */
export interface Row extends ListedMessage {
  items: number;
}

/** A stretch of the list without a hole: positions from `start` on, before `end`. */
export interface Stretch {
  start: number;
  end: number;
}

/** The pages of an account's list that one run has read. */
export class Pages {
  private readonly rows = new Map<number, Row>();
  private readonly positions = new Map<string, number>();
  private readonly totals = new Set<number>();
  private hasMoved = false;
  private isShort = false;
  /** Whether there is a message of which nobody knows what it is called. */
  hasUnnamed = false;

  /** Takes a page that begins at a position. */
  add(offset: number, rows: readonly Row[], total: number): void {
    this.totals.add(total);
    if (rows.length < Math.min(BATCH, total - offset)) this.isShort = true;
    for (const [index, row] of rows.entries()) {
      const at = offset + index;
      const stood = this.positions.get(row.message);
      const was = this.rows.get(at);
      if ((stood !== undefined && stood !== at) || (was && was.message !== row.message)) this.hasMoved = true;
      this.positions.set(row.message, at);
      this.rows.set(at, row);
    }
  }

  /** How long the list is, as the first page says. */
  get total(): number {
    return [...this.totals][0] ?? 0;
  }

  /**
   * Whether the list changed while it was read, has what cannot be named, or pages had less than they should: then it
   * proves nothing.
   */
  get fault(): 'moved' | 'unnamed' | 'short' | null {
    if (this.hasMoved || this.totals.size > 1) return 'moved';
    if (this.hasUnnamed) return 'unnamed';
    return this.isShort ? 'short' : null;
  }

  has(message: string): boolean {
    return this.positions.has(message);
  }

  at(position: number): Row | undefined {
    return this.rows.get(position);
  }

  /** Messages with the number of items that they were listed with. */
  all(): Iterable<Row> {
    return this.rows.values();
  }

  /** Whether every message of the list was read. */
  get isWhole(): boolean {
    return this.fault === null && this.positions.size === this.total;
  }

  /** Where the stretch ends that begins at a position. */
  endFrom(start: number): number {
    let end = start;
    while (this.rows.has(end)) end += 1;
    return end;
  }

  /** The stretches that were read, from the top down. */
  stretches(): Stretch[] {
    const found: Stretch[] = [];
    for (const start of [...this.rows.keys()].sort((a, b) => a - b))
      if (!this.rows.has(start - 1)) found.push({ start, end: this.endFrom(start) });
    return found;
  }

  /** The keys by which nothing that was read is out of order, as bits. */
  orders(): number {
    let orders = EVERY_KEY;
    let before: Row | undefined;
    for (const [, row] of [...this.rows].sort(([a], [b]) => a - b)) {
      for (const key of KEYS) if (before && before[key] < row[key]) orders &= ~BIT[key];
      before = row;
    }
    return orders;
  }

  /** Between which times of a key a stretch has every message, both excluded; null is without a bound. */
  bounds({ start, end }: Stretch, key: Key): { low: number | null; high: number | null } {
    return {
      low: end >= this.total ? null : this.rows.get(end - 1)![key],
      high: start === 0 ? null : this.rows.get(start)![key],
    };
  }
}
