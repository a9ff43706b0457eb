import type { Spool, Spooled } from '../write/spool';
import { bytesOf, type CodedGrams, codedBytes, codedOfBytes } from './coded';
import { type Grams, hashKey } from './grams';
import { Inverter } from './invert';
import { Pairs } from './pairs';
import { RareKeys } from './rare';
import { SLICES, sliceEnd, sliceOf } from './slices';

/**
 * Inverts a whole feed. Its pairs of gram and article are parted by the hashes of the grams, and then inverted a slice
 * at a time: the tables for that are so small that a processor has them at hand. What the slices give is put aside:
 * where the parts end depends on all of it.
 */
export class GramCollector {
  private readonly rare = new RareKeys();
  /** Null once there is nothing to be added any more: what follows needs its memory. */
  private pairs: Pairs | null;
  private readonly slicesAside: Spooled[] = [];

  /** @param run words of a run, an even number (pairs.ts) */
  constructor(
    private readonly spool: Spool,
    run?: number,
  ) {
    this.pairs = new Pairs(spool, run);
  }

  /** Adds an article; numbers ascend. */
  add(number: number, { keys, rare }: Grams): void {
    const pairs = this.pairs!;
    for (let at = 0; at < keys.length; at += 1) {
      const key = keys[at]!;
      pairs.add(sliceOf(hashKey(key)), key, number);
    }
    for (const gram of rare) {
      const key = this.rare.keyOf(gram);
      pairs.add(sliceOf(this.rare.hashOf(key)), key, number);
    }
  }

  /** Ends the adding; returns the bytes of all grams, by slice, as `bytesOf` counts them. */
  finish(): number[] {
    const pairs = this.pairs!;
    this.pairs = null;
    const inverter = new Inverter(this.rare);
    return Array.from({ length: SLICES }, (_, slice) => {
      const grams = inverter.invert(pairs.of(slice));
      this.slicesAside.push(this.spool.add(codedBytes(grams)));
      return bytesOf(grams);
    });
  }

  /** The grams of each slice, and the hash where it ends. */
  *slices(): Generator<{ grams: CodedGrams; end: number }> {
    for (const [slice, spooled] of this.slicesAside.entries())
      yield { grams: codedOfBytes(this.spool.read(spooled), this.rare), end: sliceEnd(slice) };
  }
}
