import { join } from 'node:path';
import { type Host, STORAGE_FAILURES } from '../../src/host';
import { feedHead } from './journey';
import { closeAll, ROOT, start } from './support';

const feed = join(ROOT, 'dist/feed');
const now = Date.parse('2026-11-23T09:10:00+08:00');
const LIBRARY = 'pages/library/index';
const [first, second] = feedHead().items.map(({ id }) => `pages/article/index?id=${id}`);

afterEach(() => closeAll());

const star = (host: Host) => host.tap(host.$$('.act').find((one) => /收藏/.test(one.textContent!))!);
const starText = (host: Host) => host.$$('.act').find((one) => /收藏/.test(one.textContent!))!.textContent;
const part = (host: Host, n: number) => host.tap(host.$$('.mine .seg-i')[n]!);
const stored = (host: Host, key: string) => JSON.parse(host.storage.dump()[`v1:${key}`] ?? 'null');

/** A phone with one favourite, from which the program has gone. */
async function withFavourite(): Promise<Record<string, string>> {
  const host = await start({ feed, path: first, now });
  await star(host);
  expect(starText(host)).toContain('已收藏');
  const storage = host.storage.dump();
  closeAll();
  return storage;
}

test.each([
  [STORAGE_FAILURES.full, '存储空间满了，没能收藏。请到“我的”里腾出空间', '请到“设置”里清除文章缓存'],
  [STORAGE_FAILURES.fullAndroid, '存储空间满了，没能收藏。请到“我的”里腾出空间', '请到“设置”里清除文章缓存'],
  [STORAGE_FAILURES.large, '收藏放满了，没能收藏。请先移出几篇', '请先移出几篇，再收藏新的'],
  [STORAGE_FAILURES.brokenAndroid, '微信没能读写手机存储，没能收藏', '微信没能写入手机存储'],
  [STORAGE_FAILURES.brokenIos, '微信没能读写手机存储，没能收藏', '微信没能写入手机存储'],
])(
  'where WeChat says “%s” no star goes on, the earlier one stays, and words say so',
  async (words, toast, notice) => {
    const storage = await withFavourite();
    const host = await start({ feed, path: second, now, storage });
    host.storage.fails = { set: words };
    await star(host);
    expect(starText(host)).not.toContain('已收藏');
    expect(host.ui.toast?.title).toBe(toast);
    await host.tap('.nav-btn');
    await host.tap(host.$$('.tab').find((one) => one.textContent === '我的')!);
    await part(host, 0);
    expect(host.text('.say--warn')).toContain(notice);
    expect(host.text('.say--warn')).toContain('原来的收藏都在');
    expect(host.$$('.row')).toHaveLength(1);
    expect(Object.keys(stored(host, 'favourites').data)).toHaveLength(1);
  },
);

test('a favourite whose removal is refused stays, and a toast says so', async () => {
  const storage = await withFavourite();
  const host = await start({ feed, path: LIBRARY, now, storage });
  host.storage.fails = { set: STORAGE_FAILURES.brokenIos };
  await host.tap('.do');
  await host.tap('.row');
  expect(host.$$('.row')).toHaveLength(1);
  expect(host.ui.toast?.title).toBe('微信没能读写手机存储，没能移出收藏');
  expect(host.$('.undo')).toBeNull();
});

test('favourites that cannot be read are not written over; back on 我的 they are there again', async () => {
  const storage = await withFavourite();
  const host = await start({
    feed,
    path: first,
    now,
    storage,
    storageFails: { get: 'internal error get DB fail' },
  });
  await star(host);
  expect(starText(host)).not.toContain('已收藏');
  await host.tap('.nav-btn');
  await host.tap(host.$$('.tab').find((one) => one.textContent === '我的')!);
  await part(host, 0);
  expect(host.text('.screen')).toContain('微信没能读出手机里的收藏，收藏没有丢');
  expect(host.text('.screen')).not.toContain('还没有收藏');
  host.storage.fails = {};
  await host.tap(host.$$('.tab').find((one) => one.textContent === '专栏')!);
  await host.tap(host.$$('.tab').find((one) => one.textContent === '我的')!);
  expect(host.$$('.row')).toHaveLength(1);
  expect(host.$('.say--warn')).toBeNull();
});

test('in a full storage a choice holds in this run, 设置 says that it does not last, and clearing mends both', async () => {
  const storage = await withFavourite();
  const junk = Object.fromEntries(
    Array.from({ length: 10 }, (_, n) => [
      `other${n}`,
      JSON.stringify({ data: 'x'.repeat(1024 * 1024 - 64) }),
    ]),
  );
  const spare = JSON.stringify(storage).length;
  junk.other9 = JSON.stringify({ data: 'x'.repeat(1024 * 1024 - spare) });
  const host = await start({ feed, path: LIBRARY, now, storage: { ...storage, ...junk } });
  host.storage.fails = { set: STORAGE_FAILURES.full };
  await part(host, 2);
  await host.tap(host.$$('.cell')[2]!);
  expect(host.$('.screen')!.className).toContain('care');
  expect(host.text('.say--warn')).toBe(
    '手机给小程序的存储空间满了，现在的选择没有存下，下次打开会变回原来的。请清除文章缓存。',
  );
  host.storage.fails = {};
  await host.tap('.store .btn');
  await host.tap('.dialog .plate');
  expect(host.$('.say--warn')).toBeNull();
  expect(stored(host, 'settings').data.care).toBe(true);
  const left = Object.keys(host.storage.dump());
  expect(left.filter((key) => /^v1:(?:article|file)/.test(key))).toEqual([]);
  expect(left.filter((key) => key.startsWith('other'))).toHaveLength(10);
  expect(left).toContain('v1:favourites');
});

test('a program whose storage refuses everything opens, reads and says what matters', async () => {
  const fails = { get: 'fail', set: 'fail', remove: 'fail', info: 'fail' };
  const host = await start({ feed, now, storageFails: fails });
  await host.tap('.row');
  expect(host.text('#fin')).toContain('全文完');
  await host.back();
  await host.tap(host.$$('.tab').find((one) => one.textContent === '我的')!);
  await part(host, 1);
  expect(host.$$('.row')).toHaveLength(1);
  expect(host.text('.say--warn')).toContain('微信没能读出手机里的历史');
});

test('favourites that are read while 我的 stands are in sight at once: one row, as its tab counts', async () => {
  const storage = await withFavourite();
  const host = await start({
    feed,
    now,
    storage: { 'v1:favourites': storage['v1:favourites']! },
    network: 'offline',
    storageFails: { get: 'internal error get DB fail' },
  });
  await host.tap(host.$$('.tab').find((one) => one.textContent === '我的')!);
  await part(host, 0);
  expect(host.$$('.row')).toHaveLength(0);
  host.storage.fails = {};
  // The head comes, names what was withdrawn, and has the favourites read for that.
  await host.setNetwork('online');
  expect(host.$$('.row')).toHaveLength(1);
  expect(host.$('.say--warn')).toBeNull();
});

test('what was taken out, and put back after a look at 历史, has its row again', async () => {
  const storage = await withFavourite();
  const host = await start({ feed, path: LIBRARY, now, storage });
  await part(host, 0);
  await host.tap('.do');
  await host.tap('.row');
  await part(host, 1);
  await part(host, 0);
  expect(host.$$('.row')).toHaveLength(0);
  await host.tap('.undo-b');
  expect(host.$$('.row')).toHaveLength(1);
});
