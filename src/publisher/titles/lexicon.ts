import { readFileSync } from 'node:fs';

const NEWLINE = 10;
const SPACE = 32;
const ZERO = 48;
/** Bytes of a Chinese character of the basic plane in UTF-8. */
const BYTES = 3;
/** How often all words occur together, which is how often each is told to occur, summed up. */
export const TOTAL = Math.log(60_101_964);

/** Logarithm of how likely a word is that occurs so often; none is less likely than one that occurs once. */
export const likelihood = (times: number): number => Math.log(times || 1) - TOTAL;

/**
 * jieba's own dictionary: some 350,000 words and how often each occurs. Its lines (`word times kind`) stand in the
 * order of their bytes, so words are looked up in the file as it is. jieba itself takes 400 ms to load all of it, which
 * would be half of what one more article costs.
 */
export class Lexicon {
  private readonly bytes: Buffer;
  /** Where the lines of a character's words begin, and where the last one ends. */
  private readonly blocks = new Map<number, Uint32Array>();

  /** Throws where the package that the dictionary is of is not installed. */
  constructor(file: string = require.resolve('@node-rs/jieba/dict.txt')) {
    this.bytes = readFileSync(file);
  }

  /**
   * The words that a text has at a place, shortest first: their lengths, and how often each occurs.
   * @param text Chinese characters of the basic plane, and nothing else, in UTF-8
   */
  wordsAt(text: Buffer, at: number, found: (length: number, times: number) => void): void {
    const lines = this.block(text, at);
    const high = lines.length - 1;
    let low = 0;
    for (let end = at + BYTES; end <= text.length; end += BYTES) {
      low = this.least(text, at, end, lines, low, high);
      if (low === high) return;
      const line = lines[low]!;
      const order = this.compare(text, at, end, line);
      if (order === 1) return;
      if (order === 0) found((end - at) / BYTES, this.timesAt(line + end - at + 1));
    }
  }

  /** The lines of the words that begin with a text's character. */
  private block(text: Buffer, at: number): Uint32Array {
    const code = text.readUIntBE(at, BYTES);
    const known = this.blocks.get(code);
    if (known) return known;
    const { bytes } = this;
    let low = 0;
    let high = bytes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const line = middle && bytes.lastIndexOf(NEWLINE, middle - 1) + 1;
      if (this.compare(text, at, at + BYTES, line) < 0)
        low = bytes.indexOf(NEWLINE, line) + 1 || bytes.length;
      else high = line;
    }
    const lines: number[] = [];
    while (low < bytes.length && this.compare(text, at, at + BYTES, low) < 1) {
      lines.push(low);
      low = bytes.indexOf(NEWLINE, low) + 1 || bytes.length;
    }
    const block = Uint32Array.from([...lines, low]);
    this.blocks.set(code, block);
    return block;
  }

  /** The first line of some that does not stand before a part of a text. */
  private least(text: Buffer, at: number, end: number, lines: Uint32Array, from: number, to: number): number {
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.compare(text, at, end, lines[middle]!) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * How a line's word stands to a part of a text: before it (-1), the same (0), longer and beginning with it (0.5),
   * behind it (1).
   */
  private compare(text: Buffer, at: number, end: number, line: number): number {
    const { bytes } = this;
    let place = line;
    for (let look = at; look < end; look += 1, place += 1) {
      const difference = bytes[place]! - text[look]!;
      if (difference !== 0) return difference < 0 ? -1 : 1;
    }
    return bytes[place] === SPACE ? 0 : 0.5;
  }

  /** How often a word of Chinese characters of the basic plane occurs; 0 where it is none. */
  timesOf(word: string): number {
    let found = 0;
    this.wordsAt(Buffer.from(word), 0, (length, times) => {
      if (length === word.length) found = times;
    });
    return found;
  }

  private timesAt(from: number): number {
    let times = 0;
    for (let at = from; this.bytes[at]! >= ZERO; at += 1) times = times * 10 + this.bytes[at]! - ZERO;
    return times;
  }
}
