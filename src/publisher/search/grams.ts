import { foldCharacter, isWord, seenText } from '../../feed';
import { KeyNumbers } from '../numbering';

/**
 * The different grams of a text. Nearly every gram is two UTF-16 units, one 32-bit number; the few with characters
 * beyond the first plane are `rare`. A thousand strings for each article would be most of what a large run allocates.
 */
export interface Grams {
  keys: Uint32Array;
  rare: readonly string[];
}

export const NO_GRAMS: Grams = { keys: new Uint32Array(0), rare: [] };

/** The number of a gram of two units; 0 for another. No gram holds a NUL. */
export const keyOf = (gram: string): number =>
  gram.length === 2 ? ((gram.charCodeAt(0) << 16) | gram.charCodeAt(1)) >>> 0 : 0;

export const gramOfKey = (key: number): string => String.fromCharCode(key >>> 16, key & 0xffff);

/** What `hashGram` gives for the gram of a key, without making it a string. */
export function hashKey(key: number): number {
  let hash = Math.imul(0x811c9dc5 ^ ((key >>> 16) & 255), 0x01000193);
  hash = Math.imul(hash ^ (key >>> 24), 0x01000193);
  hash = Math.imul(hash ^ (key & 255), 0x01000193);
  hash = Math.imul(hash ^ ((key >>> 8) & 255), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** The grams of `gramsOf`, in the same order, without making any of them a string: most of a run's time was theirs. */
export const packGrams = (text: string): Grams => countGrams(seenText(text), 0, 0).grams;

/**
 * The grams of a text that has nothing unseen in it (`seenText`), and how often each of the keys ends in a part of it; of keys beyond these times none does.
 * @param from unit where the part begins
 * @param to unit before which it ends; at most 65,535 behind `from`
 */
export function countGrams(text: string, from: number, to: number): { grams: Grams; times: Uint16Array } {
  if (table.size > KEYS) table = new KeyNumbers(KEYS);
  else table.clear();
  // A unit gives one key at most: those that end before `to` have numbers below it.
  const times = new Uint16Array(Math.min(to, text.length));
  const rare = new Set<string>();
  // The character before, folded, where it is of a word: its unit, or itself where it has two.
  let before: number | string = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    let now: number | string = unit;
    if (unit < FIRST_HAN || unit > LAST_HAN) {
      const char = String.fromCodePoint(text.codePointAt(at)!);
      const folded = foldCharacter(char);
      if (char.length > 1) at += 1;
      if (!isWord(folded.codePointAt(0)!)) now = 0;
      else now = folded.length > 1 ? folded : folded.charCodeAt(0);
    }
    if (now !== 0 && before !== 0) {
      if (typeof before === 'number' && typeof now === 'number') {
        const number = table.numberOf(((before << 16) | now) >>> 0);
        if (at >= from && at < to) times[number]! += 1;
      } else rare.add(charOf(before) + charOf(now));
    }
    before = now;
  }
  return { grams: { keys: table.keys.slice(), rare: [...rare] }, times };
}

const charOf = (char: number | string): string =>
  typeof char === 'number' ? String.fromCharCode(char) : char;

/** What is neither folded nor anything but a word: nearly all of a text. */
const FIRST_HAN = 0x4e00;
const LAST_HAN = 0x9fff;
/** Different grams that most texts have fewer of. */
const KEYS = 2048;
/** For the text in hand: one table for all texts of a thread, unless a long one has made it large. */
let table = new KeyNumbers(KEYS);

/** All of them as strings. */
export const listGrams = ({ keys, rare }: Grams): string[] => [...Array.from(keys, gramOfKey), ...rare];

/** As bytes: how many keys, the keys, the rare ones as JSON. */
export function gramBytes({ keys, rare }: Grams): Buffer {
  const numbers = new Uint32Array(1 + keys.length);
  numbers[0] = keys.length;
  numbers.set(keys, 1);
  const bytes = Buffer.from(numbers.buffer);
  return rare.length > 0 ? Buffer.concat([bytes, Buffer.from(JSON.stringify(rare))]) : bytes;
}

/** Its keys are a view of the bytes where these begin at a multiple of four, as those do that Node allocates. */
export function gramsOfBytes(bytes: Buffer): Grams {
  const isAligned = bytes.byteOffset % 4 === 0;
  const { buffer, byteOffset } = isAligned ? bytes : Uint8Array.from(bytes);
  const count = bytes.readUInt32LE(0);
  const end = 4 + 4 * count;
  return {
    keys: new Uint32Array(buffer, byteOffset + 4, count),
    rare: bytes.length > end ? (JSON.parse(bytes.toString('utf8', end)) as string[]) : [],
  };
}
