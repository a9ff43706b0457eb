import { runInAction } from 'mobx';
import { type Row, rowOf } from '../../domain/row';
import { searchFeed } from '../../domain/search';
import { type Query, snippetOf } from '../../domain/search-text';
import { blockTexts } from '../../domain/text';
import { type ArticleId, parseRowBlock, parseRowDirectory, rowPlace } from '../../feed';
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

/** What became of a number; `none`: it leads nowhere any more. */
type Looked = { status: 'found'; row: Row } | { status: 'none' } | { status: 'failed'; failure: Failure };

/**
 * One query against the feed's index (the index and at most two shards): it names articles by their numbers, whose
 * rows come from blocks of rows, step by step, and whose snippets come from the digest or the document. What arrived
 * last comes first: an article that was added with an older date stands where it arrived.
 */
export class FeedSearch implements Search {
  status: SearchStatus = { status: 'searching' };
  begun = false;
  results: readonly Result[] = [];
  total = 0;
  more: Found['more'] = 'idle';
  /** Numbers still to be looked at, and those that have been. */
  private rest: readonly number[] = [];
  private readonly looked = new Set<number>();
  /** The directories of the rows, and the head that the index was named by. */
  private directories: readonly string[] = [];
  private head = 0;
  /** Articles whose documents were looked into. */
  private readonly checked = new Set<ArticleId>();
  private dropped = false;

  /** @param least results that stand in the list already: the reader must not lose the place among them */
  constructor(
    readonly query: Query,
    private readonly parts: Parts,
    private readonly least = 0,
  ) {
    observe<FeedSearch>(this).except(
      'query',
      'parts',
      'rest',
      'looked',
      'directories',
      'head',
      'checked',
      'dropped',
    );
  }

  drop(): void {
    this.dropped = true;
  }

  /** Searches until the first step of results stands there. Returns why it could not, or null. */
  async run(): Promise<Failure | null> {
    const { column } = this.parts;
    if (!column.head) await column.start();
    const failure = await this.reach(() => this.findAndAdvance());
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
    await this.reach(() => this.advance());
    await this.lookInto();
  }

  /** Where a file is gone, a new head names another index: the search goes on with that, but once. */
  private async reach(work: () => Promise<Failure | null>): Promise<Failure | null> {
    const { column } = this.parts;
    const failure = await work();
    if (failure !== 'missing' || this.dropped || !column.newest?.search) return failure;
    return (await column.takeAgain()) ?? this.findAndAdvance();
  }

  private async findAndAdvance(): Promise<Failure | null> {
    return (await this.find()) ?? this.advance();
  }

  /** Looks the query up. Numbers that have been looked at keep their rows, whatever index names them. */
  private async find(): Promise<Failure | null> {
    const { articles, column, files, source } = this.parts;
    const { status, newest } = column;
    const head = articles.newest;
    if (!newest) return status.status === 'failed' ? status.failure : 'offline';
    const { search } = newest;
    if (search === undefined) return 'missing';
    try {
      const found = await searchFeed(this.query.lookup, search, (path, parse) =>
        files.get(path, () => source.file(path, parse)),
      );
      const rest = found?.numbers.filter((number) => !this.looked.has(number)) ?? [];
      runInAction(() => {
        this.total += rest.length - this.rest.length;
        this.rest = rest;
        this.head = head;
        this.directories = found?.index.rows ?? [];
      });
      return null;
    } catch (error) {
      return toFailure(error);
    }
  }

  /**
   * Brings rows for the next numbers, until a step's worth of them passes the filter. Returns why one of them did
   * not come, or null.
   */
  private async advance(): Promise<Failure | null> {
    const until = Math.max(this.results.length + STEP, this.least);
    if (this.begun) this.more = 'loading';
    else if (this.rest.length === 0) this.show([]);
    let rounds = 0;
    while (!this.dropped && this.results.length < until && this.rest.length > 0) {
      // A filter that lets little through must not load the whole column at one go.
      if (rounds >= ROUNDS && this.results.length > until - STEP) break;
      rounds += 1;
      const looked = await Promise.all(this.rest.slice(0, STEP).map((number) => this.lookUp(number)));
      // Rows after one that failed wait, so that the order holds.
      const failed = looked.find((one) => one.status === 'failed');
      runInAction(() => {
        this.show(failed ? looked.slice(0, looked.indexOf(failed)) : looked);
        if (failed) this.more = 'failed';
      });
      if (failed) return failed.failure;
    }
    runInAction(() => {
      this.more = this.rest.length > 0 ? 'idle' : 'end';
    });
    return null;
  }

  private show(looked: readonly Looked[]): void {
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
    for (const number of this.rest.slice(0, looked.length)) this.looked.add(number);
    this.rest = this.rest.slice(looked.length);
    this.total -= looked.length - fresh.length;
    this.results = [...results, ...fresh];
  }

  private async lookUp(number: number): Promise<Looked> {
    try {
      const row = await this.rowOf(number);
      return row ? { status: 'found', row } : { status: 'none' };
    } catch (error) {
      return { status: 'failed', failure: toFailure(error) };
    }
  }

  /** The row of a number, by the directory that names its block. */
  private async rowOf(number: number): Promise<Row | null | undefined> {
    const { source, articles, files } = this.parts;
    const place = rowPlace(number);
    const directory = this.directories[place.directory];
    if (directory === undefined) return null;
    const { blocks } = await files.get(`rows ${directory}`, () =>
      source.rows(directory, parseRowDirectory, place.first),
    );
    const block = blocks[place.block];
    if (block === undefined) return null;
    const rows = await files.get(`rows ${block}`, async () => {
      const { items } = await source.rows(block, parseRowBlock, number - place.at);
      articles.remember(
        items.filter((item) => item !== null),
        this.head,
      );
      return items.map((item) => item && (articles.row(item.id) ?? rowOf(item)));
    });
    return rows[place.at];
  }

  /**
   * Looks into the documents of results whose title and digest do not hold every word, one after another; again into
   * those that did not come.
   */
  async lookInto(): Promise<void> {
    const { articles } = this.parts;
    for (const { row } of this.results) {
      if (this.dropped) return;
      if (holdsQuery(this.query, row, []) || this.checked.has(row.id)) continue;
      this.checked.add(row.id);
      await articles.open(row.id);
      const state = articles.state(row.id);
      if (state?.status === 'ready') this.settle(row, blockTexts(state.document.blocks));
      else if (state?.status === 'withdrawn') this.settle(row, null);
      // It did not come: the next time.
      else this.checked.delete(row.id);
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
