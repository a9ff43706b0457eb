import type { Block } from '../../src/feed';
import { articlesFeed } from '../support/articles-feed';
import { document as article, articleId, listItem } from '../support/feed';
import { Bench, inBrowser, serveTransport } from './support';

/* What no line holds: addresses and long words, wherever text stands. Only a layout can tell. */

const now = '2026-11-23T09:10:00+08:00';
const WORD = 'Pneumonoultramicroscopicsilicovolcanoconiosis'.repeat(2);
const ADDRESS = `https://jtt.example/${'a'.repeat(60)}`;
const inlines = [{ text: `办理更新请访问官方网站${ADDRESS}查看${WORD}说明。` }];
const paragraph: Block = { type: 'paragraph', inlines };

const blocks: Block[] = [
  { type: 'heading', id: 's1', level: 1, inlines },
  paragraph,
  {
    type: 'paragraph',
    inlines: [
      { text: WORD, marks: ['strong'] },
      { text: ADDRESS, href: 'https://a.example/' },
    ],
  },
  { type: 'quote', blocks: [paragraph] },
  {
    type: 'list',
    ordered: true,
    items: [[paragraph], [{ type: 'list', ordered: false, items: [[paragraph]] }]],
  },
  {
    type: 'table',
    head: true,
    caption: WORD,
    rows: [
      [{ inlines }, { inlines }],
      [{ inlines }, { inlines }],
    ],
  },
  { type: 'card', kind: 'link', title: WORD, text: ADDRESS, url: 'https://a.example/' },
  { type: 'unsupported', what: 'poll', text: WORD },
];
const long = article(1, {
  title: `青岛 | ${WORD}`,
  headline: WORD,
  byline: { ...article(1).byline, column: WORD, author: WORD },
  url: 'https://mp.weixin.qq.com/s/a',
  contents: [{ id: 's1', level: 1, text: WORD }],
  blocks,
  related: [listItem(2, { title: WORD })],
  older: listItem(3, { title: ADDRESS }),
});

inBrowser('an address or a word that no line holds', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.open(serveTransport(articlesFeed(long)));
  });
  afterAll(() => bench.close());

  const open = (width: number, font: number) =>
    bench.phone({ now, path: `pages/article/index?id=${articleId(1)}`, width, height: 700, font });

  test.each([
    [320, 22.4],
    [320, 16],
    [375, 16],
  ])('breaks in its box in a window of %i px with letters of %f, and widens neither', async (width, font) => {
    const phone = await open(width, font);
    const wide = await phone.host(() =>
      [...document.querySelectorAll<HTMLElement>('.screen *')]
        // What is wider on purpose scrolls by itself, and a label that may end in an ellipsis shows it.
        .filter((one) => !one.closest('.tbl-s, .code, .nav, .acts'))
        .filter(
          (one) =>
            one.textContent &&
            (one.getBoundingClientRect().right > innerWidth + 1 ||
              (one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1)),
        )
        .map((one) => one.className),
    );
    expect(wide).toEqual([]);
    expect(await phone.host(() => document.scrollingElement!.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    await phone.page.context().close();
  });

  test('leaves the line before it as it is set: its letters stand no further apart than they are wide', async () => {
    const phone = await open(375, 16);
    const steps = await phone.host(() => {
      const text = document.querySelector('.p')!;
      const node = document.createTreeWalker(text, NodeFilter.SHOW_TEXT).nextNode()!;
      const left = (at: number) => {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return range.getBoundingClientRect().left;
      };
      const size = Number.parseFloat(getComputedStyle(text).fontSize);
      return [0, 1, 2, 3, 4].map((at) => (left(at + 1) - left(at)) / size);
    });
    for (const step of steps) expect(step).toBeCloseTo(1, 1);
  });
});
