import type { ArticleId } from '../../feed';
import { SourceError } from '../errors';
import type { Rivals } from '../source/types';

/*
 * Which of several sources an article is made of. Nothing here reads or writes: whatever the form of the
 * sources and the order in which they are presented, the same ones win.
 */

/** What decides among sources of one article. */
export interface Standing {
  /** How much of the article the source has. */
  rank: number;
  /** When it was captured, in milliseconds; 0 where it does not say. */
  captured: number;
}

/** An article as one source of this run has it. */
export interface Offer extends Standing {
  /** Hash of the archived source, and its name for messages. */
  source: string;
  name: string;
  title: string;
  rivals: Rivals;
}

/** More of the article wins, then the newer capture; of two that are equal the one that is presented later. */
export const supersedes = (one: Standing, other: Standing): boolean =>
  one.rank > other.rank || (one.rank === other.rank && one.captured >= other.captured);

/**
 * Whether a source that was presented again, and that `winners` had replaced in earlier runs, is to be read
 * once more: where a winner is presented too, it keeps its place; where none is, the file was put back to
 * what it was before. `winners` are the sources that the articles of `source` were made of.
 */
export const returns = (
  source: string,
  winners: readonly string[],
  presented: ReadonlySet<string>,
): boolean => !winners.some((winner) => winner !== source && presented.has(winner));

/** The best offers of a run. */
export class Choice {
  private readonly best = new Map<ArticleId, Offer>();

  /**
   * Takes an offer; true where it is the best so far, of this run and beside the source of an earlier run
   * that the article is made of now. Throws a `SourceError` for two that may be different articles.
   */
  offer(id: ArticleId, offer: Offer, present: Standing | undefined): boolean {
    const rival = this.best.get(id);
    if (rival) refuseAmbiguous(offer, rival);
    const other = rival ?? present;
    if (other && !supersedes(offer, other)) return false;
    this.best.set(id, offer);
    return true;
  }

  /** Whether an article is still to be made of this source: no other one was preferred in this run. */
  stands(id: ArticleId, source: string): boolean {
    const best = this.best.get(id);
    return best === undefined || best.source === source;
  }
}

function refuseAmbiguous(one: Offer, other: Offer): void {
  if (one.rank !== other.rank || one.title === other.title) return;
  if (one.rivals.are === 'ambiguous' && other.rivals.are === 'ambiguous')
    throw new SourceError(`${one.name} 与 ${other.name} ${one.rivals.mend}`);
}
