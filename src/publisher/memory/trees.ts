import { type ContentHash, paths } from '../../feed';
import type { Database } from './database';
import { comparePlaces, type Place } from './entry';

/** A page of a list (level 0) or a node of its index, from its first article on. */
export interface Page extends Place {
  /** Articles below it. */
  articles: number;
  /** When the newest of them was published, in milliseconds. */
  newest: number;
  hash: ContentHash;
}

/** A part of the search index; `bytes` are those of its grams. */
export interface StoredPart {
  end: number;
  upto: number;
  bytes: number;
  shards: ContentHash[];
  /** How the shards divide its hashes, as in the index. */
  widths: string;
}

/** How the published lists and the index of the search are cut: the next run changes only what it must. */
export class Trees {
  constructor(private readonly db: Database) {}

  /** Pages or nodes of a list's level, oldest first. */
  pages(list: string, level: number): Page[] {
    return this.db.all<Page>(
      'SELECT published, id, articles, newest, hash FROM pages WHERE list = ? AND level = ? ORDER BY published, id',
      list,
      level,
    );
  }

  /** Levels that a list has. */
  levels(list: string): number {
    return this.db.number('SELECT coalesce(max(level) + 1, 0) FROM pages WHERE list = ?', list);
  }

  /** Writes the difference between a level as it was and as it is now. */
  setPages(list: string, level: number, before: readonly Page[], now: readonly Page[]): void {
    const key = ({ published, id }: Place) => `${published} ${id}`;
    const kept = new Set(now.map(key));
    const known = new Map(before.map((page) => [key(page), page]));
    for (const page of before)
      if (!kept.has(key(page)))
        this.db.run(
          'DELETE FROM pages WHERE list = ? AND level = ? AND published = ? AND id = ?',
          list,
          level,
          page.published,
          page.id,
        );
    for (const page of now) {
      const { published, id, articles, newest, hash } = page;
      if (known.get(key(page))?.hash === hash) continue;
      this.db.run(
        'INSERT OR REPLACE INTO pages (list, level, published, id, articles, newest, hash) VALUES (?,?,?,?,?,?,?)',
        list,
        level,
        published,
        id,
        articles,
        newest,
        hash,
      );
    }
  }

  /** Blocks (level 0) or directories (level 1) of rows by their first number. */
  blocks(level: number, from = 0, before = Number.MAX_SAFE_INTEGER): Map<number, ContentHash> {
    const rows = this.db.all<{ first: number; hash: string }>(
      'SELECT first, hash FROM blocks WHERE level = ? AND first >= ? AND first < ? ORDER BY first',
      level,
      from,
      before,
    );
    return new Map(rows.map(({ first, hash }) => [first, hash]));
  }

  setBlock(level: number, first: number, hash: ContentHash): void {
    this.db.run('INSERT OR REPLACE INTO blocks (level, first, hash) VALUES (?, ?, ?)', level, first, hash);
  }

  /** Parts of the search index in the order of their hashes. */
  parts(): StoredPart[] {
    return this.db
      .all<Omit<StoredPart, 'shards'> & { shards: string }>(
        'SELECT until AS end, upto, bytes, shards, widths FROM parts ORDER BY until',
      )
      .map((part) => ({ ...part, shards: part.shards.split(' ') }));
  }

  setParts(parts: readonly StoredPart[]): void {
    if (JSON.stringify(parts) === JSON.stringify(this.parts())) return;
    this.db.run('DELETE FROM parts');
    for (const { end, upto, bytes, shards, widths } of parts)
      this.db.run(
        'INSERT INTO parts (until, upto, bytes, shards, widths) VALUES (?, ?, ?, ?, ?)',
        end,
        upto,
        bytes,
        shards.join(' '),
        widths,
      );
  }

  /** Paths of all pages, nodes, blocks, directories and shards. */
  *paths(): Generator<string> {
    for (const { list, hash } of this.db.all<{ list: string; hash: string }>('SELECT list, hash FROM pages'))
      yield paths.listFile(list, hash);
    for (const { hash } of this.db.all<{ hash: string }>('SELECT hash FROM blocks')) yield paths.rows(hash);
    for (const { shards } of this.parts()) for (const hash of shards) yield paths.search(hash);
  }

  /** Everything is cut anew: the numbers of the articles start again, too. */
  forget(): void {
    for (const table of ['pages', 'blocks', 'parts']) this.db.run(`DELETE FROM ${table}`);
    this.db.run('UPDATE articles SET number = NULL');
  }

  /** Hashes of everything that lies in lists/, rows/ and search/, shards excepted. */
  get count(): number {
    return this.db.number('SELECT (SELECT count(*) FROM pages) + (SELECT count(*) FROM blocks)');
  }
}

/** The page that a place belongs to: the last one that begins at it or before. */
export function pageAt(pages: readonly Page[], place: Place): number {
  let low = 0;
  let high = pages.length;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (comparePlaces(pages[middle]!, place) <= 0) low = middle;
    else high = middle;
  }
  return low;
}
