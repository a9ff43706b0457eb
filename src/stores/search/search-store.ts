import { cut } from '../../domain/characters';
import { LONGEST, readQuery } from '../../domain/search-text';
import type { ArticleCache } from '../article-cache';
import type { ArticlesStore } from '../articles-store';
import type { ColumnStore } from '../column-store';
import { isPassing } from '../failure';
import type { FeedSource } from '../feed-source';
import type { LibraryStore } from '../library-store';
import { observe } from '../observed';
import { type Cache, type Clock, UNREADABLE } from '../ports';
import { readSaved, writeOwn } from '../saved';
import { DeviceSearch } from './device-search';
import { FeedSearch } from './feed-search';
import { LoadedFiles } from './loaded-files';
import { type Found, IDLE, type Result, type Search, type SearchStatus, SHORT } from './search';

const RECENT = 'searches';
const RECENTS = 10;
/** Typing pauses this long before anything is looked for, in ms. */
const PAUSE = 300;

interface Parts {
  source: FeedSource;
  column: ColumnStore;
  articles: ArticlesStore;
  articleCache: ArticleCache;
  library: LibraryStore;
  cache: Cache;
  clock: Clock;
}

/**
 * Search over titles, digests and full text: in the feed's index, and without a network in what the device has,
 * which it says. What belongs to one query is an object of its own and goes with it.
 */
export class SearchStore {
  typed = '';
  recent: readonly string[] = [];
  /** Storage has not told yet what was looked for earlier. */
  private isUnread = true;
  /** The search for what was asked last. */
  private current: Search = IDLE;
  /** What stands in the list until the current search has something to show: as it was when that was asked. */
  private before: Found = IDLE;
  private stopTimer = () => {};
  /** What the searches need, and what one leaves for the next. */
  private readonly parts;

  constructor(parts: Parts) {
    this.parts = { ...parts, files: new LoadedFiles(), texts: new Map<string, string[]>() };
    observe<SearchStore>(this).except('parts', 'stopTimer', 'isUnread');
    this.readAgain();
  }

  get status(): SearchStatus {
    return this.current.status;
  }

  /** As the articles are known by now; what was withdrawn since is not there. */
  get results(): readonly Result[] {
    const { articles } = this.parts;
    const { results } = this.shown;
    const known = results.flatMap((result) => {
      const { id } = result.row;
      if (articles.isWithdrawn(id)) return [];
      const row = articles.row(id) ?? result.row;
      return row === result.row ? result : { ...result, row };
    });
    const isSame = known.length === results.length && known.every((one, at) => one === results[at]);
    return isSame ? results : known;
  }

  get total(): number {
    return this.shown.total - (this.shown.results.length - this.results.length);
  }

  get more(): Found['more'] {
    return this.shown.more;
  }

  get query(): Found['query'] {
    return this.shown.query;
  }

  /** Whether `total` is what will stand in the list in the end. */
  get isExact(): boolean {
    return this.query?.exact === true || this.more === 'end';
  }

  /** From the field, at each letter: looks once typing pauses. */
  type(text: string): void {
    this.typed = text;
    this.stopTimer();
    // Blanks stay in the field: what the program puts there comes in between what is being typed.
    if (text.trim() === '') this.replace(IDLE);
    else this.stopTimer = this.parts.clock.after(PAUSE, () => void this.search());
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
    this.typed = '';
    this.replace(IDLE);
  }

  /** What was looked for with success; also called when a result is opened. */
  remember(): void {
    const text = cut(this.typed.trim(), LONGEST);
    if (readQuery(text) === null) return;
    this.readAgain();
    this.recent = [text, ...this.recent.filter((one) => one !== text)].slice(0, RECENTS);
    if (!this.isUnread) writeOwn(this.parts.cache, RECENT, this.recent);
  }

  /** One of the recent searches goes, or all do; what storage does not let go stays in sight. */
  forgetRecent(text?: string): void {
    const { cache } = this.parts;
    this.readAgain();
    if (text === undefined) {
      if (!cache.remove(RECENT)) return;
      this.isUnread = false;
      this.recent = [];
    } else {
      const left = this.recent.filter((one) => one !== text);
      if (!this.isUnread && cache.write(RECENT, left) === 'kept') this.recent = left;
    }
  }

  async search(): Promise<void> {
    const { source, column } = this.parts;
    const query = readQuery(this.typed);
    if (!query) {
      this.replace(this.typed.trim() ? SHORT : IDLE);
    } else if (source.base === null) {
      const search = this.replace(new DeviceSearch(query, null, this.parts));
      if (!column.head) await column.start();
      await search.run();
    } else {
      const isSame = this.query?.words.join(' ') === query.words.join(' ');
      const search = this.replace(new FeedSearch(query, this.parts, isSame ? this.results.length : 0));
      const failure = await search.run();
      // A search that was replaced meanwhile has no successor.
      if (failure && this.current === search)
        await this.replace(new DeviceSearch(query, failure, this.parts)).run();
    }
  }

  /** The reader is back, or the network: what could not be looked up is looked up again. */
  heal(): void {
    const { status, more } = this;
    const failure = status.status === 'ready' ? status.failure : null;
    // A file that is gone has others in its place by another head.
    if (failure && (isPassing(failure) || failure === 'missing')) void this.search();
    else if (more === 'failed') void this.loadMore();
    else if (this.current instanceof FeedSearch && status.status === 'ready') void this.current.lookInto();
  }

  /** The next results of the list. */
  async loadMore(): Promise<void> {
    if (this.current instanceof FeedSearch) await this.current.loadMore();
  }

  private get shown(): Found {
    return this.current.begun ? this.current : this.before;
  }

  private replace<T extends Search>(next: T): T {
    const { query, results, total, more } = this.shown;
    this.before = { query, results, total, more };
    this.current.drop?.();
    this.current = next;
    return next;
  }

  /** Reads what an earlier run left, unless that has come already; what this run has goes before it. */
  readAgain(): void {
    const { cache } = this.parts;
    const found = this.isUnread ? readSaved(cache, RECENT, readRecent) : UNREADABLE;
    if (found === UNREADABLE) return;
    this.isUnread = false;
    const here = this.recent;
    const earlier = (found ?? []).filter((one) => !here.includes(one));
    this.recent = [...here, ...earlier].slice(0, RECENTS);
    if (here.length > 0) writeOwn(cache, RECENT, this.recent);
  }
}

function readRecent(stored: unknown, flawed: () => void): string[] | undefined {
  if (!Array.isArray(stored)) return undefined;
  const texts = stored.filter((one): one is string => typeof one === 'string' && cut(one, LONGEST) === one);
  if (texts.length < stored.length) flawed();
  return texts.slice(0, RECENTS);
}
