import { largeColumn } from '../support/large-column';
import { closeAll, FEED_DIST, start, weapp } from './support';

const now = Date.parse('2026-11-23T09:10:00+08:00');

/** The program over a column of so many articles, made as it is asked for. */
async function open(count: number, options = {}) {
  const transport = largeColumn(count);
  const host = await start({ pkg: weapp(FEED_DIST), transport, now, ...options });
  return { host, transport };
}

afterEach(() => closeAll());

test('the first twenty articles are readable within two setData calls, 5 KB and one request', async () => {
  const { host, transport } = await open(20_000);
  expect(host.$$('.row, .lead')).toHaveLength(20);
  expect(host.stats.calls).toBeLessThanOrEqual(2);
  expect(host.stats.bytes).toBeLessThanOrEqual(5 * 1024);
  expect(transport.asked).toEqual(['feed.json']);
});

test('a further page costs no more than the second did, and is asked for once', async () => {
  // So many that all pages hold as much.
  const { host, transport } = await open(20_004);
  const costs: number[] = [];
  for (let page = 2; page <= 8; page += 1) {
    const { bytes } = host.stats;
    await host.reachBottom();
    costs.push(host.stats.bytes - bytes);
  }
  expect(host.$$('.row, .lead')).toHaveLength(20 + 7 * 16);
  // A page's own titles differ by a few bytes; what must not happen is that rows are sent again.
  for (const cost of costs) expect(cost).toBeLessThan(costs[0]! * 1.05);
  expect(new Set(transport.asked).size).toBe(transport.asked.length);
});

test('a city of the share path is chosen, and the share keeps it', async () => {
  const { host } = await open(200, { path: 'pages/column/index?region=qingdao' });
  expect(host.text('.city--on')).toContain('青岛');
  expect((await host.share({ from: 'menu' }))?.path).toBe('/pages/column/index?region=qingdao');
  await host.tap(host.$$('.city')[0]!);
  expect(host.text('.city--on')).toContain('全部');
  expect((await host.share({ from: 'menu' }))?.path).toBe('/pages/column/index');
});

test('news is announced by the pill and shown by it, without moving what is read', async () => {
  const { host, transport } = await open(60);
  const first = host.text('.lead-t, .row-t');
  const { head } = largeColumn(63);
  Object.assign(transport.head, head);
  await host.hide();
  await host.show();
  // Within ten minutes the column trusts what it has.
  expect(host.$('.pill')).toBeNull();
  closeAll();

  const later = await start({
    pkg: weapp(FEED_DIST),
    transport,
    now: now + 11 * 60_000,
    storage: host.storage.dump(),
  });
  expect(later.text('.lead-t, .row-t')).toBe(first);
  expect(later.text('.pill')).toContain('3 篇新文章');
  await later.tap('.pill');
  expect(later.$('.pill')).toBeNull();
  expect(later.text('.lead-t, .row-t')).toContain('第63期');
});

test('offline, what was kept is shown under a banner that offers a retry', async () => {
  const { host } = await open(60);
  const storage = host.storage.dump();
  closeAll();
  const { host: cold } = await open(60, { storage, network: 'offline' });
  expect(cold.$$('.row, .lead')).toHaveLength(20);
  expect(cold.text('.banner')).toContain('没有网络，正在看已保存的文章');
  expect(cold.text('.head')).toContain('离线阅读');
  await cold.tap('.banner-x');
  expect(cold.text('.banner')).toContain('没有网络，正在看已保存的文章');
  // With the network the list comes by itself.
  await cold.setNetwork('online');
  expect(cold.$('.banner')).toBeNull();
  expect(cold.text('.head')).toContain('更新于');
});

test.each([
  ['503', () => ({ status: 503, header: {}, body: new ArrayBuffer(0) }), '专栏暂时打不开'],
  ['broken JSON', () => ({ status: 200, header: {}, body: bytes('{"version":') }), '专栏暂时打不开'],
  [
    'a newer schema',
    () => ({ status: 200, header: {}, body: bytes('{"_column":{"schema":9}}') }),
    '请更新小程序',
  ],
])('%s on the first start has a screen with a way on', async (_, answer, words) => {
  const host = await start({ pkg: weapp(FEED_DIST), transport: async () => answer() });
  await host.idle({ within: 3000 });
  expect(host.text()).toContain(words);
  expect(host.$('.state .btn')).not.toBeNull();
});

const bytes = (text: string) => Uint8Array.from(Buffer.from(text)).buffer;
