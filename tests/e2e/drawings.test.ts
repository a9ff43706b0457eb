import type { Block, Inline, Picture } from '../../src/feed';
import { articlesFeed } from '../support/articles-feed';
import { document as article, articleId } from '../support/feed';
import { Bench, inBrowser, serveTransport } from './support';

/* Drawings in lines, controls under pictures and marks of lists where they stand on the screen: only a layout can tell. */

const now = '2026-11-23T09:10:00+08:00';
const drawn = (w: number, h: number, more: object = {}): Inline => ({
  text: 'v',
  drawing: { src: 'images/v.webp', w, h, ...more },
});
const words = (...inlines: Inline[]): Block => ({ type: 'paragraph', inlines });
const picture = (w: number, h: number): Picture => ({
  src: 'images/a.webp',
  w,
  h,
  color: '#778899',
  alt: '一座桥从图纸到通车的一千五百个日夜，和建设者们的故事',
  href: 'https://mp.weixin.qq.com/s/abc',
  variants: [],
});

const blocks: Block[] = [
  words({ text: '设车速为' }, drawn(200, 100), { text: '，力为' }, drawn(200, 200, { drop: 80 }), {
    text: '。',
  }),
  words({ text: '满行的字一二三四五六七八九十一二三四' }, drawn(200, 100), { text: '，不在行首' }),
  words(drawn(4000, 400)),
  { type: 'quote', blocks: [words(drawn(4000, 400))] },
  {
    type: 'table',
    head: false,
    rows: [[{ inlines: [{ text: '甲' }] }, { inlines: [drawn(200, 100)] }]],
  },
  {
    type: 'list',
    ordered: true,
    marks: ['A.', '（一百二十三）', 'xxxviii.', ''],
    items: Array.from({ length: 4 }, () => [words({ text: '路面湿滑时，请降低车速，加大车距。' })]),
  },
  { type: 'image', ...picture(800, 400) },
  { type: 'gallery', images: [picture(100, 400), picture(400, 400)] },
];
const long = article(1, { blocks });
const ink = (more: object = {}): Inline => ({ ...drawn(100, 100, { ink: true }), ...more });
const coloured = article(2, {
  blocks: [
    { type: 'heading', id: 's1', level: 1, inlines: [{ text: '车速' }, ink()] },
    words({ text: '车速' }, ink()),
    words({ text: '车速' }, ink({ href: 'https://a.example/' })),
    { type: 'quote', blocks: [words({ text: '车速' }, ink())] },
    {
      type: 'table',
      head: true,
      rows: [[{ inlines: [ink({ marks: ['accent'] })] }], [{ inlines: [ink({ marks: ['accent'] })] }]],
    },
  ],
});

inBrowser('on the screen', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.open(serveTransport(articlesFeed(long, coloured)));
  });
  afterAll(() => bench.close());

  const open = async (n: number, width: number, font: number, theme: 'light' | 'dark' = 'light') => {
    const path = `pages/article/index?id=${articleId(n)}`;
    const phone = await bench.phone({ now, path, width, height: 700, font, theme });
    await phone.settle();
    return phone;
  };

  test.each([
    [375, 16, 44],
    [320, 22.4, 56],
  ])('at %i px and letters of %f', async (width, font, finger) => {
    const phone = await open(1, width, font);
    const seen = await phone.host(() => {
      const boxes = (selector: string) =>
        [...document.querySelectorAll(selector)].map(
          (one) => one.getBoundingClientRect().toJSON() as DOMRect,
        );
      const [first, second] = [...document.querySelectorAll<HTMLElement>('.article .p')];
      const em = Number.parseFloat(getComputedStyle(first!).fontSize);
      // A box without a height stands on the line that letters stand on.
      const ruler = document.createElement('span');
      ruler.style.cssText = 'display:inline-block;width:0;height:0';
      first!.insertBefore(ruler, first!.firstChild);
      const line = ruler.getBoundingClientRect().bottom;
      ruler.remove();
      const after = document.createRange();
      after.setStart(second!.lastChild!, 1);
      after.setEnd(second!.lastChild!, 2);
      return {
        em,
        line,
        comma: after.getBoundingClientRect().top,
        drawings: boxes('.dr'),
        columns: boxes('.sec > .p'),
        quote: boxes('.quote .p')[0]!,
        ways: boxes('.go'),
        marks: boxes('.mk'),
        texts: boxes('.own .p'),
        plates: boxes('.gal-i'),
      };
    });
    const [plain, low, full, wide, quoted, cell] = seen.drawings;
    // As large as the text makes it, on the line that letters stand on or 0.8 em below it.
    expect(plain!.width).toBeCloseTo(2 * seen.em, 0);
    expect(plain!.height).toBeCloseTo(seen.em, 0);
    expect(Math.abs(plain!.bottom - seen.line)).toBeLessThan(1);
    expect(low!.height).toBeCloseTo(2 * seen.em, 0);
    // Perhaps on the next line.
    if (low!.top < seen.line) expect(Math.abs(low!.bottom - seen.line - 0.8 * seen.em)).toBeLessThan(1);
    // No line begins with the comma after it.
    expect(Math.abs(seen.comma - full!.top)).toBeLessThan(seen.em);
    // What is wider than its column is as wide, in its own ratio.
    expect(wide!.width).toBeCloseTo(seen.columns[2]!.width, 0);
    expect(wide!.width / wide!.height).toBeCloseTo(10, 0);
    expect(quoted!.width).toBeCloseTo(seen.quote.width, 0);
    expect(cell!.width).toBeGreaterThan(20);
    expect(seen.ways).toHaveLength(3);
    for (const way of seen.ways) expect(way.height).toBeGreaterThanOrEqual(finger);
    for (const [at, plate] of seen.plates.entries())
      expect(seen.ways[at + 1]!.right).toBeLessThanOrEqual(plate.right + 0.5);
    // Marks and texts side by side, all texts below each other.
    for (const [at, mark] of seen.marks.entries()) {
      expect(mark.right).toBeLessThanOrEqual(seen.texts[at]!.left + 0.5);
      expect(Math.abs(mark.top - seen.texts[at]!.top)).toBeLessThan(1);
      expect(seen.texts[at]!.left).toBe(seen.texts[0]!.left);
      expect(seen.texts[at]!.width).toBeGreaterThan(width / 2.5);
    }
    await phone.page.context().close();
  });

  test.each<['light' | 'dark', string]>([
    ['light', 'none'],
    ['dark', 'invert(0.92)'],
  ])(
    'black ink has the colour of its words in the %s: text %s, links green, heads of tables white',
    async (theme, text) => {
      const phone = await open(2, 375, 16, theme);
      const [heading, paragraph, link, quoted, head, accent] = await phone.host(() =>
        [...document.querySelectorAll('.ink')].map((one) => getComputedStyle(one).filter),
      );
      expect([heading, paragraph, head]).toEqual([text, text, 'invert(1)']);
      for (const one of [link, quoted, accent]) expect(one).toMatch(/sepia.*hue-rotate/);
      await phone.page.context().close();
    },
  );
});
