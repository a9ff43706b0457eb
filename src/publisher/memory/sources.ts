import type { ArticleId } from '../../feed';
import { PublisherError } from '../errors';
import type { Archive } from './archive';
import type { Database } from './database';
import { type Packed, runOf } from './pack';

const COLUMNS = 'hash, turn, pack, at, length';

/** The sources of the archive: where each stands in it, and the articles that were read from it. */
export class Sources {
  /** Sources that this run read and an earlier one had archived. */
  readonly readLater: string[] = [];
  /** Sources of which this run made nothing, since nothing tells their articles from others. */
  readonly refused: string[] = [];

  constructor(private readonly db: Database) {}

  get isEmpty(): boolean {
    return this.db.get('SELECT 1 FROM sources LIMIT 1') === undefined;
  }

  /** How many the archive has. */
  get count(): number {
    return this.db.number('SELECT count(*) FROM sources WHERE pack IS NOT NULL');
  }

  /** The highest number of a run that left a pack, be it gone. */
  get lastRun(): number {
    return Math.max(0, ...this.packs('1').map(runOf));
  }

  /** Sources that hold an article and are there, in the order in which they came. Every one is looked at. */
  holding(id: ArticleId): Packed[] {
    return this.db.all(
      `SELECT ${COLUMNS} FROM sources WHERE pack IS NOT NULL AND ids LIKE ? ORDER BY run, turn, hash`,
      `%"${id}"%`,
    );
  }

  /** Whether it is the first time that it is said of a source that it is too old. */
  tell(hash: string): boolean {
    if (this.db.get('SELECT 1 FROM sources WHERE hash = ? AND told = 0', hash) === undefined) return false;
    this.db.run('UPDATE sources SET told = 1 WHERE hash = ?', hash);
    return true;
  }

  /**
   * Notes that nothing is made of a source that was read: it is looked at again when it comes again.
   * @param isNews whether that was not so before
   */
  refuse(hash: string, name: string, isNews: boolean): void {
    if (isNews) this.refused.push(hash);
    this.insert(hash, name, '[]', undefined);
  }

  /** In which run a source came; null where that is not known. */
  runOf(hash: string): number | null {
    return this.db.get<{ run: number | null }>('SELECT run FROM sources WHERE hash = ?', hash)?.run ?? null;
  }

  /** What a source is called; null for one that was not read. */
  nameOf(hash: string): string | null {
    return (
      this.db.get<{ name: string | null }>('SELECT name FROM sources WHERE hash = ?', hash)?.name ?? null
    );
  }

  /** Every source that was read, and whether nothing was made of it. */
  *readOnes(): Generator<{ hash: string; isEmpty: boolean }> {
    let last = '';
    for (;;) {
      const some = this.db.all<{ hash: string; ids: string }>(
        'SELECT hash, ids FROM sources WHERE ids IS NOT NULL AND hash > ? ORDER BY hash LIMIT 1000',
        last,
      );
      for (const { hash, ids } of some) yield { hash, isEmpty: ids === '[]' };
      if (some.length === 0) return;
      last = some.at(-1)!.hash;
    }
  }

  /** What is known of a source, by its hash: `read` is one that holds articles. One whose pack is gone is new. */
  standing(hash: string): 'new' | 'archived' | 'read' {
    const row = this.db.get<{ ids: string | null }>(
      'SELECT ids FROM sources WHERE hash = ? AND pack IS NOT NULL',
      hash,
    );
    if (!row) return 'new';
    return row.ids === null || row.ids === '[]' ? 'archived' : 'read';
  }

  /** The articles that a source holds, which may be none; null for one that was not read. */
  articlesOf(hash: string): readonly ArticleId[] | null {
    const row = this.db.get<{ ids: string | null }>('SELECT ids FROM sources WHERE hash = ?', hash);
    return row?.ids ? (JSON.parse(row.ids) as ArticleId[]) : null;
  }

  /** Where a source stands; undefined where the archive has lost it. */
  find(hash: string): Packed | undefined {
    return this.db.get<Packed>(`SELECT ${COLUMNS} FROM sources WHERE hash = ? AND pack IS NOT NULL`, hash);
  }

  /** Where a source stands. Throws a `PublisherError` where the archive has lost it. */
  placeOf(hash: string): Packed {
    const row = this.find(hash);
    if (!row) throw new PublisherError(`来源 ${hash} 不在存档里，请重新导入它，或从备份恢复存档`);
    return row;
  }

  /** Those that were not read, in the order in which they came; few at a time are in memory. */
  *unread(): Generator<Packed> {
    let last = { run: -1, turn: -1, hash: '' };
    for (;;) {
      const some = this.db.all<Packed & { run: number }>(
        `SELECT run, ${COLUMNS} FROM sources WHERE ids IS NULL AND pack IS NOT NULL AND (run, turn, hash) > (?, ?, ?) ORDER BY run, turn, hash LIMIT 1000`,
        last.run,
        last.turn,
        last.hash,
      );
      for (const { run, ...packed } of some) yield packed;
      if (some.length === 0) return;
      last = some.at(-1)!;
    }
  }

  /** Notes where a source is archived; one that is archived twice counts where that was noted first. */
  add(packed: Packed): void {
    this.insert(packed.hash, null, null, packed);
  }

  /** Notes what a source is called, which articles it holds, and where it was archived, where that is new. */
  note(hash: string, name: string, articles: readonly ArticleId[], packed?: Packed): void {
    if (!packed && this.articlesOf(hash) === null) this.readLater.push(hash);
    this.insert(hash, name, JSON.stringify(articles), packed);
  }

  private insert(hash: string, name: string | null, ids: string | null, packed: Packed | undefined): void {
    this.db.run(
      `INSERT INTO sources (hash, ids, name, run, turn, pack, at, length) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (hash) DO UPDATE SET ids = coalesce(excluded.ids, ids), name = coalesce(excluded.name, name),
          run = coalesce(run, excluded.run), turn = coalesce(turn, excluded.turn), pack = coalesce(pack, excluded.pack),
          at = coalesce(at, excluded.at), length = coalesce(length, excluded.length)
        WHERE coalesce(excluded.ids, ids) IS NOT ids OR coalesce(pack, excluded.pack) IS NOT pack`,
      hash,
      ids,
      name,
      packed ? runOf(packed.pack) : null,
      packed?.turn ?? null,
      packed?.pack ?? null,
      packed?.at ?? null,
      packed?.length ?? null,
    );
  }

  /** Notes packs that are there, and whose sources are known. */
  notePacks(names: readonly string[]): void {
    for (const name of names)
      this.db.run(
        'INSERT INTO packs (name, gone) VALUES (?, 0) ON CONFLICT (name) DO UPDATE SET gone = 0 WHERE gone = 1',
        name,
      );
  }

  /** Packs whose sources are known, and that were there. */
  get packNames(): string[] {
    return this.packs('gone = 0');
  }

  private packs(where: string): string[] {
    return this.db.all<{ name: string }>(`SELECT name FROM packs WHERE ${where}`).map(({ name }) => name);
  }

  /**
   * Learns what packs hold that nobody noted: a run that failed or died left them, or the memory is a new one. Of what
   * stood in packs that are gone is known that it was read, and that it is to be archived anew where it comes again.
   * Throws a `PublisherError` for a pack that is damaged, where a run was committed with it.
   * @param isCommitted whether a run was that made the pack, or has read of it: else what is whole of it counts
   * @returns the packs that are gone
   */
  follow(archive: Archive, isCommitted: (pack: string) => boolean): string[] {
    const known = new Set(this.packNames);
    const isNew = known.size === 0;
    const there = archive.packNames();
    const gone = new Set(known);
    for (const name of there) gone.delete(name);
    for (const name of gone) {
      this.db.run('UPDATE sources SET pack = NULL, at = NULL, length = NULL WHERE pack = ?', name);
      this.db.run('UPDATE packs SET gone = 1 WHERE name = ?', name);
    }
    // What stood in one that is gone may stand in another one too.
    const kept = new Set(this.packs('1').map(runOf));
    const unread = (gone.size > 0 ? there : there.filter((name) => !known.has(name))).filter(
      (name) => kept.has(runOf(name)) || isCommitted(name) || archive.mend(name, isNew),
    );
    for (const packed of archive.packed(unread)) this.add(packed);
    this.notePacks(unread);
    return [...gone];
  }
}
