/** @jest-environment jsdom */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BootOptions, boot, type Host } from '../../src/host';
import { compileDist } from '../../src/host/package/compile';

const pkg = compileDist(join(__dirname, '../fixtures/weapp-tiny'));
let host: Host;
const start = async (options: BootOptions = {}): Promise<Host> => {
  host = await boot(pkg, options);
  await host.idle();
  return host;
};
afterEach(() => {
  host.close();
  expect(document.querySelectorAll('wx-page, wx-tab-bar, style[data-wxss]')).toHaveLength(0);
});

describe('a program in the host', () => {
  it('shows its first page, with templates, scripts and a component', async () => {
    await start({ path: 'pages/list/index?from=x' });
    expect(host.text()).toContain('甲！');
    expect(host.text('.ready')).toBe('load x ready');
    expect(host.text('.mark')).toBe('2 篇·');
    expect(host.errors).toEqual([]);
    expect(host.launch).toMatchObject({ path: 'pages/list/index', query: { from: 'x' }, scene: 1001 });
  });

  it('hands plain events to handlers, from the inside out', async () => {
    await start();
    const list = host.top.page as unknown as {
      event: Record<string, unknown>;
      outerEvent: Record<string, unknown>;
    };
    await host.tap('view.row:nth-of-type(2) > text');
    expect(list.event).toMatchObject({
      type: 'tap',
      currentTarget: { dataset: { id: 'b' } },
      target: { dataset: {} },
    });
    expect(list.outerEvent).toMatchObject({ currentTarget: { id: '' } });
    expect(JSON.parse(JSON.stringify(list.event))).toEqual(list.event);
    expect(host.url).toBe('pages/item/index?id=b');
    expect(host.text('.item')).toBe('项 b');
    await host.back();
    expect(host.stack).toHaveLength(1);
    expect((host.top.page as unknown as { shown: number }).shown).toBe(2);
  });
});

describe('a program that cannot start', () => {
  it('is refused with the reason, and leaves nothing in the document', async () => {
    const lacking = { ...pkg, tags: { ...pkg.tags, camera: [] } };
    await expect(boot(lacking)).rejects.toThrow('<camera> is used in a template, and the host has no such');
    const broken = { ...pkg, js: { ...pkg.js, 'app.js': '' } };
    await expect(boot(broken)).rejects.toThrow('app.js never called App()');
    expect(document.querySelectorAll('wx-page, style[data-wxss]')).toHaveLength(0);
  });
});

describe('the page stack', () => {
  const go = (url: string) =>
    new Promise<string>((resolve) => {
      const navigateTo = host.wx.navigateTo as (options: object) => void;
      navigateTo({
        url,
        success: () => resolve('ok'),
        fail: ({ errMsg }: { errMsg: string }) => resolve(errMsg),
      });
    });

  it('has ten levels', async () => {
    await start();
    for (let level = 2; level <= 10; level += 1) expect(await go('/pages/item/index?id=1')).toBe('ok');
    expect(await go('/pages/item/index?id=1')).toBe('navigateTo:fail webview count limit exceed');
    expect(host.stack).toHaveLength(10);
  });

  it('asks the program what to do about a page that is not there', async () => {
    await start({ path: 'pages/gone/index' });
    expect(host.url).toBe('pages/list/index');
  });

  it('keeps each page’s scroll position', async () => {
    await start();
    await host.scrollTo(120);
    await go('/pages/item/index?id=1');
    expect(document.documentElement.scrollTop).toBe(0);
    await host.back();
    expect(document.documentElement.scrollTop).toBe(120);
  });
});

describe('sharing', () => {
  it('takes what the page returns, and what its promise adds in time', async () => {
    await start({ path: 'pages/item/index?id=7', scene: 1007 });
    const card = { kind: 'friend', title: '后到的标题', path: '/pages/item/index?id=7', imageUrl: '' };
    expect(await host.share()).toEqual(card);
    expect(await host.shareTimeline()).toMatchObject({ title: '朋友圈', path: '/pages/item/index?id=7' });
    await host.tap('#send');
    expect(host.cards).toHaveLength(3);
    const { shareEvent } = host.top.page as unknown as { shareEvent: unknown };
    expect(shareEvent).toMatchObject({ from: 'button', target: { id: 'send', dataset: { kind: 'card' } } });
  });

  it('is off where the page has no handler', async () => {
    await start();
    expect(host.can('shareAppMessage')).toBe(false);
    expect(await host.share()).toBeNull();
    expect(await host.shareTimeline()).toBeNull();
  });

  it('takes the static values where the promise is late', async () => {
    await start({ path: 'pages/item/index?id=7', sharePatience: 30 });
    (host.top.page as unknown as { slowBy: number }).slowBy = 200;
    expect(await host.share()).toMatchObject({ title: '标题' });
  });
});

describe('a screenshot', () => {
  type Listener = (given?: object) => unknown;
  const listen = (name: string, listener: Listener | undefined) =>
    (host.wx[name] as (given: Listener | undefined) => void)(listener);
  const later = <T>(ms: number, value: T) =>
    new Promise<T>((resolve) => setTimeout(() => resolve(value), ms));

  it('leads to the page as it was opened, and is sent on as it is', async () => {
    await start({ path: 'pages/item/index?id=7' });
    expect(await host.capture()).toBe('/pages/item/index?id=7');
    expect(await host.capturePoster()).toBeNull();
  });

  it('leads where the last listener says, the promise of which counts', async () => {
    await start({ path: 'pages/item/index?id=7' });
    listen('onUserCaptureScreen', () => ({ query: 'id=1' }));
    listen('onUserCaptureScreen', (given) => ({ query: given ? 'id=2' : '' }));
    expect(await host.capture()).toBe('/pages/item/index?id=2');
    listen('onUserCaptureScreen', () => ({ query: 'id=2', promise: later(10, { query: 'id=3' }) }));
    expect(await host.capture()).toBe('/pages/item/index?id=3');
    listen('onUserCaptureScreen', () => ({ query: 'id=2', promise: later(1200, { query: 'id=3' }) }));
    expect(await host.capture()).toBe('/pages/item/index?id=2');
    listen('offUserCaptureScreen', undefined);
    expect(await host.capture()).toBe('/pages/item/index?id=7');
  });

  it('of a page that may not be shared leads where it was opened', async () => {
    await start();
    listen('onUserCaptureScreen', () => ({ query: 'id=1' }));
    expect(await host.capture()).toBe('/pages/list/index');
  });

  it('is sent on as the program’s picture, the promise of which counts for three seconds', async () => {
    await start();
    listen('onGeneratePoster', () => ({ src: '/assets/dot.png' }));
    expect(await host.capturePoster()).toBe('/assets/dot.png');
    listen('onGeneratePoster', () => ({
      src: '/assets/dot.png',
      promise: later(1500, { src: 'wxfile://a.jpg' }),
    }));
    expect(await host.capturePoster()).toBe('wxfile://a.jpg');
    listen('onGeneratePoster', () => ({
      src: '/assets/dot.png',
      promise: later(3200, { src: 'wxfile://a.jpg' }),
    }));
    expect(await host.capturePoster()).toBe('/assets/dot.png');
  });

  it('with a query that is no text, or a picture that is none, is the program’s fault', async () => {
    await start({ path: 'pages/item/index?id=7' });
    listen('onUserCaptureScreen', () => ({ query: { id: 1 } }));
    await host.capture();
    listen('onGeneratePoster', () => ({ promise: Promise.reject(new Error('not drawn')) }));
    expect(await host.capturePoster()).toBeNull();
    expect(host.errors.map(({ message }) => message)).toEqual([
      'onUserCaptureScreen: query must be a string, not object',
      'onGeneratePoster: src must be a path, not undefined',
    ]);
  });
});

describe('what a program may not do', () => {
  const run = (code: string) => {
    const js = { ...pkg.js, 'pages/list/index.js': `Page({ onLoad() { ${code} } })` };
    return boot({ ...pkg, js }, {}).then(async (booted) => {
      host = booted;
      await host.idle();
      return host.errors.map((error) => error.message).join('\n');
    });
  };

  it.each([
    ['use the window', 'window.scrollTo(0, 0)', /undefined/],
    ['use the document', 'document.title = ""', /undefined/],
    ['fetch past wx.request', 'fetch("/x")', /fetch is not (a function|defined)/],
    ['run code from text', 'new Function("return 1")()', /WeChat does not run code from text/],
    ['call what the host lacks', 'wx.chooseLocation({})', /wx\.chooseLocation is not in the preview host/],
    ['pass over 1 MB at once', 'this.setData({ big: "x".repeat(1 << 21) })', /setData of \d+ bytes/],
    [
      'fail in an unhandled promise',
      'Promise.resolve().then(function () { throw new Error("late") })',
      /late/,
    ],
    ['log an error', 'console.error("broken", 1)', /broken 1/],
    ['throw', 'throw new Error("thrown")', /thrown/],
  ])('%s', async (_, code, fault) => expect(await run(code)).toMatch(fault));

  it('finds the old way to the global object', async () => {
    expect(
      await run(
        'if (Function("return this")() !== global || typeof window !== "undefined") throw new Error("no")',
      ),
    ).toBe('');
  });
});

describe('the phone', () => {
  const call = (name: string, options: object = {}) =>
    (host.wx[name] as (options: object) => Promise<Record<string, unknown>>)(options);

  it('answers in WeChat’s figures', async () => {
    await start({ width: 320, height: 568, statusBarHeight: 20, safeAreaBottom: 0, fontSizeSetting: 22.4 });
    expect((host.wx.getMenuButtonBoundingClientRect as () => object)()).toMatchObject({
      width: 87,
      height: 32,
      right: 310,
      top: 26,
    });
    expect((host.wx.getAppBaseInfo as () => object)()).toMatchObject({
      fontSizeSetting: 22.4,
      fontSizeScaleFactor: 1.4,
    });
  });

  it('stores with WeChat’s failures', async () => {
    await start();
    await expect(call('getStorage', { key: 'no' })).rejects.toEqual({
      errMsg: 'getStorage:fail data not found',
    });
    expect(() =>
      (host.wx.setStorageSync as (key: string, data: unknown) => void)('k', 'x'.repeat(1 << 21)),
    ).toThrow('setStorageSync:fail entry size limit reached');
  });

  it('forbids in a single page what WeChat forbids there', async () => {
    await start({ path: 'pages/item/index?id=1', scene: 1154 });
    await expect(call('navigateTo', { url: '/pages/list/index' })).rejects.toMatchObject({
      errMsg: expect.stringContaining('single page'),
    });
    await expect(call('setClipboardData', { data: 'x' })).rejects.toMatchObject({
      errMsg: expect.stringContaining('fail'),
    });
    await host.tap('#send');
    expect(host.cards).toHaveLength(0);
  });

  it('loses the network, answers weakly, and gives requests up', async () => {
    const asked: string[] = [];
    await start({
      transport: async ({ url }) => {
        asked.push(url);
        return { status: 200, header: {}, body: Uint8Array.from(Buffer.from('{"a":1}')).buffer };
      },
    });
    const request = (then?: (task: { abort(): void }) => void) =>
      new Promise((resolve) => {
        const send = host.wx.request as (options: object) => { abort(): void };
        const task = send({
          url: 'https://a.cn/x',
          success: ({ data }: { data: unknown }) => resolve(data),
          fail: ({ errMsg }: { errMsg: string }) => resolve(errMsg),
        });
        then?.(task);
      });
    expect(await request()).toEqual({ a: 1 });
    expect(await request((task) => task.abort())).toBe('request:fail abort');
    const changes: unknown[] = [];
    (host.wx.onNetworkStatusChange as (listener: (change: unknown) => void) => void)((change) =>
      changes.push(change),
    );
    await host.setNetwork('offline');
    expect(await request()).toMatch(/^request:fail net::/);
    expect(changes).toEqual([{ networkType: 'none', isConnected: false }]);
    expect(asked.length).toBeLessThanOrEqual(2);
  });

  it('raises the weak network, and is slow there', async () => {
    const transport = async () => ({ status: 200, header: {}, body: new ArrayBuffer(0) });
    await start({ transport, delays: { weak: 20 } });
    const changes: unknown[] = [];
    (host.wx.onNetworkWeakChange as (listener: (change: unknown) => void) => void)((change) =>
      changes.push(change),
    );
    await host.setNetwork('weak');
    expect(changes).toEqual([{ networkType: 'wifi', weakNet: true }]);
    const before = Date.now();
    await new Promise((success) =>
      (host.wx.request as (options: object) => void)({ url: 'https://a.cn/', success }),
    );
    expect(Date.now() - before).toBeGreaterThanOrEqual(15);
  });

  it('can be older, and its privacy guideline shorter, than the program thinks', async () => {
    await start({ lacks: ['openOfficialAccountArticle'], undeclared: ['setClipboardData'] });
    expect(host.wx.openOfficialAccountArticle).toBeUndefined();
    await expect(call('setClipboardData', { data: 'x' })).rejects.toMatchObject({ errno: 112 });
  });

  it('asks before it writes to the album, and remembers a refusal', async () => {
    await start({ files: { 'wxfile://usr/a.png': 'x' } });
    const saving = call('saveImageToPhotosAlbum', { filePath: 'wxfile://usr/a.png' });
    await host.idle();
    expect(host.ui.modal?.confirmText).toBe('允许');
    host.ui.modal?.answer({ confirm: false });
    await expect(saving).rejects.toMatchObject({ errMsg: 'saveImageToPhotosAlbum:fail auth deny' });
    await expect(call('saveImageToPhotosAlbum', { filePath: 'wxfile://usr/a.png' })).rejects.toBeDefined();
    expect(host.ui.saved).toEqual([]);
  });
});

describe('built-in components', () => {
  it('show rich text without running any of it', async () => {
    await start({ path: 'pages/item/index?id=1' });
    const rich = host.element('rich-text');
    expect(rich.innerHTML).toBe('<div><p>段<b>落</b> &lt;i&gt;</p><img></div>');
  });

  it('type, pull down and reach the bottom', async () => {
    await start();
    await host.input('.search', '高铁');
    expect(host.text('.ready')).toBe('高铁');
    const pulled = host.pullDown();
    expect(host.ui.pulling).toBe(true);
    await pulled;
    expect(host.ui.pulling).toBe(false);
    await host.reachBottom();
    expect(host.$$('.row')).toHaveLength(3);
    expect(host.text('.mark')).toContain('3 篇');
    expect(host.tree()).toMatchObject({ maxChildren: 6 });
  });
});

describe('tabs', () => {
  const json = {
    ...pkg.json,
    'app.json': {
      ...pkg.json['app.json'],
      tabBar: {
        list: [
          { pagePath: 'pages/list/index', text: '列表' },
          { pagePath: 'pages/item/index', text: '一项' },
        ],
      },
    },
  };
  const call = (name: string, url: string) =>
    (host.wx[name] as (options: object) => Promise<{ errMsg: string }>)({ url }).then(
      ({ errMsg }) => errMsg,
      ({ errMsg }: { errMsg: string }) => errMsg,
    );

  it('stay alive behind one another, and cannot be opened as other pages are', async () => {
    host = await boot({ ...pkg, json });
    await host.idle();
    await host.input('.search', '留着');
    expect(await call('navigateTo', '/pages/item/index')).toBe(
      'navigateTo:fail can not navigateTo a tabbar page',
    );
    expect(await call('switchTab', '/pages/item/index')).toBe('switchTab:ok');
    expect(host.stack.map((open) => open.path)).toEqual(['pages/item/index']);
    expect(host.tabs?.map((tab) => tab.selected)).toEqual([false, true]);
    await host.tapTab(0);
    expect(host.text('.ready')).toBe('留着');
    expect((host.top.page as unknown as { shown: number }).shown).toBe(2);
    expect(host.errors).toEqual([]);
  });

  it('carry the program’s own bar, one on each', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'weapp-tabs-'));
    cpSync(join(__dirname, '../fixtures/weapp-tiny'), folder, { recursive: true });
    const write = (file: string, content: string) => writeFileSync(join(folder, file), content);
    const app = { ...json['app.json'], tabBar: { ...json['app.json'].tabBar, custom: true } };
    write('app.json', JSON.stringify(app));
    expect(() => compileDist(folder)).toThrow('custom-tab-bar/index.js is not there');
    mkdirSync(join(folder, 'custom-tab-bar'));
    write('custom-tab-bar/index.json', '{"component":true}');
    write('custom-tab-bar/index.wxml', '<view class="tab" bindtap="go">{{count}}</view>');
    write(
      'custom-tab-bar/index.js',
      `Component({ data: { count: 0 }, methods: { go() {
        this.setData({ count: this.data.count + 1 });
        wx.switchTab({ url: '/pages/item/index' });
      } } })`,
    );
    host = await boot(compileDist(folder));
    rmSync(folder, { recursive: true });
    const bars = () => [...document.querySelectorAll<HTMLElement>('wx-tab-bar')];
    expect(host.tabs).toBeNull();
    await host.tap('.custom-tab-bar-index--tab');
    expect(host.url).toBe('pages/item/index');
    expect(bars().map((bar) => [bar.textContent, bar.style.display])).toEqual([
      ['1', 'none'],
      ['0', ''],
    ]);
    expect(host.errors).toEqual([]);
  });
});
