import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Libsql from 'libsql';

/** Every row of the tables by their names, as JSON; `plan`, and in which packs sources stand, aside. */
export type Dump = Record<string, string[]>;

export interface Look {
  /** Whether SQLite has something to roll back. */
  hot: boolean;
  /** Steps of an open plan. */
  plan: number;
  /** Hash of the head as the memory knows it. */
  head: string | null;
  sound: boolean;
  dump: Dump;
}

const MAGIC = 'd9d505f920a163d7';

/** Looks into the memory of an archive as the next run will find it, without touching it. */
export function look(archive: string): Look {
  const folder = mkdtempSync(path.join(tmpdir(), 'look-'));
  const [file, journal] = [path.join(folder, 'memory.db'), path.join(folder, 'memory.db-journal')];
  try {
    const found: Look = { hot: false, plan: 0, head: null, sound: true, dump: {} };
    if (!existsSync(`${archive}/memory.db`)) return found;
    copyFileSync(`${archive}/memory.db`, file);
    if (existsSync(`${archive}/memory.db-journal`)) {
      copyFileSync(`${archive}/memory.db-journal`, journal);
      const begin = readFileSync(journal).subarray(0, 12);
      found.hot =
        begin.length === 12 && begin.subarray(0, 8).toString('hex') === MAGIC && begin.readUInt32BE(8) > 0;
    }
    const db = new Libsql(file);
    const all = <T>(sql: string) => db.prepare(sql).all() as T[];
    const tables = all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
    for (const { name } of tables) {
      const rows = all<object>(`SELECT * FROM ${name}`);
      if (name === 'plan') found.plan = rows.length;
      else if (name !== 'packs')
        found.dump[name] = rows
          .filter(isLasting)
          .map((row) => JSON.stringify(said(row)))
          .sort();
    }
    found.head = headOf(found.dump);
    found.sound = all<{ integrity_check: string }>('PRAGMA integrity_check')[0]?.integrity_check === 'ok';
    db.close();
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether a row says the same however many runs died: their packs take numbers, and what they left is told. */
const isLasting = (row: object): boolean =>
  !['run', 'recorded'].includes(String((row as { name?: unknown }).name));

/** A row without where its source stands: runs that die leave packs of their own. */
function said(row: object): object {
  const { pack, at, length, run, turn, ...rest } = row as Record<string, unknown>;
  return pack === undefined ? row : rest;
}

/** Rows of a table. */
export const rowsOf = <T>(dump: Dump, table: string): T[] =>
  (dump[table] ?? []).map((row) => JSON.parse(row) as T);

/** Hash of the head that was published. */
export function headOf(dump: Dump): string | null {
  const head = rowsOf<{ name: string; value: string }>(dump, 'facts').find(
    ({ name }) => name === 'head hash',
  );
  return head ? (JSON.parse(head.value) as string) : null;
}
