import type { ArticleId } from '../../feed';
import { articleId } from '../hash';
import type { Database } from './database';
import type { Restored, Withdrawn } from './record';

/** Why an article is withdrawn. Times are milliseconds since 1970. */
export type Withdrawal =
  /** Its source says so. `time` is null where the source does not say when. */
  | { by: 'source'; time: number | null }
  /** An editor says so, whatever its sources say. */
  | { by: 'editor'; time: number }
  /** A listing made at `time` no longer has it: it may turn up again. */
  | { by: 'listing'; time: number };

/** What a withdrawn article would be made of, and what decides among several. */
export interface Kept {
  source: string;
  index: number;
  rank: number;
  changed: number;
  captured: number;
  /** See `Made`. */
  modified?: number | undefined;
  /** The address of the original. */
  url?: string | undefined;
  /** See `Entry`; undefined where only the record tells of it. */
  said?: string | undefined;
}

/** Why it is withdrawn, as it is stored: a listing's word falls where the article turns up again. */
const SOURCE = 0;
export const LISTING = 1;
const EDITOR = 2;
const WHY = { source: SOURCE, listing: LISTING, editor: EDITOR } as const;

const ROW = 'id, identity, time, shown, vanished, account, title, source, idx AS "index", modified, url';

/** The articles that were withdrawn. In the place of most of them a document of the feed says so. */
export class Withdrawals {
  /** Articles of which this run has noted something that the record is to say. */
  private readonly touched = new Set<ArticleId>();

  constructor(private readonly db: Database) {}

  has(id: ArticleId): boolean {
    return this.db.get('SELECT 1 FROM withdrawn WHERE id = ?', id) !== undefined;
  }

  /** Those whose articles are still in the feed. */
  pending(): ArticleId[] {
    return this.ids('WHERE id IN (SELECT id FROM articles)');
  }

  /** Those in whose place a document of the feed says so; the last noted first. */
  shown(): ArticleId[] {
    return this.ids('WHERE shown = 1');
  }

  private ids(where: string): ArticleId[] {
    return this.db
      .all<{ id: string }>(`SELECT id FROM withdrawn ${where} ORDER BY seq DESC`)
      .map(({ id }) => id);
  }

  /**
   * Notes that an article is withdrawn. The first word of when stands. What a source that came before an editor took
   * the withdrawal back says of it is no news, and neither is that listings are still without it.
   * @param run in which its source came; null where that is not known
   * @param isListed whether that source is an account's list
   * @returns whether it is withdrawn
   */
  add(identity: string, { by, time }: Withdrawal, run: number | null = null, isListed = false): boolean {
    const id = articleId(identity);
    const back = this.restored(id);
    if (back && by === 'source' && run !== null && run <= back.run) return false;
    if (back?.unlisted === 1 && (by === 'listing' || (by === 'source' && isListed))) return false;
    if (back) this.db.run('DELETE FROM restored WHERE id = ?', id);
    const before = this.db.get<{ vanished: number }>('SELECT vanished FROM withdrawn WHERE id = ?', id);
    const vanished = WHY[by];
    // What is gone for a better reason than that a listing does not have it does not turn up again.
    if (before && (before.vanished === vanished || before.vanished !== LISTING)) return true;
    this.touched.add(id);
    this.db.run(
      'INSERT INTO withdrawn (id, identity, time, shown, vanished) VALUES (?, ?, ?, 0, ?) ON CONFLICT (id) DO UPDATE SET vanished = excluded.vanished',
      id,
      identity,
      time,
      vanished,
    );
    return true;
  }

  /** Notes what a published feed says was withdrawn; the identity is not known there. */
  adopt(id: ArticleId, time: number): void {
    // A feed that is older than the archive says nothing of what was taken back since.
    if (this.has(id) || this.restored(id)) return;
    this.touched.add(id);
    this.db.run(
      "INSERT INTO withdrawn (id, identity, time, shown, vanished) VALUES (?, '', ?, 1, 0)",
      id,
      time,
    );
  }

  /** Notes what the record says. */
  follow(withdrawn: Iterable<Withdrawn>, restored: Iterable<Restored>): void {
    for (const one of withdrawn) {
      const { id, identity, time, shown, vanished, account, title, source, index, modified, url } = one;
      this.db.run(
        'INSERT OR REPLACE INTO withdrawn (id, identity, time, shown, vanished, account, title, source, idx, modified, url) VALUES (?,?,?,?,?,?,?,?,?,?,?)',
        id,
        identity,
        time,
        shown,
        vanished,
        account,
        title,
        source,
        index,
        modified,
        url,
      );
    }
    for (const { id, run, unlisted } of restored)
      this.db.run('INSERT OR REPLACE INTO restored (id, run, unlisted) VALUES (?, ?, ?)', id, run, unlisted);
  }

  /** A listing has the article: what a listing alone withdrew is taken back. What its source deleted stays gone. */
  restore(identity: string): void {
    const id = articleId(identity);
    const was = this.db.get<{ vanished: number }>('SELECT vanished FROM withdrawn WHERE id = ?', id);
    if (was?.vanished === LISTING) {
      this.db.run('DELETE FROM withdrawn WHERE id = ?', id);
      this.db.run('INSERT OR REPLACE INTO restored (id, run, unlisted) VALUES (?, 0, 0)', id);
      this.touched.add(id);
    }
    if (this.restored(id)?.unlisted !== 1) return;
    this.db.run('UPDATE restored SET unlisted = 0 WHERE id = ?', id);
    this.touched.add(id);
  }

  /** An editor takes a withdrawal back, in the run of this number. What an editor alone withdrew is listed still. */
  takeBack(id: ArticleId, run: number): void {
    const unlisted = this.row(id)?.vanished === EDITOR ? 0 : 1;
    this.db.run('DELETE FROM withdrawn WHERE id = ?', id);
    this.db.run('INSERT OR REPLACE INTO restored (id, run, unlisted) VALUES (?, ?, ?)', id, run, unlisted);
    this.touched.add(id);
  }

  private restored(id: ArticleId): Restored | undefined {
    return this.db.get<Restored>('SELECT id, run, unlisted FROM restored WHERE id = ?', id);
  }

  /** Notes that the feed says so now; returns since when: `otherwise` where nobody told. */
  show(id: ArticleId, otherwise: number): number {
    this.touched.add(id);
    this.db.run('UPDATE withdrawn SET shown = 1, time = coalesce(time, ?) WHERE id = ?', otherwise, id);
    return this.time(id);
  }

  /** Notes what a withdrawn article was called: nothing comes back under that title either. */
  call(identity: string, account: string | undefined, title: string): void {
    const id = articleId(identity);
    const was = this.db.get<{ title: string | null }>('SELECT title FROM withdrawn WHERE id = ?', id);
    if (!was || was.title !== null) return;
    this.touched.add(id);
    this.db.run(
      'UPDATE withdrawn SET identity = ?, account = ?, title = ? WHERE id = ?',
      identity,
      account ?? null,
      title,
      id,
    );
  }

  /** Notes what an article would be made of, were it taken back. */
  keep(id: ArticleId, { source, index, rank, changed, captured, modified, url, said }: Kept): void {
    const was = this.kept(id);
    if (was?.source !== source || was.index !== index) this.touched.add(id);
    this.db.run(
      'UPDATE withdrawn SET source = ?, idx = ?, rank = ?, changed = ?, captured = ?, modified = ?, url = ?, said = ? WHERE id = ?',
      source,
      index,
      rank,
      changed,
      captured,
      modified ?? null,
      url ?? null,
      said ?? null,
      id,
    );
  }

  /** What an article would be made of; null where nothing is known. What decides is 0 where only that is known. */
  kept(id: ArticleId): Kept | null {
    const row = this.db.get<{ [key in keyof Kept]: Kept[key] | null }>(
      'SELECT source, idx AS "index", coalesce(rank, 0) AS rank, coalesce(changed, 0) AS changed, coalesce(captured, 0) AS captured, modified, url, said FROM withdrawn WHERE id = ? AND source IS NOT NULL',
      id,
    );
    if (!row) return null;
    const { source, index, rank, changed, captured } = row as Kept;
    return {
      ...{ source, index, rank, changed, captured },
      modified: row.modified ?? undefined,
      url: row.url ?? undefined,
      said: row.said ?? undefined,
    };
  }

  /** The withdrawn article of an address. */
  at(url: string): ArticleId | undefined {
    return this.db.get<{ id: string }>('SELECT id FROM withdrawn WHERE url = ?', url)?.id;
  }

  /** Whether it is the first time that it is said of an article that a source of it is still given. */
  tell(id: ArticleId): boolean {
    if (this.db.get('SELECT 1 FROM withdrawn WHERE id = ? AND told = 0', id) === undefined) return false;
    this.db.run('UPDATE withdrawn SET told = 1 WHERE id = ?', id);
    return true;
  }

  /** Those of which it is known what they were called; an account of null is that of the column, or any. */
  called(): { identity: string; account: string | null; title: string }[] {
    return this.db.all('SELECT identity, account, title FROM withdrawn WHERE title IS NOT NULL');
  }

  /** Since when an article is withdrawn, as the feed says. */
  time(id: ArticleId): number {
    return this.db.number('SELECT time FROM withdrawn WHERE id = ?', id);
  }

  /** Its row, in the form of the record; undefined for one that is not withdrawn. */
  row(id: ArticleId): Withdrawn | undefined {
    return this.db.get<Withdrawn>(`SELECT ${ROW} FROM withdrawn WHERE id = ?`, id);
  }

  /** What this run has changed, as it is now, in the order in which it was noted. */
  changes(): { withdrawn: Withdrawn[]; restored: Restored[]; back: ArticleId[] } {
    if (this.touched.size === 0) return { withdrawn: [], restored: [], back: [] };
    const withdrawn = this.db
      .all<Withdrawn>(`SELECT ${ROW} FROM withdrawn ORDER BY seq`)
      .filter(({ id }) => this.touched.has(id));
    const still = new Set(withdrawn.map(({ id }) => id));
    const others = [...this.touched].filter((id) => !still.has(id));
    const restored = others.flatMap((id) => this.restored(id) ?? []);
    const taken = new Set(restored.map(({ id }) => id));
    return { withdrawn, restored, back: others.filter((id) => !taken.has(id)) };
  }

  /** Everything that was withdrawn, and everything that was taken back. */
  all(): { withdrawn: Withdrawn[]; restored: Restored[] } {
    return {
      withdrawn: this.db.all(`SELECT ${ROW} FROM withdrawn ORDER BY seq`),
      restored: this.db.all('SELECT id, run, unlisted FROM restored ORDER BY id'),
    };
  }

  /** What was noted so far is known to the record. */
  forgetChanges(): void {
    this.touched.clear();
  }
}
