import { foldCharacter, searchWords, seenText } from '../feed';
import { characters, cut } from './characters';
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

/** Characters of a query: what was pasted beyond is left off. */
export const LONGEST = 40;

/** In characters: one beyond the basic plane is one, and the index knows no single ones. */
const lengthOf = (word: string) => Array.from(word).length;

/**
 * Understands what was typed. Beside other words the name of a city (`青岛`, `青岛市`) is a filter; alone it
 * is a word like any other, and finds the city's articles by their titles. Null for nothing to look for:
 * the index knows no single characters.
 */
export function readQuery(typed: string): Query | null {
  const all = searchWords(cut(seenText(typed), LONGEST)).map((word) => word.join(''));
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

/** Whether folded texts hold every word, whatever unseen stands in them. */
export function holdsAll(folded: string, words: readonly string[]): boolean {
  const seen = seenText(folded);
  return words.every((word) => seen.includes(word));
}

/** A run of text; a hit is marked. */
export interface Run {
  text: string;
  hit: boolean;
}

/** Where words stand in a text: each from the beginning of its first character to the end of its last. */
function hitsIn(text: string, words: readonly string[]): [number, number][] {
  let bare = '';
  /** Of each unit of `bare`, where it stands, and where the character that it belongs to begins and ends. */
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const one of characters(text)) {
    const seen = seenText(one);
    bare += seen;
    for (const _ of seen.split('')) {
      starts.push(at);
      ends.push(at + one.length);
    }
    at += one.length;
  }
  const folded = fold(bare);
  const hits: [number, number][] = [];
  for (const word of words)
    for (let hit = folded.indexOf(word); hit >= 0; hit = folded.indexOf(word, hit + word.length))
      hits.push([starts[hit]!, ends[hit + word.length - 1]!]);
  return hits;
}

/** A text cut at the hits of the words. */
export function markHits(text: string, words: readonly string[]): Run[] {
  const ranges = hitsIn(text, words);
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
const STOP = /^[，。、；：？！,;:?!）》”\s]/;

/** Two lines of the first of the texts that holds a hit, from near it, marked; null when none does. */
export function snippetOf(texts: readonly string[], words: readonly string[]): Run[] | null {
  for (const text of texts) {
    const seen = seenText(fold(text));
    if (!words.some((word) => seen.includes(word))) continue;
    const hit = Math.min(...hitsIn(text, words).map(([start]) => start));
    const before = characters(text.slice(0, hit));
    const lead = before.slice(-LEAD);
    const stop = before.length > LEAD ? lead.findIndex((one) => STOP.test(one)) : -1;
    const from = hit - lead.slice(stop + 1).join('').length;
    const shown = cut(text.slice(from), LENGTH);
    const line = fullWidth(shown.replace(/\s+/g, ' '));
    return markHits((from > 0 ? '……' : '') + line + (from + shown.length < text.length ? '……' : ''), words);
  }
  return null;
}
