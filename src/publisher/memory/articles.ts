import { listOf } from '../../domain/regions';
import type { ArticleId, ListItem } from '../../feed';
import { contentHash } from '../hash';
import type { Database } from './database';
import { type Entry, FIRST, LAST, type Place } from './entry';

/** What a list shows at a place. */
export interface Listed extends Place {
  item: ListItem;
}

/** An article as related ones are chosen from. */
export interface Candidate extends Place {
  region: string | null;
  words: string[];
  /** Whether it has a title to be shown by. */
  named: boolean;
}

/** What an article was when the run began. */
export interface Earlier extends Place {
  list: string;
  own: string;
  text: string;
  number: number | null;
  related: ArticleId[];
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

/** Tells whether what the lists show of an article has changed. */
export const rowHash = (item: ListItem): string => contentHash(JSON.stringify(item));

const COLUMNS = 'id, published, number, rank, card, code, missing, item, words, data';
const toListed = ({ published, id, item }: { published: number; id: string; item: string }): Listed => ({
  published,
  id,
  item: JSON.parse(item) as ListItem,
});

/** The articles of the feed, and what this run has changed of them. */
export class Articles {
  /** Those that this run touched, as they were when it began; null: it was not there. */
  readonly touched = new Map<ArticleId, Earlier | null>();

  constructor(private readonly db: Database) {}

  get(id: ArticleId): Entry | undefined {
    const row = this.db.get<Row>(`SELECT ${COLUMNS} FROM articles WHERE id = ?`, id);
    return row && entryOf(row);
  }

  has(id: ArticleId): boolean {
    return this.db.get('SELECT 1 FROM articles WHERE id = ?', id) !== undefined;
  }

  get count(): number {
    return this.db.number('SELECT count(*) FROM articles');
  }

  put(entry: Entry): void {
    this.touch(entry.id);
    const { id, published, number, rank, card, code, missing, item, words, ...rest } = entry;
    this.db.run(
      'INSERT OR REPLACE INTO articles (id, published, list, number, rank, card, code, missing, item, words, data) VALUES (?,?,?,?,?,?,?,?,?,?,?)',
      id,
      published,
      listOf(item._column.region),
      number,
      rank,
      card,
      code,
      missing,
      JSON.stringify(item),
      words.join(' '),
      JSON.stringify(rest),
    );
  }

  /** Writes down what the end of a run settles of an entry: everything but its place, words and sources. */
  settle(entry: Entry): void {
    const {
      id,
      published: _,
      number,
      rank: __,
      card,
      code,
      missing: ___,
      item,
      words: ____,
      ...rest
    } = entry;
    this.db.run(
      'UPDATE articles SET number = ?, card = ?, code = ?, item = ?, data = ? WHERE id = ?',
      number,
      card,
      code,
      JSON.stringify(item),
      JSON.stringify(rest),
      id,
    );
  }

  drop(id: ArticleId): void {
    this.touch(id);
    this.relate(id, this.touched.get(id)?.related ?? [], []);
    this.db.run('DELETE FROM articles WHERE id = ?', id);
  }

  /** Notes what an article was before this run changed it. */
  private touch(id: ArticleId): void {
    if (this.touched.has(id)) return;
    const entry = this.get(id);
    if (!entry) this.touched.set(id, null);
    else {
      const { published, own, text, number, related, item } = entry;
      const list = listOf(item._column.region);
      this.touched.set(id, { published, id, list, own, text, number, related, row: rowHash(item) });
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

  /** Those under the numbers from `first` on, before `end`, by number. */
  numbered(first: number, end: number): Map<number, Listed> {
    const rows = this.db.all<{ number: number; published: number; id: string; item: string }>(
      'SELECT number, published, id, item FROM articles WHERE number >= ? AND number < ?',
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

  /** Candidates before a place, newest first. */
  candidatesBefore({ published, id }: Place, limit: number): Candidate[] {
    return this.db
      .all<{ published: number; id: string; item: string; words: string }>(
        'SELECT published, id, item, words FROM articles WHERE (published, id) < (?, ?) ORDER BY published DESC, id DESC LIMIT ?',
        published,
        id,
        limit,
      )
      .map(candidateOf);
  }

  /** The first candidates of the column, oldest first. */
  firstCandidates(limit: number): Candidate[] {
    return this.db
      .all<{ published: number; id: string; item: string; words: string }>(
        'SELECT published, id, item, words FROM articles ORDER BY published, id LIMIT ?',
        limit,
      )
      .map(candidateOf);
  }

  /** How many relate to an article, counted as far as `limit`. */
  relatingCount(other: ArticleId, limit: number): number {
    return this.db.number(
      'SELECT count(*) FROM (SELECT 1 FROM related WHERE other = ? LIMIT ?)',
      other,
      limit,
    );
  }

  /** The articles that relate to one. */
  relatingTo(other: ArticleId): ArticleId[] {
    return this.db.all<{ id: string }>('SELECT id FROM related WHERE other = ?', other).map(({ id }) => id);
  }

  relate(id: ArticleId, before: readonly ArticleId[], now: readonly ArticleId[]): void {
    for (const other of before)
      if (!now.includes(other)) this.db.run('DELETE FROM related WHERE other = ? AND id = ?', other, id);
    for (const other of now)
      if (!before.includes(other))
        this.db.run('INSERT OR IGNORE INTO related (other, id) VALUES (?, ?)', other, id);
  }

  /** Of these kinds there are few, and the tables know which. */
  undrawn(): ArticleId[] {
    return this.some('card IS NULL ORDER BY id');
  }
  titlesOnly(): ArticleId[] {
    return this.some('rank = 0 ORDER BY id');
  }
  /** The newest ones without a mini-program code. */
  uncoded(limit: number): ArticleId[] {
    return this.some(`code IS NULL ORDER BY published DESC LIMIT ${limit}`);
  }
  incomplete(): ArticleId[] {
    return this.some('missing > 0 ORDER BY id');
  }

  /** Every article, oldest first; one at a time is in memory. */
  *all(): Generator<Entry> {
    for (const { id } of this.places()) {
      const entry = this.get(id);
      if (entry) yield entry;
    }
  }

  /** Every card is to be drawn anew. */
  forgetCards(): void {
    this.db.run('UPDATE articles SET card = NULL');
  }

  private some(where: string): ArticleId[] {
    return this.db.all<{ id: string }>(`SELECT id FROM articles WHERE ${where}`).map(({ id }) => id);
  }
}

const inList = (list: string) => (list === 'all' ? '1' : 'list = ?');
const listValue = (list: string) => (list === 'all' ? [] : [list]);

function entryOf({ id, published, number, rank, card, code, missing, item, words, data }: Row): Entry {
  return {
    ...(JSON.parse(data) as Omit<Entry, keyof Row>),
    id,
    published,
    number,
    rank,
    card,
    code,
    missing,
    item: JSON.parse(item) as ListItem,
    words: words === '' ? [] : words.split(' '),
  };
}

function candidateOf({
  published,
  id,
  item,
  words,
}: {
  published: number;
  id: string;
  item: string;
  words: string;
}): Candidate {
  const { title, _column } = JSON.parse(item) as ListItem;
  const { region } = _column;
  return { published, id, region, words: words === '' ? [] : words.split(' '), named: title !== '' };
}

/** The whole of a list. */
export const WHOLE = { from: FIRST, before: LAST } as const;
