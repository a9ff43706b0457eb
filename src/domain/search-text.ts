import { foldCharacter, searchWords } from '../feed';
import { CITIES } from './regions';
import { fullWidth } from './typography';

/** How a query is understood, and how a hit is found again in a text and shown. */

export interface Query {
  /** Words that a result holds, every one; lower case, half-width. */
  words: string[];
  /** Region slugs that a result is of one of; empty: any. */
  regions: string[];
  /** What the index is asked: the most telling words first. */
  lookup: string;
  /** Whether the index alone knows the answer: no need to look into each text. */
  exact: boolean;
}

const LONGEST = 40;

/** In characters: one beyond the basic plane is one, and the index knows no single ones. */
const lengthOf = (word: string) => Array.from(word).length;

/**
 * Understands what was typed. Beside other words the name of a city (`青岛`, `青岛市`) is a filter; alone it
 * is a word like any other, and finds the city's articles by their titles. Null for nothing to look for:
 * the index knows no single characters.
 */
export function readQuery(typed: string): Query | null {
  const all = searchWords(typed.slice(0, LONGEST)).map((word) => word.join(''));
  const cityOf = (word: string) => CITIES.find(({ name }) => word === name || word === `${name}市`);
  const plain = [...new Set(all.filter((word) => !cityOf(word)))];
  const words = plain.length > 0 ? plain : [...new Set(all)];
  const cities = plain.length > 0 ? all.map(cityOf).filter((city) => city !== undefined) : [];
  if (!words.some((word) => lengthOf(word) > 1)) return null;
  const telling = [...words].sort((a, b) => b.length - a.length);
  // Of several cities an article has one: asking the index for two would find nothing.
  const city = cities.length === 1 ? [cities[0]!.name] : [];
  const lookup = [...telling.slice(0, city.length > 0 ? 1 : 2), ...city].join(' ');
  // Two grams of a longer word may stand in different places of a text: 第9…9期 for 第9期.
  const exact = cities.length === 0 && words.length < 3 && words.every((word) => lengthOf(word) === 2);
  return { words, regions: cities.map(({ slug }) => slug), lookup, exact };
}

/** A text as it is compared: as long as the original, unit by unit. */
export function fold(text: string): string {
  let folded = '';
  for (let at = 0; at < text.length; at += 1) folded += foldCharacter(text[at]!);
  return folded;
}

/** Whether folded texts hold every word. */
export const holdsAll = (folded: string, words: readonly string[]): boolean =>
  words.every((word) => folded.includes(word));

/** A run of text; a hit is marked. */
export interface Run {
  text: string;
  hit: boolean;
}

/** Characters that `displayTitle` puts between others; they are no part of a word. */
const INVISIBLE = /[\u200b\u2060]/;

/** A text cut at the hits of the words. */
export function markHits(text: string, words: readonly string[]): Run[] {
  let bare = '';
  const places: number[] = [];
  for (let at = 0; at < text.length; at += 1)
    if (!INVISIBLE.test(text[at]!)) {
      bare += text[at];
      places.push(at);
    }
  const folded = fold(bare);
  const ranges: [number, number][] = [];
  for (const word of words)
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length))
      ranges.push([places[at]!, places[at + word.length - 1]! + 1]);
  ranges.sort(([a], [b]) => a - b);
  const runs: Run[] = [];
  let done = 0;
  for (const [from, to] of ranges) {
    if (to <= done) continue;
    const start = Math.max(from, done);
    const last = runs[runs.length - 1];
    if (start > done) runs.push({ text: text.slice(done, start), hit: false });
    if (start === done && last?.hit) last.text += text.slice(start, to);
    else runs.push({ text: text.slice(start, to), hit: true });
    done = to;
  }
  if (done < text.length) runs.push({ text: text.slice(done), hit: false });
  return runs;
}

/** Characters before the hit, and in all: two lines of the widest row. */
const LEAD = 12;
const LENGTH = 76;
const STOP = /[，。、；：？！,;:?!）》”\s]/;

/** Two lines of the first of the texts that holds a hit, from near it, marked; null when none does. */
export function snippetOf(texts: readonly string[], words: readonly string[]): Run[] | null {
  for (const text of texts) {
    const folded = fold(text);
    const hits = words.map((word) => folded.indexOf(word)).filter((at) => at >= 0);
    if (hits.length === 0) continue;
    const hit = Math.min(...hits);
    let from = Math.max(0, hit - LEAD);
    if (from > 0)
      for (let at = from; at < hit; at += 1)
        if (STOP.test(text[at]!)) {
          from = at + 1;
          break;
        }
    // Never between the two halves of a character beyond the basic plane.
    if (/[\udc00-\udfff]/.test(text[from] ?? '')) from += 1;
    const cut = fullWidth(text.slice(from, from + LENGTH).replace(/\s+/g, ' ')).replace(
      /[\ud800-\udbff]$/,
      '',
    );
    return markHits((from > 0 ? '……' : '') + cut + (from + LENGTH < text.length ? '……' : ''), words);
  }
  return null;
}
