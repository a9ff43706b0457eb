import { paths } from '../../src/feed';
import type { Transport, TransportResponse } from '../../src/host';
import { articleId, feedOf, itemsDown, listItem } from '../support/feed';
import { closeAll, FEED_DIST, start, weapp } from './support';

/* What readers run into, in the compiled program: late answers, wrong clocks, sleep, links that open it while it runs. */

const now = Date.parse('2026-11-23T09:10:00+08:00');
const DAY = 86_400_000;

/** A feed that can be published anew, whose requests can be held back. */
class Feed {
  readonly asked: string[] = [];
  private files = new Map<string, unknown>();
  private held: (() => void)[] = [];
  /** Paths whose answers wait until `release`. */
  hold: RegExp | null = null;
  header: () => Record<string, string> = () => ({});
  /** In place of an answer; thrown as the network library would. */
  fault: string | null = null;

  constructor(items: ReturnType<typeof itemsDown>) {
    this.publish(items);
  }

  publish(...feed: Parameters<typeof feedOf>): void {
    for (const [path, file] of feedOf(...feed).files) this.files.set(path, file);
  }

  transport: Transport = async ({ url }): Promise<TransportResponse> => {
    const path = new URL(url).pathname.replace(/^.*?\/feed\//, '');
    this.asked.push(path);
    if (this.fault) throw new Error(this.fault);
    const file = this.files.get(path);
    const body = Uint8Array.from(Buffer.from(JSON.stringify(file ?? null))).buffer;
    if (this.hold?.test(path)) await new Promise<void>((resolve) => this.held.push(resolve));
    return { status: file ? 200 : 404, header: this.header(), body };
  };

  release(): void {
    this.hold = null;
    for (const go of this.held.splice(0)) go();
  }
}

const open = (feed: Feed, options = {}) =>
  start({ pkg: weapp(FEED_DIST), transport: feed.transport, now, ...options });
type Host = Awaited<ReturnType<typeof open>>;

/** Lets what is under way go on, where an answer is held back and the program cannot settle. */
const moment = (ms = 60) => new Promise((resolve) => setTimeout(resolve, ms));
const rows = (host: Host) =>
  host.$$('.row-t, .lead-t').map((one) => one.textContent?.replace(/[\u200b\u2060]/g, ''));
const chip = (host: Host, name: string) => host.$$('.city').find((one) => one.textContent?.startsWith(name))!;
/** A gesture whose end is not waited for: its answer is held back. */
const gently = (gesture: Promise<void>) => void gesture.catch(() => {});

afterEach(() => closeAll());

test('page 2 asked for, a pull-down brings an article, then page 2 comes: the article stays, and page 2 is below', async () => {
  const feed = new Feed(itemsDown(70));
  const host = await open(feed);
  feed.hold = /^lists/;
  gently(host.reachBottom());
  await moment();
  feed.publish(itemsDown(71));
  gently(host.pullDown());
  await moment();
  expect(rows(host)[0]).toBe('第 71 篇');
  feed.release();
  await host.idle();
  expect(rows(host)[0]).toBe('第 71 篇');
  expect(rows(host)).toHaveLength(21 + 18);
  expect(host.$('.pill')).toBeNull();
});

test('a pull-down while a refresh runs claims nothing until the answer is there; then the news is in the list', async () => {
  const feed = new Feed(itemsDown(70));
  const host = await open(feed);
  const said = () => host.calls.filter(({ name }) => name === 'showToast').length;
  feed.publish(itemsDown(71));
  feed.hold = /^feed/;
  feed.asked.length = 0;
  gently(host.pullDown());
  await moment();
  gently(host.pullDown());
  await moment();
  expect(said()).toBe(0);
  expect(feed.asked).toEqual(['feed.json']);
  feed.release();
  await host.idle();
  expect(said()).toBe(2);
  expect(rows(host)[0]).toBe('第 71 篇');
});

test('a pulled list is let go after a few seconds; the work goes on quietly, and its news comes', async () => {
  const feed = new Feed(itemsDown(70));
  const host = await open(feed);
  feed.publish(itemsDown(71));
  feed.hold = /^feed/;
  gently(host.pullDown());
  const named = (name: string) => host.calls.filter((one) => one.name === name).length;
  await moment(4300);
  expect(named('stopPullDownRefresh')).toBe(1);
  expect(host.text('.head')).toContain('正在更新…');
  feed.release();
  await host.idle();
  expect(rows(host)[0]).toBe('第 71 篇');
  expect([named('stopPullDownRefresh'), named('showToast')]).toEqual([1, 0]);
});

test('81 rows, one corrected title, eleven minutes in the background: 81 rows, the new title, the same elements', async () => {
  let time = now;
  const feed = new Feed(itemsDown(81));
  const host = await open(feed, { now: () => time });
  while (!host.text().includes('没有更早的文章了')) await host.reachBottom();
  const before = host.$$('.row, .lead');
  expect(before).toHaveLength(81);
  feed.publish(
    itemsDown(81).map((item) => (item.id === articleId(75) ? { ...item, title: '改正过的标题' } : item)),
  );
  await host.hide();
  time += 11 * 60_000;
  await host.show();
  const after = host.$$('.row, .lead');
  expect(after.map((one, at) => one === before[at])).toEqual(before.map(() => true));
  expect(rows(host)[6]).toBe('改正过的标题');
});

test('with 青岛 chosen, a card of the whole column opened while the program runs: 全部, and 全部 is what is shared on', async () => {
  const inCity = (n: number) => listItem(n, { _column: { ...listItem(n)._column, region: 'qingdao' } });
  const host = await open(new Feed([inCity(71), ...itemsDown(70)]));
  await host.tap(chip(host, '青岛'));
  expect(host.text('.city--on')).toContain('青岛');
  await host.enter('/pages/column/index');
  expect(host.text('.city--on')).toContain('全部');
  expect((await host.share())?.path).toBe('/pages/column/index');
  await host.enter('/pages/column/index?region=qingdao');
  expect(host.text('.city--on')).toContain('青岛');
});

test('with 青岛 chosen, what is copied, put into 收藏 and sent to Moments opens 青岛; with 全部, all', async () => {
  const inCity = (n: number) => listItem(n, { _column: { ...listItem(n)._column, region: 'qingdao' } });
  const host = await open(new Feed([inCity(71), ...itemsDown(70)]));
  const links = async () => [host.copyUrl(), host.addToFavorites().path, (await host.shareTimeline())?.path];
  await host.tap(chip(host, '青岛'));
  for (const link of await links()) expect(link).toContain('region=qingdao');
  await host.tap(chip(host, '全部'));
  for (const link of await links()) expect(link).not.toContain('region');
});

test('a city chosen in the search of a program that was opened by an article is what the column shows', async () => {
  const inCity = (n: number) => listItem(n, { _column: { ...listItem(n)._column, region: 'qingdao' } });
  const host = await open(new Feed([inCity(71), ...itemsDown(70)]), {
    path: 'pages/search/index',
    scene: 1007,
  });
  await host.tap(chip(host, '青岛'));
  expect(host.top.path).toBe('pages/column/index');
  expect(host.text('.city--on')).toContain('青岛');
});

describe('faults', () => {
  const failing = async (fault: string | null, network: 'online' | 'offline' = 'online') => {
    const feed = new Feed(itemsDown(20));
    feed.fault = fault;
    const host = await open(feed, { network });
    await moment(3500);
    await host.idle();
    return { feed, host };
  };

  test.each([
    ['net::ERR_CONNECTION_RESET', 3, '网络不稳定，请再点“重试”。'],
    [
      'errcode:-118 cronet_error_code:-118 error_msg:net::ERR_CONNECTION_TIMED_OUT',
      3,
      '网络太慢，请稍后再点“重试”。',
    ],
    ['The request timed out.', 3, '网络太慢，请稍后再点“重试”。'],
    ['似乎已断开与互联网的连接。', 1, '请检查网络，再点“重试”。'],
    ['-106:net::ERR_INTERNET_DISCONNECTED', 1, '请检查网络，再点“重试”。'],
    ['interrupted', 3, '加载中断了，请再点“重试”。'],
  ])('%s: after %d requests the page says %s', async (fault, tries, words) => {
    const { feed, host } = await failing(fault);
    expect(host.text('.state')).toContain(words);
    expect(feed.asked).toHaveLength(tries);
  });

  test('a connection that failed where the phone has no network is no network', async () => {
    const { host } = await failing(null, 'offline');
    expect(host.text('.state')).toContain('连上网络后，也会自动加载。');
    await host.setNetwork('online');
    expect(rows(host)).toHaveLength(20);
  });

  test('a request that died while the program slept is made again on the return', async () => {
    const { feed, host } = await failing('interrupted');
    await host.hide();
    feed.fault = null;
    await host.show();
    expect(host.$('.state')).toBeNull();
    expect(rows(host)).toHaveLength(20);
  });
});

describe('clocks', () => {
  test('two days slow: with the feed’s Date the newest article is of today, and none is 刚刚', async () => {
    const feed = new Feed([listItem(9, { date_published: '2026-11-23T07:10:00+08:00' }), ...itemsDown(5)]);
    feed.header = () => ({ Date: new Date(now - 600_000).toUTCString(), Age: '600' });
    const host = await open(feed, { now: now - 2 * DAY });
    expect(host.text('.day-b')).toBe('今天');
    expect(host.text('.row .meta, .lead .meta')).toContain('2 小时前');
    expect(host.text('.head')).toContain('更新于 今天 09:10');
  });

  test('two days slow, and the feed does not say what the time is: dates, and none is 刚刚', async () => {
    const host = await open(new Feed([listItem(9, { date_published: '2026-11-23T07:10:00+08:00' })]), {
      now: now - 2 * DAY,
    });
    expect(host.text('.day-b')).toBe('11月23日');
    expect(host.text()).not.toContain('刚刚');
  });

  test('a page that comes back after 26 hours calls today’s article yesterday’s', async () => {
    let time = now;
    const feed = new Feed([listItem(9, { date_published: '2026-11-23T07:10:00+08:00' })]);
    const host = await open(feed, { now: () => time });
    expect(host.text('.day-b')).toBe('今天');
    await host.hide();
    time += 26 * 3_600_000;
    await host.show();
    expect(host.text('.day-b')).toBe('昨天');
    expect(host.text('.head')).toContain('更新于 今天 11:10');
  });
});

test('the foot of a list that goes on is a control that leads on', async () => {
  const host = await open(new Feed(itemsDown(70)));
  const foot = host.element('.end');
  expect([foot.textContent, foot.getAttribute('role')]).toEqual(['看更早的文章', 'button']);
  await host.tap(foot);
  expect(rows(host)).toHaveLength(38);
});

test('the banner of a refresh that failed does not come above what is being read: it waits at the top', async () => {
  let time = now;
  const feed = new Feed(itemsDown(70));
  const host = await open(feed, { now: () => time });
  await host.scrollTo(400);
  await host.hide();
  time += 11 * 60_000;
  await host.setNetwork('offline');
  await host.show();
  expect(host.text('.head')).toContain('山东省交通运输厅');
  expect(host.$('.banner')).toBeNull();
  await host.scrollTo(0);
  expect(host.text('.banner')).toContain('没有网络，正在看已保存的文章');
  expect(paths.head).toBe(feed.asked[feed.asked.length - 1]);
});
