import { encodeNumbers, shardOf } from '../../feed';

/** A gram with its quotation marks costs about as much as this many of its postings. */
const GRAM_WEIGHT = 8;

/** The size of an index, in postings. */
export const weigh = (postings: number, grams: number): number => postings + GRAM_WEIGHT * grams;

/**
 * Inverts a whole feed in memory: nine million pairs of gram and article for ten thousand articles, held as
 * numbers in one growing array (36 MB), never as lists of objects.
 */
export class GramCollector {
  private readonly ids = new Map<string, number>();
  private readonly counts: number[] = [];
  private refs = new Uint32Array(1 << 16);
  private used = 0;
  private readonly ends: number[] = [];

  /** Adds the next article, in the order of the ordinals. */
  add(grams: ReadonlySet<string>): void {
    if (this.used + grams.size > this.refs.length) {
      const larger = new Uint32Array(Math.max(this.refs.length * 2, this.used + grams.size));
      larger.set(this.refs);
      this.refs = larger;
    }
    for (const gram of grams) {
      let id = this.ids.get(gram);
      if (id === undefined) {
        id = this.ids.size;
        this.ids.set(gram, id);
        this.counts.push(0);
      }
      this.counts[id]! += 1;
      this.refs[this.used] = id;
      this.used += 1;
    }
    this.ends.push(this.used);
  }

  /** How much there is to store. */
  get weight(): number {
    return weigh(this.used, this.ids.size);
  }

  /** The grams of each shard with their coded postings, in a fixed order. */
  *shards(count: number): Generator<Record<string, string>> {
    const { starts, postings } = this.invert();
    const members: [string, number][][] = Array.from({ length: count }, () => []);
    for (const [gram, id] of this.ids) members[shardOf(gram, count)]!.push([gram, id]);
    for (const shard of members) {
      shard.sort(([a], [b]) => (a < b ? -1 : 1));
      const grams: Record<string, string> = {};
      for (const [gram, id] of shard)
        grams[gram] = encodeNumbers(
          Array.from(postings.subarray(starts[id]!, starts[id]! + this.counts[id]!)),
        );
      yield grams;
    }
  }

  /** Counting sort by gram; ordinals come out ascending. */
  private invert(): { starts: Uint32Array; postings: Uint32Array } {
    const starts = new Uint32Array(this.counts.length);
    for (let id = 1; id < this.counts.length; id += 1) starts[id] = starts[id - 1]! + this.counts[id - 1]!;
    const next = starts.slice();
    const postings = new Uint32Array(this.used);
    let at = 0;
    this.ends.forEach((end, ordinal) => {
      for (; at < end; at += 1) {
        const id = this.refs[at]!;
        postings[next[id]!] = ordinal;
        next[id]! += 1;
      }
    });
    return { starts, postings };
  }
}
