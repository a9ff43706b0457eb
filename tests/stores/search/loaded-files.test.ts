import { LoadedFiles } from '../../../src/stores/search/loaded-files';

test('a file is loaded once, and again after it failed', async () => {
  const files = new LoadedFiles();
  let loads = 0;
  const load = async () => {
    loads += 1;
    if (loads === 1) throw new Error('offline');
    return loads;
  };
  await expect(files.get('a', load)).rejects.toThrow('offline');
  expect(await files.get('a', load)).toBe(2);
  expect(await files.get('a', load)).toBe(2);
});

test('forty are held, the first goes first', async () => {
  const files = new LoadedFiles();
  const loaded: number[] = [];
  const ask = (n: number) => files.get(`${n}`, async () => loaded.push(n));
  for (let n = 0; n <= 40; n += 1) await ask(n);
  await ask(40);
  await ask(1);
  expect(loaded).toHaveLength(41);
  await ask(0);
  expect(loaded).toHaveLength(42);
});
