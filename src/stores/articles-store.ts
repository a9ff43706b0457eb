import { observable, runInAction } from 'mobx';
import { type Onward, onwardOf, type Row, rowOf, rowOfDocument } from '../domain/row';
import { type ArticleDocument, type ArticleId, type Block, isWithdrawn, type ListItem, paths } from '../feed';
import { type ArticleCache, withoutLinks } from './article-cache';
import { type Failure, isPassing, toFailure } from './failure';
import type { FeedSource } from './feed-source';
import type { LibraryStore } from './library-store';
import { observe } from './observed';
import type { Clock } from './ports';

/** Each article's request has its own state; `slow` after 5 s without an answer. */
export type ArticleState =
  | { status: 'loading'; slow: boolean }
  /** `stale`: why it could not be asked whether there is a newer one; null where it was, or is being asked. */
  | { status: 'ready'; document: ArticleDocument; onward: Onward; stale: Failure | null }
  | { status: 'withdrawn' }
  | { status: 'failed'; failure: Failure };

const SLOW = 5000;

/** Every article that this run has met, held once, by id: rows first, documents as they arrive. */
export class ArticlesStore {
  private readonly rows = observable.map<ArticleId, Row>({}, { deep: false });
  private readonly states = observable.map<ArticleId, ArticleState>({}, { deep: false });
  /** How often the reader or the network came back: a picture that had failed before is tried again. */
  tries = 0;
  /** Articles that pages show, with the number of those pages. */
  private readonly retained = new Map<ArticleId, number>();
  /** Articles that are being asked for: what comes for another request than this one is not theirs any more. */
  private readonly opening = new Map<ArticleId, Promise<void>>();
  /** Heads of the feed that have come; the lists that a head names tell the same as it does. */
  private heads = 0;
  /** Which head each row was told by; one that only a document has told by none. */
  private readonly told = new Map<ArticleId, number>();

  /** What was fetched ahead and storage did not take. */
  private readonly notKept = new Set<ArticleId>();

  constructor(
    private readonly source: FeedSource,
    private readonly articleCache: ArticleCache,
    private readonly library: LibraryStore,
    private readonly clock: Clock,
  ) {
    observe<ArticlesStore>(this).except(
      'source',
      'articleCache',
      'library',
      'clock',
      'rows',
      'states',
      'retained',
      'opening',
      'heads',
      'told',
      'notKept',
    );
  }

  /** What lists know of an article, for its title and cover before the document arrives. */
  row(id: ArticleId): Row | undefined {
    return this.rows.get(id);
  }

  /** Every article that this run has met. */
  get known(): Row[] {
    return [...this.rows.values()];
  }

  state(id: ArticleId): ArticleState | undefined {
    return this.states.get(id);
  }

  /** A head has come: what it and its lists tell is newer than all that was told before. @returns its number */
  begin(): number {
    this.heads += 1;
    return this.heads;
  }

  /** The head that came last. */
  get newest(): number {
    return this.heads;
  }

  /** The head that told of an article last, by its lists or itself; 0: none has. */
  toldBy(id: ArticleId): number {
    return this.told.get(id) ?? 0;
  }

  /**
   * Takes in the items of every list that arrives, and returns their rows, those of withdrawn articles left out.
   * @param head that the list was asked for by: what a newer one has told is not taken back
   */
  remember(items: readonly ListItem[], head = this.heads): Row[] {
    const rows: Row[] = [];
    for (const item of items) {
      const { id } = item;
      if (this.isWithdrawn(id)) continue;
      if (this.toldBy(id) <= head) {
        this.told.set(id, head);
        this.take(rowOf(item));
      }
      rows.push(this.rows.get(id)!);
    }
    return rows;
  }

  isWithdrawn(id: ArticleId): boolean {
    return this.states.get(id)?.status === 'withdrawn';
  }

  /** These were withdrawn: every copy of theirs goes. */
  withdraw(ids: readonly ArticleId[]): void {
    for (const id of ids) {
      this.rows.delete(id);
      if (!this.isWithdrawn(id)) this.states.set(id, { status: 'withdrawn' });
    }
    const gone = new Set(ids);
    for (const [, state] of Array.from(this.states))
      if (state.status === 'ready') {
        const left = withoutLinks(state.document, (id) => gone.has(id));
        if (left !== state.document) this.show(left, state.stale);
      }
    this.articleCache.forget(gone);
    this.source.files.forget(gone);
    this.library.forget(ids);
  }

  /**
   * Loads an article: what is kept on the device at once, then what the feed has, unless a list has said that it is
   * the same. The feed may have a newer one than any list here says. Safe to call again.
   */
  open(id: ArticleId): Promise<void> {
    const running = this.opening.get(id);
    if (running) return running;
    if (this.isWithdrawn(id)) return Promise.resolve();
    const known = this.states.get(id);
    const shown = known?.status === 'ready' ? known.document : this.articleCache.read(id);
    const isCurrent = shown !== undefined && shown.v === this.rows.get(id)?.version;
    // Why it may be old is said until it is known better.
    if (shown) this.show(shown, known?.status === 'ready' && !isCurrent ? known.stale : null);
    else this.states.set(id, { status: 'loading', slow: false });
    if (isCurrent) return Promise.resolve();
    const opening = this.load(id, () => this.opening.get(id) === opening);
    this.opening.set(id, opening);
    return opening;
  }

  /** @param isAwaited tells whether somebody still waits for what was asked for here */
  private async load(id: ArticleId, isAwaited: () => boolean): Promise<void> {
    const stopWatch = this.clock.after(SLOW, () => this.markSlow(id));
    try {
      const answer = await this.source.article(id);
      runInAction(() => {
        if (isWithdrawn(answer)) this.withdraw([id]);
        // A head may have withdrawn it meanwhile.
        else if (isAwaited() && !this.isWithdrawn(id)) this.arrived(this.linked(answer));
      });
    } catch (error) {
      if (isAwaited()) runInAction(() => this.failed(id, toFailure(error)));
    } finally {
      stopWatch();
      if (isAwaited()) this.opening.delete(id);
    }
  }

  /** A page shows this article until the returned function is called. */
  retain(id: ArticleId): () => void {
    this.retained.set(id, (this.retained.get(id) ?? 0) + 1);
    return () => {
      const left = (this.retained.get(id) ?? 1) - 1;
      if (left > 0) this.retained.set(id, left);
      else {
        this.retained.delete(id);
        // The reader has gone before the article came.
        if (this.states.get(id)?.status === 'loading') this.giveUp(id);
      }
    };
  }

  /**
   * The reader is back, or the network: what a page shows and could not be loaded is tried again.
   * @param isBack the reader is: then what only time can help, an article that is not there yet, is tried as well
   */
  heal(isBack: boolean): void {
    this.tries += 1;
    for (const id of this.retained.keys()) {
      const state = this.states.get(id);
      const failure =
        state?.status === 'failed' ? state.failure : state?.status === 'ready' ? state.stale : null;
      if (failure && (isBack || isPassing(failure))) void this.open(id);
    }
  }

  /** Memory is scarce: documents that no page shows go; storage or the feed has them again. */
  letGo(): void {
    for (const [id, state] of Array.from(this.states))
      if (state.status === 'ready' && !this.retained.has(id)) this.states.delete(id);
  }

  /**
   * Fetches what may be read next to the device, one after another; a fault of the network or of storage ends it and
   * nobody hears of it. What storage did not take is not fetched again in this run.
   */
  async prefetch(ids: readonly ArticleId[]): Promise<void> {
    if (this.source.base === null) return;
    for (const id of ids) {
      if (this.states.has(id) || this.notKept.has(id) || this.articleCache.ids.indexOf(id) >= 0) continue;
      try {
        const answer = await this.source.article(id);
        if (isWithdrawn(answer)) this.withdraw([id]);
        else if (!this.isWithdrawn(id)) {
          const outcome = this.articleCache.write(this.linked(answer));
          if (outcome !== 'kept') this.notKept.add(id);
          if (outcome === 'full' || outcome === 'broken') return;
        }
      } catch {
        return;
      }
    }
  }

  /** A document may have been on its way when one that it leads on to was withdrawn. */
  private linked(document: ArticleDocument): ArticleDocument {
    return withoutLinks(document, (id) => this.isWithdrawn(id));
  }

  private giveUp(id: ArticleId): void {
    this.opening.delete(id);
    this.states.delete(id);
    this.source.abandon(paths.article(id));
  }

  private arrived(document: ArticleDocument): void {
    const { related, newer, older } = this.show(document, null);
    // What lists have said of them is more, and no older.
    for (const row of [...related, newer, older]) if (row && !this.rows.has(row.id)) this.take(row);
    if (this.source.base !== null) this.articleCache.write(document);
  }

  private failed(id: ArticleId, failure: Failure): void {
    const state = this.states.get(id);
    if (state?.status === 'ready') this.show(state.document, failure);
    else if (state?.status === 'loading') this.states.set(id, { status: 'failed', failure });
  }

  /** A document is there to be read. It gives the article its row where no list has. */
  private show(arrived: ArticleDocument, stale: Failure | null): Onward {
    const { id } = arrived;
    const known = this.states.get(id);
    const shown = known?.status === 'ready' ? known : undefined;
    const document = shown ? keptOf(shown.document, arrived) : arrived;
    const same = shown?.document === document;
    const onward = same ? shown.onward : onwardOf(document);
    if (!same || shown.stale !== stale) this.states.set(id, { status: 'ready', document, onward, stale });
    if (!this.rows.has(id)) this.take(rowOfDocument(document));
    return onward;
  }

  /** A row that says the same as the one that is held does not take its place: nothing is drawn again for it. */
  private take(row: Row): void {
    if (!isEqual(this.rows.get(row.id), row)) this.rows.set(row.id, row);
  }

  private markSlow(id: ArticleId): void {
    if (this.states.get(id)?.status === 'loading') this.states.set(id, { status: 'loading', slow: true });
  }
}

const isEqual = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/**
 * The document to go on with when one arrives that may be equal to the one shown: whoever shows it tells by the
 * object that nothing has changed, by its `blocks` that the text has not, and by a block that it is the same.
 */
function keptOf(shown: ArticleDocument, arrived: ArticleDocument): ArticleDocument {
  if (isEqual(shown, arrived)) return shown;
  if (isEqual(shown.blocks, arrived.blocks)) return { ...arrived, blocks: shown.blocks };
  const known = new Map<string, Block[]>();
  for (const block of shown.blocks) {
    const json = JSON.stringify(block);
    known.set(json, [...(known.get(json) ?? []), block]);
  }
  // Equal blocks stay several: which picture was tapped is told by the object.
  return {
    ...arrived,
    blocks: arrived.blocks.map((block) => known.get(JSON.stringify(block))?.shift() ?? block),
  };
}
