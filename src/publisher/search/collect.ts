import type { Spool, Spooled } from '../write/spool';
import { bytesOf, type Hashed } from './coded';
import type { Grams } from './grams';
import { RareKeys } from './rare';
import { Segment } from './segment';
import { hashedOf, joined, SLICES, type Slice, sliceBytes, sliceEnd, sliceOfBytes, textOf } from './slices';

/** Articles that are inverted in memory at a time: their pairs of gram and article are some 15 MB. */
const SEGMENT = 2500;

/**
 * Inverts a whole feed: ninety million pairs of gram and article for a hundred thousand articles. They are held as
 * numbers, never as lists of objects, and a segment of the articles at a time: what one gave is put aside in the
 * spool, slice by slice, in the order in which all segments are joined. What they give together is put aside too:
 * where the parts end depends on all of it.
 */
export class GramCollector {
  private readonly rare = new RareKeys();
  private readonly gramOf = (key: number): string => this.rare.gramOf(key);
  /** Null once there is nothing to be added any more: what follows needs its memory. */
  private segment: Segment | null;
  /** The slices of each segment. */
  private aside: Spooled[][] = [];
  /** The slices of all segments, joined. */
  private readonly whole: Spooled[] = [];

  /** @param size articles of a segment */
  constructor(
    private readonly spool: Spool,
    size = SEGMENT,
  ) {
    this.segment = new Segment(size);
  }

  /** Adds an article; numbers ascend. */
  add(number: number, { keys, rare }: Grams): void {
    const segment = this.segment!;
    segment.add(
      number,
      keys,
      rare.map((gram) => this.rare.keyOf(gram)),
    );
    if (segment.isFull) this.putAside(segment);
  }

  /** Ends the adding; returns the bytes of all grams with their coded numbers, by slice, as `bytesOf` counts them. */
  finish(): number[] {
    this.putAside(this.segment!);
    this.segment = null;
    const bytes = Array.from({ length: SLICES }, (_, slice) => {
      const grams = joined(this.segmentsOf(slice), this.gramOf);
      this.whole.push(this.spool.add(textOf(grams)));
      return grams.reduce((sum, { numbers }) => sum + bytesOf(numbers.length), 0);
    });
    this.aside = [];
    return bytes;
  }

  /** The grams of each slice, as `sortedByHash` has them, and the hash where it ends. */
  *slices(): Generator<{ grams: Hashed[]; end: number }> {
    for (const [slice, spooled] of this.whole.entries())
      yield { grams: hashedOf(this.spool.read(spooled).toString('utf8')), end: sliceEnd(slice) };
  }

  private segmentsOf(slice: number): Slice[] {
    return this.aside.map((slices) => sliceOfBytes(this.spool.read(slices[slice]!)));
  }

  private putAside(segment: Segment): void {
    const slices: Spooled[] = [];
    for (const slice of segment.slices(this.gramOf)) slices.push(this.spool.add(sliceBytes(slice)));
    this.aside.push(slices);
    segment.clear();
  }
}
