import type { Entry } from '../memory/state';

/*
 * Related articles: by region, shared words of title and text, and nearness in time. An article relates to
 * older ones only (the first few of a feed excepted), so that a new article changes itself and one
 * neighbour, never the documents of ten thousand others.
 */

const COUNT = 5;
/** How many older articles are looked at. */
const WINDOW = 300;
/** The first articles of a feed have too few older ones and look at these first ones instead. */
const FIRST = COUNT + 1;

const weight = (word: string) => (word.endsWith('!') ? 3 : 1);
const bare = (word: string) => (word.endsWith('!') ? word.slice(0, -1) : word);

/** The first entry whose related articles can differ once the entry at `changed` does. */
export const firstAffected = (changed: number): number => (changed < FIRST ? 0 : changed);

/** Prepared words of the entries, so that comparing two costs one pass over the shorter list. */
type Words = Map<string, number>;
const wordsOf = (entry: Entry): Words => new Map(entry.words.map((word) => [bare(word), weight(word)]));

function score(words: Words, entry: Entry, other: Entry, otherWords: Words): number {
  let shared = 0;
  for (const [word, own] of words) {
    const theirs = otherWords.get(word);
    if (theirs !== undefined) shared += own * theirs;
  }
  const place =
    entry.item._column.region !== null && entry.item._column.region === other.item._column.region ? 4 : 0;
  const days = Math.abs(entry.published - other.published) / 86_400_000;
  return shared + place + 2 / (1 + days / 30);
}

/**
 * Chooses related articles for the entries from position `from` on. `entries` are in order of time, oldest
 * first; entries of which only the title was captured are not offered. Writes `entry.related`.
 */
export function relate(entries: readonly Entry[], from: number): void {
  const cache = new Map<Entry, Words>();
  const words = (entry: Entry): Words => {
    let made = cache.get(entry);
    if (!made) {
      made = wordsOf(entry);
      cache.set(entry, made);
    }
    return made;
  };
  for (let at = from; at < entries.length; at += 1) {
    const entry = entries[at]!;
    const own = words(entry);
    const start = Math.max(0, at - WINDOW);
    const candidates = at < FIRST ? entries.slice(0, FIRST) : entries.slice(start, at);
    const scored: { id: string; score: number; published: number }[] = [];
    for (const other of candidates)
      if (other !== entry && other.item._column.headline !== '')
        scored.push({
          id: other.id,
          score: score(own, entry, other, words(other)),
          published: other.published,
        });
    scored.sort((a, b) => b.score - a.score || b.published - a.published || (a.id < b.id ? -1 : 1));
    entry.related = scored.slice(0, COUNT).map((one) => one.id);
    if (start > 0) cache.delete(entries[start - 1]!);
  }
}
