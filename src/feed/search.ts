import { dictionary, list, match, shape, text, whole } from './check';
import { PAGE_SIZE } from './paths';

/*
 * The search index: static shards that a client loads as it needs them, read without compiling any code.
 *
 * Its unit is the gram, two neighbouring characters of the normalised text: `济青高速` holds 济青, 青高 and
 * 高速. An article is found by its ordinal, its position in the list `all`, oldest first, from 0. The page of
 * the lists that shows it follows from that, so there is no table of documents.
 *
 *   search/index.json   { schema, total, base, shards, v, tail }
 *   search/<sss>.json   { schema, grams: { "济青": postings, … } }     sss: shard in hex, asked for with ?v=
 *
 * Articles 0 to base-1 are in the shards: a gram's postings stand in shard `hash(gram) % shards`. The newest
 * ones, fewer than TAIL, are in `tail`, a signature each, so that a new article rewrites index.json and no
 * shard; with every TAIL-th article the shards take the tail in.
 *
 * Numbers are written in a 64-letter alphabet, 5 bits a letter, lowest first, +32 where more follow:
 *   postings   the first ordinal, then each gap less one; or `!` and a bitmap, 6 ordinals a letter, where
 *              that is shorter
 *   signature  the sorted 20-bit hashes of the article's grams, coded in the same way; a stranger's gram
 *              matches by chance once in a thousand
 */

/** Articles that the tail can hold before the shards take them in. */
export const TAIL = 16;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const SIGNATURE_BITS = 20;

export interface SearchIndex {
  schema: number;
  /** Articles in the index. */
  total: number;
  /** Articles in the shards. */
  base: number;
  /** Number of shards, a power of two; 0 while everything is in the tail. */
  shards: number;
  /** Version of the shards, for `?v=`. */
  v: string;
  /** Signatures of the articles `base`, `base + 1`, … */
  tail: string[];
}

export interface SearchShard {
  schema: number;
  grams: Record<string, string>;
}

const count = whole(0);
const coded = match(/^[\w!-]*$/, 'coded numbers');
export const searchIndexSchema = shape<SearchIndex>({
  schema: whole(1),
  total: count,
  base: count,
  shards: count,
  v: text,
  tail: list(coded),
});
export const searchShardSchema = shape<SearchShard>({ schema: whole(1), grams: dictionary(coded) });

/** Whether a code point is part of a word: a letter, a digit, a Chinese character; no sign, no emoji. */
function isWord(code: number): boolean {
  if (code < 0x80) return (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a);
  if (code < 0xc0 || (code >= 0x2000 && code <= 0x2fff)) return false;
  if (code >= 0x3000 && code <= 0x303f) return code === 0x3005 || code === 0x3007;
  if (code >= 0xd800 && code <= 0xf8ff) return false;
  if (code >= 0xfe00 && code <= 0xffff) return false;
  return code < 0x10000 || code >= 0x20000;
}

/**
 * A character as it is compared: lower case, full-width letters made half-width, and as long as it was. `İ`, of
 * which lower case makes two characters, stays; `Σ` becomes `σ` wherever it stands in a word.
 */
export function foldCharacter(char: string): string {
  const code = char.codePointAt(0)!;
  // Han, nearly all of the text, has neither case nor width.
  if (code >= 0x2e80 && code <= 0xd7ff) return char;
  const plain = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : char;
  const low = plain.toLowerCase();
  return low.length === plain.length ? low : plain;
}

/** The words of a text as arrays of characters, each folded. */
export function searchWords(text: string): string[][] {
  const words: string[][] = [];
  let word: string[] = [];
  for (const char of text) {
    const folded = foldCharacter(char);
    if (isWord(folded.codePointAt(0)!)) word.push(folded);
    else if (word.length > 0) {
      words.push(word);
      word = [];
    }
  }
  if (word.length > 0) words.push(word);
  return words;
}

/** The different grams of a text. */
export function gramsOf(text: string): Set<string> {
  const grams = new Set<string>();
  for (const word of searchWords(text))
    for (let at = 0; at + 1 < word.length; at += 1) grams.add(word[at]! + word[at + 1]!);
  return grams;
}

/**
 * The grams that a query is looked up by: at most two, so that a query costs at most three requests. Of one
 * word the first and the last, of several words the first of each. Empty for a query of single characters.
 */
export function queryGrams(query: string): string[] {
  const words = searchWords(query).filter((word) => word.length > 1);
  const first = words.map((word) => word[0]! + word[1]!);
  const word = words[0];
  if (words.length === 1 && word && word.length > 2)
    first.push(word[word.length - 2]! + word[word.length - 1]!);
  return [...new Set(first)].slice(0, 2);
}

/** FNV-1a over the UTF-16 units of a gram, mixed once more: neighbours in Unicode must not share shards. */
export function hashGram(gram: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < gram.length; at += 1) {
    const unit = gram.charCodeAt(at);
    hash = Math.imul(hash ^ (unit & 255), 0x01000193);
    hash = Math.imul(hash ^ (unit >> 8), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

export const shardOf = (gram: string, shards: number): number => hashGram(gram) % shards;
export const signatureHash = (gram: string): number => hashGram(gram) >>> (32 - SIGNATURE_BITS);

/** Ascending numbers from their coded form. Nonsense gives nonsense numbers, never an endless loop. */
export function decodeNumbers(text: string): number[] {
  const numbers: number[] = [];
  if (text[0] === '!') {
    for (let at = 1; at < text.length; at += 1) {
      const bits = ALPHABET.indexOf(text[at]!);
      for (let bit = 0; bit < 6; bit += 1) if ((bits >> bit) & 1) numbers.push((at - 1) * 6 + bit);
    }
    return numbers;
  }
  let last = -1;
  let value = 0;
  let scale = 1;
  for (let at = 0; at < text.length; at += 1) {
    const letter = ALPHABET.indexOf(text[at]!);
    value += (letter & 31) * scale;
    scale *= 32;
    if (letter >= 32) continue;
    last += value + 1;
    numbers.push(last);
    value = 0;
    scale = 1;
  }
  return numbers;
}

/** The coded form of ascending numbers; a bitmap where `bitmap` allows it and it is shorter. */
export function encodeNumbers(numbers: ArrayLike<number> & Iterable<number>, bitmap = true): string {
  let text = '';
  let last = -1;
  for (const number of numbers) {
    let gap = number - last - 1;
    last = number;
    while (gap >= 32) {
      text += ALPHABET[(gap & 31) | 32];
      gap >>>= 5;
    }
    text += ALPHABET[gap];
  }
  if (!bitmap || text.length <= 2 + Math.floor(last / 6)) return text;
  const bits = new Uint8Array(1 + Math.floor(last / 6));
  for (const number of numbers) bits[Math.floor(number / 6)]! |= 1 << (number % 6);
  let map = '!';
  for (const one of bits) map += ALPHABET[one];
  return map;
}

/** Where the lists show an ordinal: the page of `all`, and the position on it of `count` items, newest first. */
export function placeOf(ordinal: number, total: number): { page: number; position: number } {
  const start = Math.floor(ordinal / PAGE_SIZE) * PAGE_SIZE;
  const items = Math.min(PAGE_SIZE, total - start);
  return { page: start / PAGE_SIZE + 1, position: items - 1 - (ordinal - start) };
}
