import { ALPHABET, lowBits } from '../../feed';

/*
 * Coded numbers (feed/search.ts) are made here of gaps that come in runs, without a list of the numbers or a text that
 * grows letter by letter. The client has no use for that, so it is not in its package.
 *
 * What is inverted keeps a gap as bytes, seven bits each, the lowest first, +128 where more follow.
 */

/** The byte of each letter. */
const LETTERS = Buffer.from(ALPHABET);

/** Bytes that a gap takes at most. */
export const MOST_BYTES = 5;

/** Writes the bytes of a gap at `at`; returns where they end. */
export function writeGap(bytes: Uint8Array, at: number, gap: number): number {
  let rest = gap;
  let end = at;
  for (; rest >= 128; rest >>>= 7) {
    bytes[end] = rest | 128;
    end += 1;
  }
  bytes[end] = rest;
  return end + 1;
}

/** Bits that are written at a time, at most: with those that wait they fit into 31. */
const STEP = 24;

/** Codes numbers that come as gaps. */
export class Coder {
  private gaps = new Uint32Array(1 << 12);
  private count = 0;
  private last = -1;
  private letters = Buffer.allocUnsafe(1 << 12);
  /** Where the letters end. */
  private end = 0;
  /** Bits that are no letter yet, and how many. */
  private bits = 0;
  private used = 0;

  /** Adds numbers from `first` to `last`, all of them greater than those before: their gaps are the bytes from `at` on. */
  add(first: number, last: number, bytes: Uint8Array, at: number, end: number): void {
    const most = this.count + 1 + end - at;
    if (most > this.gaps.length) {
      const before = this.gaps;
      this.gaps = new Uint32Array(most * 2);
      this.gaps.set(before);
    }
    const { gaps } = this;
    let { count } = this;
    gaps[count] = first - this.last - 1;
    count += 1;
    for (let from = at; from < end; from += 1, count += 1) {
      let byte = bytes[from]!;
      let gap = byte & 127;
      for (let shift = 7; byte >= 128; shift += 7) {
        from += 1;
        byte = bytes[from]!;
        gap |= (byte & 127) << shift;
      }
      gaps[count] = gap;
    }
    this.count = count;
    this.last = last;
  }

  /** What was added, as `encodeNumbers` has it; begins anew. */
  take(): string {
    const { gaps, count, last } = this;
    this.count = 0;
    this.last = -1;
    if (count === 0) return '';
    const low = lowBits(count, last);
    // The ones of all gaps are as many as these, or fewer.
    const most = 2 + (count * (1 + low) + (last + 1) / 2 ** low) / 6;
    if (most > this.letters.length) this.letters = Buffer.allocUnsafe(2 * Math.ceil(most));
    this.letters[0] = LETTERS[low]!;
    this.end = 1;
    for (let at = 0; at < count; at += 1) this.putGap(gaps[at]!, low);
    if (this.used > 0) this.put(63 >>> this.used, 6 - this.used);
    return this.letters.toString('latin1', 0, this.end);
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
