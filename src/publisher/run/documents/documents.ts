import { type ArticleId, paths } from '../../../feed';
import type { Staging } from '../../write/staging';
import { type Draft, type Drafts, draftOf } from '../drafts';
import { compose, type Settled } from './compose';
import { Writer } from './writer';

/** Fewer drafts are written before a thread has started. */
const FEW = 2000;

/**
 * Stages documents once their articles are settled. Those of a large run are written by a thread of their own, while
 * this one settles the next. To be closed, whatever came of it.
 */
export class Documents {
  private readonly writer: Writer | null;

  /**
   * @param few how many drafts need no thread
   * @param isSound whether a published document is what was published: one that is not is not to become a new edition
   */
  constructor(
    private readonly staging: Staging,
    private readonly drafts: Drafts,
    few = FEW,
    private readonly isSound: (name: string, text: string) => boolean = () => true,
  ) {
    this.writer = drafts.count > few ? new Writer(staging) : null;
  }

  /** Stages a document, or has it staged, unless readers see these bytes already. */
  write(id: ArticleId, settled: Settled): void {
    const { writer, drafts, staging } = this;
    const name = paths.article(id);
    const place = writer && drafts.placeOf(id);
    if (place) {
      writer.add({ name, place, settled });
      return;
    }
    const draft = drafts.draft(id);
    const published = draft ? null : staging.read(name);
    if (published !== null && !this.isSound(name, published)) return;
    const made = draft ?? this.published(id);
    if (!made) throw new Error(`${name} is neither made nor published`);
    staging.writeChanged(name, compose(made, settled));
  }

  /** Waits while too many wait to be written. */
  async room(): Promise<void> {
    await this.writer?.room();
  }

  /** Waits until all are staged. */
  async done(): Promise<void> {
    await this.writer?.done();
  }

  async close(): Promise<void> {
    await this.writer?.close();
  }

  /** The parts of a document that the feed has. */
  private published(id: ArticleId): Draft | null {
    const document = this.staging.document(id);
    return document && draftOf(document);
  }
}
