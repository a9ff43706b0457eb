import { HEAD_SIZE, paths } from '../../../src/feed';
import { createStores } from '../../../src/stores';
import { head, listItem } from '../../support/feed';
import { cached, type FakePorts, fakePorts, PORTAL } from '../../support/ports';
import { searchIndex } from '../../support/search-index';

/* The files of the search, of which one comes in place of another. */

describe('a file of the search', () => {
  const texts = Array.from({ length: 1500 }, (_, n) => (n % 2 ? `公路养护第${n}期` : `港口早班${n}`));
  function searching() {
    const ports = fakePorts();
    const items = texts.map((title, n) => listItem(n, { title }));
    const search = searchIndex(texts, { items, shards: 16 });
    ports.answers.set(paths.head, head([...items].reverse().slice(0, HEAD_SIZE), { search: search.hash }));
    for (const [path, one] of search) ports.answers.set(path, one);
    const stores = createStores('https://feed.example', { head: null, articles: {} }, ports);
    return { ports, index: paths.search(search.hash), search: stores.search };
  }
  type File = { grams?: Record<string, string>; blocks?: string[]; items?: { id: string }[]; first?: number };
  const files = (ports: FakePorts, is: (one: File) => unknown) =>
    [...ports.answers]
      .filter(([path, one]) => /^(search|rows)/.test(path) && is(one as File))
      .map(([path]) => path);
  const of: Record<string, (ports: FakePorts) => string[]> = {
    shard: (ports) => files(ports, ({ grams }) => grams),
    'directory of rows': (ports) => files(ports, ({ blocks }) => blocks),
    'block of rows': (ports) => files(ports, ({ items }) => items),
  };

  test.each([
    ['shard', 'shard'],
    ['shard', 'block of rows'],
    ['directory of rows', 'directory of rows'],
    ['directory of rows', 'block of rows'],
    ['block of rows', 'block of rows'],
    ['block of rows', 'directory of rows'],
  ])('a %s in place of which a %s comes is asked for past the caches', async (kind, other) => {
    const { search } = searching();
    await search.submit('早班');
    const expected = search.results.map(({ row }) => row.id);
    expect(expected).toHaveLength(8);
    const again = searching();
    const right = new Map(again.ports.answers);
    const [asked, others] = [of[kind]!(again.ports), of[other]!(again.ports)];
    for (const path of asked) {
      const wrong = right.get(others.find((one) => one !== path)!);
      again.ports.answers.set(path, cached(wrong, right.get(path)));
    }
    await again.search.submit('早班');
    expect(again.search.results.map(({ row }) => row.id)).toEqual(expected);
    expect(again.search.status).toMatchObject({ where: 'feed' });
    expect(again.ports.fresh.length).toBeGreaterThan(0);
    expect(new Set(again.ports.fresh).size).toBe(again.ports.fresh.length);
  });

  test.each(['shard', 'directory of rows', 'block of rows'])(
    'a %s that is another one wherever one asks is said; tried again all is there',
    async (kind) => {
      const { ports, search } = searching();
      const right = new Map(ports.answers);
      const all = of[kind]!(ports);
      for (const [at, path] of all.entries()) ports.answers.set(path, right.get(all[(at + 1) % all.length]!));
      await search.submit('早班');
      expect(search.status).toMatchObject({ status: 'ready', where: 'device', failure: 'data' });
      for (const [path, one] of right) ports.answers.set(path, one);
      await search.search();
      expect(search.status).toEqual({ status: 'ready', where: 'feed', failure: null });
      expect(search.total).toBe(750);
    },
  );

  test('an index that is a login page is asked for past the caches', async () => {
    const { ports, search, index } = searching();
    ports.answers.set(index, cached(PORTAL, ports.answers.get(index)));
    await search.submit('早班');
    expect(search.total).toBe(750);
    expect(ports.fresh).toEqual([index]);
  });
});
