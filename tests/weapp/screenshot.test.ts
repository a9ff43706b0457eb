import { COLUMN_CARD } from '../../src/domain/share';
import { type ArticleDocument, paths } from '../../src/feed';
import type { BootOptions, Host } from '../../src/host';
import { filesFeed } from '../support/articles-feed';
import { articleId, document, feedOf, listItem } from '../support/feed';
import { closeAll, FEED_DIST, standInCanvas, start, weapp } from './support';

/* What WeChat makes of a screenshot: where it leads, and our picture in its place. And the sheet of pictures. */

const CODE = 'codes/aB3dE5gH.png';
const CARDS = { chat: 'cards/chat0001.jpg', square: 'cards/sqre0001.jpg' };

/** A feed of two articles, with codes or without; the first has the code in its document in any case. */
function feedWith({
  codes = false,
  change = {},
}: {
  codes?: boolean;
  change?: Partial<ArticleDocument>;
} = {}) {
  const { files, head } = feedOf([listItem(1), listItem(2, { region: 'qingdao' })]);
  const text = document(1, { code: CODE, cards: CARDS, digest: '桥通了，路也就近了。', ...change });
  return new Map<string, unknown>([
    ...files,
    [paths.head, { ...head, _column: { ...head._column, ...(codes ? { codes: true } : {}) } }],
    [paths.article(articleId(1)), text],
    [paths.article(articleId(2)), document(2)],
  ]);
}
const boot = (options: Partial<BootOptions> = {}, files = feedWith()) =>
  start({ pkg: weapp(FEED_DIST), transport: filesFeed(files), ...options });
const ARTICLE = { path: `pages/article/index?id=${articleId(1)}&at=b1`, scene: 1007 };
const named = (host: Host, selector: string, words: string) =>
  host.$$(selector).find((one) => one.textContent === words)!;
async function sheet(host: Host): Promise<void> {
  await host.tap(named(host, '.act', '海报'));
}

afterEach(() => {
  closeAll();
  jest.restoreAllMocks();
});

describe('a screenshot', () => {
  test('leads to the article, to the list of the column, and back again', async () => {
    const host = await boot({ path: 'pages/column/index?region=qingdao' });
    expect(await host.capture()).toBe('/pages/column/index?region=qingdao');
    await host.tap('.row, .lead');
    expect(await host.capture()).toBe(`/pages/article/index?id=${articleId(2)}`);
    await host.back();
    expect(await host.capture()).toBe('/pages/column/index?region=qingdao');
  });

  test('of an article opened cold has its id and no place in it', async () => {
    const host = await boot(ARTICLE);
    expect(await host.capture()).toBe(`/pages/article/index?id=${articleId(1)}`);
  });

  test('of a page that offers nothing is WeChat’s', async () => {
    const host = await boot();
    await host.tap('.row, .lead');
    (host.wx.navigateTo as (given: object) => void)({ url: '/pages/search/index' });
    await host.idle();
    expect(await host.capture()).toBe('/pages/search/index');
    expect(await host.capturePoster()).toBe(COLUMN_CARD);
  });

  test('of an article is sent on as its long poster, drawn on a canvas that is there meanwhile', async () => {
    standInCanvas();
    const host = await boot(ARTICLE);
    expect(host.$('#easel')).toBeNull();
    expect(await host.capturePoster()).toMatch(/^wxfile:.*jpg$/);
    await host.idle();
    expect(host.$('#easel')).toBeNull();
    const { argument } = host.calls.find(({ name }) => name === 'canvasToTempFilePath')!;
    const drawn = argument as { destWidth: number; destHeight: number };
    expect(drawn.destHeight / drawn.destWidth).toBeCloseTo(1334 / 750, 2);
  });

  test('of an article whose sheet of pictures is open is drawn on the sheet’s canvas', async () => {
    standInCanvas();
    const host = await boot(ARTICLE);
    await sheet(host);
    const poster = host.capturePoster();
    expect(host.$$('#easel')).toHaveLength(1);
    expect(await poster).toMatch(/^wxfile:/);
  });

  test('of the column is sent on as its own', async () => {
    standInCanvas();
    const host = await boot();
    expect(await host.capturePoster()).toMatch(/^wxfile:/);
    await host.idle();
    expect(host.$('#easel')).toBeNull();
  });

  test('where nothing can be drawn the ready card goes in its place', async () => {
    jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
    const host = await boot(ARTICLE);
    expect(await host.capturePoster()).toBe(`http://127.0.0.1:5210/feed/${CARDS.chat}`);
  });

  test('a drawing that comes too late is not waited for', async () => {
    standInCanvas();
    const host = await boot({ ...ARTICLE, sharePatience: 0 });
    expect(await host.capturePoster()).toBe(`http://127.0.0.1:5210/feed/${CARDS.chat}`);
  });

  test('of a withdrawn article offers nothing of it', async () => {
    const files = feedWith();
    files.set(paths.article(articleId(1)), {
      id: articleId(1),
      schema: 2,
      withdrawn: '2026-01-02T00:00:00+08:00',
    });
    const host = await boot(ARTICLE, files);
    expect(await host.capturePoster()).toBe(COLUMN_CARD);
  });

  test.each([[['onUserCaptureScreen', 'offUserCaptureScreen']], [['onGeneratePoster', 'offGeneratePoster']]])(
    'where WeChat lacks %j nothing else is different',
    async (lacks) => {
      const host = await boot({ ...ARTICLE, lacks });
      expect(host.text('.article')).toContain('正文 1');
      expect(host.copyUrl()).toBe(`/pages/article/index?id=${articleId(1)}`);
      expect(host.errors).toEqual([]);
    },
  );
});

describe('the sheet of pictures', () => {
  test.each([
    ['without codes has no switch, whatever the document names', false],
    ['with codes has one', true],
  ])('of a feed %s', async (_, codes) => {
    standInCanvas();
    const host = await boot({}, feedWith({ codes }));
    await host.tap(host.$$('.row, .lead')[0]!);
    expect(host.url).toContain(articleId(1));
    await sheet(host);
    expect(host.$$('.pv-row').map((one) => one.textContent)).toEqual(codes ? ['带小程序码'] : []);
  });

  test('of an article without a code has none in a feed that has others', async () => {
    standInCanvas();
    const host = await boot({}, feedWith({ codes: true }));
    await host.tap(host.$$('.row, .lead').at(-1)!);
    expect(host.url).toContain(articleId(2));
    await sheet(host);
    expect(host.$('.pv-row')).toBeNull();
  });

  test('opens its picture large at a tap, and says so', async () => {
    standInCanvas();
    // Pictures do not load here, and its document names none: neither cover nor code.
    const host = await boot({ path: `pages/article/index?id=${articleId(2)}` });
    await sheet(host);
    const preview = host.element('.pv-img');
    expect(preview.getAttribute('role')).toBe('button');
    expect(preview.getAttribute('aria-label')).toBe('分享图片预览，看大图');
    await host.tap(preview);
    const shown = host.calls.filter(({ name }) => name === 'previewImage');
    expect(shown).toHaveLength(1);
    expect(JSON.stringify(shown[0])).toContain('wxfile:');
  });
});
