import { encodeNumbers } from '../../feed';

/*
 * Coded numbers (feed/search.ts) as the bytes of their letters: the gaps of a gram in one segment are copied behind
 * those of another, and no number is read again. The client has no use for that, so it is not in its package.
 */

/** The alphabet: the letter of a value of six bits, and the value of a letter. */
const LETTERS = Uint8Array.from({ length: 64 }, (_, value) => encodeNumbers([value], false).charCodeAt(0));
const VALUES = new Uint8Array(128);
LETTERS.forEach((letter, value) => {
  VALUES[letter] = value;
});

/** Letters that a gap has at most. */
export const MOST_LETTERS = 7;

/** Writes the letters of a gap at `at`; returns where they end. */
export function writeGap(bytes: Uint8Array, at: number, gap: number): number {
  let rest = gap;
  let end = at;
  for (; rest >= 32; rest >>>= 5) {
    bytes[end] = LETTERS[(rest & 31) | 32]!;
    end += 1;
  }
  bytes[end] = LETTERS[rest]!;
  return end + 1;
}

/** Letters of a gap. */
export function lettersOf(gap: number): number {
  let letters = 1;
  for (let rest = gap; rest >= 32; rest >>>= 5) letters += 1;
  return letters;
}

/** Letters of a bitmap of the numbers up to `last`. */
const mapLength = (last: number): number => 2 + Math.floor(last / 6);

/** Letters of the numbers up to `last` whose gaps have so many. */
export const codedLength = (gaps: number, last: number): number => Math.min(gaps, mapLength(last));

/** Codes numbers that come as gaps. */
export class Coder {
  private letters = Buffer.allocUnsafe(1 << 12);
  private length = 0;
  private last = -1;

  /** Adds numbers from `first` to `last`, all of them greater than those before: their gaps are the letters from `at` on. */
  add(first: number, last: number, gaps: Uint8Array, at: number, end: number): void {
    const most = this.length + MOST_LETTERS + end - at;
    if (most > this.letters.length) {
      const before = this.letters;
      this.letters = Buffer.allocUnsafe(most * 2);
      this.letters.set(before);
    }
    let to = writeGap(this.letters, this.length, first - this.last - 1);
    // Most runs are of a few letters: a loop is faster than a call.
    for (let from = at; from < end; from += 1, to += 1) this.letters[to] = gaps[from]!;
    this.length = to;
    this.last = last;
  }

  /** What was added, as `encodeNumbers` has it; begins anew. */
  take(): string {
    const text =
      this.length <= mapLength(this.last) ? this.letters.toString('latin1', 0, this.length) : this.map();
    this.length = 0;
    this.last = -1;
    return text;
  }

  private map(): string {
    const map = Buffer.alloc(mapLength(this.last));
    let number = -1;
    let gap = 0;
    let shift = 0;
    for (let at = 0; at < this.length; at += 1) {
      const value = VALUES[this.letters[at]!]!;
      gap |= (value & 31) << shift;
      shift += 5;
      if (value >= 32) continue;
      number += gap + 1;
      map[1 + Math.floor(number / 6)]! |= 1 << (number % 6);
      gap = 0;
      shift = 0;
    }
    map[0] = 0x21;
    for (let at = 1; at < map.length; at += 1) map[at] = LETTERS[map[at]!]!;
    return map.toString('latin1');
  }
}
