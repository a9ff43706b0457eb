import path from 'node:path';
import Libsql from 'libsql';
import { DiskError, PublisherError, quietly, wordsOf } from '../errors';
import { disk } from '../write/disk';

/*
 * SQLite, by `libsql`: its binaries come from the registry, a process that dies leaves neither a lock nor half a
 * transaction (30 of 30), and damage and disk faults are errors with a code. Of the others that were measured,
 * `node-sqlite3-wasm` never rolled a dead process's journal back (24 of 30 corrupt), and `lmdb` ends the process
 * with a signal where its file is damaged. What is odd about it is kept in this file:
 * - a bound boolean ends the process, a number is bound as a float, and a text is cut at a NUL when it is read;
 * - statements have no end of their own: they are kept, and a cursor is always read to its end;
 * - each `all` leaves some hundred bytes behind that go with a later turn of the event loop: for one row there is `get`;
 * - a row as an object costs `get` up to three times what it does as a list of its values;
 * - a page that the disk does not read it takes for one of zeros (version 0.5.29): most are then called damage, and the
 *   last of a long text is believed. So the file is read through before it is opened, and looked at again where it is
 *   said to be damaged.
 */

/** What can be bound to a statement. */
export type Value = string | number | null;

type Statement = ReturnType<InstanceType<typeof Libsql>['prepare']>;

/** A statement whose rows come as lists, and what their values are called. */
interface Listing {
  statement: Statement;
  names: string[];
}

function bound(value: Value): string | bigint | number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  // Such text is nobody's: WeChat's never has one, and half of it must not be remembered for the whole.
  return typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value;
}

/** Kilobytes of the file that are held in memory. */
const CACHE = 16_384;

/** What the numbers of the database's codes are called that come without a name. */
const CODES: Readonly<Record<string, string>> = {
  3: 'SQLITE_PERM',
  5: 'SQLITE_BUSY',
  7: 'SQLITE_NOMEM',
  8: 'SQLITE_READONLY',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  26: 'SQLITE_NOTADB',
};

/**
 * The database's code for an error. Where a file cannot be opened its number stands in the words alone; others are
 * too long for the library's list of names, and are named by what they begin with.
 */
function codeOf(error: unknown): string {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const [, number] =
    /^ConnectionFailed\(.*: (\d+)"\)$/s.exec(String(message)) ??
    /^UNKNOWN_SQLITE_ERROR_(\d+)$/.exec(String(code)) ??
    [];
  return (number && CODES[Number(number) & 0xff]) || String(code);
}

/** Whether an error says that the file is no sound database of ours. */
const isDamage = (error: unknown): boolean => /^SQLITE_(?:NOTADB|CORRUPT)/.test(codeOf(error));

/** A database of one process, which is sure of being alone with it (run/lock.ts). */
export class Database {
  private readonly statements = new Map<string, Statement>();
  private readonly listings = new Map<string, Listing>();
  private state: 'open' | 'damaged' | 'closed' = 'open';
  /**
   * Why nothing more is asked of it: a transaction that meets a fault of the disk may be rolled back by then, and what
   * others of the same run wrote behind it would be kept, each by itself.
   */
  private failure: PublisherError | null = null;

  private constructor(
    private readonly file: string,
    private readonly db: InstanceType<typeof Libsql>,
    /** What makes the tables of a new one; null where they are there. */
    private making: string | null,
    /** Whether it stays where it is even where it turns out to be damaged. */
    private readonly isLook = false,
  ) {}

  /**
   * Opens a database to look into it: it is neither made nor set aside. What is none of this form is told as what it
   * is, of which `older` has no damage.
   */
  static look(file: string, form: number): Database | 'missing' | 'damaged' | 'older' {
    if (sizeOf(file) === 0) return 'missing';
    let db: InstanceType<typeof Libsql> | undefined;
    try {
      db = connect(file);
      const { version, tables } = formOf(db);
      if (version === form && tables > 0) return new Database(file, db, null, true);
      db.close();
      if (version === 0 && tables === 0) return 'missing';
      return version > 0 && version < form ? 'older' : 'damaged';
    } catch (error) {
      db?.close();
      if (isDamage(error)) return 'damaged';
      throw saying(error, file);
    }
  }

  /**
   * Opens a database, or makes it. One that is damaged, or of another form, is set aside as `<file>.damaged`, in
   * place of one that was before, and a new one is made, whose tables come with its first transaction: whoever opens
   * it before that is committed finds it new again.
   * @param form its edition, kept as `user_version`
   * @param tables what makes an empty one
   */
  static open(file: string, form: number, tables: string): { db: Database; isNew: boolean } {
    disk.mkdirSync(path.dirname(file), { recursive: true });
    if (sizeOf(file) > 0) {
      const found = Database.sound(file, form);
      if (found) return { db: found, isNew: false };
      disk.renameSync(file, `${file}.damaged`);
    }
    disk.rmSync(journalOf(file), { force: true });
    // It is readable by its owner alone: it names everything that was ever withdrawn.
    disk.closeSync(disk.openScratchSync(file, 0o600));
    const making = `${tables} PRAGMA user_version = ${form}`;
    return { db: new Database(file, connect(file), making), isNew: true };
  }

  /** The database of a file, where it is one of this form as far as a first look tells; the rest is seen when it is used. */
  private static sound(file: string, form: number): Database | null {
    let db: InstanceType<typeof Libsql> | undefined;
    readThrough(file);
    try {
      db = connect(file);
      const { version, tables } = formOf(db);
      if (version === form && tables > 0) return new Database(file, db, null);
    } catch (error) {
      db?.close();
      const fault = isDamage(error) ? unreadable(error, file) : saying(error, file);
      if (fault) throw fault;
      return null;
    }
    db.close();
    return null;
  }

  /** Whether SQLite finds its pages and indexes in order. What a value says it does not know. */
  get isSound(): boolean {
    try {
      const rows = this.db.prepare('PRAGMA integrity_check(1)').all() as { integrity_check: string }[];
      return rows[0]?.integrity_check === 'ok';
    } catch (error) {
      if (isDamage(error)) return false;
      throw saying(error, this.file);
    }
  }

  begin(): void {
    this.guarded(() => this.db.exec(`BEGIN IMMEDIATE; ${this.making ?? ''}`));
    this.making = null;
  }

  /** Whether it has no tables yet: nothing can be asked of it. */
  get isEmpty(): boolean {
    return this.making !== null;
  }

  commit(): void {
    this.guarded(() => this.db.exec('COMMIT'));
  }

  run(sql: string, ...values: Value[]): void {
    this.guarded(() => this.prepare(sql).run(values.map(bound)));
  }

  all<T>(sql: string, ...values: Value[]): T[] {
    return this.guarded(() => this.prepare(sql).all(values.map(bound)) as T[]);
  }

  /** The first row that a query gives. */
  get<T>(sql: string, ...values: Value[]): T | undefined {
    return this.guarded(() => {
      const { statement, names } = this.listing(sql);
      const row = statement.get(values.map(bound)) as unknown[] | undefined;
      if (!row) return undefined;
      const named: Record<string, unknown> = {};
      for (const [at, name] of names.entries()) named[name] = row[at];
      return named as T;
    });
  }

  /** The one number that a query gives; 0 for none. */
  number(sql: string, ...values: Value[]): number {
    const row = this.get<Record<string, number | null>>(sql, ...values);
    return (row && Object.values(row)[0]) ?? 0;
  }

  /** Sets a database aside that nobody has open. */
  static setAside(file: string): void {
    disk.renameSync(file, `${file}.damaged`);
    disk.rmSync(journalOf(file), { force: true });
  }

  /** Ends the connection, and sets the database aside as one that is damaged. */
  setAside(): void {
    this.state = 'damaged';
    this.close();
  }

  /**
   * Ends the connection; a transaction that was not committed is rolled back, if not here then by who opens it next.
   * A database that turned out to be damaged is set aside.
   */
  close(): void {
    const was = this.state;
    if (was === 'closed') return;
    this.state = 'closed';
    this.end();
    if (was !== 'damaged' || this.isLook) return;
    Database.setAside(this.file);
  }

  private end(): void {
    this.statements.clear();
    this.listings.clear();
    if (!this.db.open) return;
    quietly(() => {
      if (this.db.inTransaction) this.db.exec('ROLLBACK');
    });
    this.db.close();
  }

  /** Says what is wrong in words where its reader can mend it. */
  private guarded<T>(work: () => T): T {
    if (this.failure) throw this.failure;
    try {
      return work();
    } catch (error) {
      const told = isDamage(error) ? this.damage(error) : saying(error, this.file);
      if (told instanceof PublisherError) this.failure = told;
      throw told;
    }
  }

  /** What the database calls damage, and may be a fault of the disk. */
  private damage(error: unknown): unknown {
    this.end();
    const fault = unreadable(error, this.file);
    if (!fault) this.state = 'damaged';
    return fault ?? saying(error, this.file);
  }

  private prepare(sql: string): Statement {
    let statement = this.statements.get(sql);
    if (!statement) {
      statement = this.db.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }

  private listing(sql: string): Listing {
    let listing = this.listings.get(sql);
    if (!listing) {
      const statement = this.db.prepare(sql).raw();
      listing = { statement, names: statement.columns().map(({ name }) => name) };
      this.listings.set(sql, listing);
    }
    return listing;
  }
}

/** The edition of a database, and how many tables it has. */
function formOf(db: InstanceType<typeof Libsql>): { version: number; tables: number } {
  const [found] = db.prepare('PRAGMA user_version').all() as { user_version: number }[];
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  return { version: found?.user_version ?? 0, tables: tables.length };
}

/** Bytes that are read at one go. */
const BLOCK = 1 << 20;

/** Throws where the disk does not read a file to its end. */
function readThrough(file: string): void {
  const opened = disk.openSync(file, 'r');
  try {
    const block = Buffer.allocUnsafe(BLOCK);
    for (let at = 0, got = -1; got !== 0; at += got) got = disk.readSync(opened, block, 0, BLOCK, at);
  } finally {
    disk.closeSync(opened);
  }
}

/** What keeps the disk from reading a file that the database calls damaged; null where that is what it is. */
function unreadable(error: unknown, file: string): unknown {
  try {
    readThrough(file);
  } catch (fault) {
    return fault;
  }
  return isSound(file) ? new DiskError('EIO', wordsOf('EIO', file, codeOf(error))) : null;
}

function isSound(file: string): boolean {
  let db: InstanceType<typeof Libsql> | undefined;
  try {
    db = connect(file);
    const [found] = db.prepare('PRAGMA integrity_check(1)').all() as { integrity_check: string }[];
    return found?.integrity_check === 'ok';
  } catch {
    return false;
  } finally {
    db?.close();
  }
}

const journalOf = (file: string): string => `${file}-journal`;
const sizeOf = (file: string): number => disk.statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** What the database's codes for faults of the disk are called by the system; longer codes begin with these. */
const DISK_CODES: readonly (readonly [database: string, system: string])[] = [
  ['SQLITE_FULL', 'ENOSPC'],
  ['SQLITE_READONLY', 'SQLITE_READONLY'],
  ['SQLITE_PERM', 'EACCES'],
  ['SQLITE_AUTH', 'EACCES'],
  ['SQLITE_CANTOPEN', 'SQLITE_CANTOPEN'],
  ['SQLITE_IOERR_NOMEM', 'ENOMEM'],
  ['SQLITE_NOMEM', 'ENOMEM'],
  ['SQLITE_IOERR', 'EIO'],
  ['SQLITE_PROTOCOL', 'EIO'],
];

function diskFaultOf(error: unknown, file: string): DiskError | null {
  const code = codeOf(error);
  const found = DISK_CODES.find(([database]) => code.startsWith(database));
  return found ? new DiskError(found[1], wordsOf(found[1], file, code)) : null;
}

function saying(error: unknown, file: string): unknown {
  if (isDamage(error))
    return new PublisherError(
      '发布记录（存档里的 memory.db）已损坏，已改名为 memory.db.damaged。请再运行一次：会用存档重新生成',
    );
  // Only where two took the lock of the archive at once.
  if (codeOf(error) === 'SQLITE_BUSY')
    return new PublisherError('另一个发布程序正在写同一个文件夹，请等它结束再运行');
  return diskFaultOf(error, file) ?? error;
}

function connect(file: string): InstanceType<typeof Libsql> {
  const db = opened(file);
  try {
    // One file at rest; what is committed is on the disk.
    db.exec(`PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA cache_size = -${CACHE}`);
    return db;
  } catch (error) {
    db.close();
    throw isDamage(error) ? error : saying(error, file);
  }
}

function opened(file: string): InstanceType<typeof Libsql> {
  try {
    return new Libsql(file);
  } catch (error) {
    throw isDamage(error) ? error : saying(error, file);
  }
}

/**
 * Locks a file that holds nothing, for this process and as long as it lives: a transaction of SQLite's that never
 * writes. No other way of a file leaves no moment in which two successors of a dead owner both believe to have it.
 * Reading the file in the process that holds it would give the lock back: POSIX has it so.
 * @returns what gives it back; null where another process, or this one, has it
 */
export function lockFile(file: string): (() => void) | null {
  const db = opened(file);
  try {
    // No journal on the disk, which a dead process would leave.
    db.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return () => db.close();
  } catch (error) {
    db.close();
    if (codeOf(error) === 'SQLITE_BUSY') return null;
    if (!isDamage(error)) throw saying(error, file);
    // Something was written into it. Nobody is to flush it: to open and close a file gives back the locks on it.
    disk.closeSync(disk.openScratchSync(file));
    return lockFile(file);
  }
}
