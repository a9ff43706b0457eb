import { encodeNumbers, HASHES, hashGram } from '../../feed';
import type { Spool, Spooled } from '../write/spool';
import { type Coded, joinNumbers } from './coded';
import type { Grams } from './grams';
import { GramNumbers, larger } from './numbering';

/** Articles that are inverted in memory at a time: their pairs of gram and article are some 20 MB. */
const SEGMENT = 5000;
/** Slices of the hashes in which a segment is put aside: by their highest bits. */
const SLICE_BITS = 8;
const SLICES = 1 << SLICE_BITS;
const BLOCK = 1 << 20;

const sliceOf = (gram: string): number => hashGram(gram) >>> (32 - SLICE_BITS);

/**
 * Inverts a whole feed: ninety million pairs of gram and article for a hundred thousand articles. They are held as
 * numbers, never as lists of objects, and a segment of the articles at a time: what one gave is put aside in the
 * spool, slice by slice.
 */
export class GramCollector {
  private segment = new Segment();
  private readonly aside: Spooled[][] = [];

  constructor(private readonly spool: Spool) {}

  /** Adds an article; numbers ascend. */
  add(number: number, grams: Grams): void {
    this.segment.add(number, grams);
    if (this.segment.articles === SEGMENT) this.putAside();
  }

  /** Ends the adding; returns the bytes of all grams with their coded numbers, near enough. */
  finish(): number {
    this.putAside();
    return this.aside.flat().reduce((sum, { length }) => sum + length, 0);
  }

  /**
   * The grams of each slice with their coded numbers, in no order within it; the hash where it ends, and its share of
   * the bytes.
   */
  *slices(): Generator<{ grams: Iterable<Coded>; end: number; share: number }> {
    for (let slice = 0; slice < SLICES; slice += 1) {
      const share = this.aside.reduce((sum, segment) => sum + segment[slice]!.length, 0);
      const joined = new Map<string, string>();
      for (const segment of this.aside)
        for (const [gram, coded] of JSON.parse(this.spool.text(segment[slice]!)) as Coded[]) {
          const before = joined.get(gram);
          joined.set(gram, before === undefined ? coded : joinNumbers(before, coded));
        }
      yield { grams: joined, end: (slice + 1) * (HASHES / SLICES), share };
    }
  }

  private putAside(): void {
    const slices: Spooled[] = [];
    // One slice at a time: all of a segment's strings at once are most of a gigabyte.
    for (const grams of this.segment.slices()) slices.push(this.spool.add(JSON.stringify(grams)));
    this.aside.push(slices);
    this.segment = new Segment();
  }
}

/** Some articles, inverted in memory. */
class Segment {
  private readonly numbering = new GramNumbers();
  private counts = new Uint32Array(1 << 16);
  /** Gram numbers, article by article, in blocks: one array would be copied each time it outgrows itself. */
  private blocks: Uint32Array[] = [];
  private used = 0;
  private readonly ends: { number: number; end: number }[] = [];

  get articles(): number {
    return this.ends.length;
  }

  add(number: number, { keys, rare }: Grams): void {
    for (const key of keys) this.note(this.numbering.numberOf(key));
    for (const gram of rare) this.note(this.numbering.numberOfRare(gram));
    this.ends.push({ number, end: this.used });
  }

  private note(id: number): void {
    if (id >= this.counts.length) this.counts = larger(this.counts);
    this.counts[id]! += 1;
    if (this.used % BLOCK === 0) this.blocks.push(new Uint32Array(BLOCK));
    this.blocks[this.blocks.length - 1]![this.used % BLOCK] = id;
    this.used += 1;
  }

  *slices(): Generator<Coded[]> {
    const { starts, postings } = this.invert();
    const { first, members } = this.deal();
    for (let slice = 0; slice < SLICES; slice += 1) {
      const grams: Coded[] = [];
      for (const id of members.subarray(first[slice]!, first[slice + 1]!))
        grams.push([
          this.numbering.gramOf(id),
          encodeNumbers(postings.subarray(starts[id]!, starts[id]! + this.counts[id]!)),
        ]);
      yield grams;
    }
  }

  /** Gram numbers by slice: counting sort. */
  private deal(): { first: Uint32Array; members: Uint32Array } {
    const first = new Uint32Array(SLICES + 1);
    const slices = new Uint16Array(this.numbering.size);
    for (let id = 0; id < slices.length; id += 1) slices[id] = sliceOf(this.numbering.gramOf(id));
    for (const one of slices) first[one + 1]! += 1;
    for (let at = 0; at < SLICES; at += 1) first[at + 1]! += first[at]!;
    const next = first.slice();
    const members = new Uint32Array(slices.length);
    slices.forEach((one, id) => {
      members[next[one]!] = id;
      next[one]! += 1;
    });
    return { first, members };
  }

  /** Article numbers by gram: counting sort; they come out ascending. */
  private invert(): { starts: Uint32Array; postings: Uint32Array } {
    const starts = new Uint32Array(this.numbering.size);
    for (let id = 1; id < starts.length; id += 1) starts[id] = starts[id - 1]! + this.counts[id - 1]!;
    const next = starts.slice();
    const postings = new Uint32Array(this.used);
    let at = 0;
    for (const { number, end } of this.ends)
      for (; at < end; at += 1) {
        const id = this.blocks[Math.floor(at / BLOCK)]![at % BLOCK]!;
        postings[next[id]!] = number;
        next[id]! += 1;
      }
    this.blocks = [];
    return { starts, postings };
  }
}
