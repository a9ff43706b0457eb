import type { ArticleDocument, Block } from '../../src/feed';
import type { BootOptions, Host } from '../../src/host';
import { articlesFeed } from '../support/articles-feed';
import { articleId, document, listItem } from '../support/feed';
import { closeAll, FEED_DIST, start, weapp } from './support';

/* The reader as its readers meet it: what it offers, what it shares, and what it does in dark corners. */

const paragraph = (text: string): Block => ({ type: 'paragraph', inlines: [{ text }] });
const heading = (id: string, text: string): Block => ({ type: 'heading', id, level: 1, inlines: [{ text }] });

const bridge = document(1, {
  title: '青岛 | 跨海大桥的十二小时',
  headline: '跨海大桥的十二小时',
  region: 'qingdao',
  url: 'https://mp.weixin.qq.com/s/bridge',
  digest: '桥上的一天。',
  minutes: 6,
  cards: { chat: 'cards/0123456789ab.jpg', square: 'cards/ba9876543210.jpg' },
  contents: [
    { id: 's1', level: 1, text: '一、看风' },
    { id: 's2', level: 1, text: '二、看路' },
  ],
  blocks: [
    paragraph('天还没亮，巡查的人已经上桥。'),
    heading('s1', '一、看风'),
    paragraph('风从海上来，八级以上就要限速。'),
    heading('s2', '二、看路'),
    { type: 'paragraph', inlines: [{ text: '路面结冰', marks: ['strong'] }, { text: '时先撒布，再放行。' }] },
  ],
  older: listItem(2),
  related: [listItem(3)],
});
const path = (query: string) => `pages/article/index?${query}`;
const cold = (query: string, options: Partial<BootOptions> = {}, ...documents: ArticleDocument[]) =>
  start({
    pkg: weapp(FEED_DIST),
    transport: articlesFeed(bridge, document(2), document(3), ...documents),
    path: path(query),
    scene: 1007,
    ...options,
  });
const act = (host: Host, label: string) =>
  host.$$('.act').find((one) => one.textContent === label) ?? fail(`no ${label}`);
/** With a name that fits on a line. */
const named = (query: string) => [query.slice(0, 40), query] as const;
function fail(message: string): never {
  throw new Error(message);
}
/** Opens what a card leads to, as its recipient does: in a program that has nothing. */
const follow = (card: { path: string } | null) => cold(card!.path.replace(/^[^?]*\?/, ''));

afterEach(() => closeAll());

describe('shared and opened again', () => {
  test('to a friend: full title, the ready card, and a path that opens the same article', async () => {
    const card = await (await cold(`id=${articleId(1)}`)).share({ from: 'menu' });
    expect(card).toMatchObject({
      title: '青岛 | 跨海大桥的十二小时',
      path: `/pages/article/index?id=${articleId(1)}`,
      imageUrl: 'http://127.0.0.1:5210/feed/cards/0123456789ab.jpg',
    });
    expect((await follow(card)).text('.title')).toBe('跨海大桥的十二小时');
  });

  test('a paragraph that was held: its words on the card, its place in the path, marked where it opens', async () => {
    const host = await cold(`id=${articleId(1)}`);
    await host.longpress(host.$$('rich-text.p')[0]!);
    expect(host.text('.sheet')).toContain('路面结冰时先撒布，再放行。');
    const card = await host.share({ from: 'button', target: { id: '', dataset: {} } });
    expect(card?.title).toBe('“路面结冰时先撒布，再放行。”');
    expect(card?.path).toBe(`/pages/article/index?id=${articleId(1)}&at=b4`);
    const opened = await follow(card);
    expect(opened.$('.p--here')?.textContent).toBe('路面结冰时先撒布，再放行。');
    // The sheet is closed again: the article is shared, no longer the paragraph.
    await host.tap('.sheet-x');
    expect((await host.share())?.path).toBe(`/pages/article/index?id=${articleId(1)}`);
  });

  test.each([
    ['Moments', (host: Host) => host.shareTimeline()],
    ['favourites', async (host: Host) => host.addToFavorites()],
  ])('%s: the title, the square, the id', async (_, share) => {
    const card = await share(await cold(`id=${articleId(1)}`));
    expect(card).toMatchObject({
      title: '青岛 | 跨海大桥的十二小时',
      path: `/pages/article/index?id=${articleId(1)}`,
      imageUrl: 'http://127.0.0.1:5210/feed/cards/ba9876543210.jpg',
    });
  });

  test('a scanned code and a copied link lead to the article', async () => {
    const host = await cold(`scene=${articleId(1)}`, { scene: 1047 });
    expect(host.text('.title')).toBe('跨海大桥的十二小时');
    expect((await host.share())?.path).toBe(`/pages/article/index?id=${articleId(1)}`);
    expect(host.copyUrl()).toContain(articleId(1));
  });
});

describe('dark corners', () => {
  test.each([
    ['while it loads', { network: 'offline' as const }],
    ['where the feed has no such article', {}],
  ])('%s the share keeps the id', async (_, options) => {
    const id = 'abcdefghijkl';
    const host = await cold(`id=${id}`, options);
    expect((await host.share())?.path).toBe(`/pages/article/index?id=${id}`);
    closeAll({ allowErrors: true });
  });

  test('withdrawn: no title, no share, and what stood on the device is gone', async () => {
    const withdrawn = { id: articleId(1), schema: 2, withdrawn: '2026-11-20T08:00:00+08:00' };
    const before = await cold(`id=${articleId(1)}`);
    await before.tap(act(before, '收藏'));
    const host = await cold(`id=${articleId(1)}`, {
      storage: before.storage.dump(),
      transport: articlesFeed(withdrawn as never),
    });
    expect(host.text()).toContain('本文已由发布者撤回');
    expect(host.text()).not.toContain('跨海大桥');
    expect(host.can('shareAppMessage')).toBe(false);
    expect(JSON.stringify(host.storage.dump())).not.toContain('跨海大桥');
  });

  test.each(
    [
      '',
      'id=',
      'id=short',
      'id=%E0%A4%A',
      'id=../../etc/pas',
      'id=<script>aaaa',
      `id=${'a'.repeat(5000)}`,
      'scene=%25',
      'id[]=1&__proto__=x',
    ].map(named),
  )('a hostile address opens the sign and a way on: %s', async (_, query) => {
    const host = await cold(query);
    expect(host.text()).toContain('没有找到这篇文章');
    expect((await host.share())?.path).toBe('/pages/column/index');
  });

  test('where nothing was found there are ways on: the column, and the search', async () => {
    const host = await cold('id=abcdefghijkl');
    expect(host.$$('.state .btn').map((one) => one.textContent)).toEqual(['返回专栏', '搜索文章']);
    await host.tap(host.$$('.state .btn')[1]!);
    expect(host.url).toContain('pages/search/index');
  });

  test('without a network: another try, and what is on the device where there is something', async () => {
    const labels = (host: Host) => host.$$('.state .btn').map((one) => one.textContent);
    const first = await cold('id=abcdefghijkl', { network: 'offline' });
    expect(labels(first)).toEqual(['重试', '返回专栏']);
    const read = await cold(`id=${articleId(1)}`);
    const later = await cold('id=abcdefghijkl', { network: 'offline', storage: read.storage.dump() });
    expect(labels(later)).toEqual(['重试', '看已保存的文章']);
    await later.tap(later.$$('.state .btn')[1]!);
    expect(later.url).toBe('pages/library/index');
  });

  test('with the network back, the article comes by itself', async () => {
    const host = await cold(`id=${articleId(1)}`, { network: 'offline' });
    expect(host.text()).toContain('文章没有加载出来');
    await host.setNetwork('online');
    expect(host.text('.title')).toBe('跨海大桥的十二小时');
  });

  test('a memory warning lets go what is not shown, and nothing else', async () => {
    const host = await cold(`id=${articleId(1)}`);
    await host.memoryWarning();
    expect(host.text('.title')).toBe('跨海大桥的十二小时');
    await host.tap(host.$$('.dir-r')[1]!);
    await host.memoryWarning();
    await host.back();
    expect(host.text('.title')).toBe('跨海大桥的十二小时');
  });

  test.each(
    ['at=nothing', 'at=b99999', 'at=<b>', 'at=__proto__', 'at=b-1', `at=${'s'.repeat(3000)}`].map(named),
  )('an address of no block opens the article at its beginning: %s', async (_, query) => {
    const host = await cold(`id=${articleId(1)}&${query}`);
    expect(host.text('.title')).toBe('跨海大桥的十二小时');
    expect(host.$('.p--here')).toBeNull();
  });

  test.each([
    [`pages/old/detail?id=${articleId(1)}`, `pages/article/index?id=${articleId(1)}`],
    ['pages/old/detail?id=nonsense', 'pages/column/index'],
  ])('a page that is not there leads on: %s', async (from, to) => {
    const host = await cold('', { path: from });
    expect(host.url).toBe(to);
    closeAll({ allowErrors: true });
  });
});

test('single-page mode shows the whole article and no control that cannot work', async () => {
  const host = await cold(`id=${articleId(1)}`, { scene: 1154 });
  for (const words of ['天还没亮', '八级以上', '先撒布', '全文完', '内容来源'])
    expect(host.text()).toContain(words);
  expect(host.$$('button, .act, .nav-btn, .link, .dir, .row')).toHaveLength(0);
  expect(host.calls.filter(({ name }) => /^(navigate|setClipboard|openOfficial)/.test(name))).toEqual([]);
  expect((await host.shareTimeline())?.path ?? `?id=${articleId(1)}`).toContain(articleId(1));
});

test.each([
  ['a phone', 390, 844, 350],
  ['a tablet', 1024, 1366, 640],
])(
  'on %s pictures are drawn as wide as the text and as high as they were planned',
  async (_, width, height, column) => {
    const picture = { src: 'images/a.webp', w: 1280, h: 720, color: '#d0d7d2', alt: '', variants: [] };
    const article = { ...document(4), blocks: [{ type: 'image' as const, ...picture }] };
    const host = await cold(`id=${articleId(4)}`, { width, height, transport: articlesFeed(article) });
    const style = host.$('.img')?.getAttribute('style') ?? '';
    expect(style).toContain(`height:${Math.round((column * picture.h) / picture.w)}px`);
    expect(style).not.toContain('width:');
  },
);

describe('the actions', () => {
  test('收藏 is a switch, kept over a restart', async () => {
    const host = await cold(`id=${articleId(1)}`);
    await host.tap(act(host, '收藏'));
    expect(host.text('.act--on')).toBe('已收藏');
    const again = await cold(`id=${articleId(1)}`, { storage: host.storage.dump() });
    expect(again.text('.act--on')).toBe('已收藏');
    await again.tap(act(again, '已收藏'));
    expect(again.$('.act--on')).toBeNull();
  });

  test('a held paragraph is copied as it stands in the source', async () => {
    const host = await cold(`id=${articleId(1)}`);
    await host.longpress(host.$$('text.p')[0]!);
    await host.tap(host.$$('.held-a')[0]!);
    expect(host.ui.clipboard).toBe('天还没亮，巡查的人已经上桥。');
    expect(host.$('.sheet')).toBeNull();
  });

  test('the citation names title, account, date and address', async () => {
    const host = await cold(`id=${articleId(1)}`);
    await host.tap('.cite');
    expect(host.ui.clipboard).toBe(
      '《青岛 | 跨海大桥的十二小时》\n公众号“山东省交通运输厅”，2026-01-01\nhttps://mp.weixin.qq.com/s/bridge',
    );
  });

  test('neighbours and related articles are fetched ahead on a good network only', async () => {
    for (const [network, ahead] of [
      ['online', 2],
      ['weak', 0],
    ] as const) {
      const transport = articlesFeed(bridge, document(2), document(3));
      const host = await cold(`id=${articleId(1)}`, { transport, network });
      await host.idle({ within: 4000, limit: 20_000 });
      const others = transport.asked.filter((one) => /articles\//.test(one) && !one.includes(articleId(1)));
      expect(others).toHaveLength(ahead);
    }
  });

  test('from the eighth page on articles take each other’s place', async () => {
    const host = await cold(`id=${articleId(1)}`);
    for (let n = 0; n < 12; n += 1) {
      await host.tap(n % 2 === 0 ? host.$$('.dir-r')[1]! : '.row');
      if (!host.$('.dir-r:not(.dir-r--end)')) await host.back();
    }
    expect(host.stack.length).toBeLessThanOrEqual(8);
  });
});

test('whom an article was taken from stands in the box under it, and no dot beside what nobody knows', async () => {
  const { byline } = document(4);
  const passedOn = document(4, { byline: { ...byline, column: '示例气象', place: '', origin: '示例日报' } });
  const host = await cold(`id=${articleId(4)}`, {}, passedOn);
  expect(host.$$('.prov-r').map((one) => one.textContent)).toContain('文章来源示例日报');
  expect(host.$('.byline')!.firstElementChild!.textContent).toBe('示例气象 · 公众号');
  const own = await cold(`id=${articleId(1)}`);
  expect(own.text('.prov')).not.toContain('文章来源');
});
