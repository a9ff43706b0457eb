import { listOf } from '../../src/domain/regions';
import type { Row } from '../../src/domain/row';
import { type ArticleDocument, type Head, type ListItem, paths } from '../../src/feed';
import type { Stores } from '../../src/stores';
import type { LateNetwork } from './late-network';
import { holds, type LivingColumn, markOf, readTitle } from './living-column';

/** Somebody has pulled down, and waits for what comes of it. */
export interface Pull {
  /** The head that answered: the first that came after it. */
  head: Head | null;
  isOver: boolean;
}

/** A rule that does not hold; `rule` is its letter in interleavings.test.ts. */
export class Broken extends Error {
  constructor(rule: string, what: string, seen: unknown = '') {
    super(`rule ${rule}: ${what} ${typeof seen === 'string' ? seen : JSON.stringify(seen)}`);
  }
}

/** Where an article stands in every list: by its date (all are of one zone), of one moment by its id (src/feed/README.md). */
const placeOfRow = ({ id, published }: Row) => `${published} ${id}`;
const placeOfItem = ({ id, date_published }: ListItem) => `${date_published} ${id}`;
const isIn = (list: string, region: string | null) => list === 'all' || listOf(region) === list;
const itemsOf = (head: Head, list: string) => head.items.filter(({ _column }) => isIn(list, _column.region));

/** What a list shows. */
export const shown = ({ column }: Stores): Row[] => column.chunks.flatMap(({ rows }) => [...rows]);

/**
 * What has reached a program so far, and what it must show for it: plain data, which knows what was received and what
 * the reader did, and nothing of how the program works.
 */
export class ReaderModel {
  /** Named as withdrawn by anything that was received, in whatever run. */
  readonly withdrawn = new Set<string>();
  newest: Head | null = null;
  /** Heads of which one is shown: the one that the reader asked for last, and those that have come since. */
  private heads: Head[] = [];
  /** The newest edition of each article that a list or a head has told in this run. */
  private told = new Map<string, number>();
  /** The edition of each row as it was seen last. */
  private seen = new Map<string, number>();
  /** What each list showed when it was last looked at. */
  private stood = new Map<string, ReadonlySet<string>>();
  /** Lists that may begin anew: what the reader asked for has nothing in common with them. */
  private loose = new Set<string>();
  /** Titles of the documents that came last. */
  private documents = new Map<string, string>();
  /** Articles whose text stood there. */
  private read = new Set<string>();
  private pulls: Pull[] = [];

  constructor(private readonly column: LivingColumn) {}

  /** The program begins anew, over what it has kept: the newest head. */
  restart(): void {
    Object.assign(this, new ReaderModel(this.column), { withdrawn: this.withdrawn, newest: this.newest });
    this.heads = this.newest ? [this.newest] : [];
  }

  received(path: string, value: unknown): void {
    const { items, withdrawn } = value as { items?: readonly ListItem[]; withdrawn?: unknown };
    if (path === paths.head) this.headCame(value as Head);
    else if (Array.isArray(withdrawn)) for (const id of withdrawn) this.withdrawn.add(id);
    else if (typeof withdrawn === 'string') this.withdrawn.add((value as ArticleDocument).id);
    else if (path.startsWith('articles/')) {
      const { id, title } = value as ArticleDocument;
      this.documents.set(id, title);
    }
    if (items && !path.startsWith('rows/'))
      for (const { id, title } of items)
        this.told.set(id, Math.max(this.told.get(id) ?? 0, readTitle(title).edition));
  }

  pull(): Pull {
    const pull: Pull = { head: null, isOver: false };
    this.pulls.push(pull);
    return pull;
  }

  /** What was announced is shown, or what a pull has brought: where that has nothing in common, the list may begin anew. */
  apply(): void {
    if (!this.newest) return;
    const { items } = this.newest;
    this.heads = [this.newest];
    const isApart = (ids: ReadonlySet<string> | undefined) => ids && !items.some(({ id }) => ids.has(id));
    const isAllApart = isApart(this.stood.get('all'));
    for (const [list, ids] of this.stood) if (isAllApart || isApart(ids)) this.loose.add(list);
  }

  private headCame(head: Head): void {
    for (const id of head._column.withdrawn) this.withdrawn.add(id);
    this.newest = head;
    this.heads.push(head);
    const answered = this.pulls.filter((one) => !one.head);
    for (const pull of answered) pull.head = head;
    if (answered.length > 0 || this.heads.length === 1) this.apply();
  }

  private isGone(id: string): boolean {
    return this.withdrawn.has(id) || this.column.withdrawn.includes(id);
  }

  /** What must hold at any moment at which nothing is under way but requests and timers. */
  look(stores: Stores): void {
    const { list } = stores.column;
    const rows = shown(stores);
    const ids = new Set(rows.map(({ id }) => id));
    this.lookAtRows(list, rows);
    if (ids.size < rows.length) throw new Broken('a', `${list} shows an article twice:`, [...ids]);
    // A file of a newer head may lack what was withdrawn before anything names it so.
    const lost = [...(this.stood.get(list) ?? [])].find((id) => !ids.has(id) && !this.isGone(id));
    if (lost && !this.loose.delete(list)) throw new Broken('b', `${list} lost`, markOf(lost));
    this.stood.set(list, ids);
    this.lookAtPulls(stores, ids);
    this.lookAtNews(stores, rows, ids);
    this.lookAtArticles(stores);
    for (const { row } of stores.search.results)
      if (this.withdrawn.has(row.id)) throw new Broken('a', 'a withdrawn result:', markOf(row.id));
    const { kept, history } = stores.library;
    for (const [id, { item }] of [...kept, ...history])
      if (item && this.withdrawn.has(id)) throw new Broken('a', 'a withdrawn article is kept:', markOf(id));
  }

  private lookAtRows(list: string, rows: readonly Row[]): void {
    rows.forEach((row, at) => {
      const { id, title, region } = row;
      const above = rows[at - 1];
      if (above && placeOfRow(above) < placeOfRow(row))
        throw new Broken('a', `${list}: ${above.title} stands above`, title);
      if (!isIn(list, region)) throw new Broken('a', `${list} shows what is elsewhere:`, title);
      if (this.withdrawn.has(id)) throw new Broken('a', `${list} shows what was withdrawn:`, title);
      const { edition } = readTitle(title);
      if (edition < (this.told.get(id) ?? 0) || edition < (this.seen.get(id) ?? 0))
        throw new Broken('c', `${list} shows an old edition, and knew ${this.told.get(id)}:`, title);
      this.seen.set(id, edition);
    });
  }

  private lookAtPulls({ column }: Stores, ids: ReadonlySet<string>): void {
    const over = this.pulls.filter(({ isOver }) => isOver);
    this.pulls = this.pulls.filter(({ isOver }) => !isOver);
    // Of a city that has not begun its page is on its way, or why it did not come is said.
    const hasBegun = ids.size > 0 || column.more === 'idle' || column.more === 'end';
    if (column.status.status !== 'ready' || !hasBegun) return;
    for (const { head } of over) {
      if (!head) throw new Broken('d', 'a pull is over, and nothing has answered it');
      const lacks = itemsOf(head, column.list).filter(({ id }) => !ids.has(id) && !this.withdrawn.has(id));
      if (lacks.length > 0) throw new Broken('d', `after a pull ${column.list} lacks`, lacks[0]!.title);
      if (head === this.newest && column.news > 0) throw new Broken('d', 'after a pull there is news');
    }
  }

  /** Any of the heads that came since the reader last asked for one may be shown, if what it holds stands there. */
  private lookAtNews({ column }: Stores, rows: readonly Row[], ids: ReadonlySet<string>): void {
    const { newest } = this;
    const { list, news } = column;
    if (!newest) return;
    const stays = ({ id }: ListItem) => !this.withdrawn.has(id);
    // The pages of a city come one after another: what is below its last row may be on its way. They may come by a
    // newer head, and without what was withdrawn before its news of that have come.
    const last = rows[rows.length - 1];
    const isDue = (item: ListItem) =>
      !this.isGone(item.id) && (list === 'all' || (last && placeOfItem(item) > placeOfRow(last)));
    const counts = this.heads
      .filter((head) => itemsOf(head, list).every((item) => ids.has(item.id) || !isDue(item)))
      .map((head) => {
        const known = new Set(head.items.map(({ id }) => id));
        const oldest = head.items.map(placeOfItem).pop()!;
        const isNew = (item: ListItem) =>
          stays(item) && !known.has(item.id) && !ids.has(item.id) && placeOfItem(item) > oldest;
        return itemsOf(newest, list).filter(isNew).length;
      });
    if (counts.length === 0) throw new Broken('b', `${list} shows no head that came`);
    if (!counts.includes(news)) throw new Broken('e', `${list} announces ${news}, and there are`, counts);
  }

  private lookAtArticles({ articles }: Stores): void {
    for (const id of new Set([...this.documents.keys(), ...this.read])) {
      const state = articles.state(id)?.status;
      if (state === 'ready' && this.withdrawn.has(id))
        throw new Broken('g', 'a withdrawn article is there again:', markOf(id));
      if (state === 'ready') this.read.add(id);
      else if (this.read.has(id) && state !== 'withdrawn')
        throw new Broken('g', `a text that stood there is ${state}:`, markOf(id));
    }
  }

  /** What must hold when every request has ended. @param visited articles that pages show */
  lookQuiet(stores: Stores, network: LateNetwork, visited: readonly string[], asked: string | null): void {
    const { column, articles, search } = stores;
    const { outcomes } = network;
    if (column.status.status === 'loading' || column.refreshing)
      throw new Broken('f', 'the column is loading');
    if (column.more === 'loading') throw new Broken('f', `${column.list} is loading`);
    const hasHeadFailed = outcomes.get(paths.head) === 'failed';
    if (column.status.status !== 'ready' && !hasHeadFailed)
      throw new Broken('f', `the column is ${column.status.status}, and its head was answered`);
    if (column.more === 'failed' && !hasHeadFailed && !network.hasListFailed(column.list))
      throw new Broken('f', `${column.list} has failed, and none of its files`);
    for (const id of new Set([...this.documents.keys(), ...visited])) {
      const state = articles.state(id);
      const outcome = outcomes.get(paths.article(id));
      if (state?.status === 'loading') throw new Broken('f', 'an article is loading:', markOf(id));
      const isFault = state?.status === 'failed' || (state?.status === 'ready' && state.stale);
      if (isFault && outcome !== 'failed' && visited.includes(id))
        throw new Broken('f', `an article has failed, and its request was ${outcome}:`, markOf(id));
      if (outcome !== 'answered' || this.withdrawn.has(id) || !state) continue;
      if (state.status !== 'ready' || state.document.title !== this.documents.get(id))
        throw new Broken('g', `${this.documents.get(id)} came last, and there is`, state);
    }
    this.lookAtSearch(search, network, asked);
    // Its newest page may come later than the head that asked for it.
    if (!network.hasListFailed(column.list)) this.loose.delete(column.list);
  }

  /** @param asked what the reader looks for; null for nothing */
  private lookAtSearch(search: Stores['search'], network: LateNetwork, asked: string | null): void {
    const { status, results, query } = search;
    if (status.status === 'searching' || search.more === 'loading') throw new Broken('f', 'a search goes on');
    if (asked === null) {
      if (results.length > 0) throw new Broken('g', 'results of no search:', results.length);
      return;
    }
    if (query?.words.join(' ') !== asked) throw new Broken('g', `asked for ${asked}, found`, query);
    const wrong = results.find(({ row }) => !holds(row.id, asked));
    if (wrong) throw new Broken('g', `no result of ${asked}:`, wrong.row.title);
    const hasFailed = search.more === 'failed' || (status.status === 'ready' && status.failure !== null);
    const isThere = this.newest?._column.search !== undefined;
    if (hasFailed && isThere && !network.hasSearchFailed)
      throw new Broken('f', 'a search has failed, and nothing that it needs');
  }
}
