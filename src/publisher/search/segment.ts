import { hashGram } from '../../feed';
import { KeyNumbers, larger } from '../numbering';
import { MOST_BYTES, writeGap } from './letters';
import { emptySlice, type GramOf, SLICES, type Slice, sliceOf } from './slices';

/** Pairs of a block. */
const BLOCK_BITS = 20;
const BLOCK = 1 << BLOCK_BITS;

/**
 * Some articles, inverted in memory: six bytes for each pair of gram and article. In each array articles go by their
 * place in the segment, and grams by their number in it.
 */
export class Segment {
  private readonly numbering = new KeyNumbers();
  private counts = new Uint32Array(1 << 16);
  /** Gram numbers, article by article, in blocks: one array would be copied each time it outgrows itself. */
  private readonly blocks: Uint32Array<ArrayBuffer>[] = [];
  private block = new Uint32Array(0);
  private used = 0;
  /** The number of each article, and where its pairs end. */
  private readonly numbers: Uint32Array;
  private readonly ends: Uint32Array;
  articles = 0;
  /** The gaps of the slice at hand. */
  private gaps = new Uint8Array(0);

  /** @param room for so many articles, at most 65,536 */
  constructor(private readonly room: number) {
    this.numbers = new Uint32Array(room);
    this.ends = new Uint32Array(room);
  }

  get isFull(): boolean {
    return this.articles === this.room;
  }

  /** Adds an article; numbers ascend. */
  add(number: number, keys: Uint32Array, more: readonly number[]): void {
    for (let at = 0; at < keys.length; at += 1) this.note(this.numbering.numberOf(keys[at]!));
    for (const key of more) this.note(this.numbering.numberOf(key));
    this.numbers[this.articles] = number;
    this.ends[this.articles] = this.used;
    this.articles += 1;
  }

  private note(gram: number): void {
    if (gram >= this.counts.length) this.counts = larger(this.counts);
    this.counts[gram]! += 1;
    const place = this.used & (BLOCK - 1);
    if (place === 0) {
      const at = this.used >>> BLOCK_BITS;
      this.blocks[at] ??= new Uint32Array(BLOCK);
      this.block = this.blocks[at]!;
    }
    this.block[place] = gram;
    this.used += 1;
  }

  /** Begins anew, with the tables that it has: they have grown to what a segment needs. */
  clear(): void {
    this.numbering.clear();
    this.counts.fill(0);
    this.used = 0;
    this.articles = 0;
  }

  /** All of it, slice by slice, each good until the next one is asked for; it is to be cleared then. */
  *slices(gramOf: GramOf): Generator<Slice> {
    const { keys } = this.numbering;
    const hashes = keys.map((key) => hashGram(gramOf(key)));
    const order = inOrder(hashes, (one, other) => (gramOf(keys[one]!) < gramOf(keys[other]!) ? -1 : 1));
    const { articles, ends } = this.invert(order);
    let from = 0;
    for (let slice = 0; slice < SLICES; slice += 1) {
      let to = from;
      while (to < order.length && sliceOf(hashes[order[to]!]!) === slice) to += 1;
      yield this.slice(order.subarray(from, to), hashes, articles, ends);
      from = to;
    }
  }

  /** The articles of all grams, one gram after the other in a given order, by counting; and where each gram's end. */
  private invert(order: Uint32Array): { articles: Uint16Array; ends: Uint32Array } {
    const next = new Uint32Array(order.length);
    let start = 0;
    for (const gram of order) {
      next[gram] = start;
      start += this.counts[gram]!;
    }
    const { ends, blocks } = this;
    const articles = new Uint16Array(this.used);
    let pair = 0;
    for (let article = 0; article < this.articles; article += 1)
      for (const end = ends[article]!; pair < end; pair += 1) {
        const gram = blocks[pair >>> BLOCK_BITS]![pair & (BLOCK - 1)]!;
        const place = next[gram]!;
        articles[place] = article;
        next[gram] = place + 1;
      }
    return { articles, ends: next };
  }

  private slice(order: Uint32Array, hashes: Uint32Array, articles: Uint16Array, ends: Uint32Array): Slice {
    const { keys } = this.numbering;
    let pairs = 0;
    for (let at = 0; at < order.length; at += 1) pairs += this.counts[order[at]!]!;
    if (this.gaps.length < MOST_BYTES * pairs) this.gaps = new Uint8Array(MOST_BYTES * pairs * 2);
    const { numbers, gaps } = this;
    const slice = emptySlice(order.length);
    let used = 0;
    for (let at = 0; at < order.length; at += 1) {
      const gram = order[at]!;
      const end = ends[gram]!;
      let pair = end - this.counts[gram]!;
      let last = numbers[articles[pair]!]!;
      slice.firsts[at] = last;
      for (pair += 1; pair < end; pair += 1) {
        const number = numbers[articles[pair]!]!;
        used = writeGap(gaps, used, number - last - 1);
        last = number;
      }
      slice.lasts[at] = last;
      slice.ends[at] = used;
      slice.hashes[at] = hashes[gram]!;
      slice.keys[at] = keys[gram]!;
    }
    return { ...slice, gaps: gaps.subarray(0, used) };
  }
}

/** The places of an array in the ascending order of what stands there: by its lower half, then by its upper one. */
function inOrder(hashes: Uint32Array, tie: (one: number, other: number) => number): Uint32Array {
  let order = hashes.map((_, at) => at);
  for (const shift of [0, 16]) order = byHalf(hashes, order, shift);
  for (let at = 0; at < order.length; at += 1) {
    let end = at + 1;
    while (end < order.length && hashes[order[end]!] === hashes[order[at]!]) end += 1;
    if (end > at + 1) order.subarray(at, end).sort(tie);
    at = end - 1;
  }
  return order;
}

/** Stable: what is equal stays as it stood. */
function byHalf(hashes: Uint32Array, order: Uint32Array, shift: number): Uint32Array<ArrayBuffer> {
  const next = new Uint32Array((1 << 16) + 1);
  for (let at = 0; at < hashes.length; at += 1) next[((hashes[at]! >>> shift) & 0xffff) + 1]! += 1;
  for (let at = 1; at < next.length; at += 1) next[at]! += next[at - 1]!;
  const sorted = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at += 1) {
    const half = (hashes[order[at]!]! >>> shift) & 0xffff;
    sorted[next[half]!] = order[at]!;
    next[half]! += 1;
  }
  return sorted;
}
