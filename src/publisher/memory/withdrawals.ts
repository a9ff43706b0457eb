import type { ArticleId } from '../../feed';
import { articleId } from '../hash';
import type { State } from './state';

/** Why an article is withdrawn. Times are milliseconds since 1970. */
export type Withdrawal =
  /** Its source says so: it never comes back. `time` is null where the source does not say when. */
  | { by: 'source'; time: number | null }
  /** A full listing made at `time` no longer has it: it may turn up again. */
  | { by: 'listing'; time: number };

/** The articles that were withdrawn. In the place of most of them a document of the feed says so. */
export class Withdrawals {
  constructor(private readonly stored: State['withdrawn']) {}

  has(id: ArticleId): boolean {
    return this.stored[id] !== undefined;
  }

  ids(): ArticleId[] {
    return Object.keys(this.stored);
  }

  /** Those in whose place a document of the feed says so. */
  shown(): ArticleId[] {
    return this.ids().filter((id) => this.stored[id]!.shown);
  }

  /** Notes that an article is withdrawn. The first word of when stands. */
  add(identity: string, { by, time }: Withdrawal): void {
    const id = articleId(identity);
    this.stored[id] ??= { identity, ...(time === null ? {} : { time }) };
    if (by === 'listing') this.stored[id].vanished = true;
  }

  /** Takes back what a listing alone withdrew, because it is listed again. What its source deleted stays gone. */
  restore(identity: string): void {
    const id = articleId(identity);
    if (this.stored[id]?.vanished) delete this.stored[id];
  }

  /** Notes that the feed says so now; returns since when: `otherwise` where nobody told. */
  show(id: ArticleId, otherwise: number): number {
    const stored = this.stored[id]!;
    stored.shown = true;
    stored.time ??= otherwise;
    return stored.time;
  }

  /** Notes that the document that said so is lost. */
  hide(id: ArticleId): void {
    delete this.stored[id]!.shown;
  }
}
