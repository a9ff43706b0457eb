import fs from 'node:fs';
import path from 'node:path';
import { splitTitle } from '../../src/domain/regions';
import { type ArticleDocument, parseArticle, parseHead, paths } from '../../src/feed';
import { closeAll, ROOT, start } from './support';

/* The whole road in the compiled program, over the published sample: list, article, contents, share, cold start. */

const feed = path.join(ROOT, 'dist/feed');
const read = (file: string): unknown => JSON.parse(fs.readFileSync(path.join(feed, file), 'utf8'));
const head = parseHead(read(paths.head));
const documents = head.items.map((item) => parseArticle(read(paths.article(item.id))) as ArticleDocument);
/** The sample with the most contents: chapters, sections and points. */
const longest = [...documents].sort((a, b) => b.contents.length - a.contents.length)[0]!;

afterEach(() => closeAll());

test('the list shows every title, tag and time of the head, newest first', async () => {
  const host = await start({ feed, now: Date.parse('2026-11-23T09:10:00+08:00') });
  expect(host.$$('.row, .lead')).toHaveLength(head.items.length);
  expect(host.text()).toContain('昨天');
  const titles = host.$$('.row-t, .lead-t').map((one) => one.textContent?.replace(/[\u200b\u2060]/g, ''));
  expect(titles[0]).toBe(splitTitle(head.items[0]!.title).headline);
  expect(host.$$('.tag')).toHaveLength(head.items.filter((item) => item._column.region).length);
});

test('a shared card carries the program’s name', async () => {
  expect((await start({ feed })).appName).toBe('解读交通');
});

test('a tap opens the article; back, the list marks it as read', async () => {
  const host = await start({ feed });
  await host.tap('.row');
  expect(host.top.path).toBe('pages/article/index');
  expect(host.text()).toContain('全文完');
  await host.back();
  expect(host.stack).toHaveLength(1);
  expect(host.text('.row--read')).toContain('已读');
});

test('the contents hold every heading and point, and lead there', async () => {
  const host = await start({ feed, path: `pages/article/index?id=${longest.id}` });
  await host.tap('.act');
  expect(host.text('.sheet')).toContain('目录');
  expect(host.$$('.exit')).toHaveLength(longest.contents.length + 2);
  const before = host.calls.length;
  await host.tap(host.$$('.exit')[2]!);
  expect(host.$('.sheet')).toBeNull();
  const jump = host.calls.slice(before).find((call) => call.name === 'pageScrollTo');
  expect(jump?.argument).toMatchObject({ selector: `#${longest.contents[1]!.id}` });
});

test('an article without headings has its contents dimmed', async () => {
  const plain = documents.find((one) => one.contents.length === 0)!;
  const host = await start({ feed, path: `pages/article/index?id=${plain.id}` });
  expect(host.$$('.act--off')).toHaveLength(1);
  await host.tap('.act--off');
  expect(host.$('.sheet')).toBeNull();
});

test('what is shared opens the same article cold, with the way home', async () => {
  const host = await start({ feed });
  await host.tap('.row');
  const id = host.top.query.id!;
  const document = documents.find((one) => one.id === id)!;
  const card = await host.share({ from: 'menu' });
  expect(card).toMatchObject({
    title: document.title,
    path: `/pages/article/index?id=${id}`,
    imageUrl: `http://127.0.0.1:5210/feed/${document.cards!.chat}`,
  });
  const moments = await host.shareTimeline();
  expect(moments).toMatchObject({ title: document.title });
  closeAll();

  const cold = await start({ feed, path: card!.path, scene: 1007 });
  expect(cold.stack).toHaveLength(1);
  expect(cold.text().replace(/[\u200b\u2060]/g, '')).toContain(document.headline.slice(0, 8));
  await cold.tap('.nav-btn');
  expect(cold.top.path).toBe('pages/column/index');
});

test('reading comfort applies at once to the open article', async () => {
  const host = await start({ feed, path: `pages/article/index?id=${longest.id}` });
  const { bytes } = host.stats;
  await host.tap(host.$$('.act')[1]!);
  await host.tap(host.$$('.step')[4]!);
  expect(host.$('.screen')?.className).toContain('fs-5');
  await host.tap('.set-r');
  expect(host.$('.screen')?.className).toContain('care');
  await host.tap(host.$$('.seg-i')[2]!);
  expect(host.$('.screen')?.className).toContain('t-dark');
  // The sheet itself and three changes of one class: the text is not sent again.
  expect(host.stats.bytes - bytes).toBeLessThan(12_000);
});

test.each([
  ['pages/article/index', '没有找到这篇文章'],
  ['pages/article/index?id=../../etc', '没有找到这篇文章'],
  ['pages/article/index?id=%E0%A4%A', '没有找到这篇文章'],
  ['pages/article/index?id=zzzzzzzzzzzz', '没有找到这篇文章'],
])('%s says so and offers a way on', async (page, words) => {
  const host = await start({ feed, path: page, scene: 1007 });
  expect(host.text()).toContain(words);
  await host.tap('.state .btn');
  expect(host.top.path).toBe('pages/column/index');
});

test('without a network the first start says so, and what was read before still opens', async () => {
  const first = await start({ feed });
  await first.tap('.row');
  const { id } = first.top.query;
  const storage = first.storage.dump();
  closeAll();
  const cold = await start({ feed, network: 'offline' });
  expect(cold.text()).toContain('文章没有加载出来');
  closeAll();
  const again = await start({ feed, network: 'offline', storage, path: `pages/article/index?id=${id}` });
  expect(again.text()).toContain('全文完');
});

test('the program without a feed shows what was bundled', async () => {
  const host = await start();
  expect(host.$$('.row, .lead').length).toBeGreaterThan(2);
  await host.tap('.row');
  expect(host.text()).toContain('全文完');
  expect(host.calls.filter((call) => call.name === 'request')).toEqual([]);
});
