import { runInAction } from 'mobx';
import { type ColumnHead, columnHeadOf, newestIn } from '../domain/column-head';
import { ALL, LISTS, listOf } from '../domain/regions';
import type { Row } from '../domain/row';
import { type Head, parseHead } from '../feed';
import type { ArticlesStore } from './articles-store';
import { type Chunk, ColumnLists, precedes } from './column-lists';
import { type Failure, isPassing, toFailure } from './failure';
import { passed } from './feed-clock';
import type { FeedSource } from './feed-source';
import { observe } from './observed';
import type { Cache, Clock, Prefetch } from './ports';
import type { Withdrawals } from './withdrawals';

export type ColumnStatus =
  | { status: 'loading'; slow: boolean }
  | { status: 'ready' }
  /** Something is shown, but the last attempt to refresh it failed. */
  | { status: 'stale'; failure: Failure }
  | { status: 'failed'; failure: Failure };

const REFRESHED = 'refreshed';
const SLOW = 5000;
/** Back in the app after this long, the column looks for news by itself. */
const AGE = 10 * 60_000;

/** The column: its head, whether that is the newest, and the list that the reader has chosen. */
export class ColumnStore {
  head: ColumnHead | null = null;
  /** The head that the feed has by now, when it holds articles that are not shown yet. */
  private newerHead: ColumnHead | null = null;
  status: ColumnStatus = { status: 'loading', slow: false };
  list: string = ALL.slug;
  /** When the feed last answered, milliseconds since 1970; 0 = never. */
  refreshedAt = 0;
  /** The head that is being asked for. */
  private running: Promise<void> | null = null;
  /** Whether somebody who waits for it wants to see its news at once. */
  private wish = false;
  /** Pages of the column that are there, and the list that was chosen while there was none. */
  private pages = 0;
  private wished: string | undefined;
  private readonly lists: ColumnLists;

  constructor(
    private readonly source: FeedSource,
    private readonly articles: ArticlesStore,
    private readonly withdrawals: Withdrawals,
    private readonly cache: Cache,
    private readonly clock: Clock,
    /** The head that WeChat may have fetched before the program ran. */
    private readonly prefetched: Prefetch['take'],
  ) {
    observe<ColumnStore>(this).except(
      'source',
      'articles',
      'withdrawals',
      'cache',
      'clock',
      'prefetched',
      'lists',
      'wish',
      'pages',
      'wished',
    );
    this.lists = new ColumnLists(source, articles, this);
  }

  /** What the feed has to say by now, shown or not: older files are asked for by its names. */
  get newest(): ColumnHead | null {
    return this.newerHead ?? this.head;
  }

  /** The cities that have articles, with their counts where the head tells them: a bundled one does not. */
  get filters(): { slug: string; name: string; count: number | null }[] {
    const counts = new Map(this.head?.lists.map((one) => [one.slug, one.count]));
    const present = new Set(this.head?.rows.map(({ region }) => listOf(region)));
    const isTold = counts.size > 1;
    return LISTS.filter(({ slug }) =>
      slug === ALL.slug ? true : isTold ? (counts.get(slug) ?? 0) > 0 : present.has(slug),
    ).map(({ slug, name }) => ({
      slug,
      name,
      count: slug === ALL.slug ? (this.head?.total ?? null) : (counts.get(slug) ?? null),
    }));
  }

  /** What the chosen list shows, withdrawn articles left out. */
  get chunks(): readonly Chunk[] {
    return this.lists.chunks(this.list);
  }

  get more(): 'idle' | 'loading' | 'failed' | 'end' {
    return this.lists.more(this.list) ?? (this.status.status === 'failed' ? 'idle' : 'loading');
  }

  get refreshing(): boolean {
    return this.running !== null;
  }

  /** What the feed has and the chosen list does not show yet, by the newest head. */
  get news(): number {
    return this.newsOf(this.list, this.newerHead).length;
  }

  /** Whether there may be more news than the head has room for: nothing in it was shown before. */
  get isMoreNews(): boolean {
    return this.news > 0 && this.news === this.newerHead!.rows.length && this.news < this.newerHead!.total;
  }

  /** First showing: what is kept on the device at once, then what the feed has. */
  async start(): Promise<void> {
    if (this.head) return this.refreshIfOld();
    if (!this.running) {
      this.restore();
      void this.showPrefetched();
    }
    await this.refresh();
  }

  /** What WeChat fetched while the program started (数据预拉取) shows before the feed has answered. */
  private async showPrefetched(): Promise<void> {
    const fetched = await this.prefetched();
    if (!fetched || this.source.base === null || !this.refreshing) return;
    try {
      const head = parseHead(fetched.data);
      runInAction(() => this.prefetchedArrived(head, fetched.at));
    } catch {
      // It is only a shortcut: the feed itself says what is wrong.
    }
  }

  /** Nobody knows how old it is: it must not turn back what is kept, nor bring back what that names as withdrawn. */
  private prefetchedArrived(head: Head, at: number): void {
    const [newest] = this.head?.rows ?? [];
    const isOlder = newest && !(newestIn(head) >= Date.parse(newest.published));
    const hasGone = head.items.some(({ id }) => this.head?.withdrawn.includes(id));
    if (!isOlder && !hasGone) this.arrived(head, false, at);
  }

  async refreshIfOld(): Promise<void> {
    if (passed(this.clock, this.refreshedAt) > AGE) await this.refresh();
  }

  /**
   * The reader is back, or the network: what failed is tried again, without anybody having to ask.
   * @param isBack the reader is: then what only time can help is tried as well
   */
  heal(isBack: boolean): void {
    const { status, more } = this;
    const failure = status.status === 'stale' || status.status === 'failed' ? status.failure : null;
    if (failure && (isBack || isPassing(failure))) void this.refresh();
    if (more === 'failed') void this.loadMore();
  }

  /**
   * Asks for the head. News is announced (`news`), not inserted, unless `apply` is set (pull-down) or
   * nothing new would move what is being read. While one is being asked for, that one answers every wish.
   * @returns when the answer is there, and shown, or has failed
   */
  refresh(apply = false): Promise<void> {
    this.wish = this.wish || apply;
    this.running ??= this.ask();
    return this.running;
  }

  private async ask(): Promise<void> {
    const stopWatch = this.clock.after(SLOW, () => this.markSlow());
    const settle = (change: () => void) => {
      stopWatch();
      runInAction(() => {
        this.running = null;
        change();
        this.wish = false;
      });
    };
    try {
      const head = await this.source.head();
      settle(() => this.arrived(head, this.wish));
    } catch (error) {
      const failure = toFailure(error);
      settle(() => {
        this.status = { status: this.head ? 'stale' : 'failed', failure };
      });
    }
    await this.lists.close(this.list);
  }

  /** Shows the announced articles. */
  showNews(): void {
    const { newerHead } = this;
    this.newerHead = null;
    if (newerHead) this.show(newerHead, true);
    void this.lists.close(this.list);
  }

  /**
   * A page of the column is there until the returned function is called. It shows what its address names, and all
   * articles where that names nothing, whatever was chosen before: a link says what it opens.
   */
  opened(list: string | undefined): () => void {
    this.choose(list ?? this.wished ?? ALL.slug);
    this.wished = undefined;
    this.pages += 1;
    return () => {
      this.pages -= 1;
    };
  }

  /** A list is chosen on another page, which leads to the column: WeChat takes no address to a page of the tab bar. */
  lead(list: string): void {
    this.choose(list);
    if (this.pages === 0) this.wished = list;
  }

  /** @param list slug; of no list: that of all articles */
  choose(list: string): void {
    const before = this.list;
    this.list = LISTS.some(({ slug }) => slug === list) ? list : ALL.slug;
    // Pages of the list that was left are not needed any more.
    if (this.list !== before) this.lists.leave(before);
    if (!this.lists.isBegun(this.list) || this.lists.more(this.list) === 'failed') void this.loadMore();
    else void this.lists.close(this.list);
  }

  /** The next older page of the chosen list. */
  loadMore(): Promise<void> {
    return this.lists.loadMore(this.list);
  }

  /** Asks for the head because a file that it names is gone. @returns why it did not come, or null */
  async takeAgain(): Promise<Failure | null> {
    try {
      const head = await this.source.head();
      runInAction(() => this.arrived(head, false));
      return null;
    } catch (error) {
      return toFailure(error);
    }
  }

  private arrived(answer: Head, apply: boolean, at = this.clock.now()): void {
    this.refreshedAt = at;
    this.status = { status: 'ready' };
    const { files } = this.source;
    if (this.source.base !== null) files.keepHead(answer);
    this.cache.write(REFRESHED, this.refreshedAt);
    const head = this.adapt(answer);
    this.withdrawals.take(head);
    const isNews = !apply && this.newsOf(ALL.slug, head).length > 0;
    this.newerHead = isNews ? head : null;
    if (!isNews) this.show(head, apply);
  }

  /** A head as the feed gave it, in our own words; its articles are remembered. */
  private adapt(head: Head): ColumnHead {
    return columnHeadOf(head, this.articles.remember(head.items, this.articles.begin()));
  }

  /** A head joins what is shown. */
  private show(head: ColumnHead, anew: boolean): void {
    const isFirst = this.head === null;
    this.head = head;
    this.lists.take(head, anew);
    if (isFirst && this.list !== ALL.slug) void this.loadMore();
  }

  /** What a head has for a list above the oldest article of the head that is shown: what is older has come up to its end. */
  private newsOf(list: string, head: ColumnHead | null): Row[] {
    if (!this.head || !head) return [];
    const { rows } = this.head;
    const oldest = rows[rows.length - 1];
    const known = new Set(rows.map(({ id }) => id));
    return this.lists
      .missing(list, head)
      .filter((row) => !known.has(row.id) && (!oldest || precedes(row, oldest)));
  }

  private restore(): void {
    if (this.source.base === null) return;
    const stored = this.source.files.head();
    if (!stored) return;
    const at = this.cache.read(REFRESHED);
    this.refreshedAt = typeof at === 'number' ? at : 0;
    this.show(this.adapt(stored), true);
    this.status = { status: 'ready' };
  }

  private markSlow(): void {
    if (this.status.status === 'loading') this.status = { status: 'loading', slow: true };
  }
}
