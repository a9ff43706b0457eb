import { KeyNumbers } from '../numbering';
import type { CodedGrams } from './coded';
import { Coder } from './letters';
import { inHashOrder } from './order';
import type { RareKeys } from './rare';

/** Different grams that a slice of few articles has fewer of. */
const GRAMS = 1024;

/** Makes grams with their numbers of pairs. Its tables are those of all slices: they have grown to what a slice needs. */
export class Inverter {
  private readonly numbering = new KeyNumbers(GRAMS);
  private readonly coder = new Coder();
  private counts = new Uint32Array(0);
  private numbers = new Uint32Array(0);

  constructor(private readonly rare: RareKeys) {}

  /**
   * @param pairs a key and a number each, by ascending numbers; they are written over
   * @returns the letters are good until the next call
   */
  invert(pairs: Uint32Array): CodedGrams {
    const { rare, coder } = this;
    const keys = this.count(pairs);
    const hashes = keys.map((key) => rare.hashOf(key));
    const order = inHashOrder(hashes, keys, rare);
    const ends = this.scatter(pairs, order);
    const starts = new Uint32Array(order.length + 1);
    let from = 0;
    for (let at = 0; at < order.length; at += 1) {
      const to = ends[order[at]!]!;
      starts[at + 1] = coder.add(this.numbers, from, to);
      from = to;
    }
    return {
      hashes: order.map((gram) => hashes[gram]!),
      keys: order.map((gram) => keys[gram]!),
      rare,
      starts,
      letters: coder.take(),
    };
  }

  /** Puts the number of each key in its place, and counts them; returns the keys by their numbers. */
  private count(pairs: Uint32Array): Uint32Array {
    if (this.counts.length < pairs.length / 2) this.counts = new Uint32Array(pairs.length);
    const { numbering, counts } = this;
    numbering.clear();
    counts.fill(0);
    for (let at = 0; at < pairs.length; at += 2) {
      const gram = numbering.numberOf(pairs[at]!);
      pairs[at] = gram;
      counts[gram]! += 1;
    }
    return numbering.keys;
  }

  /** The numbers of all grams, one gram after the other in a given order, by counting; returns where each gram's end. */
  private scatter(pairs: Uint32Array, order: Uint32Array): Uint32Array {
    if (this.numbers.length < pairs.length / 2) this.numbers = new Uint32Array(pairs.length);
    const { numbers, counts } = this;
    const next = new Uint32Array(order.length);
    let start = 0;
    for (let at = 0; at < order.length; at += 1) {
      const gram = order[at]!;
      next[gram] = start;
      start += counts[gram]!;
    }
    for (let at = 0; at < pairs.length; at += 2) {
      const gram = pairs[at]!;
      const place = next[gram]!;
      numbers[place] = pairs[at + 1]!;
      next[gram] = place + 1;
    }
    return next;
  }
}
