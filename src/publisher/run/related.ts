import type { ArticleId } from '../../feed';
import type { Place } from '../memory/entry';
import type { Candidate, Relations } from '../memory/relations';
import { KeyNumbers, larger } from '../numbering';

/*
 * Related articles: by region, shared words of title and text, and nearness in time. An article relates to
 * older ones only (the first few of a feed excepted), and chooses once: so a new article changes itself and one
 * neighbour, and one that is put in between changes no other's choice.
 */

const COUNT = 5;
/** How many older articles are looked at. */
const WINDOW = 300;
/** The first articles of a feed have too few older ones and look at these first ones instead. */
export const FIRST_FEW = COUNT + 1;
/** So many may relate to one article: when it is withdrawn, each of their documents is written anew. */
const MOST_RELATING = 20;
/** Of a word in a title; one in the text weighs 1. */
const TITLE_WEIGHT = 3;

/** A word is a pair of characters; behind one of a title stands a mark. */
const weightOf = (word: string): number => (word.endsWith('!') ? TITLE_WEIGHT : 1);
/** A word as a number, whether or not it is of a title. */
const pairOf = (word: string): number => word.charCodeAt(0) * 0x1_0000 + word.charCodeAt(1);

/** Candidates that come between two times at which those that have left are forgotten. */
const FORGETTING = 256;
/** Room for words, and for who holds them, at first. */
const ROOM = 1 << 14;
/** No holding is at 0. */
const FIRST_HOLDING = 2;

/**
 * The candidates of one article, and which of them hold a word. Words are numbers, and who holds one is a chain in a
 * typed array: a Map of lists by string, shifted for every word that leaves, was most of what choosing cost.
 */
class Window {
  /** Oldest first. */
  seen: Candidate[] = [];
  /** How many have left it since it was begun. */
  private gone = 0;
  private readonly words = new KeyNumbers(ROOM);
  /** By word where its newest holding is; 0 for none. */
  private newest = new Uint32Array(ROOM);
  /**
   * Two numbers for each holding of a word, from `FIRST_HOLDING` on: where the one before of the same word is, 0 for
   * none; and whose it is, as how many came before since the window was begun, times four, and the weight.
   */
  private holdings = new Uint32Array(2 * ROOM);
  private used = FIRST_HOLDING;

  push(candidate: Candidate): void {
    this.seen.push(candidate);
    this.hold(candidate, this.gone + this.seen.length - 1);
    if (this.seen.length <= WINDOW) return;
    this.seen.shift();
    this.gone += 1;
    if (this.gone >= FORGETTING) this.restart(this.seen);
  }

  /** Begins with these candidates, oldest first. */
  restart(candidates: Candidate[]): void {
    this.words.clear();
    this.newest.fill(0);
    this.used = FIRST_HOLDING;
    this.gone = 0;
    this.seen = candidates;
    for (const [at, candidate] of candidates.entries()) this.hold(candidate, at);
  }

  private hold({ words }: Candidate, place: number): void {
    for (const word of words) {
      if (this.used === this.holdings.length) this.holdings = larger(this.holdings);
      const number = this.numberOf(word);
      this.holdings[this.used] = this.newest[number]!;
      this.holdings[this.used + 1] = place * 4 + weightOf(word);
      this.newest[number] = this.used;
      this.used += 2;
    }
  }

  private numberOf(word: string): number {
    const number = this.words.numberOf(pairOf(word));
    if (number === this.newest.length) this.newest = larger(this.newest);
    return number;
  }

  /** The words that each candidate shares with these, weighed; in the order of `seen`. */
  shared(words: readonly string[]): Float64Array {
    const shared = new Float64Array(this.seen.length);
    const { gone, holdings } = this;
    for (const word of words) {
      const own = weightOf(word);
      for (let at = this.newest[this.numberOf(word)]!; at > 0; at = holdings[at]!) {
        const holder = holdings[at + 1]!;
        const place = (holder >>> 2) - gone;
        // Those before have left, too.
        if (place < 0) break;
        shared[place]! += own * (holder & 3);
      }
    }
    return shared;
  }
}

/** Chooses related articles. Cheapest for articles that are asked for in their order. */
export class Related {
  private readonly window = new Window();
  /** The article that the window ends before. */
  private last: Candidate | null = null;

  constructor(private readonly relations: Relations) {}

  /**
   * The articles that one relates to, best first.
   * @param older the place before its own; null for the first of the column
   * @param now those that it relates to so far: they do not count among those who relate to them
   */
  choose(subject: Candidate, older: Place | null, now: readonly ArticleId[]): ArticleId[] {
    this.moveTo(subject, older);
    let { window } = this;
    if (window.seen.length < FIRST_FEW) {
      window = new Window();
      window.restart(this.relations.firstCandidates(FIRST_FEW).filter(({ id }) => id !== subject.id));
    }
    const { seen } = window;
    const scores = window.shared(subject.words);
    for (let at = 0; at < scores.length; at += 1) scores[at]! += nearness(subject, seen[at]!);
    const chosen: ArticleId[] = [];
    while (chosen.length < COUNT) {
      const few = bestFew(scores, seen, COUNT - chosen.length);
      if (few.length === 0) break;
      for (const at of few) {
        scores[at] = Number.NEGATIVE_INFINITY;
        const { id } = seen[at]!;
        const others = this.relations.count(id) - (now.includes(id) ? 1 : 0);
        if (others < MOST_RELATING) chosen.push(id);
      }
    }
    return chosen;
  }

  private moveTo(subject: Candidate, older: Place | null): void {
    if (this.last && older && this.last.id === older.id) this.window.push(this.last);
    else this.window.restart(this.relations.candidatesBefore(subject, WINDOW).reverse());
    this.last = subject;
  }
}

/** Where the best scores are, so many at most, best first; the newer article's where two are equal. */
function bestFew(scores: Float64Array, seen: readonly Candidate[], most: number): number[] {
  const found: number[] = [];
  let least = Number.NEGATIVE_INFINITY;
  const isBetter = (at: number, than: number) =>
    scores[at]! > scores[than]! || (scores[at] === scores[than] && isBefore(seen[at]!, seen[than]!));
  for (let at = 0; at < scores.length; at += 1) {
    if (scores[at]! < least || scores[at] === Number.NEGATIVE_INFINITY) continue;
    let place = found.length;
    while (place > 0 && isBetter(at, found[place - 1]!)) place -= 1;
    found.splice(place, 0, at);
    if (found.length > most) found.pop();
    if (found.length === most) least = scores[found[most - 1]!]!;
  }
  return found;
}

const isBefore = (a: Candidate, b: Candidate): boolean =>
  a.published === b.published ? a.id < b.id : a.published > b.published;

/** Same place, near in time. Nothing comes of one that cannot be shown. */
function nearness(one: Candidate, other: Candidate): number {
  if (!other.named) return Number.NEGATIVE_INFINITY;
  const place = one.region !== null && one.region === other.region ? 4 : 0;
  const days = Math.abs(one.published - other.published) / 86_400_000;
  return place + 2 / (1 + days / 30);
}
