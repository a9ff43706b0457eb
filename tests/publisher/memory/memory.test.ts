import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import Libsql from 'libsql';
import { HASHES } from '../../../src/feed';
import { articleId } from '../../../src/publisher/hash';
import { type Memory, memoryFile } from '../../../src/publisher/memory/memory';
import { randomNumbers } from '../../support/random';
import { cleanUp, snapshot, temporary } from '../support';
import { entry, withMemory } from './support';

afterEach(cleanUp);

const isNew = (memory: Memory) => memory.isNew;
const titles = ({ articles }: Memory) => [...articles.all()].map(({ item }) => item.title);

/** A folder whose memory holds some articles. */
function filled(count = 3): string {
  const folder = temporary();
  withMemory(folder, ({ articles }) => {
    for (let at = 0; at < count; at += 1) articles.put(entry(`第${at}篇`, { published: at }));
  });
  return folder;
}

describe('a run', () => {
  test('that is not committed is forgotten, whole', () => {
    const folder = filled();
    const before = snapshot(folder);
    withMemory(
      folder,
      (memory) => {
        memory.articles.put(entry('多的', { published: 9 }));
        memory.articles.drop(articleId('第0篇'));
        memory.setFact('numbers', 7);
        memory.sources.note('s', '名', ['x']);
        memory.withdrawals.add('第1篇', { by: 'source', time: 1 });
        memory.files.replace('a');
      },
      { commit: false },
    );
    expect(snapshot(folder).get('memory.db')!.content).toBe(before.get('memory.db')!.content);
    expect(withMemory(folder, titles)).toEqual(['第0篇', '第1篇', '第2篇']);
  });

  test('that says nothing new writes nothing', () => {
    const folder = filled();
    const say = (memory: Memory) => {
      memory.setFact('numbers', 3);
      memory.sources.note('s', '名', ['x']);
      memory.noteAlias('name:a', '第1篇');
      memory.listings.see('a', '1', null, 5);
      memory.listings.learn('a', '2', 5, 6);
      memory.listings.setProgress('a', memory.listings.progress('a'));
      memory.files.set('x', ['images/a.webp']);
      memory.withdrawals.add('走了', { by: 'source', time: 1 });
    };
    withMemory(folder, say);
    const before = snapshot(folder);
    withMemory(folder, say, { now: 99 });
    expect(snapshot(folder)).toEqual(before);
  });

  test('leaves one file, which nobody else may read', () => {
    const folder = filled();
    expect([...snapshot(folder).keys()]).toEqual(['memory.db']);
    if (process.platform !== 'win32') expect(statSync(memoryFile(folder)).mode & 0o077).toBe(0);
  });
});

describe('a memory that cannot be read', () => {
  const damages: [string, (file: string) => void][] = [
    ['garbage', (file) => writeFileSync(file, Buffer.from('这不是数据库'.repeat(2000)))],
    ['nothing', (file) => writeFileSync(file, '')],
    ['zeros', (file) => writeFileSync(file, Buffer.alloc(statSync(file).size))],
    ['cut off in its first page', (file) => truncateSync(file, 60)],
    ['of another form', (file) => setForm(file, 999)],
    ['of the older form, that of nobody', (file) => setForm(file, 0)],
  ];
  test.each(damages)('%s is set aside, and a new one is begun', (_, damage) => {
    const folder = filled();
    damage(memoryFile(folder));
    const bytes = readFileSync(memoryFile(folder));
    expect(withMemory(folder, isNew)).toBe(true);
    // Of nothing there is nothing to keep.
    if (bytes.length > 0) expect(readFileSync(`${memoryFile(folder)}.damaged`)).toEqual(bytes);
    expect(withMemory(folder, (memory) => [memory.isNew, ...titles(memory)])).toEqual([false]);
  });

  // Pages of the disk. A byte that changes inside a text ends the process in libsql: only a copy of the file can.
  test('with pages lost, it is sound, set aside, or found damaged where it is used: never something else', () => {
    const next = randomNumbers(5);
    const folder = filled(60);
    const sound = readFileSync(memoryFile(folder));
    const said = withMemory(folder, titles);
    let used = 0;
    for (let round = 0; round < 40; round += 1) {
      const pages = sound.length / 4096;
      const bytes = Buffer.from(
        sound.subarray(0, next() < 0.3 ? Math.floor(next() * pages) * 4096 : undefined),
      );
      for (let at = Math.floor(next() * 3); at >= 0; at -= 1) {
        const from = Math.floor(next() * pages) * 4096;
        if (from < bytes.length) bytes.fill(0, from, from + 4096);
      }
      writeFileSync(memoryFile(folder), bytes);
      try {
        const found = withMemory(folder, (memory) => (memory.isNew ? null : titles(memory)), {
          commit: false,
        });
        if (found) used += 1;
      } catch (error) {
        expect(String(error)).toMatch(/^PublisherError: .*memory\.db.*已损坏/);
      }
    }
    expect(used).toBeLessThan(40);
    writeFileSync(memoryFile(folder), sound);
    expect(withMemory(folder, titles)).toEqual(said);
  });

  test('the journal of a process that died is rolled back, none of a damaged one', () => {
    const folder = filled();
    writeFileSync(`${memoryFile(folder)}-journal`, 'x'.repeat(600));
    expect(withMemory(folder, titles)).toHaveLength(3);
    writeFileSync(memoryFile(folder), 'x');
    writeFileSync(`${memoryFile(folder)}-journal`, 'x'.repeat(600));
    expect(withMemory(folder, isNew)).toBe(true);
    expect(existsSync(`${memoryFile(folder)}-journal`)).toBe(false);
  });
});

function setForm(file: string, form: number): void {
  const db = new Libsql(file);
  db.exec(`PRAGMA user_version = ${form}`);
  db.close();
}

test('the plan of a run is there until it is carried out', () => {
  const folder = temporary();
  const moves = ['b', 'a'].map((name, at) => ({ path: name, size: at, hash: `hash-of-${name}` }));
  const plan = { moves, removes: ['c'] };
  withMemory(folder, (memory) => memory.commit(plan), { commit: false });
  withMemory(folder, (memory) => expect(memory.plan).toEqual(plan), { commit: false });
  withMemory(folder, (memory) => memory.done());
  withMemory(folder, (memory) => expect(memory.plan).toBeNull());
});

test('texts come back as they went, but for a NUL; numbers are exact', () => {
  const folder = temporary();
  const odd = '“”\'"\\ \u2028 🚗 a\0b';
  withMemory(folder, (memory) => {
    memory.setFact('odd', odd);
    memory.noteAlias(odd, odd);
    memory.articles.put(entry('x', { title: odd, published: 2 ** 50 - 1 }));
  });
  withMemory(folder, (memory) => {
    expect(memory.fact('odd')).toBe(odd);
    expect(memory.identityOf(odd)).toBe(odd.replace('\0', '\ufffd'));
    const { item, published } = memory.articles.get(articleId('x'))!;
    expect([item.title, published]).toEqual([odd, 2 ** 50 - 1]);
  });
});

test('a source that held nothing was read all the same', () => {
  withMemory(temporary(), (memory) => {
    expect(memory.sources.articlesOf('s')).toBeNull();
    memory.sources.note('s', '名', []);
    expect(memory.sources.articlesOf('s')).toEqual([]);
  });
});

test('cut anew, lists, search and numbers begin again; articles stay', () => {
  const folder = filled();
  withMemory(folder, (memory) => {
    memory.articles.settle({ ...memory.articles.get(articleId('第1篇'))!, number: 4 });
    memory.setFact('numbers', 5);
    memory.trees.setBlock(0, 0, 'aaaaaaaaaaaa');
    memory.trees.setParts([
      { end: HASHES, upto: 5, bytes: 9, shards: ['bbbbbbbbbbbb', 'cccccccccccc'], widths: 'PP' },
    ]);
    expect([...memory.trees.paths()]).toHaveLength(3);
    memory.cutAnew();
    expect([...memory.trees.paths()]).toEqual([]);
    expect(memory.fact('numbers')).toBeNull();
    expect([...memory.articles.all()].map(({ number }) => number)).toEqual([null, null, null]);
  });
});
