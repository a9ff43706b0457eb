import type { Files } from '../../../src/publisher/memory/files';
import { rounds, seeded } from '../../support/random';
import { cleanUp, temporary } from '../support';
import { withMemory } from './support';

afterEach(cleanUp);

const withFiles = <T>(folder: string, now: number, use: (files: Files) => T): T =>
  withMemory(folder, ({ files }) => use(files), { now });

test('a file that an article no longer has waits from then on, with whose it was; one that comes back does not', () => {
  const folder = temporary();
  withFiles(folder, 10, (files) => files.set('a', ['x', 'y']));
  withFiles(folder, 20, (files) => files.set('a', ['y', 'z']));
  withFiles(folder, 30, (files) => {
    expect(files.replaced()).toEqual([{ path: 'x', owner: 'a' }]);
    expect([files.replacedBefore(20), files.replacedBefore(21)]).toEqual([[], ['x']]);
    files.set('a', ['x']);
    expect(files.replaced().map(({ path }) => path)).toEqual(['y', 'z']);
    expect(files.of('a')).toEqual(['x']);
  });
});

test('what was replaced twice waits since the first time', () => {
  const folder = temporary();
  for (const now of [5, 9]) withFiles(folder, now, (files) => files.replace('lists/all/a.json'));
  withFiles(folder, 9, (files) => {
    expect(files.replacedBefore(6)).toEqual(['lists/all/a.json']);
    files.release('lists/all/a.json');
    expect(files.replaced()).toEqual([]);
  });
});

test('a file of two articles waits for nothing until both have let it go', () => {
  withFiles(temporary(), 1, (files) => {
    files.set('a', ['x']);
    files.set('b', ['x']);
    expect(files.count).toBe(1);
    files.set('a', []);
    expect([files.replaced(), files.isUsed('x')]).toEqual([[], true]);
    files.set('b', []);
    expect([files.replaced(), files.isUsed('x')]).toEqual([[{ path: 'x', owner: 'b' }], false]);
    files.release('x');
    expect(files.replaced()).toEqual([]);
  });
});

test(
  'law: a file is used by those who were given it last, or waits since nobody has it, or was never there',
  seeded((next) => {
    const one = (of: string) => of[Math.floor(next() * of.length)]!;
    for (let round = 0; round < rounds(8); round += 1) {
      const folder = temporary();
      const has = new Map<string, Set<string>>();
      const since = new Map<string, number>();
      for (let now = 1; now < 12; now += 1) {
        withFiles(folder, now, (files) => {
          for (let step = 0; step < 4; step += 1) {
            const [id, own] = [
              one('abcd'),
              new Set(Array.from({ length: Math.floor(next() * 4) }, () => one('uvwxyz'))),
            ];
            const before = [...has.values()].flatMap((mine) => [...mine]);
            files.set(id, [...own]);
            has.set(id, own);
            const used = new Set([...has.values()].flatMap((mine) => [...mine]));
            for (const file of used) since.delete(file);
            for (const file of before) if (!used.has(file) && !since.has(file)) since.set(file, now);
          }
          if (next() < 0.4) for (const path of files.replacedBefore(now - 3)) files.release(path);
          for (const [path, when] of since)
            if (!files.replaced().some((file) => file.path === path)) {
              expect(when).toBeLessThan(now - 3);
              since.delete(path);
            }
          expect(new Set(files.used())).toEqual(new Set([...has.values()].flatMap((mine) => [...mine])));
          expect(files.replaced().map(({ path }) => path)).toEqual([...since.keys()].sort());
          for (const [path, when] of since) expect(files.replacedBefore(when)).not.toContain(path);
          expect(files.replacedBefore(now + 1)).toHaveLength(since.size);
        });
      }
    }
  }),
);
