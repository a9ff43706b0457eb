import { dictionary, list, match, shape, whole } from './check';
import { hash } from './schema';
import type { ContentHash } from './types';

/*
 * The search index: static files that a client loads as it needs them, read without compiling any code.
 *
 * Its unit is the gram, two neighbouring characters of the normalised text: `济青高速` holds 济青, 青高 and
 * 高速. An article is found by its number, which it got when it arrived (rows.ts tells what stands under it).
 *
 *   the index   { schema, total, rows, parts, from, tail }
 *   a shard     { schema, from, grams: { "济青": postings, … } }
 *
 * A gram's 32-bit hash says where its postings stand. The parts divide the hashes among them, in ascending order,
 * each up to its `end`; the shards of a part divide what is the part's, each as wide as `widths` says, so that all
 * are about as large: what common grams take is many times the mean. A part's shards hold the numbers below its
 * `upto`. The numbers from `from` on, the least `upto`, are in the tail as well, a signature each: so a new article
 * rewrites the index and no shard, and every few articles one part takes the tail in.
 *
 * Ascending numbers are written in a 64-letter alphabet, the first as it is, then each gap less one:
 *   postings   a letter for how many low bits of a gap stand by themselves; then of each gap, in bits, six a
 *              letter, the lowest first: as many ones as the gap has of 2^low, a zero, the low bits. What the
 *              last letter has left is ones. Without low bits that is a bitmap, a zero for each number
 *   signature  the sorted 14-bit hashes of the article's grams, each gap in as many letters as it has 63s and
 *              one for the rest; a stranger's gram matches by chance once in fifteen times, two of them once
 *              in two hundred
 *   widths     as a signature: the last unit of each shard, where a part has sixteen for each of its shards
 * A number whose article is gone may still stand in postings: its row is null.
 */

/** The letters of coded numbers, by their values. */
export const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const SIGNATURE_BITS = 14;

/** Some of the hashes, and the shards that hold their grams. */
export interface SearchPart {
  /** It has the hashes below this one that the parts before it do not have. */
  end: number;
  /** Its shards hold the numbers below this one. */
  upto: number;
  /** The names of its shards, one behind the other: of a list a fifth would be what stands between them. */
  shards: string;
  /** How its shards divide its hashes. */
  widths: string;
}

/** Letters of a name. */
const NAME = 8;
/** Units in which a part's hashes are divided, for each of its shards. */
export const SHARD_UNITS = 16;

/** How many shards a part has, and their names. */
export const shardCount = ({ shards }: { shards: string }): number => shards.length / NAME;
export const shardNames = (part: { shards: string }): ContentHash[] =>
  Array.from({ length: shardCount(part) }, (_, at) => part.shards.slice(at * NAME, (at + 1) * NAME));

export interface SearchIndex {
  schema: number;
  /** Numbers that were given. */
  total: number;
  /** The directories of rows, see rows.ts. */
  rows: ContentHash[];
  /** In ascending order of their hashes; empty while everything is in the tail. */
  parts: SearchPart[];
  /** The number of the first signature. */
  from: number;
  /** Signatures of the articles `from`, `from + 1`, …; empty for one that is gone. */
  tail: string[];
}

export interface SearchShard {
  schema: number;
  /** The least hash that belongs to it. */
  from: number;
  grams: Record<string, string>;
}

const count = whole(0);
const coded = match(/^[\w-]*$/, 'coded numbers');
export const searchIndexSchema = shape<SearchIndex>({
  schema: whole(1),
  total: count,
  rows: list(hash),
  parts: list(
    shape<SearchPart>({
      end: count,
      upto: count,
      shards: match(/^([\w-]{8})*$/, 'names of shards'),
      widths: coded,
    }),
  ),
  from: count,
  tail: list(coded),
});
export const searchShardSchema = shape<SearchShard>({
  schema: whole(1),
  from: count,
  grams: dictionary(coded),
});

/** Whether a code point is part of a word: a letter, a digit, a Chinese character; no sign, no emoji. */
export function isWord(code: number): boolean {
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

/**
 * What stands in a text and is not seen, and so is no part of a word nor parts one: controls, zero-width and
 * direction-changing characters, fillers, selectors, tags. A reader pastes them along. `$1` is what stays of a match.
 */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what it looks for.
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: units are what it looks for.
  /([\ud800-\udb3f\udb41-\udbff][\udc00-\udfff])|\udb40[\udc00-\udfff]|[\0-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb]/g;

/** A text as search looks through it: without what is not seen. */
export const seenText = (text: string): string => text.replace(UNSEEN, '$1');

/** The words of a text as arrays of characters, each folded: `济\u200b青` is one. */
export function searchWords(text: string): string[][] {
  const words: string[][] = [];
  let word: string[] = [];
  for (const char of seenText(text)) {
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

/** How many hashes there are: where the last part ends. */
export const HASHES = 2 ** 32;

/** The first hash of a unit, of the `units` of a part that has the hashes from `from` to before `end`. */
export const unitStart = (from: number, end: number, units: number, unit: number): number =>
  from + Math.ceil((unit * (end - from)) / units);

/** The first hash of each shard of a part whose first hash is `from`; and its end, where the widths are in order. */
export function shardBounds(from: number, part: Pick<SearchPart, 'end' | 'shards' | 'widths'>): number[] {
  const units = shardCount(part) * SHARD_UNITS;
  const bounds = [from];
  let unit = 0;
  for (const letter of part.widths) {
    const width = ALPHABET.indexOf(letter);
    unit += width === FULL ? FULL : width + 1;
    if (width !== FULL) bounds.push(unitStart(from, part.end, units, unit));
  }
  return bounds;
}

/** Where the postings of a gram stand; null where the index has no shard for it, as while it has no parts. */
export function shardOf(
  gram: string,
  parts: readonly SearchPart[],
): { part: SearchPart; hash: ContentHash; from: number } | null {
  const value = hashGram(gram);
  let from = 0;
  for (const part of parts) {
    const { end } = part;
    if (value < end) {
      const units = shardCount(part) * SHARD_UNITS;
      const step = seek(part.widths, Math.floor(((value - from) * units) / (end - from)));
      const hash = step ? part.shards.slice(step.at * NAME, (step.at + 1) * NAME) : '';
      return step && hash !== '' ? { part, hash, from: unitStart(from, end, units, step.before + 1) } : null;
    }
    from = end;
  }
  return null;
}

export const signatureHash = (gram: string): number => hashGram(gram) >>> (32 - SIGNATURE_BITS);

/** Ascending numbers from their coded form. Nonsense gives nonsense numbers, never an endless loop. */
export function decodeNumbers(text: string): number[] {
  const numbers: number[] = [];
  const low = text === '' ? 0 : ALPHABET.indexOf(text[0]!);
  const high = 2 ** low;
  let last = -1;
  let gap = 0;
  // The value of the next low bit; 0 while there are ones.
  let next = 0;
  for (let at = 1; at < text.length; at += 1) {
    const letter = ALPHABET.indexOf(text[at]!);
    for (let bit = 0; bit < 6; bit += 1) {
      const one = (letter >> bit) & 1;
      if (next > 0) {
        gap += one * next;
        next *= 2;
      } else if (one) {
        gap += high;
        continue;
      } else next = 1;
      if (next < high) continue;
      last += gap + 1;
      numbers.push(last);
      gap = 0;
      next = 0;
    }
  }
  return numbers;
}

/** How many low bits make the coded form of so many numbers up to `last` shortest, where they stand evenly. */
export const lowBits = (count: number, last: number): number =>
  32 - Math.clz32((last + 1 - count / 2) / (2.08 * count));

/** The coded form of ascending numbers. */
export function encodeNumbers(numbers: ArrayLike<number>): string {
  if (numbers.length === 0) return '';
  const low = lowBits(numbers.length, numbers[numbers.length - 1]!);
  let text = ALPHABET[low]!;
  let letter = 0;
  let used = 0;
  const put = (bit: number) => {
    letter |= bit << used;
    used += 1;
    if (used < 6) return;
    text += ALPHABET[letter];
    letter = 0;
    used = 0;
  };
  let last = -1;
  for (let at = 0; at < numbers.length; at += 1) {
    const gap = numbers[at]! - last - 1;
    last = numbers[at]!;
    for (let ones = gap >>> low; ones > 0; ones -= 1) put(1);
    put(0);
    for (let bit = 0; bit < low; bit += 1) put((gap >>> bit) & 1);
  }
  while (used > 0) put(1);
  return text;
}

/** A letter of a signature that says: this many, and more follows. */
const FULL = 63;

/** The coded form of a signature's ascending hashes: next to none of their gaps of some twenty takes two letters. */
export function encodeSignature(hashes: Iterable<number>): string {
  let text = '';
  let last = -1;
  for (const hash of hashes) {
    let gap = hash - last - 1;
    last = hash;
    for (; gap >= FULL; gap -= FULL) text += ALPHABET[FULL];
    text += ALPHABET[gap];
  }
  return text;
}

/** The first number of a signature that is `least` or more, its place, and the number before it; null where there is none. */
function seek(signature: string, least: number): { at: number; before: number; last: number } | null {
  let at = 0;
  let before = -1;
  let gap = 1;
  for (let place = 0; place < signature.length; place += 1) {
    const letter = ALPHABET.indexOf(signature[place]!);
    gap += letter;
    if (letter === FULL) continue;
    const last = before + gap;
    if (last >= least) return { at, before, last };
    at += 1;
    before = last;
    gap = 1;
  }
  return null;
}

/** Whether a signature holds a hash. Nonsense holds nonsense. */
export const signatureHas = (signature: string, hash: number): boolean =>
  seek(signature, hash)?.last === hash;
