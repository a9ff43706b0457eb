import { observable, runInAction } from 'mobx';
import { type Onward, onwardOf, type Row, rowOf, rowOfDocument } from '../domain/row';
import { type ArticleDocument, type ArticleId, isWithdrawn, type ListItem, paths } from '../feed';
import { type ArticleCache, withoutLinks } from './article-cache';
import { type Failure, isPassing, toFailure } from './failure';
import type { FeedSource } from './feed-source';
import type { LibraryStore } from './library-store';
import { observe } from './observed';
import type { Clock } from './ports';

/** Each article's request has its own state; `slow` after 5 s without an answer. */
export type ArticleState =
  | { status: 'loading'; slow: boolean }
  | { status: 'ready'; document: ArticleDocument; onward: Onward; stale: boolean }
  | { status: 'withdrawn' }
  | { status: 'failed'; failure: Failure };

const SLOW = 5000;

/** Every article that this run has met, held once, by id: rows first, documents as they arrive. */
export class ArticlesStore {
  private readonly rows = observable.map<ArticleId, Row>({}, { deep: false });
  private readonly states = observable.map<ArticleId, ArticleState>({}, { deep: false });
  /** Articles that pages show, with the number of those pages. */
  private readonly retained = new Map<ArticleId, number>();

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

  /** Takes in the items of every list that arrives, and returns their rows: a newer one replaces the one held. */
  remember(items: readonly ListItem[]): Row[] {
    const rows = items.map(rowOf);
    this.take(rows);
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
    this.articleCache.forget(gone);
    this.source.files.forget(gone);
    this.library.forget(ids);
  }

  /**
   * Loads an article: what is kept on the device at once, then what the feed has, unless a list has said that it is
   * the same. The feed may have a newer one than any list here says. Safe to call again.
   */
  async open(id: ArticleId): Promise<void> {
    const known = this.states.get(id);
    const shown = known?.status === 'ready' ? known.document : this.articleCache.read(id);
    const isCurrent = shown !== undefined && shown.v === this.rows.get(id)?.version;
    if (shown) this.show(shown, false);
    else this.states.set(id, { status: 'loading', slow: false });
    if (isCurrent) return;
    const stopWatch = this.clock.after(SLOW, () => this.markSlow(id));
    try {
      const answer = await this.source.article(id);
      if (isWithdrawn(answer)) this.withdraw([id]);
      // A head may have withdrawn it meanwhile.
      else if (!this.isWithdrawn(id)) this.arrived(this.linked(answer));
    } catch (error) {
      runInAction(() => this.failed(id, toFailure(error), shown));
    } finally {
      stopWatch();
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
        if (this.states.get(id)?.status === 'loading') this.source.abandon(paths.article(id));
      }
    };
  }

  /** There is a network again: what a page shows and could not be loaded is tried again. */
  online(): void {
    for (const id of this.retained.keys()) {
      const state = this.states.get(id);
      if (state?.status === 'failed' ? isPassing(state.failure) : state?.status === 'ready' && state.stale)
        void this.open(id);
    }
  }

  /** Memory is scarce: documents that no page shows go; storage or the feed has them again. */
  letGo(): void {
    for (const [id, state] of Array.from(this.states))
      if (state.status === 'ready' && !this.retained.has(id)) this.states.delete(id);
  }

  /** Fetches what may be read next to the device, one after another; a fault ends it and nobody hears of it. */
  async prefetch(ids: readonly ArticleId[]): Promise<void> {
    if (this.source.base === null) return;
    for (const id of ids) {
      if (this.states.has(id) || this.articleCache.ids.indexOf(id) >= 0) continue;
      try {
        const answer = await this.source.article(id);
        if (isWithdrawn(answer)) this.withdraw([id]);
        else if (!this.isWithdrawn(id)) this.articleCache.write(this.linked(answer));
      } catch {
        return;
      }
    }
  }

  /** A document may have been on its way when one that it leads on to was withdrawn. */
  private linked(document: ArticleDocument): ArticleDocument {
    return withoutLinks(document, (id) => this.isWithdrawn(id));
  }

  private arrived(document: ArticleDocument): void {
    const { related, newer, older } = this.show(document, false);
    this.take([...related, ...[newer, older].filter((row) => row !== null)]);
    if (this.source.base !== null) this.articleCache.write(document);
  }

  private failed(id: ArticleId, failure: Failure, shown: ArticleDocument | undefined): void {
    if (shown) this.show(shown, true);
    else this.states.set(id, { status: 'failed', failure });
  }

  /** A document is there to be read. It gives the article its row where no list has. */
  private show(arrived: ArticleDocument, stale: boolean): Onward {
    const { id } = arrived;
    const known = this.states.get(id);
    const shown = known?.status === 'ready' ? known : undefined;
    const document = shown ? keptOf(shown.document, arrived) : arrived;
    const same = shown?.document === document;
    const onward = same ? shown.onward : onwardOf(document);
    if (!same || shown.stale !== stale) this.states.set(id, { status: 'ready', document, onward, stale });
    if (!this.rows.has(id)) this.take([rowOfDocument(document)]);
    return onward;
  }

  private take(rows: readonly Row[]): void {
    for (const row of rows) this.rows.set(row.id, row);
  }

  private markSlow(id: ArticleId): void {
    if (this.states.get(id)?.status === 'loading') this.states.set(id, { status: 'loading', slow: true });
  }
}

const isEqual = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/**
 * The document to go on with when one arrives that may be equal to the one shown: whoever shows it tells by the
 * object that nothing has changed, and by its `blocks` that the text has not.
 */
function keptOf(shown: ArticleDocument, arrived: ArticleDocument): ArticleDocument {
  if (isEqual(shown, arrived)) return shown;
  return isEqual(shown.blocks, arrived.blocks) ? { ...arrived, blocks: shown.blocks } : arrived;
}
