import type { Spool, Spooled } from '../write/spool';
import { SLICES } from './slices';

/** Words of a run: two for each pair. */
const RUN = 1 << 12;

/**
 * Pairs of a gram's key and an article's number, by the slice of the gram's hash: ninety million for a hundred thousand
 * articles. Of each slice a run waits in memory, those before it are in the spool.
 */
export class Pairs {
  private readonly waiting: Uint32Array<ArrayBuffer>;
  /** Where the words that wait end, of each slice. */
  private readonly ends: Uint32Array;
  private readonly aside: Spooled[][] = Array.from({ length: SLICES }, () => []);
  /** The pairs of the slice that was read last. */
  private whole = new Uint32Array(0);

  /** @param run words of a run, an even number */
  constructor(
    private readonly spool: Spool,
    private readonly run = RUN,
  ) {
    this.waiting = new Uint32Array(SLICES * run);
    this.ends = Uint32Array.from({ length: SLICES }, (_, slice) => slice * run);
  }

  add(slice: number, key: number, number: number): void {
    const end = this.ends[slice]!;
    this.waiting[end] = key;
    this.waiting[end + 1] = number;
    this.ends[slice] = end + 2;
    if (end + 2 === (slice + 1) * this.run) this.putAside(slice);
  }

  /** The pairs of a slice in the order in which they came, a key and a number each; good until the next call. */
  of(slice: number): Uint32Array {
    const rest = this.waiting.subarray(slice * this.run, this.ends[slice]);
    const aside = this.aside[slice]!;
    const length = aside.length * this.run + rest.length;
    if (length > this.whole.length) this.whole = new Uint32Array(length * 2);
    for (const [at, spooled] of aside.entries())
      this.spool.readInto(new Uint8Array(this.whole.buffer, at * this.run * 4), spooled);
    this.whole.set(rest, aside.length * this.run);
    return this.whole.subarray(0, length);
  }

  private putAside(slice: number): void {
    this.aside[slice]!.push(
      this.spool.add(Buffer.from(this.waiting.buffer, slice * this.run * 4, this.run * 4)),
    );
    this.ends[slice] = slice * this.run;
  }
}
