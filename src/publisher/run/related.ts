import type { ArticleId } from '../../feed';
import type { Place } from '../memory/entry';
import type { Candidate, Relations } from '../memory/relations';

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

const isTitle = (word: string) => word.endsWith('!');
const weight = (word: string) => (isTitle(word) ? TITLE_WEIGHT : 1);
const bare = (word: string) => (isTitle(word) ? word.slice(0, -1) : word);

/** The candidates of one article, and which of them hold a word. */
class Window {
  /** Oldest first. */
  readonly seen: Candidate[] = [];
  /** How many have left it. */
  private gone = 0;
  /** By word who holds it, oldest first: how many came before, times four, and the weight. */
  private readonly byWord = new Map<string, number[]>();

  push(candidate: Candidate): void {
    const { seen, byWord } = this;
    const place = (this.gone + seen.length) * 4;
    seen.push(candidate);
    for (const word of candidate.words) {
      const key = bare(word);
      const holders = byWord.get(key);
      if (holders) holders.push(place + weight(word));
      else byWord.set(key, [place + weight(word)]);
    }
    if (seen.length <= WINDOW) return;
    this.gone += 1;
    for (const word of seen.shift()!.words) {
      const key = bare(word);
      const holders = byWord.get(key)!;
      holders.shift();
      if (holders.length === 0) byWord.delete(key);
    }
  }

  /** The words that each candidate shares with these, weighed; in the order of `seen`. */
  shared(words: readonly string[]): Float64Array {
    const shared = new Float64Array(this.seen.length);
    for (const word of words) {
      const own = weight(word);
      for (const holder of this.byWord.get(bare(word)) ?? []) {
        const theirs = holder & 3;
        shared[(holder - theirs) / 4 - this.gone]! += own * theirs;
      }
    }
    return shared;
  }
}

/** Chooses related articles. Cheapest for articles that are asked for in their order. */
export class Related {
  private window = new Window();
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
      for (const one of this.relations.firstCandidates(FIRST_FEW))
        if (one.id !== subject.id) window.push(one);
    }
    const scores = window.shared(subject.words);
    for (const [at, other] of window.seen.entries())
      scores[at] = other.named ? scores[at]! + nearness(subject, other) : Number.NEGATIVE_INFINITY;
    const chosen: ArticleId[] = [];
    while (chosen.length < COUNT) {
      const at = best(scores, window.seen);
      if (at < 0) break;
      scores[at] = Number.NEGATIVE_INFINITY;
      const { id } = window.seen[at]!;
      const others = this.relations.count(id, MOST_RELATING + 1) - (now.includes(id) ? 1 : 0);
      if (others < MOST_RELATING) chosen.push(id);
    }
    return chosen;
  }

  private moveTo(subject: Candidate, older: Place | null): void {
    if (this.last && older && this.last.id === older.id) this.window.push(this.last);
    else {
      this.window = new Window();
      for (const one of this.relations.candidatesBefore(subject, WINDOW).reverse()) this.window.push(one);
    }
    this.last = subject;
  }
}

/** Where the best score is, the newer article's where two are equal; -1 where none is left. */
function best(scores: Float64Array, seen: readonly Candidate[]): number {
  let found = -1;
  for (let at = 0; at < scores.length; at += 1) {
    if (scores[at] === Number.NEGATIVE_INFINITY) continue;
    if (found < 0 || scores[at]! > scores[found]!) found = at;
    else if (scores[at] === scores[found] && isBefore(seen[at]!, seen[found]!)) found = at;
  }
  return found;
}

const isBefore = (a: Candidate, b: Candidate): boolean =>
  a.published === b.published ? a.id < b.id : a.published > b.published;

/** Same place, near in time. */
function nearness(one: Candidate, other: Candidate): number {
  const place = one.region !== null && one.region === other.region ? 4 : 0;
  const days = Math.abs(one.published - other.published) / 86_400_000;
  return place + 2 / (1 + days / 30);
}
