import { type Lexicon, likelihood, TOTAL } from './lexicon';

/**
 * The most likely words of a run of Chinese characters of the basic plane, as jieba finds them without its guesses at
 * words that no dictionary has: of all ways to part it the one whose words are the most likely together.
 */
export function wordsOf(run: string, lexicon: Lexicon, kept?: Kept): string[] {
  const bytes = Buffer.from(run);
  const best = new Float64Array(run.length + 1);
  const next = new Uint16Array(run.length);
  for (let at = run.length - 1; at >= 0; at -= 1) {
    best[at] = -Infinity;
    const consider = (length: number, times: number) => {
      const likely = likelihood(times) + best[at + length]!;
      // Of equally likely ways the one with the longer word.
      if (likely < best[at]!) return;
      best[at] = likely;
      next[at] = length;
    };
    // A character is a word where nothing else is.
    let isAlone = true;
    lexicon.wordsAt(bytes, at * 3, (length, times) => {
      if (length === 1) isAlone = false;
      consider(length, times);
    });
    if (isAlone) consider(1, 1);
    for (let length = 2; kept && length <= LONGEST && at + length <= run.length; length += 1) {
      const times = kept.timesOf(run.slice(at, at + length));
      if (times !== undefined) consider(length, times);
    }
  }
  const words: string[] = [];
  for (let at = 0; at < run.length; at += next[at]!) words.push(run.slice(at, at + next[at]!));
  return words;
}

/** Characters of the longest word that is kept together. */
export const LONGEST = 12;

/** How many times likelier a word of the list is than the dictionary has it, or than what it is else made of. */
const LIKELIER = 20;

/** A list of words that are to hold together. */
export class Kept {
  /** How often a word is taken to occur, once it was asked for: to know it of all of them takes as long as a run. */
  private readonly times = new Map<string, number | undefined>();

  constructor(
    words: Iterable<string>,
    private readonly lexicon: Lexicon,
  ) {
    for (const word of words) this.times.set(word, undefined);
  }

  /** How often a word is taken to occur; undefined where it is none of the list. */
  timesOf(word: string): number | undefined {
    const known = this.times.get(word);
    if (known !== undefined || !this.times.has(word)) return known;
    const parts = wordsOf(word, this.lexicon);
    const likely = parts.reduce((sum, part) => sum + likelihood(this.lexicon.timesOf(part)), TOTAL);
    const times = (Math.exp(likely) + 1) * LIKELIER;
    this.times.set(word, times);
    return times;
  }
}
