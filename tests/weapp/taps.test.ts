import type { BootOptions, Host } from '../../src/host';
import { articlesFeed } from '../support/articles-feed';
import { articleId, document, listItem } from '../support/feed';
import { closeAll, FEED_DIST, pause, standInCanvas, start, tapTwice, weapp } from './support';

/* A finger that trembles taps twice, 80 ms apart, and means once. */

const ORIGINAL = 'https://mp.weixin.qq.com/s/bridge';
const picture = { src: 'images/a.webp', w: 800, h: 600, color: '#d0d7d2', alt: '', variants: [] };
const article = document(1, {
  url: ORIGINAL,
  blocks: [
    { type: 'paragraph', inlines: [{ text: '看这里', href: ORIGINAL }] },
    { type: 'paragraph', inlines: [{ text: '天还没亮。' }] },
    { type: 'image', ...picture },
    { type: 'card', kind: 'miniprogram', title: '出行', appId: 'wx1' },
  ],
  older: listItem(2),
  newer: listItem(3),
});
const open = (options: Partial<BootOptions> = {}) =>
  start({
    pkg: weapp(FEED_DIST),
    transport: articlesFeed(article, document(2), document(3)),
    path: `pages/article/index?id=${articleId(1)}`,
    scene: 1007,
    ...options,
  });
const callsOf = (host: Host, name: string) => host.calls.filter((call) => call.name === name).length;
const named = (host: Host, selector: string, words: string) =>
  host.$$(selector).find((one) => one.textContent?.includes(words)) ??
  (() => {
    throw new Error(`no ${selector} says ${words}`);
  })();

beforeEach(() => standInCanvas());
afterEach(() => {
  closeAll();
  jest.restoreAllMocks();
});

describe('two taps open one page', () => {
  test.each([0, 60, 300])('on a row, when a page takes %d ms to open', async (opening) => {
    const host = await start({ opening });
    await tapTwice(host, '.row');
    expect(host.stack).toHaveLength(2);
    await host.back();
    await host.tap('.row');
    expect(host.stack).toHaveLength(2);
  });

  test('on two rows: the first', async () => {
    const host = await start({ opening: 200 });
    await tapTwice(host, host.$$('.row')[0]!, host.$$('.row')[1]!);
    expect(host.stack).toHaveLength(2);
  });

  test.each([
    ['the search', '.find', 'pages/search/index'],
    ['我的', '.tab:not(.tab--on)', 'pages/library/index'],
  ])('%s', async (_, target, page) => {
    const host = await start({ opening: 200 });
    await tapTwice(host, target);
    expect(host.url).toBe(page);
    expect(host.stack.length).toBeLessThanOrEqual(2);
  });

  test('下一篇', async () => {
    const host = await open({ opening: 200 });
    await tapTwice(host, host.$$('.dir-r')[1]!);
    expect(host.stack.map(({ query }) => query.id)).toEqual([articleId(1), articleId(2)]);
  });

  test('返回, twice in the same place: one page back', async () => {
    const host = await start();
    await host.tap('.row');
    await host.tap(named(host, '.dir-r', '下一篇'));
    expect(host.stack).toHaveLength(3);
    const first = host.tap('.nav-btn');
    await pause(80);
    await Promise.all([first, host.tap('.nav-btn')]);
    expect(host.stack).toHaveLength(2);
  });
});

describe('a page that does not come locks nothing', () => {
  test('refused: the next tap is heard at once, and nothing is an error', async () => {
    let asked = 0;
    const navigateTo = ({ fail }: { fail: (why: object) => void }) => {
      asked += 1;
      fail({ errMsg: 'navigateTo:fail timeout' });
    };
    const host = await start({ wx: { navigateTo } });
    await host.tap('.row');
    await host.tap('.row');
    expect(asked).toBe(2);
    expect(host.errors).toEqual([]);
  });

  test('thrown: the same', async () => {
    let asked = 0;
    const navigateTo = () => {
      asked += 1;
      throw new Error('navigateTo is not a function');
    };
    const host = await start({ wx: { navigateTo } });
    await host.tap('.row');
    await host.tap('.row');
    expect(asked).toBe(2);
    expect(host.errors).toEqual([]);
  });

  test('never answered: heard again after three seconds, and not before', async () => {
    let asked = 0;
    const navigateTo = () => {
      asked += 1;
    };
    const host = await start({ wx: { navigateTo } });
    await host.tap('.row');
    await pause(1500);
    await host.tap('.row');
    expect(asked).toBe(1);
    await pause(1600);
    await host.tap('.row');
    expect(asked).toBe(2);
  });
});

describe('two taps are one', () => {
  test('收藏: kept, not kept and taken out again', async () => {
    const host = await open();
    await tapTwice(host, named(host, '.act', '收藏'));
    expect(host.text('.act--on')).toBe('已收藏');
  });

  test.each([
    ['阅读公众号原文', '.link-t', 'openOfficialAccountArticle'],
    ['a link of the text', '.p .a', 'openOfficialAccountArticle'],
    ['复制链接', '.link-s', 'setClipboardData'],
    ['复制出处', '.cite', 'setClipboardData'],
    ['a picture', '.img', 'previewImage'],
    ['a mini-program', '.card', 'navigateToMiniProgram'],
  ])('%s: one call', async (_, target, call) => {
    const host = await open();
    await tapTwice(host, target);
    expect(callsOf(host, call)).toBe(1);
  });

  test('复制 of a held paragraph: copied once, and the sheet is closed', async () => {
    const host = await open();
    await host.longpress(host.$$('text.p')[1]!);
    await tapTwice(host, '.held-a');
    expect(callsOf(host, 'setClipboardData')).toBe(1);
    expect(host.$('.sheet')).toBeNull();
  });

  test('海报: the sheet stays, though the second tap meets its shade, and one picture is drawn', async () => {
    const host = await open();
    const first = host.tap(named(host, '.act', '海报'));
    await pause(80);
    await Promise.all([first, host.tap('.scrim')]);
    expect(host.$('.pv-img')).not.toBeNull();
    expect(callsOf(host, 'canvasToTempFilePath')).toBe(1);
  });

  test.each([
    ['保存到相册', 'saveImageToPhotosAlbum'],
    ['转发图片', 'showShareImageMenu'],
  ])('%s: one call', async (words, call) => {
    const host = await open({ permissions: { 'scope.writePhotosAlbum': true } });
    await host.tap(named(host, '.act', '海报'));
    await tapTwice(host, named(host, '.pv-btns .btn', words));
    expect(callsOf(host, call)).toBe(1);
  });

  test('重试 of an article: as many requests as for one tap', async () => {
    const asked: number[] = [];
    for (const tap of [
      (host: Host) => host.tap('.state .btn'),
      (host: Host) => tapTwice(host, '.state .btn'),
    ]) {
      const requests: string[] = [];
      const host = await open({
        transport: async ({ url }) => {
          requests.push(url);
          await pause(200);
          return { status: 200, header: {}, body: Uint8Array.from(Buffer.from('<html>')).buffer };
        },
      });
      expect(host.text()).toContain('文章没有加载出来');
      const before = requests.filter((url) => url.includes('articles/')).length;
      await tap(host);
      asked.push(requests.filter((url) => url.includes('articles/')).length - before);
      closeAll();
    }
    expect(asked[1]).toBe(asked[0]);
  });

  test('移除 while tidying: one article, though the next one moves up under the finger', async () => {
    const host = await start();
    for (const at of [0, 1]) {
      await host.tap(host.$$('.row')[at]!);
      await host.tap(named(host, '.act', '收藏'));
      await host.back();
    }
    await host.tap(named(host, '.tab', '我的'));
    await host.tap(named(host, '.do', '整理'));
    expect(host.$$('.row')).toHaveLength(2);
    const first = host.tap('.row');
    await pause(80);
    await Promise.all([first, host.tap('.row')]);
    expect(host.$$('.row')).toHaveLength(1);
  });

  test('清空历史: 撤销 still puts all of it back', async () => {
    const host = await start();
    await host.tap('.row');
    await host.back();
    await host.tap(named(host, '.tab', '我的'));
    await host.tap(named(host, '.seg-i', '历史'));
    await tapTwice(host, named(host, '.do', '清空历史'));
    expect(host.$('.row')).toBeNull();
    await host.tap('.undo-b');
    expect(host.$$('.row')).toHaveLength(1);
  });

  test('关怀模式: on', async () => {
    const host = await start();
    await host.tap(named(host, '.tab', '我的'));
    await host.tap(named(host, '.seg-i', '设置'));
    await tapTwice(host, named(host, '.cell', '关怀模式'));
    expect(host.$('.switch--on')).not.toBeNull();
  });
});
