import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import Libsql from 'libsql';
import { hasCode } from '../errors';

/*
 * SQLite, by `libsql`: its binaries come from the registry, a process that dies leaves neither a lock nor half a
 * transaction (30 of 30), and damage and disk faults are errors with a code. Of the others that were measured,
 * `node-sqlite3-wasm` never rolled a dead process's journal back (24 of 30 corrupt), and `lmdb` ends the process
 * with a signal where its file is damaged. What is odd about it is kept in this file:
 * - a bound boolean ends the process, a number is bound as a float, and a text is cut at a NUL when it is read;
 * - statements have no end of their own: they are kept, and a cursor is always read to its end;
 * - each `all` leaves some hundred bytes behind that go with a later turn of the event loop: for one row there is `get`.
 */

/** What can be bound to a statement. */
export type Value = string | number | null;

type Statement = ReturnType<InstanceType<typeof Libsql>['prepare']>;

function bound(value: Value): string | bigint | number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  // Such text is nobody's: WeChat's never has one, and half of it must not be remembered for the whole.
  return typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value;
}

/** Kilobytes of the file that are held in memory. */
const CACHE = 16_384;

/** Whether an error says that the file is no sound database of ours. */
export const isDamage = (error: unknown): boolean =>
  hasCode(error, 'SQLITE_CORRUPT') || hasCode(error, 'SQLITE_NOTADB');

/** Keeps a file that is no sound database under another name, in place of one that was kept before. */
export function setAside(file: string): void {
  renameSync(file, `${file}.damaged`);
  rmSync(`${file}-journal`, { force: true });
}

/** A database of one process, which is sure of being alone with it (run/lock.ts). */
export class Database {
  private readonly statements = new Map<string, Statement>();
  private open = true;

  private constructor(private readonly db: InstanceType<typeof Libsql>) {}

  /**
   * Opens a database, or makes it. One that is damaged, or of another form, is set aside as `<file>.damaged`, in
   * place of one that was before, and a new one is made.
   * @param form its edition, kept as `user_version`
   * @param tables what makes an empty one
   */
  static open(file: string, form: number, tables: string): { db: Database; isNew: boolean } {
    mkdirSync(path.dirname(file), { recursive: true });
    if (existsSync(file)) {
      const found = Database.sound(file, form);
      if (found) return { db: found, isNew: false };
      setAside(file);
    }
    // It is readable by its owner alone: it names everything that was ever withdrawn.
    closeSync(openSync(file, 'w', 0o600));
    const db = new Database(connect(file));
    db.db.exec(`BEGIN; ${tables} PRAGMA user_version = ${form}; COMMIT;`);
    return { db, isNew: true };
  }

  /** The database of a file, where it is one of this form that can be read from end to end. */
  private static sound(file: string, form: number): Database | null {
    let db: Database | undefined;
    try {
      db = new Database(connect(file));
      const version = db.get<{ user_version: number }>('PRAGMA user_version')?.user_version;
      // Finds pages that were cut off or overwritten, without reading every row of every table.
      const tables = db.all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'");
      if (version === form && tables.length > 0) return db;
    } catch (error) {
      if (!isDamage(error)) throw error;
    }
    db?.close();
    return null;
  }

  begin(): void {
    this.db.exec('BEGIN IMMEDIATE');
  }

  commit(): void {
    this.db.exec('COMMIT');
  }

  run(sql: string, ...values: Value[]): void {
    this.prepare(sql).run(values.map(bound));
  }

  all<T>(sql: string, ...values: Value[]): T[] {
    return this.prepare(sql).all(values.map(bound)) as T[];
  }

  /** The first row that a query gives. */
  get<T>(sql: string, ...values: Value[]): T | undefined {
    const row = this.prepare(sql).get(values.map(bound)) as (T & { _metadata?: unknown }) | undefined;
    // Something of the library's own.
    delete row?._metadata;
    return row;
  }

  /** The one number that a query gives; 0 for none. */
  number(sql: string, ...values: Value[]): number {
    const row = this.get<Record<string, number | null>>(sql, ...values);
    return (row && Object.values(row)[0]) ?? 0;
  }

  /** Ends the connection; a transaction that was not committed is rolled back. */
  close(): void {
    if (!this.open) return;
    this.open = false;
    try {
      if (this.db.inTransaction) this.db.exec('ROLLBACK');
    } catch {
      // A damaged file, or a full disk, has rolled it back already.
    }
    this.statements.clear();
    this.db.close();
  }

  private prepare(sql: string): Statement {
    let statement = this.statements.get(sql);
    if (!statement) {
      statement = this.db.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }
}

function connect(file: string): InstanceType<typeof Libsql> {
  const db = new Libsql(file);
  // One file at rest; what is committed is on the disk.
  db.exec(`PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA cache_size = -${CACHE}`);
  return db;
}
