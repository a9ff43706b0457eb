import { observable, runInAction } from 'mobx';
import type { ColumnHead } from '../domain/column-head';
import { ALL, listOf } from '../domain/regions';
import type { Row } from '../domain/row';
import { type ListItem, type ListStart, paths } from '../feed';
import { type ListRef, refsIn, type Span, spanOf } from '../feed/asked';
import type { ArticlesStore } from './articles-store';
import { type Failure, toFailure } from './failure';
import type { FeedSource } from './feed-source';
import { readOn, refsOf } from './list-walk';

/** A piece of the list as it arrived. Later ones are appended; rows that belong into it by their dates join it. */
export interface Chunk {
  key: string;
  rows: readonly Row[];
  /** What was on its page. */
  span?: Span;
  /** Rows have joined it or left it: what its page holds has to be read once more. */
  isMixed?: true;
}

interface ListState {
  chunks: readonly Chunk[];
  /** Files of the list still to be read, in order. */
  rest: readonly ListRef[];
  /** Where the list began when `rest` was made; null before that. A newer head may begin it elsewhere. */
  start: ListStart | null;
  more: 'idle' | 'loading' | 'failed';
  /** Articles may have come between the newest that are shown and those below, which no head has named. */
  gap?: boolean;
}

/** The heads that the lists begin with. */
interface Heads {
  readonly head: ColumnHead | null;
  /** Another one while its news is announced and not shown. */
  readonly newest: ColumnHead | null;
  takeAgain(): Promise<Failure | null>;
}

const NONE: ListState = { chunks: [], rest: [], start: null, more: 'idle' };
/** Key of the chunk with the rows of the head; of all others the hash of their page. */
const HEAD = 'head';

/**
 * The lists of the column and of its cities: the newest articles from the head, older ones page by page. What is shown
 * stays where it is: a newer head and every page join it.
 */
export class ColumnLists {
  private readonly states = observable.map<string, ListState>({}, { deep: false });
  /** What each list has asked for last: the answer to anything else is not its own any more. */
  private readonly asks = new Map<string, object>();
  /** Chunks as they are seen, so that what has not changed is the same object. */
  private readonly seen = new WeakMap<Chunk, Chunk>();

  constructor(
    private readonly source: FeedSource,
    private readonly articles: ArticlesStore,
    private readonly heads: Heads,
  ) {}

  /** What a list shows: its articles as they are known by now, withdrawn ones left out. */
  chunks(list: string): readonly Chunk[] {
    return this.stateOf(list)
      .chunks.map((chunk) => this.view(list, chunk))
      .filter(({ rows }) => rows.length > 0);
  }

  /** undefined: the list has not begun. */
  more(list: string): ListState['more'] | 'end' | undefined {
    const state = this.states.get(list);
    // A newer head may begin the list where it has been read, whatever failed before.
    const isRead = state && (state.more === 'idle' || state.chunks.length > 0) && this.isRead(list, state);
    return isRead && state.more !== 'loading' ? 'end' : state?.more;
  }

  /** Whether any of a list's own files has come. */
  isBegun(list: string): boolean {
    return !!this.states.get(list)?.start;
  }

  /** The articles of a head that a list does not show, of those that it would. */
  missing(list: string, { rows }: ColumnHead): Row[] {
    const shown = idsOf(this.stateOf(list).chunks);
    return rows.filter((row) => isOf(list, row) && !shown.has(row.id) && !this.articles.isWithdrawn(row.id));
  }

  /**
   * A head is shown. Its articles join every list; where nothing of a list is in it, more may have come than it names.
   * @param anew the reader is at the beginning, and wants it: the whole column begins anew where that is so
   */
  take(head: ColumnHead, anew: boolean): void {
    const { rows } = head;
    const oldest = rows[rows.length - 1];
    const all = this.states.get(ALL.slug);
    const shown = idsOf(all?.chunks ?? []);
    if (!all || (anew && !rows.some(({ id }) => shown.has(id)))) this.begin(rows);
    for (const list of Array.from(this.states.keys())) {
      this.clear(
        list,
        rows,
        this.articles.newest,
        (row) => rows.length >= head.total || !isOlder(row, oldest),
      );
      const state = this.stateOf(list);
      const newest = state.chunks.find((chunk) => chunk.rows.length > 0)?.rows[0];
      const chunks = join(state.chunks, this.missing(list, head));
      // What is older than the head's last row is in it only while the head holds the whole column.
      const isApart = list !== ALL.slug && rows.length < head.total && newest && isOlder(newest, oldest);
      const gap = state.gap || (!!isApart && !isSame(state.start, this.startOf(list)));
      if (chunks !== state.chunks || gap) this.states.set(list, { ...state, chunks, gap });
    }
  }

  /** A list is not looked at any more: what is on its way for it is not needed. */
  leave(list: string): void {
    this.asks.delete(list);
    this.source.abandon(paths.list(list));
    const state = this.states.get(list);
    if (state?.more !== 'loading') return;
    if (state.chunks.length > 0) this.states.set(list, { ...state, more: 'idle' });
    else this.states.delete(list);
  }

  /** The next older page of a list. */
  async loadMore(list: string): Promise<void> {
    const state = this.stateOf(list);
    if (!this.heads.head || state.more === 'loading') return;
    if (state.chunks.length > 0 && this.isRead(list, state)) return;
    runInAction(() => this.states.set(list, { ...state, more: 'loading' }));
    await this.change(list, () => this.readOn(list, true));
  }

  /** Closes the gap that a list may have: reads its newest page. A fault leaves it to the next time. */
  async close(list: string): Promise<void> {
    const { gap, more } = this.stateOf(list);
    const start = this.startOf(list);
    const [ref] = refsOf(start);
    if (!gap || more === 'loading' || !ref) return;
    const head = this.articles.newest;
    await this.change(list, async () => {
      const file = await this.source.listFile(list, ref).catch(() => null);
      if (!file?.items) return () => ({});
      const rows = this.pageRows(list, file.items, head);
      return () => {
        const { chunks } = this.stateOf(list);
        const shown = idsOf(chunks);
        const named = idsOf([this.heads.head!]);
        const fresh = this.unshown(list, rows);
        const isWhole = rows.some(({ id }) => shown.has(id) && !named.has(id));
        const change = { more: 'idle', gap: rows.some((row) => this.isNews(row)) } as const;
        if (isWhole) return { ...change, chunks: join(chunks, fresh) };
        // Nobody has asked for what is announced: what is shown stays.
        if (this.heads.newest !== this.heads.head) return {};
        const news = chunks.flatMap((one) => one.rows.filter(({ id }) => named.has(id)));
        const first = { key: ref.hash, rows: [], span: spanOf(file) };
        return {
          chunks: join([first], [...news, ...fresh]),
          rest: refsIn(file, ref.left),
          start,
          ...change,
        };
      };
    });
  }

  /** Changes a list by what `ask` brings, unless something else was asked for meanwhile or nobody waits any more. */
  private async change(list: string, ask: () => Promise<() => Partial<ListState>>): Promise<void> {
    const asked = {};
    this.asks.set(list, asked);
    const change = await ask();
    if (this.asks.get(list) !== asked) return;
    this.asks.delete(list);
    runInAction(() => this.states.set(list, { ...this.stateOf(list), ...change() }));
  }

  /** The whole column begins anew. */
  private begin(rows: readonly Row[]): void {
    const start = this.startOf(ALL.slug);
    this.asks.delete(ALL.slug);
    this.states.set(ALL.slug, { chunks: [{ key: HEAD, rows }], rest: refsOf(start), start, more: 'idle' });
  }

  /**
   * Reads a list on; where a file of it is gone, from the beginning that a new head names, but once.
   * @returns what changes in the list's state as it is by then
   */
  private async readOn(list: string, again: boolean): Promise<() => Partial<ListState>> {
    try {
      return await this.nextChunk(list);
    } catch (error) {
      if (again && toFailure(error) === 'missing' && !(await this.heads.takeAgain()))
        return this.readOn(list, false);
      return () => ({ more: 'failed' });
    }
  }

  private async nextChunk(list: string): Promise<() => Partial<ListState>> {
    const { rest, start: before } = this.stateOf(list);
    const start = this.startOf(list);
    const head = this.articles.newest;
    const isAnew = !isSame(before, start);
    let hasNews = false;
    if (list !== ALL.slug && !start.page) {
      // The bundle has no archive: a city shows what the head holds of it.
      const rows = this.heads.head?.rows.filter((row) => isOf(list, row)) ?? [];
      return () => ({ chunks: [{ key: HEAD, rows }], rest: [], start, more: 'idle' });
    }
    const step = await readOn(
      this.source,
      list,
      isAnew ? refsOf(start) : rest,
      (page) => this.isShown(list, page),
      (items) => {
        const rows = this.pageRows(list, items, head);
        hasNews = hasNews || rows.some((row) => this.isNews(row));
        return this.unshown(list, rows);
      },
    );
    return () => {
      // Only who has read all of it knows that nothing is left out.
      const gap = hasNews || (this.stateOf(list).gap === true && (!!step || !isAnew));
      if (!step) return { rest: [], start, more: 'idle', gap };
      const { hash, span, rest } = step;
      const { chunks } = this.stateOf(list);
      const last = lastOf(chunks);
      const rows = this.unshown(list, step.rows);
      const older = rows.filter((row) => !last || !precedes(row, last));
      const joined = join(
        chunks,
        rows.filter((row) => older.indexOf(row) < 0),
      );
      const isNew = older.length > 0 && chunks.every(({ key }) => key !== hash);
      const all = isNew ? [...joined, { key: hash, rows: older, span }] : join(joined, older);
      return { chunks: all, rest, start, more: 'idle', gap };
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
    return chunks.some(({ key, isMixed }) => key === hash && !isMixed);
  }

  /** The rows of a page; what is shown among them besides has gone. */
  private pageRows(list: string, items: readonly ListItem[], head: number): Row[] {
    const rows = this.articles.remember(items, head);
    const [first] = rows;
    const last = rows[rows.length - 1];
    runInAction(() =>
      this.clear(list, rows, head, (row) => !!first && !precedes(row, first) && !isOlder(row, last)),
    );
    return rows;
  }

  /**
   * A head says all that a list has from its beginning on, a page all that it has between its first and its last
   * article. What is shown there besides is gone from the column, be it that nothing names it any more as withdrawn, or
   * was never there; what a newer head has told is not a matter for an older page.
   */
  private clear(list: string, rows: readonly Row[], head: number, isInside: (row: Row) => boolean): void {
    const there = idsOf([{ rows }]);
    const isGone = ({ id }: Row, row: Row) =>
      !there.has(id) && this.articles.toldBy(id) <= head && isInside(row);
    const state = this.stateOf(list);
    const chunks = state.chunks.map((chunk): Chunk => {
      const left = chunk.rows.filter((held) => !isGone(held, this.articles.row(held.id) ?? held));
      return left.length === chunk.rows.length ? chunk : { ...chunk, rows: left, isMixed: true };
    });
    if (chunks.some((one, at) => one !== state.chunks[at])) this.states.set(list, { ...state, chunks });
  }

  /** Those of an older page that are to be appended. */
  private unshown(list: string, rows: readonly Row[]): Row[] {
    const shown = idsOf(this.stateOf(list).chunks);
    return rows.filter(
      (row) => !shown.has(row.id) && !this.articles.isWithdrawn(row.id) && !this.isNews(row),
    );
  }

  /** News come with their head, above what is shown: pages leave them out, which is a gap when it has come. */
  private isNews(row: Row): boolean {
    const { head, newest } = this.heads;
    const top = newest === head ? undefined : head?.rows[0];
    return !!top && precedes(row, top);
  }

  /** A chunk as it is seen by now; the same object as long as that is the same. */
  private view(list: string, chunk: Chunk): Chunk {
    const rows: Row[] = [];
    let hasMoved = false;
    for (const held of chunk.rows) {
      const row = this.articles.row(held.id) ?? held;
      if (this.articles.isWithdrawn(row.id) || !isOf(list, row)) continue;
      if (row.published !== held.published) hasMoved = true;
      rows.push(row);
    }
    if (hasMoved) rows.sort((one, other) => timeOf(other) - timeOf(one));
    const seen = this.seen.get(chunk) ?? chunk;
    if (seen.rows.length === rows.length && rows.every((row, at) => row === seen.rows[at])) return seen;
    const view = { ...chunk, rows };
    this.seen.set(chunk, view);
    return view;
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

const idsOf = (chunks: readonly Pick<Chunk, 'rows'>[]) =>
  new Set(chunks.flatMap(({ rows }) => rows.map(({ id }) => id)));

const lastOf = (chunks: readonly Chunk[]): Row | undefined =>
  chunks.reduce<Row | undefined>((last, { rows }) => rows[rows.length - 1] ?? last, undefined);

const isOf = (list: string, { region }: Row) => list === ALL.slug || listOf(region) === list;

const isSame = (one: ListStart | null, other: ListStart) =>
  one?.page === other.page && one?.index === other.index;

const timeOf = ({ published }: Row) => Date.parse(published);

/** Whether one stands before the other: by the time, and of one push by the id (src/feed/README.md). */
export function precedes(one: Row, other: Row): boolean {
  const later = timeOf(one) - timeOf(other);
  return later > 0 || (later === 0 && one.id > other.id);
}

const isOlder = (row: Row, other: Row | undefined) => !!other && precedes(other, row);

/** Puts rows where they belong by their dates: into the first chunk that ends with an older one, else into the last. */
function join(chunks: readonly Chunk[], rows: readonly Row[]): readonly Chunk[] {
  if (rows.length === 0) return chunks;
  const joined: Chunk[] = chunks.length > 0 ? [...chunks] : [{ key: HEAD, rows: [] }];
  for (const row of rows) {
    const found = joined.findIndex(
      (one) => one.rows.length > 0 && precedes(row, one.rows[one.rows.length - 1]!),
    );
    const at = found < 0 ? joined.length - 1 : found;
    const chunk = joined[at]!;
    const place = chunk.rows.findIndex((one) => precedes(row, one));
    const before = place < 0 ? chunk.rows.length : place;
    const all = [...chunk.rows.slice(0, before), row, ...chunk.rows.slice(before)];
    joined[at] = { ...chunk, rows: all, isMixed: true };
  }
  return joined;
}
