import { articlesFeed } from '../support/articles-feed';
import { articleId } from '../support/feed';
import { endlessArticle, heavyArticle } from '../support/long-article';
import { closeAll, FEED_DIST, start, weapp } from './support';

/* What a long article costs between WeChat's two layers. Where things stand is for tests/e2e/reader.test.ts. */

const KB = 1024;
const open = (n: number, document = n === 1 ? heavyArticle(1) : endlessArticle(n)) =>
  start({
    pkg: weapp(FEED_DIST),
    path: `pages/article/index?id=${articleId(n)}`,
    transport: articlesFeed(document),
  });

afterEach(() => closeAll());

test.each([
  ['260 KB of HTML', 1],
  ['5,000 blocks', 2],
])('%s: readable within two calls and 32 KB, no call above 64 KB, below 1,000 nodes', async (_, n) => {
  const host = await open(n);
  const [first, second] = host.stats.log;
  expect(first!.bytes + second!.bytes).toBeLessThan(32 * KB);
  expect(host.stats.largest).toBeLessThan(64 * KB);
  expect(host.stats.log[1]!.keys.join()).toContain('.cn');
  const tree = host.tree();
  expect(tree.nodes).toBeLessThan(1000);
  expect(tree.maxChildren).toBeLessThanOrEqual(60);
  expect(tree.depth).toBeLessThan(30);
});

test('the whole of 260 KB of HTML costs at most 60 KB, all of it is there, in order', async () => {
  const host = await open(1);
  expect(host.stats.bytes).toBeLessThan(60 * KB);
  expect(host.$$('.box')).toHaveLength(0);
  expect(host.$$('image.img')).toHaveLength(50);
  const numbers = (host.text('.article').match(/第\d+(?=段)/g) ?? []).map((one) => Number(one.slice(1)));
  expect(numbers).toEqual(Array.from({ length: 160 }, (_, k) => k));
});

test('the contents of a hundred parts stay within the bounds as well', async () => {
  const host = await open(2);
  host.stats.reset();
  await host.tap('.act');
  expect(host.$$('.exit')).toHaveLength(102);
  const tree = host.tree();
  expect(tree.nodes).toBeLessThan(1000);
  expect(tree.maxChildren).toBeLessThanOrEqual(60);
  expect(host.stats.largest).toBeLessThan(64 * KB);
});

test('sheets, settings and favourites leave the text alone', async () => {
  const host = await open(1);
  const costs: number[] = [];
  const cost = async (run: () => Promise<void>) => {
    host.stats.reset();
    await run();
    costs.push(host.stats.bytes);
  };
  const acts = () => host.$$('.act');
  await cost(() => host.tap(acts()[0]!));
  await cost(() => host.tap('.sheet-x'));
  await cost(() => host.tap(acts()[1]!));
  await cost(() => host.tap(host.$$('.step')[4]!));
  await cost(() => host.tap('.sheet-x'));
  await cost(() => host.tap(acts()[2]!));
  expect(Math.max(...costs)).toBeLessThan(6 * KB);
});

test.each([
  [
    'a list of 400',
    { type: 'list', ordered: true, items: Array.from({ length: 400 }, (_, k) => [text(`第 ${k} 项`)]) },
  ],
  [
    'a table of 900 cells',
    {
      type: 'table',
      head: true,
      rows: Array.from({ length: 150 }, (_, y) =>
        Array.from({ length: 6 }, (_, x) => ({ inlines: [{ text: `${y}.${x}` }] })),
      ),
    },
  ],
  [
    'a gallery of 90',
    {
      type: 'gallery',
      images: Array.from({ length: 90 }, (_, k) => ({
        src: `images/${k}.png`,
        w: 4,
        h: 3,
        color: '#d0d7d2',
        alt: '',
        variants: [],
      })),
    },
  ],
  [
    'a quotation of 200 paragraphs',
    { type: 'quote', blocks: Array.from({ length: 200 }, (_, k) => text(`第 ${k} 句`)) },
  ],
] as const)('%s in one block stays within the bounds', async (_, block) => {
  const host = await open(3, { ...heavyArticle(3), blocks: [text('开头'), block as never, text('结尾')] });
  const tree = host.tree();
  expect(tree.nodes).toBeLessThan(1000);
  expect(tree.maxChildren).toBeLessThanOrEqual(60);
  expect(host.stats.largest).toBeLessThan(64 * KB);
  expect(host.text('.article')).toContain('结尾');
});

function text(words: string) {
  return { type: 'paragraph' as const, inlines: [{ text: words }] };
}
