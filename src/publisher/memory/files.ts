import type { ArticleId } from '../../feed';
import type { Planned } from '../write/staging';
import type { Database } from './database';

/** A file that the head no longer leads to. */
export interface Replaced {
  path: string;
  /** Whose it was: what is withdrawn takes its files along. */
  owner: ArticleId | null;
}

/** Which files of the feed belong to which articles, and which wait for the end of their grace period. */
export class Files {
  /** Whether there may be files that wait; null until somebody asks. */
  private waiting: boolean | null = null;

  constructor(
    private readonly db: Database,
    /** Milliseconds since 1970. */
    private readonly now: number,
  ) {}

  /** The files of an article's own: pictures, cards, code. */
  of(id: ArticleId): string[] {
    return this.db
      .all<{ file: string }>('SELECT file FROM uses WHERE id = ? ORDER BY file', id)
      .map(({ file }) => file);
  }

  /** Notes that these are the files of an article; those that it no longer has, and no other has, are replaced. */
  set(id: ArticleId, files: readonly string[]): void {
    const now = new Set(files);
    for (const file of this.of(id)) {
      if (now.delete(file)) continue;
      this.db.run('DELETE FROM uses WHERE file = ? AND id = ?', file, id);
      if (!this.isUsed(file)) this.replace(file, id);
    }
    this.add(id, now);
  }

  /** Notes that these are files of an article, beside those that it has: for one that was not in the feed, all. */
  add(id: ArticleId, files: Iterable<string>): void {
    for (const file of files) {
      this.db.run('INSERT OR IGNORE INTO uses (file, id) VALUES (?, ?)', file, id);
      this.release(file);
    }
  }

  /** Every file that belongs to an article. */
  *used(): Generator<string> {
    let last = '';
    for (;;) {
      const some = this.db.all<{ file: string }>(
        'SELECT DISTINCT file FROM uses WHERE file > ? ORDER BY file LIMIT 1000',
        last,
      );
      if (some.length === 0) return;
      for (const { file } of some) yield file;
      last = some.at(-1)!.file;
    }
  }

  /** Whether a picture, a card or a code is known: of those that this run has not noted, a committed one published it. */
  wasKnown(file: string): boolean {
    return this.isUsed(file) || this.db.get('SELECT 1 FROM replaced WHERE path = ?', file) !== undefined;
  }

  /** Whether the file belongs to an article. */
  isUsed(file: string): boolean {
    return this.db.get('SELECT 1 FROM uses WHERE file = ? LIMIT 1', file) !== undefined;
  }

  /** The feed no longer leads to a file: from now on its grace period runs. */
  replace(path: string, owner: ArticleId | null = null): void {
    this.waiting = true;
    this.db.run(
      'INSERT OR IGNORE INTO replaced (path, since, owner) VALUES (?, ?, ?)',
      path,
      this.now,
      owner,
    );
  }

  /** A file waits no longer: the feed leads to it, perhaps again, or it goes with this run. */
  release(path: string): void {
    this.waiting ??= this.db.get('SELECT 1 FROM replaced LIMIT 1') !== undefined;
    // A first publication has nothing that waits, and a hundred thousand files.
    if (!this.waiting) return;
    this.db.run('DELETE FROM replaced WHERE path = ?', path);
  }

  /** The feed leads to the files `now` where it led to those `before`. */
  exchange(before: Iterable<string>, now: Iterable<string>): void {
    const [known, led] = [new Set(before), new Set(now)];
    for (const path of led) if (!known.has(path)) this.release(path);
    for (const path of known) if (!led.has(path)) this.replace(path);
  }

  /** Those that were replaced before `time`. */
  replacedBefore(time: number): string[] {
    return this.db
      .all<{ path: string }>('SELECT path FROM replaced WHERE since < ? ORDER BY path', time)
      .map(({ path }) => path);
  }

  replaced(): Replaced[] {
    return this.db.all<Replaced>('SELECT path, owner FROM replaced ORDER BY path');
  }

  /** What files hold whose names do not say it, by their paths. */
  contents(): Map<string, Planned> {
    const rows = this.db.all<Planned>('SELECT path, size, hash FROM contents');
    return new Map(rows.map((row) => [row.path, row]));
  }

  /** What a file holds whose name does not say it; undefined for one that nothing is known of. */
  content(path: string): Planned | undefined {
    return this.db.get<Planned>('SELECT path, size, hash FROM contents WHERE path = ?', path);
  }

  /** Notes what a file holds from this run on; a run that changes nothing writes nothing here, either. */
  setContent({ path, size, hash }: Planned): void {
    this.db.run(
      'INSERT INTO contents (path, size, hash) VALUES (?, ?, ?) ON CONFLICT (path) DO UPDATE SET size = excluded.size, hash = excluded.hash WHERE hash <> excluded.hash OR size <> excluded.size',
      path,
      size,
      hash,
    );
  }

  /** A file whose name does not say what it holds goes with this run. */
  dropContent(path: string): void {
    this.db.run('DELETE FROM contents WHERE path = ?', path);
  }

  /** How many files there are in the folders of pictures, cards and codes, those in their grace period included. */
  get count(): number {
    return this.db.number('SELECT count(DISTINCT file) FROM uses');
  }
}
