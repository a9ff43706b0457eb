import { observable, runInAction } from 'mobx';
import type { ColumnHead } from '../domain/column-head';
import { ALL, listOf } from '../domain/regions';
import type { Row } from '../domain/row';
import type { ListStart } from '../feed';
import type { ListRef, Span } from '../feed/asked';
import type { ArticlesStore } from './articles-store';
import { toFailure } from './failure';
import type { FeedSource } from './feed-source';
import { readOn, refsOf } from './list-walk';

/** A piece of the list as it arrived: chunks are appended and never change, so that nothing moves. */
export interface Chunk {
  key: string;
  rows: readonly Row[];
  /** What was on its page. */
  span?: Span;
}

interface ListState {
  chunks: readonly Chunk[];
  /** Files of the list still to be read, in order. */
  rest: readonly ListRef[];
  /** Where the list began when `rest` was made; null before that. A newer head may begin it elsewhere. */
  start: ListStart | null;
  more: 'idle' | 'loading' | 'failed';
}

/** The heads that the lists begin with. */
interface Heads {
  readonly head: ColumnHead | null;
  /** Another one while its news is announced and not shown. */
  readonly newest: ColumnHead | null;
  takeAgain(): Promise<boolean>;
}

const NONE: ListState = { chunks: [], rest: [], start: null, more: 'idle' };
/** Key of the chunk with the rows of the head; of all others the hash of their page. */
const HEAD = 'head';

/** The lists of the column and of its cities: the newest articles from the head, older ones page by page. */
export class ColumnLists {
  private readonly states = observable.map<string, ListState>({}, { deep: false });
  /** How often the lists began anew: what was asked for before is not theirs. */
  private begun = 0;

  constructor(
    private readonly source: FeedSource,
    private readonly articles: ArticlesStore,
    private readonly heads: Heads,
  ) {}

  /** What a list shows, withdrawn articles left out. */
  chunks(list: string): readonly Chunk[] {
    return this.stateOf(list).chunks.map((chunk) =>
      chunk.rows.some(({ id }) => this.articles.isWithdrawn(id))
        ? { ...chunk, rows: chunk.rows.filter(({ id }) => !this.articles.isWithdrawn(id)) }
        : chunk,
    );
  }

  /** undefined: the list has not begun. */
  more(list: string): ListState['more'] | 'end' | undefined {
    const state = this.states.get(list);
    return state?.more === 'idle' && this.isRead(list, state) ? 'end' : state?.more;
  }

  /** All lists begin anew. */
  begin(rows: readonly Row[]): void {
    this.begun += 1;
    const start = this.startOf(ALL.slug);
    this.states.clear();
    this.states.set(ALL.slug, {
      chunks: [{ key: HEAD, rows }],
      rest: refsOf(start),
      start,
      more: 'idle',
    });
  }

  /** The head has other rows, and what is shown below them stays. */
  exchange(rows: readonly Row[]): void {
    const all = this.stateOf(ALL.slug);
    const older = all.chunks.slice(1);
    const fresh = rows.filter(({ id }) => !idsOf(older).has(id));
    this.states.set(ALL.slug, { ...all, chunks: [{ key: HEAD, rows: fresh }, ...older] });
  }

  /** The next older page of a list. */
  async loadMore(list: string): Promise<void> {
    const { begun } = this;
    const state = this.stateOf(list);
    if (!this.heads.head || state.more === 'loading') return;
    if (state.chunks.length > 0 && this.isRead(list, state)) return;
    runInAction(() => this.states.set(list, { ...state, more: 'loading' }));
    const change = await this.readOn(list, true);
    runInAction(() => {
      if (begun === this.begun) this.states.set(list, { ...this.stateOf(list), ...change() });
    });
  }

  /**
   * Reads a list on; where a file of it is gone, from the beginning that a new head names, but once.
   * @returns what changes in the list's state as it is by then
   */
  private async readOn(list: string, again: boolean): Promise<() => Partial<ListState>> {
    try {
      return await this.nextChunk(list);
    } catch (error) {
      if (again && toFailure(error) === 'missing' && (await this.heads.takeAgain()))
        return this.readOn(list, false);
      return () => ({ more: 'failed' });
    }
  }

  private async nextChunk(list: string): Promise<() => Partial<ListState>> {
    const { rest, start: before } = this.stateOf(list);
    const start = this.startOf(list);
    if (list !== ALL.slug && !start.page) {
      // The bundle has no archive: a city shows what the head holds of it.
      const rows = this.heads.head?.rows.filter(({ region }) => listOf(region) === list) ?? [];
      return () => ({ chunks: [{ key: HEAD, rows }], rest: [], start, more: 'idle' });
    }
    const step = await readOn(
      this.source,
      list,
      isSame(before, start) ? rest : refsOf(start),
      (page) => this.isShown(list, page),
      (items) => this.unshown(list, this.articles.remember(items)),
    );
    return () => {
      if (!step) return { rest: [], start, more: 'idle' };
      const chunk = { key: step.hash, rows: this.unshown(list, step.rows), span: step.span };
      return { chunks: [...this.stateOf(list).chunks, chunk], rest: step.rest, start, more: 'idle' };
    };
  }

  /**
   * Whether a page is shown. The second one was taken before the index could say what it is: where that was another
   * page, it goes, and its place is free for the right one.
   */
  private isShown(list: string, { hash, count, newest }: ListRef): boolean {
    const state = this.stateOf(list);
    const chunks = state.chunks.filter(
      (one) => one.key !== hash || !count || (one.span!.count === count && one.span!.newest === newest),
    );
    if (chunks.length < state.chunks.length) runInAction(() => this.states.set(list, { ...state, chunks }));
    return chunks.some(({ key }) => key === hash);
  }

  /** Those of an older page that are to be appended: news come with their head, above what is shown. */
  private unshown(list: string, rows: readonly Row[]): Row[] {
    const shown = idsOf(this.stateOf(list).chunks);
    const { head, newest } = this.heads;
    const top = newest === head ? undefined : head?.rows[0];
    return rows.filter(
      (row) => !shown.has(row.id) && !this.articles.isWithdrawn(row.id) && !(top && isLater(row, top)),
    );
  }

  private stateOf(list: string): ListState {
    return this.states.get(list) ?? NONE;
  }

  /** Where the newest head says that a list begins. */
  private startOf(list: string): ListStart {
    return this.heads.newest?.lists.find(({ slug }) => slug === list) ?? { slug: list, count: 0 };
  }

  /** Whether a list has been read to its end. */
  private isRead(list: string, { rest, start }: ListState): boolean {
    return rest.length === 0 && isSame(start, this.startOf(list));
  }
}

const idsOf = (chunks: readonly Chunk[]) => new Set(chunks.flatMap(({ rows }) => rows.map(({ id }) => id)));

const isSame = (one: ListStart | null, other: ListStart) =>
  one?.page === other.page && one?.index === other.index;

export const isLater = (one: Row, other: Row) => Date.parse(one.published) > Date.parse(other.published);
