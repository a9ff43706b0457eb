import { encodeNumbers, shardOf } from '../../feed';
import { GramNumbers, larger } from './numbering';

/** A gram with its quotation marks costs about as much as this many of its postings. */
const GRAM_WEIGHT = 8;

/** The size of an index, in postings. */
export const weigh = (postings: number, grams: number): number => postings + GRAM_WEIGHT * grams;

const BLOCK = 1 << 20;

/**
 * Inverts a whole feed in memory: nine million pairs of gram and article for ten thousand articles, held as
 * numbers (36 MB), never as lists of objects.
 */
export class GramCollector {
  private readonly numbers = new GramNumbers();
  private counts = new Uint32Array(1 << 16);
  /** Gram numbers, article by article, in blocks: one array would be copied each time it outgrows itself. */
  private blocks: Uint32Array[] = [];
  private used = 0;
  private readonly ends: number[] = [];

  /** How much there is to store. */
  get weight(): number {
    return weigh(this.used, this.numbers.size);
  }

  /** Adds the next article, in the order of the ordinals. */
  add(grams: ReadonlySet<string>): void {
    for (const gram of grams) {
      const id = this.numbers.numberOf(gram);
      if (id >= this.counts.length) this.counts = larger(this.counts);
      this.counts[id]! += 1;
      if (this.used % BLOCK === 0) this.blocks.push(new Uint32Array(BLOCK));
      this.blocks[this.blocks.length - 1]![this.used % BLOCK] = id;
      this.used += 1;
    }
    this.ends.push(this.used);
  }

  /** The grams of each shard with their coded postings, in a fixed order. Uses the collector up. */
  *shards(count: number): Generator<Record<string, string>> {
    const { starts, postings } = this.invert();
    const { first, members } = this.deal(count);
    for (let shard = 0; shard < count; shard += 1) {
      const own = Array.from(members.subarray(first[shard]!, first[shard + 1]!), (id) => ({
        id,
        gram: this.numbers.gramOf(id),
      }));
      own.sort((a, b) => (a.gram < b.gram ? -1 : 1));
      const grams: Record<string, string> = {};
      for (const { id, gram } of own)
        grams[gram] = encodeNumbers(postings.subarray(starts[id]!, starts[id]! + this.counts[id]!));
      yield grams;
    }
  }

  /** Gram numbers by shard: counting sort. */
  private deal(count: number): { first: Uint32Array; members: Uint32Array } {
    const first = new Uint32Array(count + 1);
    const shard = new Uint16Array(this.numbers.size);
    for (let id = 0; id < shard.length; id += 1) shard[id] = shardOf(this.numbers.gramOf(id), count);
    for (const one of shard) first[one + 1]! += 1;
    for (let at = 0; at < count; at += 1) first[at + 1]! += first[at]!;
    const next = first.slice();
    const members = new Uint32Array(shard.length);
    shard.forEach((one, id) => {
      members[next[one]!] = id;
      next[one]! += 1;
    });
    return { first, members };
  }

  /** Ordinals by gram: counting sort; they come out ascending. */
  private invert(): { starts: Uint32Array; postings: Uint32Array } {
    const starts = new Uint32Array(this.numbers.size);
    for (let id = 1; id < starts.length; id += 1) starts[id] = starts[id - 1]! + this.counts[id - 1]!;
    const next = starts.slice();
    const postings = new Uint32Array(this.used);
    let at = 0;
    this.ends.forEach((end, ordinal) => {
      for (; at < end; at += 1) {
        const id = this.blocks[Math.floor(at / BLOCK)]![at % BLOCK]!;
        postings[next[id]!] = ordinal;
        next[id]! += 1;
      }
    });
    this.blocks = [];
    return { starts, postings };
  }
}
