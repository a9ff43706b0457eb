import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ArticleId } from '../../feed';
import { hasCode } from '../errors';
import { articleId } from '../hash';
import { writeWhole } from '../write/file';
import type { SearchMemory } from './search';
import { type Entry, emptyState, parseState, type State } from './state';
import { Withdrawals } from './withdrawals';

/**
 * What the publisher remembers between runs, in `state.json` of the archive. Nothing is kept before `save`.
 * How it is stored is known in this room alone.
 */
export class Memory {
  readonly withdrawals: Withdrawals;

  private constructor(
    private readonly file: string,
    private readonly state: State,
  ) {
    this.withdrawals = new Withdrawals(state.withdrawn);
  }

  /** Opens the memory of an archive. Throws a `PublisherError` for one that cannot be read. */
  static async open(archive: string): Promise<Memory> {
    const file = path.join(archive, 'state.json');
    try {
      return new Memory(file, parseState(await readFile(file, 'utf8'), file));
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return new Memory(file, emptyState());
      throw error;
    }
  }

  /** Writes the memory down, unless that is what is there: a run with nothing new writes nothing. */
  async save(): Promise<void> {
    const text = JSON.stringify(this.state);
    const there = await readFile(this.file, 'utf8').catch(() => null);
    if (there !== text) writeWhole(this.file, text);
  }

  /** The articles of the feed, in no order that means anything. */
  entries(): Entry[] {
    return Object.values(this.state.entries);
  }

  entry(id: ArticleId): Entry | undefined {
    return this.state.entries[id];
  }

  put(entry: Entry): void {
    this.state.entries[entry.id] = entry;
  }

  drop(id: ArticleId): void {
    delete this.state.entries[id];
  }

  /** Whether the article of this identity is in the feed. */
  isLive(identity: string): boolean {
    return this.entry(articleId(identity)) !== undefined;
  }

  /**
   * Notes what the entries of this run are made with: converter and options. True where those that are
   * there were made with something else, or are to be made anew because of `forgetMaker`.
   */
  changeMaker(maker: string): boolean {
    const changes = this.state.maker !== maker;
    this.state.maker = maker;
    return changes;
  }

  forgetMaker(): void {
    this.state.maker = '';
  }

  /** Whether a source, named by its hash, was read before. */
  hasRead(source: string): boolean {
    return this.state.sources[source] !== undefined;
  }

  /** The articles that a source holds; none for one that was not read, or that holds none. */
  articlesOf(source: string): readonly ArticleId[] {
    return this.state.sources[source] ?? [];
  }

  noteSource(source: string, articles: ArticleId[]): void {
    this.state.sources[source] = articles;
  }

  /** The identity of the article that goes by another name: its file, its place in the API. */
  identityOf(alias: string): string | undefined {
    return this.state.aliases[alias];
  }

  noteAlias(alias: string, identity: string): void {
    this.state.aliases[alias] = identity;
  }

  /** Notes that a place in the API was listed as published at `time`, in seconds; returns the earliest time ever listed. */
  noteListed(name: string, time: number): number {
    const first = Math.min(this.state.published[name] ?? time, time);
    this.state.published[name] = first;
    return first;
  }

  /** Every place in the API that was ever listed. */
  listed(): string[] {
    return Object.keys(this.state.published);
  }

  /** Where a listing of the API broke off: what comes from here on may be unknown. Null: nothing is missing. */
  get gap(): number | null {
    return this.state.gap ?? null;
  }

  set gap(offset: number | null) {
    if (offset === null) delete this.state.gap;
    else this.state.gap = offset;
  }

  /** What is known of the search index as published; null where nothing is. */
  get search(): SearchMemory | null {
    return this.state.search ?? null;
  }

  set search(memory: SearchMemory | null) {
    if (memory === null) delete this.state.search;
    else this.state.search = memory;
  }
}
