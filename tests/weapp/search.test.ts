import { join } from 'node:path';
import { plain } from './journey';
import { closeAll, ROOT, start } from './support';

const feed = join(ROOT, 'dist/feed');
const now = Date.parse('2026-11-23T09:10:00+08:00');
const SEARCH = 'pages/search/index';

afterEach(() => closeAll());

const open = (options = {}) => start({ feed, now, path: SEARCH, ...options });
type Host = Awaited<ReturnType<typeof open>>;
const look = (host: Host, text: string) => host.input('.field-i', text, { confirm: true });
const marks = (host: Host) =>
  host.$$('.mark-hit').map((one) => one.textContent?.replace(/[\u200b\u2060]/g, ''));

test('the entry on the column leads to the field, and 取消 back', async () => {
  const host = await start({ feed, now });
  await host.tap('.find');
  expect(host.top.path).toBe(SEARCH);
  await host.tap('.field-c');
  expect(host.top.path).toBe('pages/column/index');
});

test('two characters find articles; the hits are marked; a result opens', async () => {
  const host = await open();
  await look(host, '公交');
  expect(host.text('.count')).toMatch(/^标题和正文里共找到 [1-9]\d* 篇$/);
  expect(host.$$('.row').length).toBeGreaterThan(1);
  expect(marks(host).length).toBeGreaterThan(1);
  expect(new Set(marks(host))).toEqual(new Set(['公交']));
  expect(host.$$('.row .thumb')).toHaveLength(0);
  const title = plain(host.text('.row-t'));
  await host.tap('.row');
  expect(host.top.path).toBe('pages/article/index');
  expect(plain(host.text())).toContain(title);
  await host.back();
  expect(host.$$('.row').length).toBeGreaterThan(1);
});

test('case and width do not matter, several words narrow, a city filters', async () => {
  const host = await open();
  await look(host, 'json');
  const one = host.$$('.row-t').map((row) => row.textContent);
  expect(one).toHaveLength(1);
  await look(host, 'ＪＳＯＮ');
  expect(host.$$('.row-t').map((row) => row.textContent)).toEqual(one);
  await look(host, '公交');
  const all = host.$$('.row').length;
  await look(host, '公交 威海');
  expect(host.$$('.row').length).toBeLessThan(all);
  expect(host.$$('.row .tag').map((tag) => tag.textContent)).toEqual(['威海']);
});

test('nothing found says so and offers the cities, which lead to the column', async () => {
  const host = await start({ feed, now });
  await host.tap('.find');
  await look(host, '高铁时刻表');
  expect(host.text('.state')).toContain('没有找到“高铁时刻表”');
  await host.tap(host.$$('.plates .city').find((city) => city.textContent?.includes('青岛'))!);
  expect(host.url).toBe('pages/column/index');
  expect(host.text('.city--on')).toContain('青岛');
});

test('recent searches are kept over restarts, used again, and cleared', async () => {
  const host = await open();
  await look(host, '公交');
  await look(host, '收费');
  await host.tap('.field-x');
  expect(host.$$('.recent-t').map((one) => one.textContent)).toEqual(['收费', '公交']);
  const storage = host.storage.dump();
  closeAll();
  const later = await open({ storage });
  await later.tap(later.$$('.recent-t')[1]!);
  expect(new Set(marks(later))).toEqual(new Set(['公交']));
  await later.tap('.field-x');
  await later.tap('.recent-x');
  expect(later.$$('.recent-t').map((one) => one.textContent)).toEqual(['收费']);
  await later.tap('.do');
  expect(later.$('.recent')).toBeNull();
});

test('an article that is not there offers the search', async () => {
  const host = await start({ feed, path: 'pages/article/index?id=zzzzzzzzzzzz', scene: 1007 });
  await host.tap(host.$$('.state .btn').find((one) => one.textContent === '搜索文章')!);
  expect(host.top.path).toBe(SEARCH);
});

test('without a network it looks through what the device has, and says so', async () => {
  const first = await start({ feed, now });
  const title = plain(first.text('.row .row-t'));
  await first.tap('.row');
  const storage = first.storage.dump();
  closeAll();
  const host = await open({ storage, network: 'offline' });
  await look(host, title.slice(0, 3));
  expect(host.text('.device')).toContain('没有网络，只搜了手机里存着的文章。');
  expect(plain(host.text('.row-t'))).toBe(title);
});

test('one character asks for one more, and nothing of the network', async () => {
  const host = await open();
  await look(host, '路');
  expect(host.text('.count')).toBe('再多输入一个字，就可以搜了。');
  expect(host.calls.filter((call) => JSON.stringify(call.argument ?? '').includes('/search/'))).toEqual([]);
});

test('typing costs little: a letter sends no list again', async () => {
  const host = await open();
  await look(host, '公交');
  const { bytes } = host.stats;
  await look(host, '公交');
  expect(host.stats.bytes - bytes).toBeLessThan(1024);
});

test('the program without a feed searches what was bundled', async () => {
  const host = await start({ path: SEARCH, now });
  await look(host, '公交');
  expect(host.$$('.row').length).toBeGreaterThan(0);
  expect(host.$('.device')).toBeNull();
});
