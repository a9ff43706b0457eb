import { encodeSignature, lowBits } from '../../feed';

/*
 * Coded numbers (feed/search.ts) are made here of gaps that come in runs, without a list of the numbers or a text that
 * grows letter by letter. The client has no use for that, so it is not in its package.
 *
 * What is inverted keeps a gap as bytes, seven bits each, the lowest first, +128 where more follow.
 */

/** The alphabet: the letter of each value of six bits. */
const LETTERS = Uint8Array.from({ length: 64 }, (_, value) => encodeSignature([value]).charCodeAt(0));

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

/** Codes numbers that come as gaps. */
export class Coder {
  private gaps = new Uint32Array(1 << 12);
  private count = 0;
  private last = -1;
  private letters = Buffer.allocUnsafe(1 << 12);

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

  /** Letters of what was added. */
  get length(): number {
    if (this.count === 0) return 0;
    const low = lowBits(this.count, this.last);
    let bits = this.count * (1 + low);
    for (let at = 0; at < this.count; at += 1) bits += this.gaps[at]! >>> low;
    return 1 + Math.ceil(bits / 6);
  }

  /** What was added, as `encodeNumbers` has it. */
  text(): string {
    const { length, gaps, count } = this;
    if (length === 0) return '';
    if (length > this.letters.length) this.letters = Buffer.allocUnsafe(length * 2);
    const { letters } = this;
    const low = lowBits(count, this.last);
    letters[0] = LETTERS[low]!;
    let end = 1;
    // Bits that are not written yet, fewer than six between two steps, and how many.
    let bits = 0;
    let used = 0;
    const put = (value: number, width: number) => {
      bits |= value << used;
      for (used += width; used >= 6; used -= 6) {
        letters[end] = LETTERS[bits & 63]!;
        end += 1;
        bits >>>= 6;
      }
    };
    for (let at = 0; at < count; at += 1) {
      const gap = gaps[at]!;
      let ones = gap >>> low;
      for (; ones > STEP; ones -= STEP) put(2 ** STEP - 1, STEP);
      put(2 ** ones - 1, ones + 1);
      let rest = low;
      for (; rest > STEP; rest -= STEP) put((gap >>> (low - rest)) & (2 ** STEP - 1), STEP);
      put((gap >>> (low - rest)) & (2 ** rest - 1), rest);
    }
    if (used > 0) put(63 >>> used, 6 - used);
    return letters.toString('latin1', 0, end);
  }

  /** Begins anew. */
  clear(): void {
    this.count = 0;
    this.last = -1;
  }
}

/** Bits that are written at a time, at most: with those that wait they fit into 31. */
const STEP = 24;
