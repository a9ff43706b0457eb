import { COLUMN_CARD, COLUMN_SQUARE } from '../../src/domain/share';
import { type ArticleDocument, type Cards, paths } from '../../src/feed';
import type { BootOptions, Host } from '../../src/host';
import { filesFeed } from '../support/articles-feed';
import { articleId, document, feedOf, listItem } from '../support/feed';
import { closeAll, FEED_DIST, standInCanvas, start, weapp } from './support';

/* A card that is not there is never handed to WeChat: the feed says which there are, else the package's own is. */

const FEED = 'http://127.0.0.1:5210/feed/';
const cards = (name: string): Cards => ({ chat: `cards/${name}chat.jpg`, square: `cards/${name}sqre.jpg` });
const OLD = cards('old0');
const NEW = cards('new0');

/** A feed whose one article is of this edition and has these cards. */
function feedWith(v: string, shown: Cards | undefined, change: Partial<ArticleDocument> = {}) {
  const item = listItem(1);
  const named = { ...item, _column: { ...item._column, v, ...(shown ? { cards: shown } : {}) } };
  const { files } = feedOf([named, { ...listItem(2), date_published: listItem(0).date_published }]);
  const text = document(1, { v, ...(shown ? { cards: shown } : {}), ...change });
  return new Map([...files, [paths.article(text.id), text], [paths.article(articleId(2)), document(2)]]);
}
const boot = (files: ReadonlyMap<string, unknown>, options: Partial<BootOptions> = {}) =>
  start({ pkg: weapp(FEED_DIST), transport: filesFeed(files), ...options });
const ARTICLE = { path: `pages/article/index?id=${articleId(1)}`, scene: 1007 };
const shared = async (host: Host) => ({
  chat: (await host.share())?.imageUrl,
  square: (await host.shareTimeline())?.imageUrl,
  kept: host.addToFavorites().imageUrl,
});
const OWN = { chat: COLUMN_CARD, square: COLUMN_SQUARE, kept: COLUMN_SQUARE };
const ofFeed = ({ chat, square }: Cards) => ({
  chat: FEED + chat,
  square: FEED + square,
  kept: FEED + square,
});

afterEach(() => {
  closeAll();
  jest.restoreAllMocks();
});

describe.each([
  ['a feed without cards: the package’s own', undefined, OWN],
  ['a feed that names them: those', NEW, ofFeed(NEW)],
] as const)('%s', (_, shown, handed) => {
  test('opened cold', async () => {
    expect(await shared(await boot(feedWith('edit01', shown), ARTICLE))).toEqual(handed);
  });

  test('opened from the list', async () => {
    const host = await boot(feedWith('edit01', shown));
    await host.tap('.row');
    expect(host.url).toContain(articleId(1));
    expect(await shared(host)).toEqual(handed);
  });

  test('opened from the list, and the text does not come', async () => {
    const files = feedWith('edit01', shown);
    files.delete(paths.article(articleId(1)));
    const host = await boot(files);
    await host.tap('.row');
    expect(await shared(host)).toEqual(handed);
  });

  test('a paragraph of it, whose card is not drawn', async () => {
    const host = await boot(feedWith('edit01', shown), ARTICLE);
    jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
    await host.longpress('text.p');
    expect((await host.share({ from: 'button', target: { id: '', dataset: {} } }))?.imageUrl).toBe(
      handed.chat,
    );
  });

  test('a paragraph of it, whose drawn card WeChat has cleared away', async () => {
    standInCanvas();
    const host = await boot(feedWith('edit01', shown), ARTICLE);
    await host.longpress('text.p');
    const share = async () =>
      (await host.share({ from: 'button', target: { id: '', dataset: {} } }))?.imageUrl;
    const file = await share();
    expect(file).toMatch(/^wxfile:/);
    host.files.remove(file!);
    expect(await share()).toBe(handed.chat);
  });
});

test('an article that the feed has no card of is sent with one that is drawn meanwhile', async () => {
  standInCanvas();
  const host = await boot(feedWith('edit01', undefined), ARTICLE);
  expect((await host.share())?.imageUrl).toMatch(/^wxfile:.*jpg$/);
  const { argument } = host.calls.find(({ name }) => name === 'canvasToTempFilePath')!;
  const drawn = argument as { destWidth: number; destHeight: number };
  expect(drawn.destHeight / drawn.destWidth).toBeCloseTo(800 / 1000, 2);
  await host.idle();
  expect(host.$('#easel')).toBeNull();
  // Moments wait for nothing.
  expect((await host.shareTimeline())?.imageUrl).toBe(COLUMN_SQUARE);
});

test('of an article that the feed has a card of nothing is drawn', async () => {
  standInCanvas();
  const host = await boot(feedWith('edit01', NEW), ARTICLE);
  expect((await host.share())?.imageUrl).toBe(FEED + NEW.chat);
  expect(host.calls.filter(({ name }) => name === 'canvasToTempFilePath')).toEqual([]);
});

test('a text without a row, that is not there: the package’s own', async () => {
  const host = await boot(feedWith('edit01', NEW), { path: 'pages/article/index?id=zzzzzzzzzzzz' });
  expect(await shared(host)).toEqual(OWN);
});

test('the column: the package’s own', async () => {
  const host = await boot(feedWith('edit01', NEW));
  expect((await host.share())?.imageUrl).toBe(COLUMN_CARD);
  expect((await host.shareTimeline())?.imageUrl).toBe(COLUMN_SQUARE);
});

describe('kept by the device with the old cards, before the feed had another edition', () => {
  /** Reads it, then starts anew with a feed of edition 2 that does not give its text. */
  async function later(shown: Cards | undefined) {
    const first = await boot(feedWith('edit01', OLD));
    await first.tap('.row');
    const storage = first.storage.dump();
    closeAll();
    const files = feedWith('edit02', shown);
    files.delete(paths.article(articleId(1)));
    const host = await boot(files, { storage });
    await host.tap('.row');
    expect(host.text('.article')).toContain('正文 1');
    return shared(host);
  }

  test('which has none: the package’s own', async () => {
    expect(await later(undefined)).toEqual(OWN);
  });

  test('which has others: those of the list', async () => {
    expect(await later(NEW)).toEqual(ofFeed(NEW));
  });

  test('whose text comes without any: the package’s own', async () => {
    const first = await boot(feedWith('edit01', OLD), ARTICLE);
    const storage = first.storage.dump();
    closeAll();
    expect(await shared(await boot(feedWith('edit02', undefined), { ...ARTICLE, storage }))).toEqual(OWN);
  });
});
