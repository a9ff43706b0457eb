import { articlesFeed } from '../support/articles-feed';
import { articleId } from '../support/feed';
import { endlessArticle, heavyArticle } from '../support/long-article';
import { Bench, inBrowser, type Phone, serveTransport } from './support';

/* What only a layout can tell: that jumps land exactly, that nothing moves under the reader, that little is mounted. */

const now = '2026-11-23T09:10:00+08:00';
/** Status bar, navigation row, road, and the distance under them. */
const LINE = 47 + 44 + 8 + 8;

const wideTable = {
  ...heavyArticle(3),
  contents: [],
  blocks: [
    {
      type: 'table' as const,
      head: true,
      rows: ['甲', '乙'].map((row) =>
        ['项目', '投资或规模', '进展', '说明'].map((name) => ({
          inlines: [{ text: `${name}${row}，${'长'.repeat(20)}` }],
        })),
      ),
    },
  ],
};

inBrowser('long articles', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.open(serveTransport(articlesFeed(heavyArticle(1), endlessArticle(2), wideTable)));
  });
  afterAll(() => bench.close());

  const open = (n: number, query = '') =>
    bench.phone({ now, path: `pages/article/index?id=${articleId(n)}${query}` });
  const topOf = (phone: Phone, selector: string) =>
    phone.host((host, target) => host.$(target!)?.getBoundingClientRect().top ?? null, selector);
  const noErrors = async (phone: Phone) =>
    expect(await phone.host((host) => host.errors.map((error) => error.message))).toEqual([]);

  test.each([
    ['260 KB of HTML', 1],
    ['5,000 blocks', 2],
  ])(
    '%s scrolled through stays small',
    async (_, n) => {
      const phone = await open(n);
      let most = { nodes: 0, maxChildren: 0, depth: 0 };
      let blank = 0;
      const { length, step } = await phone.host(() => ({
        length: document.scrollingElement!.scrollHeight,
        step: innerHeight,
      }));
      for (let y = 0; y < length; y += Math.max(step, length / 30)) {
        await phone.host((host, top) => host.scrollTo(top!), y);
        const seen = await phone.host((host) => ({
          tree: host.tree(),
          blank: host.$$('.box').filter((box) => {
            const { top, bottom } = box.getBoundingClientRect();
            return bottom > 0 && top < innerHeight;
          }).length,
        }));
        blank += seen.blank;
        most = {
          nodes: Math.max(most.nodes, seen.tree.nodes),
          maxChildren: Math.max(most.maxChildren, seen.tree.maxChildren),
          depth: Math.max(most.depth, seen.tree.depth),
        };
      }
      expect(most.nodes).toBeLessThan(1000);
      expect(most.maxChildren).toBeLessThanOrEqual(60);
      expect(most.depth).toBeLessThan(30);
      expect(blank).toBe(0);
      await noErrors(phone);
    },
    120_000,
  );

  test('scrolling sends the road and nothing else: below 300 bytes a call, ten calls a second', async () => {
    const phone = await open(1);
    await phone.page.waitForFunction(() => !document.querySelector('.box'));
    const sent = await phone.host(async (host) => {
      host.stats.reset();
      const began = performance.now();
      for (let frame = 1; frame <= 120; frame += 1) {
        void host.scrollTo(frame * 60);
        await new Promise(requestAnimationFrame);
      }
      const seconds = (performance.now() - began) / 1000;
      return { seconds, calls: host.stats.calls, largest: host.stats.largest };
    });
    expect(sent.calls).toBeGreaterThan(3);
    expect(sent.largest).toBeLessThan(300);
    expect(sent.calls).toBeLessThanOrEqual(Math.ceil(sent.seconds * 10) + 1);
  });

  test.each([[3], [60], [99], [20]])('the contents lead exactly to part %i of 5,000 blocks', async (part) => {
    const phone = await open(2);
    await phone.host((host) => host.tap('.act'));
    await phone.host((host, stop) => host.tap(host.$$('.exit')[stop!]!), part);
    expect(Math.abs((await topOf(phone, `#s${part}`))! - LINE)).toBeLessThan(2);
    await noErrors(phone);
  });

  test('a deep link to any block stands under the bar, is marked, and stays there while the rest is mounted', async () => {
    const phone = await open(2, '&at=b2510');
    expect(await topOf(phone, '#b2510')).toBeCloseTo(LINE, 0);
    expect(await phone.host((host) => host.text('.p--here'))).toContain('2510。');
    await phone.host((host) => host.scrollTo(document.scrollingElement!.scrollTop - 3000));
    await phone.host((host) => host.scrollTo(document.scrollingElement!.scrollTop + 3000));
    expect(await topOf(phone, '#b2510')).not.toBeNull();
  });

  test('a deep link into the middle of an article that is mounted whole does not move', async () => {
    const phone = await open(1, '&at=s6');
    await phone.page.waitForFunction(() => !document.querySelector('.box'));
    expect(await topOf(phone, '#s6')).toBeCloseTo(LINE, 0);
  });

  test('the first column of a wide table stays while the others move', async () => {
    const phone = await open(3);
    const places = () =>
      phone.host((host) => host.$$('.tbl .td1, .tbl .th').map((cell) => cell.getBoundingClientRect().left));
    const before = await places();
    await phone.host((host) => {
      host.$('.tbl-s')!.scrollLeft = 150;
    });
    const after = await places();
    // Two rows of four cells, of which the first of each stays.
    expect(after[0]).toBe(before[0]);
    expect(after[4]).toBe(before[4]);
    expect(after[1]).toBe(before[1]! - 150);
  });

  test('another text size keeps the words in place and costs little', async () => {
    const phone = await open(1, '&at=s6');
    await phone.page.waitForFunction(() => !document.querySelector('.box'));
    await phone.host((host) => host.tap(host.$$('.act')[1]!));
    await phone.host((host) => host.stats.reset());
    await phone.host((host) => host.tap(host.$$('.step')[4]!));
    const { bytes, calls } = await phone.host((host) => ({
      bytes: host.stats.bytes,
      calls: host.stats.calls,
    }));
    expect(bytes).toBeLessThan(2000);
    expect(calls).toBeLessThanOrEqual(4);
    const top = await topOf(phone, '#s6');
    expect(Math.abs(top! - LINE)).toBeLessThan(120);
  });

  test('reading goes on where it stopped', async () => {
    const phone = await open(1);
    await phone.page.waitForFunction(() => !document.querySelector('.box'));
    const y = await phone.host((host) => {
      host.scrollTo(5000);
      return host.idle().then(() => document.scrollingElement!.scrollTop);
    });
    await phone.host((host) => host.hide());
    await phone.page.reload();
    await phone.page.evaluate(() =>
      (window as never as { phone: { ready: Promise<unknown> } }).phone.ready.then(() => undefined),
    );
    expect(await phone.host((host) => host.text('.resume'))).toMatch(/^上次读到 \d+%，继续$/);
    await phone.host((host) => host.tap('.resume'));
    expect(await phone.host(() => document.scrollingElement!.scrollTop)).toBeCloseTo(y, -1);
    expect(await phone.host((host) => host.$('.resume'))).toBeNull();
  });
});

inBrowser('share pictures', () => {
  let bench: Bench;
  const cover = { src: 'images/cover.png', w: 1080, h: 460, color: '#d0d7d2', alt: '', variants: [] };
  beforeAll(async () => {
    bench = await Bench.open(serveTransport(articlesFeed({ ...heavyArticle(1), cover })));
  });
  afterAll(() => bench.close());

  const open = (options = {}) =>
    bench.phone({ now, path: `pages/article/index?id=${articleId(1)}`, ...options });
  const shown = (phone: Phone) =>
    phone.page.waitForSelector('wx-image.pv-img, image.pv-img, .pv-img img', { state: 'attached' });

  test('each is drawn on the phone and saved to the album, when the reader allows it', async () => {
    const phone = await open();
    await phone.host((host) => host.tap(host.$$('.act')[3]!));
    for (const tab of [0, 1, 2]) {
      await phone.host((host, index) => host.tap(host.$$('.seg-i')[index!]!), tab);
      await shown(phone);
    }
    // The first use asks; the reader allows it.
    await phone.host((host) => {
      void host.tap('.pv-btns .plate');
      return new Promise(requestAnimationFrame);
    });
    await phone.host((host) => host.ui.modal?.answer({ confirm: true }));
    const saved = await phone.host((host) => host.ui.saved);
    expect(saved).toHaveLength(1);
    expect(saved[0]).toMatch(/\.jpg$/);
    expect(await phone.host((host) => host.ui.toast?.title)).toBe('已保存到相册');
  });

  test('a refused album shows the way to the settings', async () => {
    const phone = await open();
    await phone.host((host) => host.permissions.set('scope.writePhotosAlbum', false));
    await phone.host((host) => host.tap(host.$$('.act')[3]!));
    await shown(phone);
    await phone.host((host) => host.tap('.pv-btns .plate'));
    expect(await phone.host((host) => host.text('.pv-no'))).toBe('没有相册权限，可到设置里打开去设置');
    await phone.host((host) => host.permissions.set('scope.writePhotosAlbum', true));
    await phone.host((host) => host.tap('.pv-go'));
    expect(await phone.host((host) => host.ui.saved)).toHaveLength(1);
  });

  test('a screenshot is sent on as the long poster, with nothing open, and is large at a tap on the sheet', async () => {
    const phone = await open();
    const asked = Date.now();
    const poster = await phone.host((host) => host.capturePoster());
    expect(poster).toMatch(/^wxfile:.*\.jpg$/);
    // What WeChat waits for one.
    expect(Date.now() - asked).toBeLessThan(3000);
    const [width, height] = await phone.host(async (host, file) => {
      const image = new Image();
      const found = host.imageUrl(file!);
      image.src = 'url' in found ? found.url : '';
      await image.decode();
      return [image.naturalWidth, image.naturalHeight];
    }, poster!);
    expect(height! / width!).toBeCloseTo(1334 / 750, 2);
    await phone.host((host) => host.tap(host.$$('.act')[3]!));
    await shown(phone);
    const box = await phone.page.locator('.pv-img').boundingBox();
    expect(Math.min(box!.width, box!.height)).toBeGreaterThanOrEqual(44);
    await phone.host((host) => host.tap('.pv-img'));
    expect(await phone.host((host) => host.calls.some(({ name }) => name === 'previewImage'))).toBe(true);
  });

  test('a held paragraph travels with its own card', async () => {
    const phone = await open();
    await phone.host((host) => host.longpress(host.$$('.p')[0]!));
    const card = await phone.host((host) => host.share({ from: 'button', target: { id: '', dataset: {} } }));
    expect(card?.imageUrl).toMatch(/^wxfile:.*\.jpg$/);
    expect(card?.path).toContain('&at=b1');
  });
});
