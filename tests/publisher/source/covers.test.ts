import path from 'node:path';
import fc from 'fast-check';
import { Covers } from '../../../src/publisher/source/covers';
import { fuzz } from '../../support/fuzz';
import { cleanUp, temporary, write } from '../support';

afterEach(cleanUp);

test('law: a cover is the first by name of the pictures that are called after the text', async () => {
  const stem = fc.constantFrom('a', 'b', 'a.cover', 'a.cover.b', '青岛', 'A', '.cover.');
  const end = fc.constantFrom(
    '.cover.png',
    '.cover.JPG',
    '.cover.x.webp',
    '.cover.txt',
    '.Cover.png',
    '.png',
  );
  const names = fc.uniqueArray(
    fc.tuple(stem, end).map((both) => both.join('')),
    { maxLength: 8 },
  );
  await fc.assert(
    fc.asyncProperty(names, stem, async (all, one) => {
      const folder = write(temporary(), Object.fromEntries(all.map((name) => [name, name])));
      const wanted = all
        .filter((name) => name.startsWith(`${one}.cover.`) && /\.(?:png|jpg|webp)$/i.test(name))
        .sort()[0];
      expect(await new Covers().beside(path.join(folder, `${one}.txt`))).toBe(wanted ?? null);
    }),
    fuzz(150),
  );
});

test('a folder is listed once, also after one inside of it', async () => {
  const folder = write(temporary(), { 'a.cover.png': '', 'b/a.cover.png': '', 'c/x': '' });
  const covers = new Covers();
  const beside = (name: string) => covers.beside(path.join(folder, name));
  expect(await beside('a.txt')).toBe('a.cover.png');
  expect(await beside('b/a.txt')).toBe('a.cover.png');
  write(folder, { 'c.cover.png': '', 'b/c.cover.png': '' });
  expect(await beside('b/c.txt')).toBeNull();
  expect(await beside('c.txt')).toBeNull();
  expect(await beside('c/a.txt')).toBeNull();
  // The folder beside it was left.
  expect(await beside('b/c.txt')).toBe('c.cover.png');
  expect(await new Covers().beside(path.join(folder, 'c.txt'))).toBe('c.cover.png');
});
