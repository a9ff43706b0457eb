import { join } from 'node:path';
import type { Host } from '../../src/host';
import { largeColumn } from '../support/large-column';
import { feedHead } from './journey';
import { closeAll, FEED_DIST, ROOT, start, weapp } from './support';

const feed = join(ROOT, 'dist/feed');
const now = Date.parse('2026-11-23T09:10:00+08:00');
const DAY = 24 * 3600_000;
const LIBRARY = 'pages/library/index';

afterEach(() => closeAll());

/** Storage as an earlier run left it. */
const stored = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).map(([key, data]) => [`v1:${key}`, JSON.stringify({ data })]));

const items = feedHead().items;
const id = (n: number) => `old${String(n).padStart(9, '0')}`;
const snapshot = (n: number) => ({
  title: `青岛 | 第 ${n} 篇`,
  date: '2026-01-01T08:00:00+08:00',
  region: 'qingdao',
});
const favourites = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, n) => [id(n), { at: now - n * 3600_000, item: snapshot(n) }]),
  );
const history = (count: number, perDay = 10) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, n) => [
      id(n),
      {
        at: now - Math.floor(n / perDay) * DAY - (n % perDay) * 60_000,
        progress: (n % 5) / 4,
        item: snapshot(n),
      },
    ]),
  );

const tab = (host: Host, name: string) =>
  host.tap(host.$$('.tab').find((one) => host.text('.tabs') && one.textContent === name)!);
const part = (host: Host, n: number) => host.tap(host.$$('.mine .seg-i')[n]!);
const titles = (host: Host) => host.$$('.row-t').map((row) => row.textContent);

describe('the tab bar', () => {
  test('both pages stay alive with their place', async () => {
    const transport = largeColumn(200);
    const host = await start({ pkg: weapp(FEED_DIST), transport, now });
    await host.reachBottom();
    await host.scrollTo(900);
    const column = host.top;
    await tab(host, '我的');
    expect(host.top.path).toBe(LIBRARY);
    expect(host.text('.tab--on')).toBe('我的');
    const { bytes } = host.stats;
    const asked = transport.asked.length;
    await tab(host, '专栏');
    expect(host.top).toBe(column);
    expect(host.top.scrollTop).toBe(900);
    expect(host.$$('.row, .lead')).toHaveLength(40);
    expect(host.stats.bytes - bytes).toBeLessThan(500);
    expect(transport.asked).toHaveLength(asked);
  });

  test('an article opened cold leads home to a column that is then a tab', async () => {
    const host = await start({ feed, path: `pages/article/index?id=${items[0]!.id}`, scene: 1007 });
    await host.tap('.nav-btn');
    expect(host.url).toBe('pages/column/index');
    expect(host.stack).toHaveLength(1);
    await tab(host, '我的');
    expect(host.text('.row')).toContain('看过');
  });

  test('in single-page mode nothing is offered that WeChat refuses', async () => {
    const host = await start({ feed, scene: 1154 });
    expect(host.$('.tabs')).toBeNull();
    expect(host.$('.find')).toBeNull();
    expect(host.$$('.row').length).toBeGreaterThan(0);
  });
});

describe('收藏 and 历史', () => {
  test('empty, they say what belongs there', async () => {
    const host = await start({ feed, path: LIBRARY });
    expect(host.text('.none')).toBe('还没有收藏。看文章时点“收藏”，就会放在这里。');
    await part(host, 1);
    expect(host.text('.none')).toBe('还没有看过文章。');
  });

  test('an article that was read stands in 历史 with its progress, and opens again', async () => {
    const host = await start({ feed, now });
    await host.tap('.row');
    const opened = host.top.query.id!;
    await host.back();
    await tab(host, '我的');
    await part(host, 1);
    expect(host.text('.sub')).toContain('今天');
    await host.tap('.row');
    expect(host.url).toBe(`pages/article/index?id=${opened}`);
  });

  test('without a network the lists show all the same', async () => {
    const host = await start({
      feed,
      path: LIBRARY,
      network: 'offline',
      now,
      storage: stored({ version: 3, favourites: favourites(3) }),
    });
    expect(titles(host)).toEqual(['第 0 篇', '第 1 篇', '第 2 篇']);
    expect(host.text('.tag')).toBe('青岛');
    expect(host.text('.meta')).toBe('收藏于 今天');
  });

  test('tidying takes one out, and 撤销 puts it back', async () => {
    const host = await start({
      feed,
      path: LIBRARY,
      now,
      storage: stored({ version: 3, favourites: favourites(3) }),
    });
    await host.tap('.do');
    await host.tap(host.$$('.row')[1]!);
    expect(titles(host)).toEqual(['第 0 篇', '第 2 篇']);
    expect(host.text('.mine .seg-i--on')).toBe('收藏2');
    await host.tap('.undo-b');
    expect(titles(host)).toEqual(['第 0 篇', '第 1 篇', '第 2 篇']);
    expect(host.$('.undo')).toBeNull();
    await host.tap('.do');
    await host.tap(host.$$('.row')[1]!);
    expect(host.url).toBe(`pages/article/index?id=${id(1)}`);
  });

  test('清空历史 can be taken back too', async () => {
    const host = await start({
      feed,
      path: LIBRARY,
      now,
      storage: stored({ version: 3, history: history(12) }),
    });
    expect(host.$$('.row')).toHaveLength(12);
    await host.tap(host.$$('.do')[1]!);
    expect(host.text('.none')).toBe('还没有看过文章。');
    await host.tap('.undo-b');
    expect(host.$$('.row')).toHaveLength(12);
  });

  test('days stand over their entries', async () => {
    const host = await start({
      feed,
      path: LIBRARY,
      now,
      storage: stored({ version: 3, history: history(25) }),
    });
    expect(host.$$('.sub-t').map((one) => one.textContent)).toEqual(['今天', '昨天', '11月21日']);
  });

  test('a withdrawn favourite is gone, and the sentence says so until it was read', async () => {
    const { head } = largeColumn(60);
    const transport = largeColumn(60);
    transport.head._column.withdrawn = [id(1)];
    expect(head._column.withdrawn).toEqual([]);
    const host = await start({
      pkg: weapp(FEED_DIST),
      transport,
      now,
      storage: stored({ version: 3, favourites: favourites(3) }),
    });
    await tab(host, '我的');
    expect(titles(host)).toEqual(['第 0 篇', '第 2 篇']);
    expect(host.text('.screen')).toContain('有 1 篇收藏已由发布者撤回，不再显示。');
    await host.tap(host.$$('.do').find((one) => one.textContent === '知道了')!);
    expect(host.text('.screen')).not.toContain('已由发布者撤回');
  });

  test('taking one out of a long list sends no other row again', async () => {
    const host = await start({
      feed,
      path: LIBRARY,
      now,
      storage: stored({ version: 3, favourites: favourites(400) }),
    });
    for (let step = 0; step < 8; step += 1) await host.reachBottom();
    await host.tap('.do');
    expect(host.$$('.row-x')).toHaveLength(225);
    const { bytes } = host.stats;
    await host.tap(host.$$('.row')[30]!);
    expect(host.$$('.row')).toHaveLength(224);
    expect(host.text('.undo')).toContain('已移出收藏');
    // Its piece of 25, which Taro sends whole.
    expect(host.stats.bytes - bytes).toBeLessThan(12 * 1024);
    await host.tap('.undo-b');
    expect(titles(host)[30]).toBe('第 30 篇');
  });

  test('a thousand entries open in a few KB and come piece by piece', async () => {
    const host = await start({
      feed,
      path: LIBRARY,
      now,
      storage: stored({ version: 3, favourites: favourites(1000), history: history(1000) }),
    });
    expect(host.text('.mine .seg-i--on')).toBe('收藏1000');
    expect(host.$$('.row')).toHaveLength(25);
    expect(host.stats.bytes).toBeLessThan(16 * 1024);
    const costs: number[] = [];
    for (let step = 0; step < 8; step += 1) {
      const { bytes } = host.stats;
      await host.reachBottom();
      costs.push(host.stats.bytes - bytes);
    }
    expect(host.$$('.row')).toHaveLength(225);
    // A piece costs what a piece costs: the rows that are there are not sent again.
    for (const cost of costs) expect(cost).toBeLessThan(12 * 1024);
    const { bytes } = host.stats;
    await part(host, 1);
    expect(host.stats.bytes - bytes).toBeLessThan(16 * 1024);
  });
});

describe('设置', () => {
  test('关怀模式 and theme apply at once, everywhere, and last', async () => {
    const host = await start({ feed, path: LIBRARY });
    await part(host, 2);
    await host.tap(host.$$('.cell')[2]!);
    expect(host.$('.screen')!.className).toContain('care');
    await host.tap(host.$$('.cell')[1]!);
    await host.tap(host.$$('.set-c .seg-i')[2]!);
    expect(host.$('.screen')!.className).toContain('t-dark');
    const storage = host.storage.dump();
    closeAll();
    for (const path of ['pages/column/index', LIBRARY, 'pages/search/index', 'pages/about/index']) {
      const later = await start({ feed, path, storage });
      expect(later.$('.screen')!.className).toMatch(/t-dark care/);
      expect(later.ui.navigation.frontColor).toBe('#ffffff');
      closeAll();
    }
  });

  test('关于 stands apart from what a cold start loads, and 我的, which leads to it, fetches it ahead', async () => {
    const { 'app.json': app } = weapp().json as Record<
      string,
      { pages: string[]; subPackages: object[]; preloadRule: object }
    >;
    expect(app!.pages).not.toContain('pages/about/index');
    expect(app!.subPackages).toEqual([{ root: 'pages/about', pages: ['index'] }]);
    expect(app!.preloadRule).toEqual({ [LIBRARY]: { network: 'all', packages: ['pages/about'] } });
    const host = await start({ feed, path: LIBRARY });
    await part(host, 2);
    await host.tap(host.$$('.cell').find((one) => /关于与内容来源/.test(one.textContent!))!);
    expect(host.top.path).toBe('pages/about/index');
    expect(host.text('.prose')).toContain('只转载、不改写');
    expect(host.$('.nav-btn')!.getAttribute('aria-label')).toBe('返回');
  });

  test('where 关于 cannot be fetched, a toast says so', async () => {
    const host = await start({ feed, path: LIBRARY, lacks: ['navigateTo'] });
    await part(host, 2);
    await host.tap(host.$$('.cell').find((one) => /关于与内容来源/.test(one.textContent!))!);
    expect(host.top.path).toBe(LIBRARY);
    expect(host.ui.toast?.title).toBe('没有打开，请检查网络后再试');
  });

  test('back in the light, the bars of a white page have black text again', async () => {
    const host = await start({
      feed,
      path: 'pages/about/index',
      theme: 'dark',
      storage: stored({ settings: { theme: 'light', size: 2, care: false } }),
    });
    expect(host.ui.navigation.frontColor).toBe('#000000');
  });

  test('the article cache is counted and cleared after a question; the lists stay', async () => {
    const host = await start({ feed, now });
    await host.tap('.row');
    await host.back();
    await tab(host, '我的');
    await part(host, 2);
    expect(host.text('.store-k')).toMatch(/文章 [1-9]\d* KB/);
    await host.tap('.store .btn');
    expect(host.text('.dialog')).toMatch(/清除 \d+ KB 文章缓存？收藏和历史会留下。下次打开文章需要联网。/);
    await host.tap('.dialog .btn--line');
    expect(host.$('.dialog')).toBeNull();
    await host.tap('.store .btn');
    await host.tap('.dialog .plate');
    expect(host.text('.store-k')).toContain('文章 0 KB');
    expect(Object.keys(host.storage.dump()).filter((key) => key.startsWith('v1:article'))).toEqual([]);
    await part(host, 1);
    expect(host.$$('.row')).toHaveLength(1);
  });

  test('every cell leads somewhere', async () => {
    const host = await start({ feed, path: LIBRARY });
    await part(host, 2);
    expect(host.text('.screen')).toContain('版本 1.0.0');
    await host.tap(host.$$('.cell')[0]!);
    expect(host.text('.sheet')).toContain('阅读设置');
    await host.tap('.sheet-x');
    await host.tap(host.$$('.cell')[4]!);
    expect(host.text()).toContain('文章从哪里来');
    expect(host.text()).toContain('【上线前填写：运营主体名称、授权说明、联系方式】');
    await host.back();
    await host.tap(host.$$('.cell')[5]!);
    expect(host.text()).toContain('不用登录');
    await host.back();
    await host.tap(host.$$('.cell')[6]!);
    expect(host.ui.leaving).toMatchObject({ what: 'feedback' });
  });
});

describe('分享专栏', () => {
  // jsdom has no canvas: the sheet says that nothing was drawn, as on a phone without one.
  beforeEach(() => void jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null));
  afterEach(() => jest.restoreAllMocks());
  const CARD = {
    kind: 'friend',
    title: '山东省交通运输厅 · 解读交通 服务出行',
    path: '/pages/column/index',
    imageUrl: '/assets/column-chat.png',
  };
  const open = async () => {
    const host = await start({ feed, path: LIBRARY });
    await part(host, 2);
    await host.tap(host.$$('.cell')[3]!);
    return host;
  };

  test('its sheet offers the column’s pictures, and no switch for a code that is not there', async () => {
    const host = await open();
    expect(host.text('.sheet-t')).toBe('分享专栏');
    expect(host.$$('.pv, .pv-seg .seg-i').map((one) => one.className)).toContain('pv pv--poster');
    expect(host.$$('.pv-seg .seg-i').map((one) => one.textContent)).toEqual(['长海报', '方图']);
    expect(host.$$('.pv-btns .btn').map((one) => one.textContent)).toEqual([
      '转发图片',
      '保存到相册',
      '转发给朋友',
    ]);
    expect(host.$('.sheet .switch')).toBeNull();
    const { bytes } = host.stats;
    await host.tap(host.$$('.pv-seg .seg-i')[1]!);
    expect(host.$('.pv--square')).not.toBeNull();
    await host.tap('.sheet-x');
    expect(host.$('.sheet')).toBeNull();
    expect(host.$$('.cell')).toHaveLength(7);
    // The settings behind the sheet are not sent again.
    expect(host.stats.bytes - bytes).toBeLessThan(1500);
  });

  test('转发给朋友 sends the column’s card, which opens the column', async () => {
    const host = await open();
    await host.tap('.pv-card');
    expect(host.cards).toEqual([CARD]);
    closeAll();
    const friend = await start({ feed, path: CARD.path.slice(1), scene: 1007 });
    expect(friend.url).toBe('pages/column/index');
    expect(friend.$$('.row').length).toBeGreaterThan(0);
  });

  test('so does the menu, in every part of the page', async () => {
    const host = await start({ feed, path: LIBRARY });
    expect(host.can('shareAppMessage')).toBe(true);
    expect(host.can('shareTimeline')).toBe(false);
    expect(await host.share()).toEqual(CARD);
  });
});

describe('storage of another time', () => {
  test('the first version’s read marks are there, and its favourites and settings', async () => {
    const host = await start({
      feed,
      now,
      storage: stored({
        reading: { [items[1]!.id]: { at: now - DAY, progress: 0.4 } },
        settings: { theme: 'dark', size: 3, care: false },
      }),
    });
    expect(host.$('.screen')!.className).toContain('t-dark');
    expect(host.$$('.row--read')).toHaveLength(1);
    await tab(host, '我的');
    expect(host.text('.row')).toContain('读到 40%');
  });

  test('damage everywhere is set aside and the program starts', async () => {
    const host = await start({
      feed,
      now,
      storage: stored({
        version: 'x',
        history: 'x',
        favourites: [1],
        settings: 7,
        searches: {},
        articles: 'x',
        head: [],
        refreshed: 'x',
        recalled: {},
      }),
    });
    expect(host.$$('.row').length).toBeGreaterThan(0);
    await tab(host, '我的');
    expect(host.text('.none')).toContain('还没有收藏');
    expect(
      Object.keys(host.storage.dump())
        .filter((key) => key.includes('damaged'))
        .sort(),
    ).toEqual(
      ['favourites', 'history', 'recalled', 'searches', 'settings'].map((key) => `v1:damaged:${key}`),
    );
  });
});

test('a new version is offered on the column, not in an article', async () => {
  let ready = () => {};
  const applied = jest.fn();
  const wx = {
    getUpdateManager: () => ({
      onCheckForUpdate() {},
      onUpdateFailed() {},
      onUpdateReady: (listener: () => void) => {
        ready = listener;
      },
      applyUpdate: applied,
    }),
  };
  const host = await start({ feed, wx });
  await host.tap('.row');
  ready();
  await host.idle();
  expect(host.$('.dialog')).toBeNull();
  await host.back();
  expect(host.text('.dialog')).toContain('新版本准备好了');
  await host.tap('.dialog .plate');
  expect(applied).toHaveBeenCalledTimes(1);
});
