import { observable, runInAction } from 'mobx';
import { type ColumnHead, columnHeadOf } from '../domain/column-head';
import { ALL, LISTS, listOf } from '../domain/regions';
import type { Row } from '../domain/row';
import { type Head, type ListIndex, type ListInfo, parseHead, paths } from '../feed';
import type { ArticlesStore } from './articles-store';
import { type Failure, isPassing, toFailure } from './failure';
import type { FeedSource } from './feed-source';
import { observe } from './observed';
import type { PageCache } from './page-cache';
import type { Cache, Clock } from './ports';

/** A piece of the list as it arrived: chunks are appended and never change, so that nothing moves. */
export interface Chunk {
  key: string;
  rows: readonly Row[];
}

export type ColumnStatus =
  | { status: 'loading'; slow: boolean }
  | { status: 'ready' }
  /** Something is shown, but the last attempt to refresh it failed. */
  | { status: 'stale'; failure: Failure }
  | { status: 'failed'; failure: Failure };

interface ListState {
  chunks: Chunk[];
  /** Pages of the list still to come, newest first; null before the list index was read. */
  rest: number[] | null;
  more: 'idle' | 'loading' | 'failed';
}

const HEAD = 'head';
const REFRESHED = 'refreshed';
const SLOW = 5000;
/** Back in the app after this long, the column looks for news by itself. */
const AGE = 10 * 60_000;

/** The column: the newest articles from the head, older ones page by page, one list a city. */
export class ColumnStore {
  head: ColumnHead | null = null;
  /** The head that the feed has by now, when it holds articles that are not shown yet. */
  private newerHead: ColumnHead | null = null;
  status: ColumnStatus = { status: 'loading', slow: false };
  list: string = ALL.slug;
  /** When the feed last answered, milliseconds since 1970; 0 = never. */
  refreshedAt = 0;
  refreshing = false;
  private index: ListIndex | null = null;
  private readonly states = observable.map<string, ListState>({}, { deep: false });

  constructor(
    private readonly source: FeedSource,
    private readonly articles: ArticlesStore,
    private readonly cache: Cache,
    private readonly pages: PageCache,
    private readonly clock: Clock,
    /** The head that WeChat may have fetched before the program ran. */
    private readonly prefetched: () => Promise<unknown>,
  ) {
    observe<ColumnStore>(this).except(
      'source',
      'articles',
      'cache',
      'pages',
      'clock',
      'prefetched',
      'states',
    );
  }

  /** The cities that have articles, with their counts where the list index is known. */
  get filters(): { slug: string; name: string; count: number | null }[] {
    const counts = new Map(this.index?.lists.map((one) => [one.slug, one.count]));
    const present = new Set(this.head?.rows.map(({ region }) => listOf(region)));
    return LISTS.filter(({ slug }) =>
      slug === ALL.slug ? true : this.index ? (counts.get(slug) ?? 0) > 0 : present.has(slug),
    ).map(({ slug, name }) => ({
      slug,
      name,
      count: slug === ALL.slug ? (this.head?.total ?? null) : (counts.get(slug) ?? null),
    }));
  }

  /** What the chosen list shows, withdrawn articles left out. */
  get chunks(): readonly Chunk[] {
    const chunks = this.states.get(this.list)?.chunks ?? [];
    return chunks.map((chunk) =>
      chunk.rows.some(({ id }) => this.articles.isWithdrawn(id))
        ? { ...chunk, rows: chunk.rows.filter(({ id }) => !this.articles.isWithdrawn(id)) }
        : chunk,
    );
  }

  get more(): 'idle' | 'loading' | 'failed' | 'end' {
    const state = this.states.get(this.list);
    if (!state) return this.status.status === 'failed' ? 'idle' : 'loading';
    return state.more === 'idle' && state.rest?.length === 0 ? 'end' : state.more;
  }

  /** Articles that the feed has and the list does not show yet. */
  get news(): number {
    const shown = new Set(this.head?.rows.map(({ id }) => id));
    return this.newerHead?.rows.filter(({ id }) => !shown.has(id)).length ?? 0;
  }

  /** First showing: what is kept on the device at once, then what the feed has. */
  async start(): Promise<void> {
    if (this.head) return this.refreshIfOld();
    this.restore();
    void this.showPrefetched();
    await this.refresh();
  }

  /** What WeChat fetched while the program started (数据预拉取) shows before the feed has answered. */
  private async showPrefetched(): Promise<void> {
    const data = await this.prefetched();
    if (data === undefined || this.source.base === null || !this.refreshing) return;
    try {
      const head = parseHead(data);
      runInAction(() => this.arrived(head, false));
    } catch {
      // It is only a shortcut: the feed itself says what is wrong.
    }
  }

  async refreshIfOld(): Promise<void> {
    if (this.clock.now() - this.refreshedAt > AGE) await this.refresh();
  }

  /** There is a network again: what failed for want of it is tried again, without anybody having to ask. */
  online(): void {
    const { status, more } = this;
    if ((status.status === 'failed' || status.status === 'stale') && isPassing(status.failure))
      void this.refresh();
    else if (more === 'failed') void this.loadMore();
  }

  /**
   * Asks for the head. News is announced (`news`), not inserted, unless `apply` is set (pull-down) or
   * nothing new would move what is being read.
   */
  async refresh(apply = false): Promise<void> {
    if (this.refreshing) return;
    this.refreshing = true;
    const stopWatch = this.clock.after(SLOW, () => this.markSlow());
    try {
      const head = await this.source.head();
      runInAction(() => this.arrived(head, apply));
      // Only for the counts of the cities: without it the list is complete all the same, and
      // `loadMore` asks again and reports.
      await this.loadIndex().catch(() => {});
    } catch (error) {
      const failure = toFailure(error);
      runInAction(() => {
        this.status = { status: this.head ? 'stale' : 'failed', failure };
      });
    } finally {
      stopWatch();
      runInAction(() => {
        this.refreshing = false;
      });
    }
  }

  /** Shows the announced articles. */
  showNews(): void {
    if (this.newerHead) this.show(this.newerHead);
    this.newerHead = null;
  }

  choose(list: string): void {
    const before = this.list;
    this.list = LISTS.some(({ slug }) => slug === list) ? list : ALL.slug;
    if (this.list === before && this.states.get(before)) return;
    // Pages of the list that was left are not needed any more.
    if (this.list !== before) this.source.abandon(paths.list(before));
    const state = this.states.get(this.list);
    if (!state || state.more === 'failed') void this.loadMore();
  }

  /** The next older page of the chosen list. */
  async loadMore(): Promise<void> {
    const list = this.list;
    const state = this.states.get(list) ?? { chunks: [], rest: null, more: 'idle' };
    if (state.more === 'loading' || (state.rest?.length === 0 && state.chunks.length > 0)) return;
    this.states.set(list, { ...state, more: 'loading' });
    try {
      await this.loadIndex();
      const next = await this.nextChunk(list, state);
      runInAction(() => this.states.set(list, next));
    } catch {
      runInAction(() => this.states.set(list, { ...state, more: 'failed' }));
    }
  }

  private async nextChunk(list: string, state: ListState): Promise<ListState> {
    const info = this.index?.lists.find(({ slug }) => slug === list);
    const shown = new Set(state.chunks.flatMap((chunk) => chunk.rows.map(({ id }) => id)));
    const rest = state.rest ?? pagesNewestFirst(info);
    if (this.source.base === null || !info) {
      // The bundle has no archive: a city shows what the head holds of it.
      const rows = this.head?.rows.filter(({ region }) => listOf(region) === list) ?? [];
      const first = state.chunks.length === 0 && list !== ALL.slug;
      return { chunks: first ? [{ key: 'head', rows }] : state.chunks, rest: [], more: 'idle' };
    }
    for (const [position, number] of rest.entries()) {
      const hash = this.pageHash(list, number);
      const stored = this.pages.read(list, number, hash);
      const all = stored ?? (await this.source.listPage(list, number, hash)).items;
      if (!stored) this.pages.write(list, number, hash, all);
      const items = all.filter((item) => !shown.has(item.id));
      const left = rest.slice(position + 1);
      if (items.length === 0) continue;
      const rows = this.articles.remember(items);
      return { chunks: [...state.chunks, { key: `${number}`, rows }], rest: left, more: 'idle' };
    }
    return { ...state, rest: [], more: 'idle' };
  }

  /** Hash of a list's page, where the list index is known. */
  pageHash(list: string, number: number): string {
    const info = this.index?.lists.find(({ slug }) => slug === list);
    return info?.pages.find(({ page }) => page === number)?.hash ?? '';
  }

  private async loadIndex(): Promise<void> {
    const hash = this.head?.listsVersion;
    if (this.index || !hash || this.source.base === null) return;
    const stored = this.pages.readIndex(hash);
    const index = stored ?? (await this.source.listIndex(hash));
    if (!stored) this.pages.writeIndex(hash, index);
    runInAction(() => {
      this.index = index;
    });
  }

  private arrived(answer: Head, apply: boolean): void {
    this.refreshedAt = this.clock.now();
    this.status = { status: 'ready' };
    this.cache.write(HEAD, answer);
    this.cache.write(REFRESHED, this.refreshedAt);
    const shown = this.head;
    const head = this.adapt(answer);
    if (shown?.listsVersion !== head.listsVersion) this.index = null;
    this.articles.withdraw(head.withdrawn);
    this.pages.forget(head.withdrawn);
    const before = new Set(shown?.rows.map(({ id }) => id));
    const isNews = shown !== null && head.rows.some(({ id }) => !before.has(id));
    if (isNews && !apply) this.newerHead = head;
    else {
      this.newerHead = null;
      this.show(head);
    }
  }

  /** A head as the feed gave it, in our own words; its articles are remembered. */
  private adapt(head: Head): ColumnHead {
    return columnHeadOf(head, this.articles.remember(head.items));
  }

  /** Makes a head the list's beginning. Lists begin anew when what they show has changed. */
  private show(head: ColumnHead): void {
    const same = JSON.stringify(this.head?.rows) === JSON.stringify(head.rows);
    this.head = head;
    if (same) return;
    this.states.clear();
    const complete = head.rows.length >= head.total;
    this.states.set(ALL.slug, {
      chunks: [{ key: 'head', rows: head.rows }],
      rest: complete ? [] : null,
      more: 'idle',
    });
    if (this.list !== ALL.slug) void this.loadMore();
  }

  private restore(): void {
    const stored = this.cache.read(HEAD);
    if (!stored || this.source.base === null) return;
    try {
      const head = this.adapt(parseHead(stored));
      const at = this.cache.read(REFRESHED);
      this.refreshedAt = typeof at === 'number' ? at : 0;
      this.show(head);
      this.status = { status: 'ready' };
    } catch {
      this.cache.remove(HEAD);
    }
  }

  private markSlow(): void {
    if (this.status.status === 'loading') this.status = { status: 'loading', slow: true };
  }
}

const pagesNewestFirst = (info: ListInfo | undefined) =>
  info ? info.pages.map(({ page }) => page).sort((a, b) => b - a) : [];
