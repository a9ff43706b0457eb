import path from 'node:path';
import { paths } from '../../feed';
import { articleId } from '../hash';
import { Articles } from './articles';
import { Database } from './database';
import { FACT } from './facts';
import { Files } from './files';
import { Listings } from './listings';
import { Sources } from './sources';
import { FORM, TABLES } from './tables';
import { Trees } from './trees';
import { Withdrawals } from './withdrawals';

/** What is still to be done to the feed's folder: everything that is staged moves in, in this order; then these go. */
export interface Plan {
  moves: string[];
  removes: string[];
}

/** The database of an archive. */
export const memoryFile = (archive: string): string => path.join(archive, 'memory.db');

/**
 * What the publisher remembers between runs, in a database of the archive. How it is stored is known in this room
 * alone. A run is one transaction, from `begin` to `commit`: nothing is kept before, and a run that dies leaves nothing.
 */
export class Memory {
  readonly articles: Articles;
  readonly withdrawals: Withdrawals;
  readonly files: Files;
  readonly trees: Trees;
  readonly sources: Sources;
  readonly listings: Listings;

  private constructor(
    private readonly db: Database,
    /** True for one that was not there, was damaged, or is of another form: the archive has what it is made of. */
    readonly isNew: boolean,
    now: number,
  ) {
    this.articles = new Articles(db);
    this.withdrawals = new Withdrawals(db);
    this.files = new Files(db, now);
    this.trees = new Trees(db);
    this.sources = new Sources(db);
    this.listings = new Listings(db);
  }

  /**
   * Opens the memory of an archive for a run at `now`, in milliseconds. One that cannot be read is set aside as
   * `memory.db.damaged`, at once, or where that is seen later, when it is closed.
   * @param isFirst the archive holds nothing: what a run that fails or dies leaves there is no lost memory's
   */
  static open(archive: string, now: number, isFirst = false): Memory {
    const file = memoryFile(archive);
    const { db, isNew } = Database.open(file, FORM, TABLES);
    if (isNew && isFirst) {
      db.begin();
      db.commit();
    }
    return new Memory(db, isNew, now);
  }

  /** Begins a run. A plan that is open is to be carried out before: what is staged from here on is not of it. */
  begin(): void {
    this.db.begin();
  }

  /** Keeps what the run has noted, with what is to be done to the feed's folder: from here on the run has happened. */
  commit(plan: Plan): void {
    for (const [remove, paths] of [plan.moves, plan.removes].entries())
      for (const one of paths) this.db.run('INSERT INTO plan (remove, path) VALUES (?, ?)', remove, one);
    this.db.commit();
  }

  /** What a run that died after its commit left to be done; null where nothing is. Outside of a run. */
  get plan(): Plan | null {
    if (this.db.isEmpty) return null;
    const rows = this.db.all<{ remove: number; path: string }>('SELECT remove, path FROM plan ORDER BY at');
    if (rows.length === 0) return null;
    const paths = (which: number) => rows.filter(({ remove }) => remove === which).map((row) => row.path);
    return { moves: paths(0), removes: paths(1) };
  }

  /** The plan is carried out. Outside of a run: from here on nobody carries it out again. */
  done(): void {
    if (this.plan) this.db.run('DELETE FROM plan');
  }

  /** Every file of the feed that its head leads to, and those in their grace period; head and full feed aside. */
  *paths(): Generator<string> {
    const { articles, withdrawals, files, trees } = this;
    const [search, recalled] = [this.fact<string>(FACT.search), this.fact<string>(FACT.recalled)];
    if (search) yield paths.search(search);
    if (recalled) yield paths.withdrawn(recalled);
    for (const id of articles.ids()) yield paths.article(id);
    for (const id of withdrawals.shown()) yield paths.article(id);
    yield* files.used();
    yield* trees.paths();
    for (const { path: replaced } of files.replaced()) yield replaced;
  }

  /** Ends the run; what was not committed is forgotten. */
  close(): void {
    this.db.close();
  }

  /** Lists and search are cut anew, as if everything had come at once; numbers begin again. */
  cutAnew(): void {
    this.trees.forget();
    for (const name of [FACT.numbers, FACT.searched, FACT.passed, FACT.dead, FACT.signatures])
      this.setFact(name, null);
  }

  /** Whether the article of this identity is in the feed. */
  isLive(identity: string): boolean {
    return this.articles.has(articleId(identity));
  }

  /** A small fact by its name; null where it is not known. */
  fact<T>(name: string): T | null {
    const row = this.db.get<{ value: string }>('SELECT value FROM facts WHERE name = ?', name);
    return row ? (JSON.parse(row.value) as T) : null;
  }

  /** A run with nothing new writes nothing, here neither. */
  setFact(name: string, value: unknown): void {
    const before = this.db.get<{ value: string }>('SELECT value FROM facts WHERE name = ?', name);
    if ((before?.value ?? 'null') === JSON.stringify(value)) return;
    if (value === null) this.db.run('DELETE FROM facts WHERE name = ?', name);
    else this.db.run('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)', name, JSON.stringify(value));
  }

  /** The identity of the article that goes by another name: its file, its place in the API. */
  identityOf(alias: string): string | undefined {
    return this.db.get<{ identity: string }>('SELECT identity FROM aliases WHERE name = ?', alias)?.identity;
  }

  noteAlias(alias: string, identity: string): void {
    this.db.run(
      'INSERT INTO aliases (name, identity) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET identity = excluded.identity WHERE identity <> excluded.identity',
      alias,
      identity,
    );
  }

  /** Everything that was noted under names that begin so. */
  aliases(prefix: string): { name: string; identity: string }[] {
    return this.db.all(
      'SELECT name, identity FROM aliases WHERE name >= ? AND name < ? ORDER BY name',
      prefix,
      `${prefix}\u{10ffff}`,
    );
  }

  /** Every other name of an article. */
  namesOf(identity: string): string[] {
    return this.db
      .all<{ name: string }>('SELECT name FROM aliases WHERE identity = ?', identity)
      .map(({ name }) => name);
  }
}
