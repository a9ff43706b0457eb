import type { ArticleId } from '../../feed';
import type { Rivals } from '../source/types';

/*
 * Which of several copies an article is made of. Nothing here reads or writes: the same ones win, whatever their form.
 */

/** What decides among copies of one article. Times are milliseconds since 1970; 0 where the copy does not say. */
export interface Standing {
  /** How much of the article the copy has. */
  rank: number;
  /** When the article was changed, as the copy itself states. */
  changed: number;
  /** When the copy was captured. */
  captured: number;
}

/** An article as one source of this run has it. */
export interface Offer extends Standing {
  /** Hash of the archived source, and its name for messages. */
  source: string;
  name: string;
  title: string;
  /** Hash of what it says: of copies that say the same nobody need know. */
  said: string;
  rivals: Rivals;
  /** Whether an editor wants this one, however old it is. */
  forced: boolean;
}

/**
 * Which of two copies is the newer one by what they state: more of the article wins, then the later change, then the
 * later capture. One that states no change is as the article was when it was captured. Above 0 where it is `one`, 0
 * where nothing tells: then it is the one that was given later.
 */
export function compare(one: Standing, other: Standing): number {
  if (one.rank !== other.rank) return one.rank - other.rank;
  const asOf = ({ changed, captured }: Standing) => changed || captured;
  return asOf(one) - asOf(other) || one.captured - other.captured;
}

/** Whether a copy takes the place of one that was given before. */
export const supersedes = (later: Standing, earlier: Standing): boolean => compare(later, earlier) >= 0;

/**
 * Whether a source that was presented again, and that `winners` had replaced in earlier runs, is to be read
 * once more: where a winner is presented too, it keeps its place; where none is, the file may have been put back to
 * what it was before. `winners` are the sources that the articles of `source` were made of.
 */
export const returns = (
  source: string,
  winners: readonly string[],
  presented: ReadonlySet<string>,
): boolean => !winners.some((winner) => winner !== source && presented.has(winner));

/** What came of an offer: it is the best so far; it is older than what the article is made of; nothing tells. */
export type Verdict =
  | { is: 'best'; beaten: Offer | undefined }
  /** `by` is of this run; undefined: what the article is made of since an earlier one. */
  | { is: 'older'; by: Offer | undefined }
  | { is: 'ambiguous'; rival: Offer };

/** The best offers of a run. */
export class Choice {
  private readonly best = new Map<ArticleId, Offer>();
  private readonly ambiguous = new Set<ArticleId>();

  /** Takes an offer, beside `present`, the source of an earlier run that the article is made of now. */
  offer(id: ArticleId, offer: Offer, present: Standing | undefined): Verdict {
    const rival = this.best.get(id);
    if (rival && isAmbiguous(offer, rival)) {
      this.ambiguous.add(id);
      return { is: 'ambiguous', rival };
    }
    const other = rival ?? present;
    const wins = offer.forced || (!rival?.forced && (!other || supersedes(offer, other)));
    if (!wins) return { is: 'older', by: rival };
    this.best.set(id, offer);
    return { is: 'best', beaten: rival };
  }

  /** Whether an article is still to be made of this source: no other one was preferred in this run. */
  stands(id: ArticleId, source: string): boolean {
    if (this.ambiguous.has(id)) return false;
    const best = this.best.get(id);
    return best === undefined || best.source === source;
  }

  /** The best offer of this run. */
  bestOf(id: ArticleId): Offer | undefined {
    return this.best.get(id);
  }

  /** Nothing is made of what was offered for an article. */
  refuse(id: ArticleId): void {
    this.ambiguous.add(id);
  }
}

/** Whether nothing tells if two are copies of one article. */
export const isAmbiguous = (one: Offer, other: Pick<Offer, 'rank' | 'title' | 'rivals'>): boolean =>
  one.rank === other.rank &&
  one.title !== other.title &&
  one.rivals.are === 'ambiguous' &&
  other.rivals.are === 'ambiguous';
