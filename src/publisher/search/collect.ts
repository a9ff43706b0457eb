import type { Spool, Spooled } from '../write/spool';
import type { Hashed } from './coded';
import type { Grams } from './grams';
import { RareKeys } from './rare';
import { Segment } from './segment';
import { joined, joinedBytes, SLICES, type Slice, sliceBytes, sliceEnd, sliceOfBytes } from './slices';

/** Articles that are inverted in memory at a time: their pairs of gram and article are some 15 MB. */
const SEGMENT = 2500;

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

  /** Ends the adding; returns the bytes of all grams with their coded numbers, by slice, as `bytesOf` counts them. */
  finish(): number[] {
    this.putAside();
    return Array.from({ length: SLICES }, (_, slice) => joinedBytes(this.segmentsOf(slice), this.gramOf));
  }

  /** The grams of each slice, as `sortedByHash` has them, and the hash where it ends. */
  *slices(): Generator<{ grams: Hashed[]; end: number }> {
    for (let slice = 0; slice < SLICES; slice += 1)
      yield { grams: joined(this.segmentsOf(slice), this.gramOf), end: sliceEnd(slice) };
  }

  private segmentsOf(slice: number): Slice[] {
    return this.aside.map((slices) => sliceOfBytes(this.spool.read(slices[slice]!)));
  }

  private putAside(): void {
    const slices: Spooled[] = [];
    for (const slice of this.segment.slices(this.gramOf)) {
      slices.push(this.spool.add(sliceBytes(slice)));
    }
    this.aside.push(slices);
    this.segment.clear();
  }
}
