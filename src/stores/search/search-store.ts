import { makeAutoObservable, observable, runInAction } from 'mobx';
import { type Row, rowOfDocument } from '../../domain/row';
import { searchFeed } from '../../domain/search';
import { fold, holdsAll, type Query, type Run, readQuery, snippetOf } from '../../domain/search-text';
import { rowOfSnapshot } from '../../domain/snapshot';
import { blockTexts } from '../../domain/text';
import { type ArticleDocument, type ArticleId, PAGE_SIZE, placeOf } from '../../feed';
import type { ArticleCache } from '../article-cache';
import type { ArticlesStore } from '../articles-store';
import type { ColumnStore } from '../column-store';
import { type Failure, toFailure } from '../failure';
import type { FeedSource } from '../feed-source';
import type { LibraryStore } from '../library-store';
import type { Cache, Clock } from '../ports';
import { readSaved } from '../saved';

export interface Result {
  row: Row;
  /** From near the first hit of digest or text; null when only the title holds one. */
  snippet: Run[] | null;
}

export type SearchStatus =
  | { status: 'idle' }
  /** Not enough was typed to look for. */
  | { status: 'short' }
  | { status: 'searching' }
  /** `where`: the whole feed, or, because of `failure`, only what is on the device. */
  | { status: 'ready'; where: 'feed' | 'device'; failure: Failure | null };

const RECENT = 'searches';
const RECENTS = 10;
const LONGEST = 40;
/** Typing pauses this long before anything is looked for, in ms. */
const PAUSE = 300;
/** Results that come with each approach to the end of the list: a screen and a half. */
const STEP = 8;
/** Rounds of rows that one step loads at most, once it has something to show. */
const ROUNDS = 4;
/** Documents that are looked into before the program breathes. */
const BREATH = 6;
/** Files of the index and pages of the lists that are held for the next query. */
const HELD = 40;

/**
 * Search over titles, digests and full text. The feed's index finds the articles (index.json and at most
 * two shards); their rows come from lists that are there already or from list pages, their snippets from the
 * digest or the document. Without a network it looks through what the device has, and says so.
 */
export class SearchStore {
  typed = '';
  status: SearchStatus = { status: 'idle' };
  results: readonly Result[] = [];
  /** Articles that the index names; some may still turn out not to hold every word. */
  total = 0;
  more: 'idle' | 'loading' | 'failed' | 'end' = 'end';
  recent: readonly string[];
  /** What the results are of; its words are marked. */
  query: Query | null = null;
  /** Raised with each query: an answer to an earlier one is dropped. */
  private turn = 0;
  private stopTimer = () => {};
  private ordinals: readonly number[] = [];
  private next = 0;
  private readonly files = new Map<string, Promise<unknown>>();
  private readonly texts = new Map<ArticleId, string[]>();
  /** Results of this turn whose documents were looked into. */
  private checked = new Set<ArticleId>();
  private rowFailure: unknown;
  /** The query under way, and whether `results` are of it yet. */
  private asked: Query | null = null;
  private begun = false;

  constructor(
    private readonly source: FeedSource,
    private readonly column: ColumnStore,
    private readonly articles: ArticlesStore,
    private readonly kept: ArticleCache,
    private readonly library: LibraryStore,
    private readonly cache: Cache,
    private readonly clock: Clock,
  ) {
    this.recent = readSaved(cache, RECENT, readRecent) ?? [];
    makeAutoObservable<
      this,
      | 'source'
      | 'column'
      | 'articles'
      | 'kept'
      | 'library'
      | 'cache'
      | 'clock'
      | 'turn'
      | 'stopTimer'
      | 'ordinals'
      | 'next'
      | 'files'
      | 'texts'
      | 'checked'
      | 'rowFailure'
      | 'asked'
      | 'begun'
    >(this, {
      source: false,
      column: false,
      articles: false,
      kept: false,
      library: false,
      cache: false,
      clock: false,
      turn: false,
      stopTimer: false,
      ordinals: false,
      next: false,
      files: false,
      texts: false,
      checked: false,
      rowFailure: false,
      asked: false,
      begun: false,
      results: observable.ref,
      status: observable.ref,
      recent: observable.ref,
      query: observable.ref,
    });
  }

  /** Whether `total` is what will stand in the list in the end. */
  get isExact(): boolean {
    return this.query?.exact === true || this.more === 'end';
  }

  /** From the field, at each letter: looks once typing pauses. */
  type(text: string): void {
    this.typed = text;
    this.stopTimer();
    if (text.trim() === '') this.clear();
    else this.stopTimer = this.clock.after(PAUSE, () => void this.search());
  }

  /** From the keyboard's own button, or a recent search: looks at once and remembers. */
  submit(text: string): Promise<void> {
    this.typed = text;
    this.stopTimer();
    this.remember();
    return this.search();
  }

  clear(): void {
    this.stopTimer();
    this.turn += 1;
    this.typed = '';
    this.query = null;
    this.results = [];
    this.status = { status: 'idle' };
  }

  /** What was looked for with success; also called when a result is opened. */
  remember(): void {
    const text = this.typed.trim().slice(0, LONGEST);
    if (readQuery(text) !== null)
      this.keep([text, ...this.recent.filter((one) => one !== text)].slice(0, RECENTS));
  }

  forgetRecent(text?: string): void {
    this.keep(text === undefined ? [] : this.recent.filter((one) => one !== text));
  }

  async search(): Promise<void> {
    this.turn += 1;
    const { turn } = this;
    const query = readQuery(this.typed);
    if (!query) {
      this.results = [];
      this.query = null;
      this.status = this.typed.trim() ? { status: 'short' } : { status: 'idle' };
      return;
    }
    this.status = { status: 'searching' };
    try {
      if (!this.column.head) await this.column.start();
      if (this.source.base === null) return await this.searchDevice(turn, query, null);
      const version = this.column.head?.searchVersion;
      const ordinals = await searchFeed(query.lookup, version, this.file);
      if (turn !== this.turn) return;
      this.asked = query;
      this.begun = false;
      this.ordinals = ordinals ?? [];
      this.next = 0;
      this.checked = new Set();
      await this.advance(turn);
      if (turn !== this.turn) return;
      if (this.more === 'failed' && this.results.length === 0) throw this.rowFailure;
      runInAction(() => {
        this.status = { status: 'ready', where: 'feed', failure: null };
      });
      await this.lookInto(turn);
    } catch (error) {
      if (turn === this.turn) await this.searchDevice(turn, query, toFailure(error));
    }
  }

  /** The next results of the list. */
  async loadMore(): Promise<void> {
    const { turn, status } = this;
    if (status.status !== 'ready' || this.more === 'loading' || this.more === 'end') return;
    await this.advance(turn);
    if (turn === this.turn) await this.lookInto(turn);
  }

  /** Brings rows for the next ordinals, until a step's worth of them passes the filter. */
  private async advance(turn: number): Promise<void> {
    const until = (this.begun ? this.results.length : 0) + STEP;
    if (this.begun) this.more = 'loading';
    else if (this.ordinals.length === 0) this.show([], 0);
    const full = () => this.begun && this.results.length >= until;
    let rounds = 0;
    while (turn === this.turn && !full() && this.next < this.ordinals.length) {
      // A filter that lets little through must not load the whole column at one go.
      if (rounds >= ROUNDS && this.results.length > until - STEP) break;
      rounds += 1;
      const slice = this.ordinals.slice(this.next, this.next + STEP);
      const rows = await Promise.all(
        slice.map((ordinal) =>
          this.rowOf(ordinal).catch((error: unknown) => {
            this.rowFailure = error;
            return null;
          }),
        ),
      );
      if (turn !== this.turn) return;
      // Rows after one that failed wait, so that the order holds.
      const failed = rows.indexOf(null);
      const taken = failed < 0 ? rows : rows.slice(0, failed);
      runInAction(() => {
        this.show(taken as (Row | undefined)[], taken.length);
        if (failed >= 0) this.more = 'failed';
      });
      if (failed >= 0) return;
    }
    if (turn === this.turn)
      runInAction(() => {
        this.more = this.next < this.ordinals.length ? 'idle' : 'end';
      });
  }

  private show(rows: readonly (Row | undefined)[], taken: number): void {
    // What an earlier query showed stands until the first rows of this one are there.
    const before = this.begun ? this.results : [];
    if (!this.begun) this.total = this.ordinals.length;
    this.begun = true;
    this.query = this.asked;
    const { regions, words } = this.asked!;
    const shown = new Set(before.map(({ row }) => row.id));
    const fresh: Result[] = [];
    for (const row of rows) {
      const out =
        !row ||
        shown.has(row.id) ||
        this.articles.isWithdrawn(row.id) ||
        (regions.length > 0 && !regions.includes(row.region ?? ''));
      if (!out) fresh.push({ row, snippet: snippetOf([row.digest], words) });
    }
    this.next += taken;
    this.total -= taken - fresh.length;
    this.results = [...before, ...fresh];
  }

  /** The row of an ordinal: from the head, or from the list page that shows it. */
  private async rowOf(ordinal: number): Promise<Row | undefined> {
    const { head } = this.column;
    const total = head?.total ?? 0;
    const newest = head?.rows[total - 1 - ordinal];
    if (newest) return newest;
    const { page } = placeOf(ordinal, Math.max(total, ordinal + 1));
    const path = `page:${page}`;
    const rows = (await this.hold(path, async () => {
      const { items } = await this.source.listPage('all', page, this.column.pageHash('all', page));
      return this.articles.remember(items);
    })) as readonly Row[];
    // Newest first, and only the newest page is ever short: the place counts from the page's end.
    return rows[rows.length - 1 - (ordinal % PAGE_SIZE)];
  }

  /** Looks into the documents of results whose title and digest do not hold every word, one after another. */
  private async lookInto(turn: number): Promise<void> {
    const { words } = this.query!;
    for (const { row } of this.results) {
      if (turn !== this.turn) return;
      const known = [row.title, row.digest];
      if (holdsAll(fold(known.join('\n')), words) || this.checked.has(row.id)) continue;
      this.checked.add(row.id);
      await this.articles.open(row.id);
      if (turn !== this.turn) return;
      const state = this.articles.state(row.id);
      if (state?.status === 'ready') this.settle(row, textsOf(state.document));
      else if (state?.status === 'withdrawn') this.settle(row, null);
    }
  }

  /** A result's text is here: it shows where the hit is, or that there was none. */
  private settle(row: Row, texts: string[] | null): void {
    const { words } = this.query!;
    const holds = texts && holdsAll(fold([row.title, row.digest, ...texts].join('\n')), words);
    const snippet = texts && snippetOf([row.digest, ...texts], words);
    this.results = holds
      ? this.results.map((one) => (one.row === row ? { row, snippet } : one))
      : this.results.filter((one) => one.row !== row);
    if (!holds) this.total -= 1;
  }

  /** What the device has: kept documents, the lists of this run, 收藏 and 历史. */
  private async searchDevice(turn: number, query: Query, failure: Failure | null): Promise<void> {
    const rows = new Map<ArticleId, Row>();
    for (const [id, { item }] of this.library.history) if (item) rows.set(id, rowOfSnapshot(id, item));
    for (const [id, { item }] of this.library.kept) rows.set(id, rowOfSnapshot(id, item));
    for (const row of this.articles.known) rows.set(row.id, row);
    const bundled = this.source.base === null;
    const withText = new Set(bundled ? rows.keys() : this.kept.ids);
    const found: Result[] = [];
    let breath = 0;
    for (const id of new Set([...rows.keys(), ...withText])) {
      if (this.articles.isWithdrawn(id)) continue;
      const fresh = withText.has(id) && !this.texts.has(id);
      const texts = withText.has(id) ? await this.textOnDevice(id, rows) : [];
      const row = rows.get(id);
      if (row && matches(row, texts, query))
        found.push({ row, snippet: snippetOf([row.digest, ...texts], query.words) });
      if (fresh) breath += 1;
      if (fresh && breath % BREATH === 0) await new Promise<void>((resolve) => this.clock.after(0, resolve));
      if (turn !== this.turn) return;
    }
    found.sort((a, b) => Date.parse(b.row.published) - Date.parse(a.row.published));
    runInAction(() => {
      this.query = query;
      this.ordinals = [];
      this.results = found;
      this.total = found.length;
      this.more = 'end';
      this.status = { status: 'ready', where: bundled ? 'feed' : 'device', failure };
    });
  }

  private async textOnDevice(id: ArticleId, rows: Map<ArticleId, Row>): Promise<string[]> {
    const held = this.texts.get(id);
    if (held && rows.has(id)) return held;
    try {
      const document =
        this.source.base === null ? await this.source.article(id) : this.kept.read(id)?.document;
      if (!document || 'withdrawn' in document) return [];
      if (!rows.has(id)) rows.set(id, rowOfDocument(document));
      const texts = textsOf(document);
      this.texts.set(id, texts);
      return texts;
    } catch {
      return [];
    }
  }

  private readonly file = (path: string, version: string | undefined): Promise<unknown> =>
    this.hold(`${path}?${version ?? ''}`, () => this.source.file(path, version));

  /** A file once asked for is not asked for again; one that failed is. */
  private hold(key: string, load: () => Promise<unknown>): Promise<unknown> {
    const held = this.files.get(key);
    if (held) return held;
    if (this.files.size >= HELD) this.files.delete(this.files.keys().next().value!);
    const loading = load();
    this.files.set(key, loading);
    loading.catch(() => this.files.delete(key));
    return loading;
  }

  private keep(recent: readonly string[]): void {
    this.recent = recent;
    this.cache.write(RECENT, recent);
  }
}

const textsOf = (document: ArticleDocument): string[] => blockTexts(document.blocks);

const matches = (row: Row, texts: readonly string[], { words, regions }: Query): boolean =>
  (regions.length === 0 || regions.includes(row.region ?? '')) &&
  holdsAll(fold([row.title, row.digest, ...texts].join('\n')), words);

function readRecent(stored: unknown, flawed: () => void): string[] | undefined {
  if (!Array.isArray(stored)) return undefined;
  const texts = stored.filter((one): one is string => typeof one === 'string' && one.length <= LONGEST);
  if (texts.length < stored.length) flawed();
  return texts.slice(0, RECENTS);
}
