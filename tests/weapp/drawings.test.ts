import type { Block, Inline, Picture } from '../../src/feed';
import type { Host } from '../../src/host';
import { articlesFeed } from '../support/articles-feed';
import { document as article, articleId, tall } from '../support/feed';
import { closeAll, FEED_DIST, start, weapp } from './support';

/* What issue 27 brought the reader, in the compiled program. Where it stands on the screen: tests/e2e/drawings.test.ts. */

afterEach(() => closeAll());

const open = (blocks: Block[], options: Parameters<typeof start>[0] = {}) =>
  start({
    pkg: weapp(FEED_DIST),
    path: `pages/article/index?id=${articleId(4)}`,
    width: 375,
    height: 667,
    transport: articlesFeed(article(4, { blocks })),
    ...options,
  });

const words = (...inlines: Inline[]): Block => ({ type: 'paragraph', inlines });
const v: Inline = { text: 'v', drawing: { src: 'images/v.webp', w: 50, h: 48, ink: true } };
const ARTICLE = 'https://mp.weixin.qq.com/s/abc';
const picture = (more: Partial<Picture> = {}): Picture => ({
  src: 'images/a.webp',
  w: 800,
  h: 400,
  color: '#778899',
  alt: '',
  variants: [],
  ...more,
});
const image = (more: Partial<Picture> = {}): Block => ({ type: 'image', ...picture(more) });
const ways = (host: Host) => host.$$('.go').map((one) => one.textContent);

describe('a drawing in a line', () => {
  test('stands between the words, as large as the text makes it, and says its text', async () => {
    const host = await open([words({ text: '设车速为' }, v, { text: ',则' })]);
    const drawn = host.$('.p .dr')!;
    expect(drawn.getAttribute('style')).toBe('width:0.5em;height:0.48em;');
    expect(drawn.getAttribute('aria-label')).toBe('v');
    expect(drawn.className).toContain('ink');
    expect(host.text('.p')).toBe('设车速为,则');
  });

  test('that does not load is its words, and is tried again with the network', async () => {
    const host = await open([words({ text: '设车速为' }, v, { text: ',则' })]);
    host.element('.p .dr img').dispatchEvent(new Event('error'));
    await host.idle();
    expect(host.$('.p .dr')).toBeNull();
    expect(host.text('.p')).toBe('设车速为v,则');
    await host.setNetwork('offline');
    await host.setNetwork('online');
    expect(host.$('.p .dr')!.getAttribute('aria-label')).toBe('v');
  });

  test.each<[string, Inline, string]>([
    ['that is marked', { ...v, marks: ['sup'] }, 'in m-sup'],
    ['that leads somewhere', { ...v, href: 'https://a.example/' }, 'in a'],
  ])('%s stands in an element of that look', async (_, inline, className) => {
    const host = await open([words({ text: '甲' }, inline)]);
    expect(host.element('.p .dr').parentElement!.className).toBe(className);
  });

  test('that leads somewhere is followed by a tap', async () => {
    const host = await open([words({ text: '甲' }, { ...v, href: 'https://a.example/' })]);
    await host.tap('.p .a');
    expect(host.ui.clipboard).toBe('https://a.example/');
  });

  test('is part of what a held paragraph says: 设车速为v', async () => {
    const host = await open([words({ text: '设车速为' }, v)]);
    await host.longpress('.p .dr');
    expect(host.text('.sheet')).toContain('设车速为v');
  });

  test('stands in headings, lists, quotations and tables', async () => {
    const line = [{ text: '车速' }, v];
    const host = await open([
      { type: 'heading', id: 's1', level: 1, inlines: line },
      { type: 'list', ordered: true, items: [[words(...line)]] },
      { type: 'quote', blocks: [words(...line)] },
      { type: 'table', head: true, rows: [[{ inlines: line }], [{ inlines: line }]] },
    ]);
    for (const within of ['.h', '.li', '.quote', '.th', '.td']) {
      expect(host.$$(`${within} .dr`)).toHaveLength(1);
      expect(host.text(within)).toBe('车速');
    }
    expect(host.$('.th .dr')!.getAttribute('alt')).toBe('v');
    expect(host.$('.th .dr')!.getAttribute('src')).toMatch(/\/feed\/images\/v\.webp$/);
  });

  test('where text is selected as it stands, is in it', async () => {
    const host = await open([words({ text: '设车速为' }, v)], { scene: 1154 });
    expect(host.$('wx-rich-text.p .dr')!.getAttribute('alt')).toBe('v');
  });
});

describe('where a picture leads', () => {
  test.each<[string, Partial<Picture>, string]>([
    ['an article whose title is known', { href: ARTICLE, alt: '桥的故事' }, '查看文章：桥的故事'],
    ['an article, its caption above being no title', { href: ARTICLE, caption: '图源：新华社' }, '查看文章'],
    ['an article', { href: ARTICLE }, '查看文章'],
    ['any other address', { href: 'https://jtt.example/a?b=1' }, '复制网址 jtt.example'],
    [
      'an address that names another host first',
      { href: 'https://gov.example@b.example/' },
      '复制网址 b.example',
    ],
  ])('%s: is said under it', async (_, more, label) => {
    const host = await open([image(more)]);
    expect(ways(host)).toEqual([label]);
    expect(host.$('.go')!.getAttribute('role')).toBe('link');
  });

  test('is said under the caption, in galleries, quotations and lists, and under the last slice of a tall picture', async () => {
    const leads = { href: 'https://a.example/', caption: '图源' };
    const slices = { ...tall({ w: 1080, h: 5000, count: 3 }), href: 'https://tall.example/' } as Block;
    const host = await open([
      image(leads),
      { type: 'gallery', images: [picture(leads), picture()] },
      { type: 'quote', blocks: [image(leads)] },
      { type: 'list', ordered: false, items: [[image(leads)]] },
      slices,
    ]);
    await host.idle({ within: 3000, limit: 20_000 });
    expect(ways(host)).toEqual([...Array(4).fill('复制网址 a.example'), '复制网址 tall.example']);
    for (const way of host.$$('.go')) expect(way.previousElementSibling!.className).toContain('cap');
    expect(host.$('.tall-z .go')).not.toBeNull();
  });

  test('is where a tap on it goes; one on the picture shows it large', async () => {
    const host = await open([image({ href: 'http://mp.weixin.qq.com/s?__biz=a&mid=1' })]);
    await host.tap('.fig .img');
    expect(host.ui.preview?.urls).toHaveLength(1);
    expect(host.ui.clipboard).toBe('');
    await new Promise((resolve) => setTimeout(resolve, 400));
    await host.tap('.go');
    expect(host.calls.filter(({ name }) => name === 'openOfficialAccountArticle')).toMatchObject([
      { argument: { url: 'https://mp.weixin.qq.com/s?__biz=a&mid=1' } },
    ]);
  });

  test('is not said where nothing can be opened, and costs nothing where a picture leads nowhere', async () => {
    const single = await open([image({ href: ARTICLE })], { scene: 1154 });
    expect(ways(single)).toEqual([]);
    expect(single.$('.fig')).toBeNull();
    closeAll();
    expect((await open([image()])).$('.fig')).toBeNull();
  });
});

describe('the marks of a list', () => {
  const items = (count: number): Block[][] =>
    Array.from({ length: count }, (_, n) => [words({ text: `第${n + 1}条` })]);
  const marksOf = (host: Host) => host.$$('.mk').map((one) => one.textContent);

  test('are the source’s own where it has some: （十一）, none, and 3. where one is missing', async () => {
    const host = await open([{ type: 'list', ordered: true, marks: ['（十一）', ''], items: items(3) }]);
    expect(marksOf(host)).toEqual(['（十一）', '', '3.']);
    expect(host.text('.list')).toBe('（十一）第1条第2条3.第3条');
    expect(host.$('.li')).toBeNull();
  });

  test('go on in the next part of a long list: the 31st has the 31st mark', async () => {
    const marks = Array.from({ length: 40 }, (_, n) => `${n + 101})`);
    const host = await open([{ type: 'list', ordered: true, marks, items: items(40) }]);
    await host.idle({ within: 3000, limit: 20_000 });
    expect(marksOf(host)).toEqual(marks);
    expect(host.$$('.list')).toHaveLength(2);
    for (const list of host.$$('.list')) expect(list.children.length).toBeLessThanOrEqual(60);
  });

  test('that follow from its kind are no elements', async () => {
    const host = await open([{ type: 'list', ordered: true, items: items(3) }]);
    expect(host.$$('.li')).toHaveLength(3);
    expect(host.$('.mk')).toBeNull();
  });
});

describe('an article of which a part was captured', () => {
  const part: Block[] = [
    words({ text: '开头' }),
    { type: 'unsupported', what: 'rest', text: '以下内容付费后可读' },
  ];

  test('says where the rest is, and ends as 节选, not as 全文完', async () => {
    const host = await open(part);
    expect(host.text('.card')).toBe('余下的内容请看原文以下内容付费后可读');
    expect(host.text('#fin')).toBe('以上是节选');
  });

  test('another block that cannot be shown is no part: 全文完', async () => {
    const host = await open([words({ text: '开头' }), { type: 'unsupported', what: 'poll', text: '投票' }]);
    expect(host.text('.card')).toBe('这部分内容请看原文投票');
    expect(host.text('#fin')).toBe('全文完');
  });
});
