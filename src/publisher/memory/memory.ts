import path from 'node:path';
import { type ArticleId, isNamedByContent, paths } from '../../feed';
import { articleId } from '../hash';
import type { Plan, Planned } from '../write/staging';
import { Articles } from './articles';
import { Database } from './database';
import { FACT } from './facts';
import { Files } from './files';
import { Listings } from './listings';
import {
  type ColumnFacts,
  NOTHING,
  type RecordEvent,
  type Recorded,
  type RunRecord,
  type Told,
} from './record';
import { Sources } from './sources';
import { FORM, TABLES } from './tables';
import { Trees } from './trees';
import { Withdrawals } from './withdrawals';

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

  /**
   * Opens the memory of an archive to look into it: it is neither made nor set aside. Nothing is to be noted in it. Of
   * one that is not there, is damaged, or is of an older form it is said which.
   */
  static look(archive: string): Memory | 'missing' | 'damaged' | 'older' {
    const db = Database.look(memoryFile(archive), FORM);
    if (typeof db === 'string') return db;
    if (db.isSound) return new Memory(db, false, 0);
    db.close();
    return 'damaged';
  }

  /** Sets the memory of an archive aside that nobody has open: the next run makes another one. */
  static setAside(archive: string): void {
    Database.setAside(memoryFile(archive));
  }

  /** Begins a run. A plan that is open is to be carried out before: what is staged from here on is not of it. */
  begin(): void {
    this.db.begin();
    // Before the record told of cards, those that never had any were not told from those that are owed some.
    if (!this.isNew && !this.fact(FACT.drawn)) this.articles.wantNoCards(this.articles.undrawn());
  }

  /**
   * Keeps what the run has noted, with what is to be done to the feed's folder: from here on the run has happened.
   * @param record where its decisions are written first; a run that decided nothing writes nothing
   * @param run its number
   * @param settle brings to the disk what the commit relies on: all that is staged, archived and recorded
   */
  commit(plan: Plan, record?: RunRecord, run = this.nextRun, settle = () => {}): void {
    if (record) this.tell(record, run);
    settle();
    // One that was not to be carried out is replaced.
    this.done();
    const insert = 'INSERT INTO plan (remove, path, size, hash) VALUES (?, ?, ?, ?)';
    for (const { path: moved, size, hash } of plan.moves) this.db.run(insert, 0, moved, size, hash);
    for (const one of [...plan.moves, ...(plan.kept ?? [])])
      if (!isNamedByContent(one.path)) this.files.setContent(one);
    for (const removed of plan.removes) {
      this.db.run(insert, 1, removed, null, null);
      if (!isNamedByContent(removed)) this.files.dropContent(removed);
    }
    this.db.commit();
  }

  /** The number for a run that begins now: no run ever had it, not even one whose packs are gone. */
  get nextRun(): number {
    return 1 + Math.max(this.sources.lastRun, this.lastRun);
  }

  /** Up to where the record is known here. */
  get recorded(): Recorded {
    return this.fact<Recorded>(FACT.recorded) ?? NOTHING;
  }

  /** The number of the last run that was carried out; 0 for none. */
  get lastRun(): number {
    return this.fact<number>(FACT.run) ?? 0;
  }

  /** Writes down what this run decided; everything, where the record has not what is known here. */
  private tell(record: RunRecord, run: number): void {
    const { recorded } = this;
    const isLost = record.size !== recorded.size || !record.isKnown(recorded);
    const events = isLost ? [...this.everything()] : [...this.news()];
    this.setFact(FACT.drawn, true);
    // What a run archived that decided nothing was read all the same: it left the last pack.
    if (events.length === 0 && this.sources.lastRun !== run) return;
    this.setFact(FACT.recorded, isLost ? record.rewrite(run, events) : record.append(run, events, recorded));
    this.setFact(FACT.run, run);
  }

  private *news(): Generator<RecordEvent> {
    for (const source of this.sources.readLater) yield { what: 'read', source };
    for (const source of this.sources.refused) yield { what: 'refused', source };
    for (const { id, made } of this.articles.choices()) yield { what: 'made', id, ...made };
    for (const { id, isDrawn } of this.articles.drawings(this.drawnBefore))
      yield { what: isDrawn ? 'drawn' : 'bare', id };
    const { withdrawn, restored, back } = this.withdrawals.changes();
    for (const id of back) yield { what: 'back', id };
    for (const row of restored) yield { what: 'restored', ...row };
    for (const row of withdrawn) yield { what: 'withdrawn', ...row };
    if (this.columnIsNew) yield { what: 'column', column: this.column! };
  }

  private *everything(): Generator<RecordEvent> {
    for (const { hash: source, isEmpty } of this.sources.readOnes()) {
      yield { what: 'read', source };
      if (isEmpty) yield { what: 'refused', source };
    }
    for (const { id, source, index, modified } of this.articles.all())
      yield { what: 'made', id, source, index, ...(modified === undefined ? {} : { modified }) };
    for (const id of this.articles.carded()) yield { what: 'drawn', id };
    const { withdrawn, restored } = this.withdrawals.all();
    for (const row of restored) yield { what: 'restored', ...row };
    for (const row of withdrawn) yield { what: 'withdrawn', ...row };
    if (this.column) yield { what: 'column', column: this.column };
  }

  /** Notes what the record says, but for what articles are made of: that is told whoever makes them. */
  follow({ withdrawn, restored, column, drawn, lastRun, recorded }: Told): void {
    this.toldDrawn = drawn;
    this.withdrawals.follow(withdrawn.values(), restored.values());
    this.setFact(FACT.column, column);
    this.setFact(FACT.run, lastRun);
    this.setFact(FACT.recorded, recorded);
  }

  /**
   * The memory is made again: what comes from here on is of this run.
   * @param known whether the record says it all
   */
  isRestored(known: boolean): void {
    this.articles.isRestored(known);
    if (!known) return;
    this.sources.readLater.length = 0;
    this.sources.refused.length = 0;
    this.withdrawals.forgetChanges();
    this.columnIsNew = false;
  }

  /**
   * Of what accounts list, messages none of whose articles is in the feed went before the memory was lost; one that
   * did not is seen when it is looked for.
   */
  settleListings(): void {
    for (const message of this.listings.messages()) {
      const places = this.aliases(`api:${message}:`);
      if (!places.some(({ identity }) => this.isLive(identity))) this.listings.go(message, 0);
    }
  }

  private columnIsNew = false;

  /** Articles that had share cards, as the record tells a memory that is made again. */
  private toldDrawn: ReadonlySet<ArticleId> = new Set();

  /** Articles whose share cards are gone and are to be drawn again, however old they are. */
  get owed(): Iterable<ArticleId> {
    return this.isNew ? this.toldDrawn : this.articles.owed();
  }

  /** Which articles the record says have cards, where that is not those that had some when the run began. */
  private get drawnBefore(): ReadonlySet<ArticleId> | undefined {
    if (this.isNew) return this.toldDrawn;
    if (this.fact(FACT.drawn)) return undefined;
    // Of before the record said so: all of them are told now.
    return new Set();
  }

  /** What the column is; null where no run has said so. */
  get column(): ColumnFacts | null {
    return this.fact(FACT.column);
  }

  set column(column: ColumnFacts) {
    if (JSON.stringify(column) === JSON.stringify(this.column)) return;
    this.setFact(FACT.column, column);
    this.columnIsNew = true;
  }

  /** What a run that died after its commit left to be done; null where nothing is. Outside of a run. */
  get plan(): Plan | null {
    if (this.db.isEmpty) return null;
    const rows = this.db.all<Planned & { remove: number }>(
      'SELECT remove, path, size, hash FROM plan ORDER BY at',
    );
    if (rows.length === 0) return null;
    const plan: Plan = { moves: [], removes: [] };
    for (const { remove, ...one } of rows)
      if (remove) plan.removes.push(one.path);
      else plan.moves.push(one);
    return plan;
  }

  /** The plan is carried out. Outside of a run: from here on nobody carries it out again. */
  done(): void {
    if (this.db.get('SELECT 1 FROM plan LIMIT 1')) this.db.run('DELETE FROM plan');
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

  /** Ends the run, and sets the memory aside: another one is made. */
  setAside(): void {
    this.db.setAside();
  }

  /** Ends the run; what was not committed is forgotten. */
  close(): void {
    this.db.close();
  }

  /** Whether this run cuts everything anew. */
  isCutAnew = false;

  /**
   * Lists and search are cut anew, and related articles are chosen anew, as if everything had come at once; numbers
   * begin again. So the same articles give the same feed, whatever was remembered of how they came.
   */
  cutAnew(): void {
    this.isCutAnew = true;
    this.trees.forget();
    this.articles.relations.forget();
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
