import { observable, runInAction } from 'mobx';
import { itemOfDocument } from '../domain/snapshot';
import { type ArticleDocument, type ArticleId, isWithdrawn, type ListItem, paths } from '../feed';
import type { ArticleCache } from './article-cache';
import { type Failure, isPassing, toFailure } from './failure';
import type { FeedSource } from './feed-source';
import type { LibraryStore } from './library-store';
import { observe } from './observed';
import type { Clock } from './ports';

/** Each article's request has its own state; `slow` after 5 s without an answer. */
export type ArticleState =
  | { status: 'loading'; slow: boolean }
  | { status: 'ready'; document: ArticleDocument; stale: boolean }
  | { status: 'withdrawn' }
  | { status: 'failed'; failure: Failure };

const SLOW = 5000;

/** Every article that this run has met, held once, by id: list items first, documents as they arrive. */
export class ArticlesStore {
  private readonly items = observable.map<ArticleId, ListItem>({}, { deep: false });
  private readonly states = observable.map<ArticleId, ArticleState>({}, { deep: false });
  /** Articles that pages show, with the number of those pages. */
  private readonly held = new Map<ArticleId, number>();

  constructor(
    private readonly source: FeedSource,
    private readonly kept: ArticleCache,
    private readonly library: LibraryStore,
    private readonly clock: Clock,
  ) {
    observe<ArticlesStore>(this).except('source', 'kept', 'library', 'clock', 'items', 'states', 'held');
  }

  /** What lists know of an article, for its title and cover before the document arrives. */
  item(id: ArticleId): ListItem | undefined {
    return this.items.get(id);
  }

  /** Every item that this run has met. */
  get known(): ListItem[] {
    return [...this.items.values()];
  }

  state(id: ArticleId): ArticleState | undefined {
    return this.states.get(id);
  }

  /** Called with every list that arrives: a newer item replaces the one held. */
  remember(items: readonly ListItem[]): void {
    for (const item of items) this.items.set(item.id, item);
  }

  isWithdrawn(id: ArticleId): boolean {
    return this.states.get(id)?.status === 'withdrawn';
  }

  /** The feed's head says that these were withdrawn: every copy of theirs goes. */
  withdraw(ids: readonly ArticleId[]): void {
    for (const id of ids) {
      this.items.delete(id);
      this.states.set(id, { status: 'withdrawn' });
      this.kept.remove(id);
    }
    this.library.forget(ids);
  }

  /** Loads an article: what is kept on the device at once, then what the feed has. Safe to call again. */
  async open(id: ArticleId): Promise<void> {
    const known = this.states.get(id);
    const kept = known?.status === 'ready' ? undefined : this.kept.read(id);
    const shown = known?.status === 'ready' ? known.document : kept?.document;
    const hash = this.items.get(id)?._column.v;
    if (shown) {
      this.states.set(id, { status: 'ready', document: shown, stale: false });
      if (!this.items.has(id)) this.items.set(id, itemOfDocument(shown));
    } else this.states.set(id, { status: 'loading', slow: false });
    if (shown && kept?.hash !== undefined && kept.hash === hash) return;
    const stopWatch = this.clock.after(SLOW, () => this.markSlow(id));
    try {
      const answer = await this.source.article(id, hash);
      if (isWithdrawn(answer)) this.withdraw([id]);
      else this.arrived(answer, hash);
    } catch (error) {
      runInAction(() => this.failed(id, toFailure(error), shown));
    } finally {
      stopWatch();
    }
  }

  /** A page shows this article until the returned function is called. */
  hold(id: ArticleId): () => void {
    this.held.set(id, (this.held.get(id) ?? 0) + 1);
    return () => {
      const left = (this.held.get(id) ?? 1) - 1;
      if (left > 0) this.held.set(id, left);
      else {
        this.held.delete(id);
        // The reader has gone before the article came.
        if (this.states.get(id)?.status === 'loading') this.source.abandon(paths.article(id));
      }
    };
  }

  /** There is a network again: what a page shows and could not be loaded is tried again. */
  online(): void {
    for (const id of this.held.keys()) {
      const state = this.states.get(id);
      if (state?.status === 'failed' ? isPassing(state.failure) : state?.status === 'ready' && state.stale)
        void this.open(id);
    }
  }

  /** Memory is scarce: documents that no page shows go; storage or the feed has them again. */
  letGo(): void {
    for (const [id, state] of Array.from(this.states))
      if (state.status === 'ready' && !this.held.has(id)) this.states.delete(id);
  }

  /** Fetches what may be read next to the device, one after another; a fault ends it and nobody hears of it. */
  async prefetch(ids: readonly ArticleId[]): Promise<void> {
    if (this.source.base === null) return;
    for (const id of ids) {
      if (this.states.has(id) || this.kept.ids.indexOf(id) >= 0) continue;
      const hash = this.items.get(id)?._column.v;
      try {
        const answer = await this.source.article(id, hash);
        if (isWithdrawn(answer)) this.withdraw([id]);
        else this.kept.write(answer, hash);
      } catch {
        return;
      }
    }
  }

  private arrived(document: ArticleDocument, hash: string | undefined): void {
    this.states.set(document.id, { status: 'ready', document, stale: false });
    if (!this.items.has(document.id)) this.items.set(document.id, itemOfDocument(document));
    this.remember([...document.related, ...[document.newer, document.older].filter((one) => !!one)]);
    if (this.source.base !== null) this.kept.write(document, hash);
  }

  private failed(id: ArticleId, failure: Failure, shown: ArticleDocument | undefined): void {
    this.states.set(
      id,
      shown ? { status: 'ready', document: shown, stale: true } : { status: 'failed', failure },
    );
  }

  private markSlow(id: ArticleId): void {
    if (this.states.get(id)?.status === 'loading') this.states.set(id, { status: 'loading', slow: true });
  }
}
