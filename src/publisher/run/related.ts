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

const weight = (word: string) => (word.endsWith('!') ? 3 : 1);
const bare = (word: string) => (word.endsWith('!') ? word.slice(0, -1) : word);

interface Seen extends Candidate {
  /** Counts up from the oldest. */
  seq: number;
}

/** The candidates of one article, and which of them hold a word. */
class Window {
  /** Oldest first. */
  readonly seen: Seen[] = [];
  private next = 0;
  private readonly byWord = new Map<string, { seen: Seen; weight: number }[]>();

  push(candidate: Candidate): void {
    const seen = { ...candidate, seq: this.next };
    this.next += 1;
    this.seen.push(seen);
    for (const word of seen.words) {
      const holders = this.byWord.get(bare(word));
      const holder = { seen, weight: weight(word) };
      if (holders) holders.push(holder);
      else this.byWord.set(bare(word), [holder]);
    }
    if (this.seen.length <= WINDOW) return;
    for (const word of this.seen.shift()!.words) {
      const holders = this.byWord.get(bare(word))!;
      holders.shift();
      if (holders.length === 0) this.byWord.delete(bare(word));
    }
  }

  /** The words that each candidate shares with these, weighed; in the order of `seen`. */
  shared(words: readonly string[]): Float64Array {
    const shared = new Float64Array(this.seen.length);
    const first = this.seen[0]?.seq ?? 0;
    for (const word of words)
      for (const { seen, weight: theirs } of this.byWord.get(bare(word)) ?? [])
        shared[seen.seq - first]! += weight(word) * theirs;
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
    const shared = window.shared(subject.words);
    const scored = window.seen
      .map((other, at) => ({ other, score: shared[at]! + nearness(subject, other) }))
      .filter(({ other }) => other.named);
    scored.sort(
      (a, b) =>
        b.score - a.score || b.other.published - a.other.published || (a.other.id < b.other.id ? -1 : 1),
    );
    const chosen: ArticleId[] = [];
    for (const { other } of scored) {
      if (chosen.length === COUNT) break;
      const others = this.relations.count(other.id, MOST_RELATING + 1) - (now.includes(other.id) ? 1 : 0);
      if (others < MOST_RELATING) chosen.push(other.id);
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

/** Same place, near in time. */
function nearness(one: Candidate, other: Candidate): number {
  const place = one.region !== null && one.region === other.region ? 4 : 0;
  const days = Math.abs(one.published - other.published) / 86_400_000;
  return place + 2 / (1 + days / 30);
}
