import type { Block } from '../../src/feed';
import type { BootOptions, Host } from '../../src/host';
import { articlesFeed } from '../support/articles-feed';
import { articleId, document, listItem } from '../support/feed';
import { closeAll, FEED_DIST, pause, start, tapTwice, weapp } from './support';

/* Moments' single page, WeChats that lack a call or refuse it, and fields with a will of their own. */

const image = (src: string): Block & { type: 'image' } => ({
  type: 'image',
  src,
  w: 800,
  h: 600,
  color: '#d0d7d2',
  alt: '',
  variants: [],
});
const ORIGINAL = 'https://mp.weixin.qq.com/s/bridge';
const links = document(1, {
  url: ORIGINAL,
  blocks: [
    { type: 'paragraph', inlines: [{ text: '看这里', href: ORIGINAL }, { text: '，再出行。' }] },
    { type: 'card', kind: 'link', title: '路况', url: 'https://example.cn/' },
    { type: 'card', kind: 'miniprogram', title: '出行', appId: 'wx1' },
    { type: 'video', title: '航拍', url: ORIGINAL },
    { type: 'unsupported', what: 'vote', text: '投票' },
    { type: 'table', head: false, rows: [[{ inlines: [{ text: '表里的', href: ORIGINAL }] }]] },
    image('images/a.webp'),
  ] as Block[],
  related: [listItem(2)],
});
const open = (article = links, options: Partial<BootOptions> = {}) =>
  start({
    pkg: weapp(FEED_DIST),
    transport: articlesFeed(article, document(2)),
    path: `pages/article/index?id=${articleId(1)}`,
    ...options,
  });
/** What looks as if something followed a tap: by its role, by its colour, or because it darkens under the finger. */
const inviting = (host: Host) =>
  host
    .$$('*')
    .filter((one) => {
      const { hoverClass } =
        (one as { __wxElement?: { data?: { hoverClass?: string } } }).__wxElement?.data ?? {};
      return (
        /^(link|button)$/.test(one.getAttribute('role') ?? '') ||
        one.classList.contains('a') ||
        /pressed|plate--down/.test(hoverClass ?? '')
      );
    })
    .map((one) => one.textContent);

afterEach(() => closeAll());

describe('in Moments’ single page, where nothing can be opened', () => {
  test('the column’s rows are no links, do not darken, and a tap calls nothing', async () => {
    const host = await start({ scene: 1154 });
    expect(host.$$('.row, .lead').length).toBeGreaterThan(1);
    expect(inviting(host)).toEqual([]);
    const before = host.calls.length;
    for (const row of host.$$('.row, .lead')) await host.tap(row);
    expect(host.calls.slice(before)).toEqual([]);
    expect(host.stack).toHaveLength(1);
  });

  test('the city filter works', async () => {
    const host = await start({ scene: 1154 });
    const city = host.$$('.city')[1]!;
    await host.tap(city);
    expect(host.text('.city--on')).toBe(city.textContent);
  });

  test('links, cards and the original look like text, and a tap calls nothing; pictures still open', async () => {
    const host = await open(links, { scene: 1154 });
    expect(host.text()).toContain('看这里，再出行。');
    expect(host.text()).toContain('表里的');
    expect(inviting(host)).toEqual([]);
    const before = host.calls.length;
    for (const card of host.$$('.card, .p')) await host.tap(card);
    expect(host.calls.slice(before)).toEqual([]);
    await host.tap('.img');
    expect(host.ui.preview?.urls).toHaveLength(1);
  });

  test('an article that cannot be shown: another try is all that is offered', async () => {
    const host = await open(document(7), { scene: 1154, network: 'offline' });
    expect(inviting(host)).toEqual(['重试']);
  });
});

describe('with the same calls elsewhere', () => {
  test('they do invite: links, cards, rows', async () => {
    const host = await open();
    const words = inviting(host).join('\n');
    for (const each of ['看这里', '路况', '出行', '航拍', '投票', '表里的', '第 2 篇'])
      expect(words).toContain(each);
  });
});

/** What the program asks of WeChat that nobody waits for, or that has another way. */
const CALLS = [
  ...['navigateTo', 'redirectTo', 'switchTab', 'navigateBack', 'pageScrollTo', 'previewImage', 'showToast'],
  ...[
    'setClipboardData',
    'openOfficialAccountArticle',
    'navigateToMiniProgram',
    'showShareMenu',
    'hideShareMenu',
  ],
  ...['onCopyUrl', 'offCopyUrl', 'setNavigationBarColor', 'setBackgroundColor', 'setBackgroundTextStyle'],
  ...['stopPullDownRefresh', 'getUpdateManager', 'openSetting', 'showShareImageMenu', 'getFileSystemManager'],
];

/** A little of everything: the list and its ways out, an article with its links, pictures and actions. */
async function tour(options: Partial<BootOptions>): Promise<void> {
  const list = await start(options);
  for (const target of ['.row', '.find', '.tab:not(.tab--on)']) await list.tap(target);
  await list.pullDown();
  expect(list.errors).toEqual([]);
  closeAll();
  const host = await open(links, options);
  for (const target of ['.link-t', '.link-s', '.p .a', '.card', '.img', '.cite', '.row', '.nav-btn'])
    await host.tap(target);
  expect(host.errors).toEqual([]);
}

describe('calls of WeChat’s that fail reach nobody, and the program goes on', () => {
  const all = (make: (name: string) => unknown) => ({
    wx: Object.fromEntries(CALLS.map((name) => [name, make(name)])),
  });

  test.each([
    [
      'refused',
      all((name) => ({ fail }: { fail?: (why: object) => void } = {}) => {
        fail?.({ errMsg: `${name}:fail refused` });
      }),
    ],
    [
      'thrown',
      all((name) => () => {
        throw new Error(`${name} is not supported`);
      }),
    ],
    ['missing', { lacks: CALLS }],
  ])('every one of them %s: no error', async (_, options) => {
    await tour(options);
  });

  test('with all of them there, the same tour leads somewhere', async () => {
    const host = await open();
    await host.tap('.row');
    expect(host.stack).toHaveLength(2);
  });
});

test.each([0, 1, 2, 3])(
  'the same picture four times over: the viewer begins with place %d, which was tapped',
  async (at) => {
    const host = await open(
      document(1, {
        blocks: [
          image('images/a.webp'),
          { type: 'gallery', images: [image('images/a.webp'), image('images/a.webp')] },
          { type: 'quote', blocks: [image('images/a.webp')] },
        ],
      }),
    );
    await host.tap(host.$$('.img, .gal-img, .img-in')[at]!);
    const { urls, current } = host.ui.preview!;
    expect(urls).toHaveLength(4);
    expect(urls.indexOf(current)).toBe(at);
    expect(urls.map((url) => url.replace(/#.*/, ''))).toEqual(Array(4).fill(urls[0]));
  },
);

describe('the search field', () => {
  const FIELD = '.field-i';
  const SEARCH = 'pages/search/index';
  /** How often the program sent the field something since. Templates call its attributes `p1`, `p2`. */
  const sent = (host: Host, since: number) =>
    host.stats.log.slice(since).filter(({ keys }) => keys.some((key) => /\.p\d+$/.test(key))).length;
  const value = (host: Host) => host.element(FIELD).querySelector('input')!.value;

  test('typing, letter by letter: nothing is sent back, and what was typed stands there', async () => {
    const host = await start({ path: SEARCH });
    const since = host.stats.log.length;
    for (const text of ['g', 'go', '公', '公j', '公交']) await host.input(FIELD, text);
    expect(sent(host, since)).toBe(0);
    expect(value(host)).toBe('公交');
  });

  test.each([0, 5, 15, 25])(
    'three letters %d ms apart: nothing is sent back, and all of them stand there',
    async (ms) => {
      const host = await start({ path: SEARCH });
      const since = host.stats.log.length;
      for (const text of ['公', '公交', '公交车']) {
        void host.input(FIELD, text);
        await pause(ms);
      }
      await host.idle();
      expect(sent(host, since)).toBe(0);
      expect(value(host)).toBe('公交车');
    },
  );

  test('a blank after 清空, or in place of what was typed, stays: nothing is sent back', async () => {
    const host = await start({ path: SEARCH });
    await host.input(FIELD, '公');
    const since = host.stats.log.length;
    await host.input(FIELD, ' ');
    await host.input(FIELD, ' 公');
    expect(sent(host, since)).toBe(0);
    expect(value(host)).toBe(' 公');
  });

  test('清空: empty, and what is typed next stands there alone', async () => {
    const host = await start({ path: SEARCH });
    await host.input(FIELD, '公交');
    const since = host.stats.log.length;
    await host.tap('.field-x');
    await host.idle();
    // WeChat takes no text that it was given before: what stands there, then nothing.
    expect(sent(host, since)).toBe(2);
    expect(value(host)).toBe('');
    expect(host.$('.field-x')).toBeNull();
    await host.input(FIELD, '收费');
    expect(value(host)).toBe('收费');
    await tapTwice(host, '.field-x', FIELD);
    await host.idle();
    expect(value(host)).toBe('');
  });

  test('a recent search that is tapped stands in the field, and goes at 清空', async () => {
    const host = await start({ path: SEARCH });
    await host.input(FIELD, '公交', { confirm: true });
    await host.tap('.field-x');
    await host.tap('.recent-t');
    expect(value(host)).toBe('公交');
    await host.tap('.field-x');
    expect(value(host)).toBe('');
  });
});
