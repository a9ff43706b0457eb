import { listOf } from '../../domain/regions';
import type { ArticleId, ListItem } from '../../feed';
import { contentHash } from '../hash';
import type { Database } from './database';
import { type Entry, FIRST, type Place } from './entry';
import type { Made } from './record';
import { Relations, wordsOf } from './relations';

/** What a list shows at a place. */
export interface Listed extends Place {
  item: ListItem;
}

/** Of which copy an article was made, and what tells whether another one says something else. */
export interface Copy {
  made: Made;
  rank: number;
  captured: number;
  said: string;
}

/** How an article stands in the feed: what tells whether something of it has changed. */
export interface Standing extends Place, Copy {
  list: string;
  own: string;
  text: string;
  number: number | null;
  related: ArticleId[];
  /** Whether it has share cards, or is owed some: it had them, and no run has drawn them anew yet. */
  isDrawn: boolean;
  /** Hash of what the lists showed of it. */
  row: string;
}

interface Row {
  id: string;
  published: number;
  number: number | null;
  rank: number;
  card: string | null;
  code: string | null;
  missing: number;
  item: string;
  words: string;
  data: string;
}

const COLUMNS = 'id, published, number, rank, card, code, missing, item, words, data';
const toListed = ({ published, id, item }: { published: number; id: string; item: string }): Listed => ({
  published,
  id,
  item: JSON.parse(item) as ListItem,
});

/** The articles of the feed, and what this run has changed of them. */
export class Articles {
  /** Those that this run touched, as they were when it began; null: it was not there. */
  readonly touched = new Map<ArticleId, Standing | null>();
  readonly relations: Relations;
  /** What this run made articles of that the record does not say; what was made again of the archive before. */
  private made = new Map<ArticleId, Copy>();
  private restored = new Map<ArticleId, Copy>();
  private isTold = false;
  /** Of those that this run touched, the ones that are not there now. */
  private readonly gone = new Set<ArticleId>();
  /** Whether there was none when the run began; null until somebody asks. */
  private wasEmpty: boolean | null = null;

  constructor(private readonly db: Database) {
    this.relations = new Relations(db);
  }

  get(id: ArticleId): Entry | undefined {
    if (this.knows(id) === false) return undefined;
    const row = this.db.get<Row>(`SELECT ${COLUMNS} FROM articles WHERE id = ?`, id);
    return row && entryOf(row);
  }

  has(id: ArticleId): boolean {
    return this.knows(id) ?? this.db.get('SELECT 1 FROM articles WHERE id = ?', id) !== undefined;
  }

  /** Whether an article is there; null where only the database knows. A first publication would ask four times for each. */
  private knows(id: ArticleId): boolean | null {
    if (this.touched.has(id)) return !this.gone.has(id);
    this.wasEmpty ??= this.db.get('SELECT 1 FROM articles LIMIT 1') === undefined;
    return this.wasEmpty ? false : null;
  }

  get count(): number {
    return this.db.number('SELECT count(*) FROM articles');
  }

  put(entry: Entry): void {
    const { id } = entry;
    this.touch(id);
    this.gone.delete(id);
    this.made.set(id, copyOf(entry));
    const { published, number, rank, card, code, missing, item, words, data } = rowOf(entry);
    this.db.run(
      'INSERT OR REPLACE INTO articles (id, published, list, number, rank, card, code, missing, item, words, data) VALUES (?,?,?,?,?,?,?,?,?,?,?)',
      id,
      published,
      listOf(entry.item._column.region),
      number,
      rank,
      card,
      code,
      missing,
      item,
      words,
      data,
    );
  }

  /** Writes down what the end of a run settles of an entry: number, edition and links. */
  settle(entry: Entry): void {
    // Columns that are named cost their index anew, whatever stands in them.
    this.db.run(
      'UPDATE articles SET number = ?, item = ?, data = ? WHERE id = ?',
      entry.number,
      JSON.stringify(entry.item),
      dataOf(entry),
      entry.id,
    );
  }

  drop(id: ArticleId): void {
    this.touch(id);
    this.gone.add(id);
    this.made.delete(id);
    this.relations.set(id, this.touched.get(id)?.related ?? [], []);
    this.db.run('DELETE FROM articles WHERE id = ?', id);
  }

  /** Notes what an article was before this run changed it. */
  private touch(id: ArticleId): void {
    if (!this.touched.has(id)) this.touched.set(id, this.standing(id));
  }

  /** Of what an article was made when the run began, or was made again of; null where it was not in the feed. */
  before(id: ArticleId): Copy | null {
    const was = this.touched.get(id);
    return was === undefined ? this.standing(id) : (was ?? this.restored.get(id) ?? null);
  }

  /** How an article stands; null where it is not in the feed. */
  standing(id: ArticleId): Standing | null {
    const entry = this.get(id);
    if (!entry) return null;
    const { published, own, text, number, related, item, card } = entry;
    const list = listOf(item._column.region);
    const row = contentHash(JSON.stringify(item));
    return { published, id, list, own, text, number, related, isDrawn: card !== '', row, ...copyOf(entry) };
  }

  /** What articles are made of now and were not when the run began, by their ids: they were not made in one order. */
  choices(): { id: ArticleId; made: Made }[] {
    const found: { id: ArticleId; made: Made }[] = [];
    for (const [id, { made }] of this.made) {
      const was = (this.touched.get(id) ?? (this.isTold ? this.restored.get(id) : null))?.made;
      const isSame =
        was?.source === made.source && was.index === made.index && was.modified === made.modified;
      if (!isSame) found.push({ id, made });
    }
    return found.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /**
   * What this run made so far is what was made before it.
   * @param known whether the record says so
   */
  isRestored(known: boolean): void {
    this.restored = new Map(this.made);
    this.isTold = known;
    if (known) this.made = new Map();
  }

  /** What this run touched: how each article stood when it began, and how it stands now. */
  *changes(): Generator<Change> {
    for (const [id, was] of this.touched) yield new Change(id, was, this);
  }

  /** The articles that this run touched and that are in the feed. */
  *touchedOnes(): Generator<Entry> {
    for (const id of this.touched.keys()) {
      const entry = this.get(id);
      if (entry) yield entry;
    }
  }

  /** Every place, oldest first; few at a time are in memory. */
  *places(): Generator<Place> {
    let last = FIRST;
    for (;;) {
      const some = this.db.all<Place>(
        'SELECT published, id FROM articles WHERE (published, id) > (?, ?) ORDER BY published, id LIMIT 1000',
        last.published,
        last.id,
      );
      if (some.length === 0) return;
      yield* some;
      last = some.at(-1)!;
    }
  }

  /** Every id, in no order that means anything; few at a time are in memory. */
  *ids(): Generator<ArticleId> {
    let last = '';
    for (;;) {
      const some = this.db.all<{ id: string }>(
        'SELECT id FROM articles WHERE id > ? ORDER BY id LIMIT 1000',
        last,
      );
      if (some.length === 0) return;
      for (const { id } of some) yield id;
      last = some.at(-1)!.id;
    }
  }

  /** The article of an address. Every one is looked at: nobody asks but an editor. */
  at(url: string): ArticleId | undefined {
    return this.db.get<{ id: string }>("SELECT id FROM articles WHERE data ->> 'url' = ?", url)?.id;
  }

  /** The newest ones of all lists, newest first. */
  newest(limit: number): Place[] {
    return this.db.all<Place>(
      'SELECT published, id FROM articles ORDER BY published DESC, id DESC LIMIT ?',
      limit,
    );
  }

  /** How many stand in a list from one place on, before another. */
  countIn(list: string, from: Place, before: Place): number {
    return this.db.number(
      `SELECT count(*) FROM articles WHERE ${inList(list)} AND (published, id) >= (?, ?) AND (published, id) < (?, ?)`,
      ...listValue(list),
      from.published,
      from.id,
      before.published,
      before.id,
    );
  }

  /** The first ones of a list from one place on, before another, oldest first. */
  listed(list: string, from: Place, before: Place, limit: number): Listed[] {
    return this.db
      .all<{ published: number; id: string; item: string }>(
        `SELECT published, id, item FROM articles WHERE ${inList(list)} AND (published, id) >= (?, ?) AND (published, id) < (?, ?) ORDER BY published, id LIMIT ?`,
        ...listValue(list),
        from.published,
        from.id,
        before.published,
        before.id,
        limit,
      )
      .map(toListed);
  }

  /** The place of the article that stands so many behind the first one of a list from a place on; there is one. */
  placeBehind(list: string, from: Place, count: number): Place {
    const place = this.db.get<Place>(
      `SELECT published, id FROM articles WHERE ${inList(list)} AND (published, id) >= (?, ?) ORDER BY published, id LIMIT 1 OFFSET ?`,
      ...listValue(list),
      from.published,
      from.id,
      count,
    );
    if (!place) throw new Error(`list ${list} has no ${count} articles from ${from.published} ${from.id} on`);
    return place;
  }

  /** Those under the numbers from `first` on, before `end`, in their order. */
  numbered(first: number, end: number): Map<number, Listed> {
    const rows = this.db.all<{ number: number; published: number; id: string; item: string }>(
      'SELECT number, published, id, item FROM articles WHERE number >= ? AND number < ? ORDER BY number',
      first,
      end,
    );
    return new Map(rows.map((row) => [row.number, toListed(row)]));
  }

  /** The nearest one on either side of a place, whether or not an article stands there. */
  neighbours({ published, id }: Place): { older: Listed | null; newer: Listed | null } {
    const near = (sign: string, order: string) => {
      const row = this.db.get<{ published: number; id: string; item: string }>(
        `SELECT published, id, item FROM articles WHERE (published, id) ${sign} (?, ?) ORDER BY published ${order}, id ${order} LIMIT 1`,
        published,
        id,
      );
      return row ? toListed(row) : null;
    };
    return { older: near('<', 'DESC'), newer: near('>', 'ASC') };
  }

  item(id: ArticleId): ListItem | undefined {
    const row = this.db.get<{ item: string }>('SELECT item FROM articles WHERE id = ?', id);
    return row && (JSON.parse(row.item) as ListItem);
  }

  /** Of these kinds there are few, and the tables know which. Those whose cards are to be drawn. */
  undrawn(): ArticleId[] {
    return this.some('card IS NULL ORDER BY id');
  }
  /** Those that have share cards. */
  drawn(): ArticleId[] {
    return this.some("card <> '' ORDER BY id");
  }
  /** Those that have share cards, or are owed some. */
  carded(): ArticleId[] {
    return this.some("card IS NOT '' ORDER BY id");
  }
  /** Those that have no share cards, owed or not: of all, or of these. */
  cardless(ids?: Iterable<ArticleId>): ArticleId[] {
    if (!ids) return this.some("coalesce(card, '') = '' ORDER BY id");
    const query = "SELECT 1 FROM articles WHERE id = ? AND coalesce(card, '') = ''";
    return [...ids].filter((id) => this.db.get(query, id) !== undefined);
  }
  /** Of those whose cards are to be drawn the ones that had some, or were to, when the run began. */
  owed(): ArticleId[] {
    return this.undrawn().filter((id) => !this.touched.has(id) || this.touched.get(id)?.isDrawn);
  }
  /**
   * Says of articles that no cards are to be drawn of them, where there are none. Nothing of it is published, so that
   * none of them counts as touched.
   */
  wantNoCards(ids: Iterable<ArticleId>): void {
    for (const id of ids) this.db.run("UPDATE articles SET card = '' WHERE id = ? AND card IS NULL", id);
  }

  /**
   * Of which articles this run has drawn cards, and which have none any more and are owed none, by their ids.
   * @param before those that had some, where that is not what the tables said when the run began
   */
  drawings(before?: ReadonlySet<ArticleId>): { id: ArticleId; isDrawn: boolean }[] {
    const ids = before ? new Set([...before, ...this.carded()]) : new Set(this.touched.keys());
    return [...ids]
      .sort()
      .map((id) => ({ id, was: before ? before.has(id) : !!this.touched.get(id)?.isDrawn }))
      .map(({ id, was }) => ({ id, was, isDrawn: this.isDrawn(id) }))
      .filter(({ was, isDrawn }) => was !== isDrawn)
      .map(({ id, isDrawn }) => ({ id, isDrawn }));
  }

  /** As `Standing` has it, without the reading of all else: a first publication asks of every article. */
  private isDrawn(id: ArticleId): boolean {
    return this.db.get("SELECT 1 FROM articles WHERE id = ? AND card IS NOT ''", id) !== undefined;
  }

  titlesOnly(): ArticleId[] {
    return this.some('rank = 0 ORDER BY id');
  }
  /** The newest ones without a mini-program code. */
  uncoded(limit: number): ArticleId[] {
    return this.some(`code IS NULL ORDER BY published DESC LIMIT ${limit}`);
  }

  /** Whether any article has a mini-program code: those without one are known to their index, so that none is read. */
  get isCoded(): boolean {
    return this.db.number('SELECT count(*) FROM articles WHERE code IS NULL') < this.count;
  }

  /** Every article, oldest first. Few at a time are in memory, as they stood when the first of them was given out. */
  *all(): Generator<Entry> {
    let last = FIRST;
    for (;;) {
      const some = this.db.all<Row>(
        `SELECT ${COLUMNS} FROM articles WHERE (published, id) > (?, ?) ORDER BY published, id LIMIT 100`,
        last.published,
        last.id,
      );
      for (const row of some) yield entryOf(row);
      if (some.length === 0) return;
      last = some.at(-1)!;
    }
  }

  private some(where: string): ArticleId[] {
    return this.db.all<{ id: string }>(`SELECT id FROM articles WHERE ${where}`).map(({ id }) => id);
  }
}

/** What became of an article in this run. How it stands now is asked of the database when somebody asks. */
export class Change {
  private found: Standing | null | undefined;

  constructor(
    readonly id: ArticleId,
    /** Null: it was not there. */
    readonly was: Standing | null,
    private readonly articles: Articles,
  ) {}

  /** Whether it is in the feed. */
  get isThere(): boolean {
    return this.articles.has(this.id);
  }

  /** How it stands; null where it is not in the feed. */
  get now(): Standing | null {
    if (this.found === undefined) this.found = this.articles.standing(this.id);
    return this.found;
  }
}

const copyOf = ({ source, index, modified, rank, captured, said }: Entry): Copy => ({
  made: { source, index, ...(modified === undefined ? {} : { modified }) },
  rank,
  captured,
  said,
});

const inList = (list: string) => (list === 'all' ? '1' : 'list = ?');
const listValue = (list: string) => (list === 'all' ? [] : [list]);

function entryOf({ item, words, data, ...columns }: Row): Entry {
  const rest = JSON.parse(data) as Omit<Entry, keyof Row>;
  return { ...rest, ...columns, item: JSON.parse(item) as ListItem, words: wordsOf(words) };
}

function rowOf(entry: Entry): Row {
  const { id, published, number, rank, card, code, missing, item, words } = entry;
  return {
    id,
    published,
    number,
    rank,
    card,
    code,
    missing,
    item: JSON.stringify(item),
    words: words.join(' '),
    data: dataOf(entry),
  };
}

/** What has no column of its own. */
function dataOf(entry: Entry): string {
  const { id, published, number, rank, card, code, missing, item, words, ...rest } = entry;
  return JSON.stringify(rest);
}
