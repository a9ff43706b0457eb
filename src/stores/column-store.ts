import { runInAction } from 'mobx';
import { type ColumnHead, columnHeadOf } from '../domain/column-head';
import { ALL, LISTS, listOf } from '../domain/regions';
import type { Row } from '../domain/row';
import { type Head, parseHead, paths } from '../feed';
import type { ArticlesStore } from './articles-store';
import { type Chunk, ColumnLists, isLater } from './column-lists';
import { type Failure, isPassing, toFailure } from './failure';
import type { FeedSource } from './feed-source';
import { observe } from './observed';
import type { Cache, Clock } from './ports';
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
  refreshing = false;
  private readonly lists: ColumnLists;

  constructor(
    private readonly source: FeedSource,
    private readonly articles: ArticlesStore,
    private readonly withdrawals: Withdrawals,
    private readonly cache: Cache,
    private readonly clock: Clock,
    /** The head that WeChat may have fetched before the program ran. */
    private readonly prefetched: () => Promise<unknown>,
  ) {
    observe<ColumnStore>(this).except(
      'source',
      'articles',
      'withdrawals',
      'cache',
      'clock',
      'prefetched',
      'lists',
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

  /** Articles that the feed has and the list does not show yet. */
  get news(): number {
    return newsOf(this.head, this.newerHead).length;
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
    if (this.newerHead) this.show(this.newerHead, true);
    this.newerHead = null;
  }

  choose(list: string): void {
    const before = this.list;
    this.list = LISTS.some(({ slug }) => slug === list) ? list : ALL.slug;
    const more = this.lists.more(this.list);
    if (this.list === before && more) return;
    // Pages of the list that was left are not needed any more.
    if (this.list !== before) this.source.abandon(paths.list(before));
    if (!more || more === 'failed') void this.loadMore();
  }

  /** The next older page of the chosen list. */
  loadMore(): Promise<void> {
    return this.lists.loadMore(this.list);
  }

  /** Asks for the head because a file that it names is gone. Tells whether it came. */
  async takeAgain(): Promise<boolean> {
    try {
      const head = await this.source.head();
      runInAction(() => this.arrived(head, false));
      return true;
    } catch {
      return false;
    }
  }

  private arrived(answer: Head, apply: boolean): void {
    this.refreshedAt = this.clock.now();
    this.status = { status: 'ready' };
    const { files } = this.source;
    if (this.source.base !== null) files.keepHead(answer);
    this.cache.write(REFRESHED, this.refreshedAt);
    const shown = this.head;
    const head = this.adapt(answer);
    this.withdrawals.take(head);
    if (!apply && newsOf(shown, head).length > 0) this.newerHead = head;
    else {
      this.newerHead = null;
      this.show(head, apply);
    }
  }

  /** A head as the feed gave it, in our own words; its articles are remembered. */
  private adapt(head: Head): ColumnHead {
    return columnHeadOf(head, this.articles.remember(head.items));
  }

  /** Makes a head the lists' beginning. They begin anew when the reader wants it; else what is shown stays. */
  private show(head: ColumnHead, anew: boolean): void {
    const told = ({ rows, lists }: ColumnHead) => JSON.stringify(anew ? [rows, lists] : rows);
    const shown = this.head;
    this.head = head;
    if (shown && told(shown) === told(head)) return;
    if (shown && !anew) this.lists.exchange(head.rows);
    else {
      this.lists.begin(head.rows);
      if (this.list !== ALL.slug) void this.loadMore();
    }
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

/** What a newer head has above the oldest article of the one that is shown: what is older has come up to its end. */
function newsOf(shown: ColumnHead | null, newer: ColumnHead | null): Row[] {
  if (!shown || !newer) return [];
  const known = new Set(shown.rows.map(({ id }) => id));
  const oldest = shown.rows[shown.rows.length - 1];
  return newer.rows.filter((row) => !known.has(row.id) && (!oldest || isLater(row, oldest)));
}
