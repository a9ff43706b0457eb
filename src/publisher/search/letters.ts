import { ALPHABET, lowBits } from '../../feed';

/*
 * Coded numbers (feed/search.ts) of many grams are made here one behind the other, without a text that grows letter by
 * letter. The client has no use for that, so it is not in its package.
 */

/** The byte of each letter. */
const LETTERS = Buffer.from(ALPHABET);

/** Bits that are written at a time, at most: with those that wait they fit into 31. */
const STEP = 24;

/** Codes numbers, of one gram after the other. */
export class Coder {
  private letters = Buffer.allocUnsafe(1 << 12);
  /** Where the letters end. */
  private end = 0;
  /** Bits that are no letter yet, and how many. */
  private bits = 0;
  private used = 0;

  /**
   * Adds ascending numbers, those of an array from one place to before another, as `encodeNumbers` has them.
   * @returns where their letters end
   */
  add(numbers: Uint32Array, from: number, to: number): number {
    if (from === to) return this.end;
    const highest = numbers[to - 1]!;
    const low = lowBits(to - from, highest);
    // The ones of all gaps are as many as these, or fewer.
    this.makeRoom(2 + ((to - from) * (1 + low) + (highest + 1) / 2 ** low) / 6);
    this.letters[this.end] = LETTERS[low]!;
    this.end += 1;
    let last = -1;
    for (let at = from; at < to; at += 1) {
      const number = numbers[at]!;
      this.putGap(number - last - 1, low);
      last = number;
    }
    if (this.used > 0) this.put(63 >>> this.used, 6 - this.used);
    return this.end;
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

  private putGap(gap: number, low: number): void {
    let ones = gap >>> low;
    const rest = gap - ones * 2 ** low;
    if (ones + 1 + low <= STEP) {
      this.put(((1 << ones) - 1) | (rest << (ones + 1)), ones + 1 + low);
      return;
    }
    for (; ones >= STEP; ones -= STEP) this.put((1 << STEP) - 1, STEP);
    this.put((1 << ones) - 1, ones + 1);
    for (let from = 0; from < low; from += STEP)
      this.put((rest >>> from) & ((1 << STEP) - 1), Math.min(STEP, low - from));
  }

  /** Puts bits behind those before, at most `STEP`. */
  private put(value: number, width: number): void {
    let bits = this.bits | (value << this.used);
    let used = this.used + width;
    for (; used >= 6; used -= 6) {
      this.letters[this.end] = LETTERS[bits & 63]!;
      this.end += 1;
      bits >>>= 6;
    }
    this.bits = bits;
    this.used = used;
  }
}
