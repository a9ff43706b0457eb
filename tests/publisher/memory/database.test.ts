import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { DiskError } from '../../../src/publisher/errors';
import { Database, lockFile } from '../../../src/publisher/memory/database';
import { disk } from '../../../src/publisher/write/disk';
import { cleanUp, temporary } from '../support';

afterEach(cleanUp);

const FORM = 1;
const open = (file: string) => Database.open(file, FORM, 'CREATE TABLE a (b TEXT);');
const INSERT = 'INSERT INTO a (b) VALUES (?)';

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

/** A database with one row. */
function filled(): string {
  const file = path.join(temporary(), 'memory.db');
  const { db } = open(file);
  db.begin();
  db.run(INSERT, 'one');
  db.commit();
  db.close();
  return file;
}

test('a run that met a full disk writes nothing more: what comes behind a rollback would be kept by itself', () => {
  const file = filled();
  const { db } = open(file);
  db.all('PRAGMA max_page_count = 4');
  db.begin();
  db.run(INSERT, 'two');
  const full = thrownBy(() => db.run(INSERT, 'x'.repeat(100_000)));
  expect(full).toBeInstanceOf(DiskError);
  expect(full).toMatchObject({
    code: 'ENOSPC',
    message: expect.stringMatching(/memory\.db：磁盘已满（SQLITE_FULL）。请腾出地方/),
  });
  for (const work of [() => db.run(INSERT, 'three'), () => db.all('SELECT * FROM a'), () => db.commit()])
    expect(thrownBy(work)).toBe(full);
  db.close();
  const again = open(file);
  expect(again).toMatchObject({ isNew: false });
  expect(again.db.all('SELECT b FROM a')).toEqual([{ b: 'one' }]);
  again.db.close();
});

test.each([
  ['a database', (file: string) => open(file)],
  ['a lock', (file: string) => lockFile(file)],
])('%s that cannot be opened: the way out of both causes', (_, work) => {
  const folder = temporary();
  // Where it leads there is no folder: the database cannot make its file.
  const file = path.join(folder, 'memory.db');
  symlinkSync(path.join(folder, 'none/memory.db'), file);
  if (existsSync(file)) throw new Error('it is there');
  const error = thrownBy(() => work(file)) as DiskError;
  expect(error).toBeInstanceOf(DiskError);
  expect(error.message).toMatch(/memory\.db：.*。请/);
  if (error.code === 'SQLITE_CANTOPEN')
    expect(error.message).toMatch(
      /打不开它（SQLITE_CANTOPEN）。请检查文件夹的所有者和权限，以及打开文件的上限/,
    );
});

test('a lock whose place is a folder says that it cannot be opened, and not that there is no right to', () => {
  const file = path.join(temporary(), 'lock.db');
  mkdirSync(file);
  expect(thrownBy(() => lockFile(file))).toMatchObject({
    code: 'SQLITE_CANTOPEN',
    message: expect.stringMatching(/lock\.db：打不开它（SQLITE_CANTOPEN/),
  });
});

describe('a database that the disk does not read', () => {
  const { readSync } = disk;
  afterEach(() => Object.assign(disk, { readSync }));

  test('is not taken for a damaged one', () => {
    const file = filled();
    const before = readFileSync(file);
    Object.assign(disk, {
      readSync() {
        throw new DiskError('EIO', `${file}：磁盘读写出错（EIO）`);
      },
    });
    expect(thrownBy(() => open(file))).toMatchObject({ code: 'EIO' });
    expect(readFileSync(file)).toEqual(before);
    expect(existsSync(`${file}.damaged`)).toBe(false);
  });
});
