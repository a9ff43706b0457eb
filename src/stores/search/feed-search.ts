import { runInAction } from 'mobx';
import type { Row } from '../../domain/row';
import { searchFeed } from '../../domain/search';
import { type Query, snippetOf } from '../../domain/search-text';
import { blockTexts } from '../../domain/text';
import { type ArticleId, PAGE_SIZE, placeOf } from '../../feed';
import type { ArticlesStore } from '../articles-store';
import type { ColumnStore } from '../column-store';
import { type Failure, toFailure } from '../failure';
import type { FeedSource } from '../feed-source';
import { observe } from '../observed';
import type { LoadedFiles } from './loaded-files';
import { type Found, holdsQuery, isWhere, type Result, type Search, type SearchStatus } from './search';

/** Results that come with each approach to the end of the list: a screen and a half. */
const STEP = 8;
/** Rounds of rows that one step loads at most, once it has something to show. */
const ROUNDS = 4;

interface Parts {
  source: FeedSource;
  column: ColumnStore;
  articles: ArticlesStore;
  files: LoadedFiles;
}

/** What became of an ordinal; `none`: the index names an article that no list shows. */
type Looked = { status: 'found'; row: Row } | { status: 'none' } | { status: 'failed'; failure: Failure };

/**
 * One query against the feed's index (index.json and at most two shards): it names articles by their ordinals, whose
 * rows come from lists that are there already or from list pages, step by step, and whose snippets come from the
 * digest or the document.
 */
export class FeedSearch implements Search {
  status: SearchStatus = { status: 'searching' };
  begun = false;
  results: readonly Result[] = [];
  total = 0;
  more: Found['more'] = 'idle';
  private ordinals: readonly number[] = [];
  /** How many of the ordinals have been looked at. */
  private next = 0;
  /** Articles whose documents were looked into. */
  private readonly checked = new Set<ArticleId>();
  private dropped = false;

  constructor(
    readonly query: Query,
    private readonly parts: Parts,
  ) {
    observe<FeedSearch>(this).except('query', 'parts', 'ordinals', 'next', 'checked', 'dropped');
  }

  drop(): void {
    this.dropped = true;
  }

  /** Searches until the first step of results stands there. Returns why it could not, or null. */
  async run(): Promise<Failure | null> {
    const { column, files, source } = this.parts;
    try {
      if (!column.head) await column.start();
      const ordinals = await searchFeed(this.query.lookup, column.head?.searchVersion, (path, version) =>
        files.get(`${path}?${version ?? ''}`, () => source.file(path, version)),
      );
      this.ordinals = ordinals ?? [];
    } catch (error) {
      return toFailure(error);
    }
    const failure = await this.advance();
    if (failure && this.results.length === 0) return failure;
    runInAction(() => {
      this.status = { status: 'ready', where: 'feed', failure: null };
    });
    await this.lookInto();
    return null;
  }

  /** The next results of the list. */
  async loadMore(): Promise<void> {
    if (this.status.status !== 'ready' || this.more === 'loading' || this.more === 'end') return;
    await this.advance();
    await this.lookInto();
  }

  /**
   * Brings rows for the next ordinals, until a step's worth of them passes the filter. Returns why one of them did
   * not come, or null.
   */
  private async advance(): Promise<Failure | null> {
    const until = this.results.length + STEP;
    if (this.begun) this.more = 'loading';
    else if (this.ordinals.length === 0) this.show([]);
    let rounds = 0;
    while (!this.dropped && this.results.length < until && this.next < this.ordinals.length) {
      // A filter that lets little through must not load the whole column at one go.
      if (rounds >= ROUNDS && this.results.length > until - STEP) break;
      rounds += 1;
      const slice = this.ordinals.slice(this.next, this.next + STEP);
      const looked = await Promise.all(slice.map((ordinal) => this.lookUp(ordinal)));
      // Rows after one that failed wait, so that the order holds.
      const failed = looked.find((one) => one.status === 'failed');
      runInAction(() => {
        this.show(failed ? looked.slice(0, looked.indexOf(failed)) : looked);
        if (failed) this.more = 'failed';
      });
      if (failed) return failed.failure;
    }
    runInAction(() => {
      this.more = this.next < this.ordinals.length ? 'idle' : 'end';
    });
    return null;
  }

  private show(looked: readonly Looked[]): void {
    if (!this.begun) this.total = this.ordinals.length;
    this.begun = true;
    const { query, results } = this;
    const { articles } = this.parts;
    const shown = new Set(results.map(({ row }) => row.id));
    const fresh: Result[] = [];
    for (const one of looked) {
      if (one.status !== 'found') continue;
      const { row } = one;
      if (!shown.has(row.id) && !articles.isWithdrawn(row.id) && isWhere(query, row))
        fresh.push({ row, snippet: snippetOf([row.digest], query.words) });
    }
    this.next += looked.length;
    this.total -= looked.length - fresh.length;
    this.results = [...results, ...fresh];
  }

  private async lookUp(ordinal: number): Promise<Looked> {
    try {
      const row = await this.rowOf(ordinal);
      return row ? { status: 'found', row } : { status: 'none' };
    } catch (error) {
      return { status: 'failed', failure: toFailure(error) };
    }
  }

  /** The row of an ordinal: from the head, or from the list page that shows it. */
  private async rowOf(ordinal: number): Promise<Row | undefined> {
    const { source, column, articles, files } = this.parts;
    const { head } = column;
    const total = head?.total ?? 0;
    const newest = head?.rows[total - 1 - ordinal];
    if (newest) return newest;
    const { page } = placeOf(ordinal, Math.max(total, ordinal + 1));
    const rows = await files.get(`page:${page}`, async () => {
      const { items } = await source.listPage('all', page, column.pageHash('all', page));
      return articles.remember(items);
    });
    // Newest first, and only the newest page is ever short: the place counts from the page's end.
    return rows[rows.length - 1 - (ordinal % PAGE_SIZE)];
  }

  /** Looks into the documents of results whose title and digest do not hold every word, one after another. */
  private async lookInto(): Promise<void> {
    const { articles } = this.parts;
    for (const { row } of this.results) {
      if (this.dropped) return;
      if (holdsQuery(this.query, row, []) || this.checked.has(row.id)) continue;
      this.checked.add(row.id);
      await articles.open(row.id);
      const state = articles.state(row.id);
      if (state?.status === 'ready') this.settle(row, blockTexts(state.document.blocks));
      else if (state?.status === 'withdrawn') this.settle(row, null);
    }
  }

  /** A result's text is here: it shows where the hit is, or that there was none. */
  private settle(row: Row, texts: string[] | null): void {
    const holds = texts && holdsQuery(this.query, row, texts);
    const snippet = texts && snippetOf([row.digest, ...texts], this.query.words);
    this.results = holds
      ? this.results.map((one) => (one.row === row ? { row, snippet } : one))
      : this.results.filter((one) => one.row !== row);
    if (!holds) this.total -= 1;
  }
}
