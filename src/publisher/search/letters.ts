import { ALPHABET, lowBits } from '../../feed';

/*
 * Coded numbers (feed/search.ts) of many grams are made here one behind the other, without a text that grows letter by
 * letter. The client has no use for that, so it is not in its package.
 */

/** The byte of each letter. */
const LETTERS = Buffer.from(ALPHABET);

/** Codes numbers, of one gram after the other. */
export class Coder {
  private letters = Buffer.allocUnsafe(1 << 12);
  /** Where the letters end. */
  private end = 0;

  /**
   * Adds ascending numbers, those of an array from one place to before another, as `encodeNumbers` has them.
   * @returns where their letters end
   */
  add(numbers: Uint32Array, from: number, to: number): number {
    if (from === to) return this.end;
    const highest = numbers[to - 1]!;
    const low = lowBits(to - from, highest);
    // The ones of all gaps are as many as these, or fewer.
    this.makeRoom(2 + ((to - from) * (1 + low) + (highest >>> low) + 1) / 6);
    const { letters } = this;
    const lowest = (1 << low) - 1;
    letters[this.end] = LETTERS[low]!;
    let end = this.end + 1;
    // Bits that are no letter yet, and how many: fewer than six.
    let bits = 0;
    let used = 0;
    let last = -1;
    for (let at = from; at < to; at += 1) {
      const gap = numbers[at]! - last - 1;
      last = numbers[at]!;
      let ones = gap >>> low;
      for (; used + ones >= 6; end += 1) {
        letters[end] = LETTERS[bits | ((63 << used) & 63)]!;
        ones -= 6 - used;
        bits = 0;
        used = 0;
      }
      bits |= ((1 << ones) - 1) << used;
      used += ones;
      // A zero, and the low bits.
      let rest = (gap & lowest) << 1;
      let width = 1 + low;
      for (; used + width >= 6; end += 1) {
        letters[end] = LETTERS[bits | ((rest << used) & 63)]!;
        rest >>>= 6 - used;
        width -= 6 - used;
        bits = 0;
        used = 0;
      }
      bits |= rest << used;
      used += width;
    }
    if (used > 0) {
      letters[end] = LETTERS[bits | ((63 << used) & 63)]!;
      end += 1;
    }
    this.end = end;
    return end;
  }

  /** The letters of all that was added, good until more is; begins anew. */
  take(): Buffer {
    const letters = this.letters.subarray(0, this.end);
    this.end = 0;
    return letters;
  }

  private makeRoom(most: number): void {
    if (this.end + most <= this.letters.length) return;
    const before = this.letters;
    this.letters = Buffer.allocUnsafe(2 * Math.ceil(this.end + most));
    before.copy(this.letters, 0, 0, this.end);
  }
}
