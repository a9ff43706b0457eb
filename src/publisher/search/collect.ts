import type { Spool, Spooled } from '../write/spool';
import type { Hashed } from './coded';
import type { Grams } from './grams';
import { RareKeys } from './rare';
import { Segment } from './segment';
import { joined, listedBytes, SLICES, sliceBytes, sliceEnd, sliceOfBytes } from './slices';

/** Articles that are inverted in memory at a time: their pairs of gram and article are some 30 MB. */
const SEGMENT = 5000;

/**
 * Inverts a whole feed: ninety million pairs of gram and article for a hundred thousand articles. They are held as
 * numbers, never as lists of objects, and a segment of the articles at a time: what one gave is put aside in the
 * spool, slice by slice, in the order in which all segments are joined.
 */
export class GramCollector {
  private readonly rare = new RareKeys();
  private readonly gramOf = (key: number): string => this.rare.gramOf(key);
  private segment: Segment;
  /** The slices of each segment. */
  private readonly aside: Spooled[][] = [];
  /** Bytes of each slice, near enough. */
  private readonly bytes = new Array<number>(SLICES).fill(0);

  /** @param size articles of a segment */
  constructor(
    private readonly spool: Spool,
    size = SEGMENT,
  ) {
    this.segment = new Segment(size);
  }

  /** Adds an article; numbers ascend. */
  add(number: number, { keys, rare }: Grams): void {
    this.segment.add(
      number,
      keys,
      rare.map((gram) => this.rare.keyOf(gram)),
    );
    if (this.segment.isFull) this.putAside();
  }

  /** Ends the adding; returns the bytes of all grams with their coded numbers, near enough. */
  finish(): number {
    this.putAside();
    // Its tables are not needed any more.
    this.segment = new Segment(0);
    return this.bytes.reduce((sum, bytes) => sum + bytes, 0);
  }

  /** The grams of each slice, as `sortedByHash` has them; the hash where it ends, and its share of the bytes. */
  *slices(): Generator<{ grams: Hashed[]; end: number; share: number }> {
    for (const [slice, share] of this.bytes.entries()) {
      const segments = this.aside.map((slices) => sliceOfBytes(this.spool.read(slices[slice]!)));
      yield { grams: joined(segments, this.gramOf), end: sliceEnd(slice), share };
    }
  }

  private putAside(): void {
    const slices: Spooled[] = [];
    for (const slice of this.segment.slices(this.gramOf)) {
      this.bytes[slices.length]! += listedBytes(slice, this.rare);
      slices.push(this.spool.add(sliceBytes(slice)));
    }
    this.aside.push(slices);
    this.segment.clear();
  }
}
