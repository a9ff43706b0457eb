import type { Block } from '../../src/feed';
import { articlesFeed } from '../support/articles-feed';
import { articleId, document, tall } from '../support/feed';
import { closeAll, FEED_DIST, start, weapp } from './support';

/* A tall picture in the compiled program. That no seam shows is for a look: src/preview/shoot.ts. */

afterEach(() => closeAll());

const words = (text: string): Block => ({ type: 'paragraph', inlines: [{ text }] });
const open = (blocks: Block[], width = 390) =>
  start({
    pkg: weapp(FEED_DIST),
    path: `pages/article/index?id=${articleId(4)}`,
    width,
    height: 844,
    transport: articlesFeed(document(4, { blocks })),
  });
const heightOf = (element: { getAttribute(name: string): string | null }) =>
  Number(/height:(\d+)px/.exec(element.getAttribute('style') ?? '')?.[1]);

test.each([375, 390])(
  'is as high in its slices as it was planned, at %d px, and one figure',
  async (width) => {
    const picture = tall({ w: 1080, h: 16_500, count: 6 });
    const host = await open([words('前'), picture, words('后')], width);
    const slices = host.$$('.tall .img');
    expect(slices).toHaveLength(6);
    const sum = slices.reduce((all, one) => all + heightOf(one), 0);
    expect(sum).toBe(Math.round(((width - 40) * 16_500) / 1080));
    expect(slices.map((one) => one.getAttribute('aria-label'))).toEqual(['一图读懂', ...Array(5).fill(null)]);
    expect(host.$$('.tall .cap').map((one) => one.textContent)).toEqual(['图源：示例']);
    expect(host.text('.article')).toMatch(/前.*图源：示例.*后/s);
  },
);

test('of thirty slices those near the window are mounted, the others are boxes of their height', async () => {
  const picture = tall({ w: 1080, h: 61_439, count: 30 });
  const host = await open([words('前'), picture, words('后')]);
  await host.idle({ within: 3000, limit: 20_000 });
  const mounted = host.$$('.tall .img').length;
  expect(mounted).toBeGreaterThan(1);
  expect(mounted).toBeLessThanOrEqual(8);
  const boxes = host.$$('.box').filter((one) => /^height:\d+px$/.test(one.getAttribute('style') ?? ''));
  expect(boxes).toHaveLength(30 - mounted);
  const all = [...host.$$('.tall .img'), ...boxes].reduce((sum, one) => sum + heightOf(one), 0);
  // The box of the last slice has the distance below it, too.
  expect(all).toBe(Math.round((350 * 61_439) / 1080) + 26);
  expect(host.tree().nodes).toBeLessThan(200);
  expect(host.stats.largest).toBeLessThan(64 * 1024);
});

test.each([0, 3])('a tap on slice %d looks at the whole, among the article’s pictures', async (at) => {
  const picture = tall({ w: 1080, h: 16_500, count: 6 });
  const other: Block = { ...tall({ w: 9, h: 9, count: 0 }), src: 'images/other.webp' };
  const host = await open([words('前'), picture, words('间'), other]);
  await host.tap(host.$$('.tall .img')[at]!);
  const asked = host.calls.filter(({ name }) => name === 'previewImage');
  expect(asked).toHaveLength(1);
  expect(host.ui.preview).toEqual({
    urls: [expect.stringContaining(picture.src), expect.stringContaining('images/other.webp')],
    current: expect.stringContaining(picture.src),
  });
});

test('in a quotation and in a list it is whole in its slices, one over the edge of the next', async () => {
  const picture = tall({ w: 1080, h: 16_500, count: 6 });
  for (const nested of [
    { type: 'quote', blocks: [picture] } as const,
    { type: 'list', ordered: false, items: [[picture]] } as const,
  ] as unknown as Block[]) {
    const host = await open([words('前'), nested]);
    expect(host.$$('.img-box')).toHaveLength(1);
    expect(host.$('.img-box')!.getAttribute('style')).toContain('padding-bottom:1527.778%');
    const shown = host.$$('.img-box .img-in');
    expect(shown).toHaveLength(6);
    const tops = shown.map((one) => Number(/top:([\d.]+)%/.exec(one.getAttribute('style')!)![1]));
    const heights = shown.map((one) =>
      Number(/calc\(([\d.]+)% \+ 0\.1px\)/.exec(one.getAttribute('style')!)![1]),
    );
    for (const [at, top] of tops.entries())
      expect(top).toBeCloseTo(
        heights.slice(0, at).reduce((sum, one) => sum + one, 0),
        1,
      );
    await host.tap(shown[5]!);
    expect(host.ui.preview!.current).toContain(picture.src);
    closeAll();
  }
});

test('in a gallery it is a plate that says so, and looks at the whole', async () => {
  const picture = tall({ w: 1080, h: 16_500, count: 6 });
  const small = { ...tall({ w: 1200, h: 800, count: 0 }), src: 'images/small.webp' };
  const host = await open([{ type: 'gallery', images: [picture, small] }]);
  const plates = host.$$('.gal-i');
  expect(plates.map((one) => one.getAttribute('style'))).toEqual(['width:86px', 'width:300px']);
  expect(plates.map((one) => one.textContent!.includes('长图'))).toEqual([true, false]);
  const [first] = host.$$('.gal-img');
  await host.tap(first!);
  expect(host.ui.preview!.current).toContain(picture.src);
});

test('a slice that does not load keeps its place and can be asked for again', async () => {
  const picture = tall({ w: 1080, h: 16_500, count: 6 });
  const feed = articlesFeed(document(4, { blocks: [picture] }));
  const host = await start({
    pkg: weapp(FEED_DIST),
    path: `pages/article/index?id=${articleId(4)}`,
    transport: feed,
  });
  const [, second] = host.$$('.tall .img');
  const height = heightOf(second!);
  const image = host.element(second!).querySelector('img')!;
  image.dispatchEvent(new image.ownerDocument.defaultView!.Event('error'));
  await host.idle();
  const failed = host.$('.tall .img-bad')!;
  expect(failed.textContent).toContain('点这里重试');
  expect(heightOf(failed)).toBe(height);
  await host.tap(failed);
  expect(host.$('.tall .img-bad')).toBeNull();
  expect(host.$$('.tall .img')).toHaveLength(6);
});
