import { readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import sharp from 'sharp';
import { filesIn, filesOf } from '../../../src/domain/blocks';
import { folders, parseWithdrawnList, paths } from '../../../src/feed';
import { publish } from '../../../src/publisher/commands/publish';
import { memoryFile } from '../../../src/publisher/memory/memory';
import { DEFAULT_LIMITS } from '../../../src/publisher/pictures/fetch';
import { deletedPage, ordinaryPage } from '../../fixtures/publisher/pages';
import {
  cleanUp,
  closure,
  documentOf,
  headOf,
  itemOf,
  plain,
  readJson,
  snapshot,
  strays,
  temporary,
  waiting,
  write,
} from '../support';

let server: Server;
let base: string;

/** A picture of its own colour for every address. */
beforeAll(async () => {
  server = createServer((request, response) => {
    const background = `#${Buffer.from(request.url!.slice(1, 4).padEnd(3, '_')).toString('hex')}`;
    sharp({ create: { width: 400, height: 300, channels: 3, background } })
      .png()
      .toBuffer()
      .then((data) => response.end(data));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});
afterEach(cleanUp);

const limits = { ...DEFAULT_LIMITS, allowPrivate: true };
const showing = (...names: string[]) =>
  `<p>正文里的龘靐。</p>${names.map((name) => `<figure><img data-src="${base}/${name}"></figure>`).join('')}`;

function column(files: Record<string, string>) {
  const root = temporary();
  const from = write(`${root}/from`, files);
  const to = `${root}/to`;
  const run = (more: Partial<Parameters<typeof publish>[0]> = {}) =>
    publish({ from: [from], to, limits, ...more });
  const save = (more: Record<string, string>) => write(from, more);
  return { to, run, save };
}

/** Every file that an article's document and row name. */
function belongings(feed: string, title: string): string[] {
  const { cover, blocks } = documentOf(feed, title);
  const { image, _column } = itemOf(feed, title);
  const { thumb, cards } = _column;
  return [
    ...new Set([
      ...(cover ? filesOf(cover) : []),
      ...blocks.flatMap(filesIn),
      ...(image ? [image] : []),
      ...(thumb ? [thumb] : []),
      ...(cards ? [cards.chat, cards.square] : []),
    ]),
  ];
}

/** Names of the feed's files, and what all of them that are text hold. */
const names = (feed: string) => [...snapshot(feed).keys()];
const texts = (feed: string) =>
  names(feed)
    .filter((name) => name.endsWith('.json') && !name.startsWith(folders.search))
    .map((name) => readFileSync(path.join(feed, name), 'utf8'))
    .join('\n');

test('a withdrawn article takes its pictures and cards along, of its earlier editions too; what others show stays', async () => {
  const page = (title: string, body: string, cover: string) =>
    ordinaryPage({
      title,
      mid: '1',
      time: 1_734_000_000,
      cover: `${base}/${cover}`,
      body,
      digest: `${title}的摘要`,
    });
  const { to, run, save } = column({
    'a.html': page('青岛 | 早先的题目', showing('aaa', 'sha'), 'cca'),
    'b.html': ordinaryPage({ title: '济南 | 留下的', mid: '2', body: showing('sha', 'bbb') }),
  });
  await run();
  const early = belongings(to, '青岛 | 早先的题目');
  save({ 'a.html': page('青岛 | 后来的题目', showing('aab', 'sha'), 'ccb') });
  await run();
  const late = belongings(to, '青岛 | 后来的题目');
  const kept = belongings(to, '济南 | 留下的');
  const gone = [...early, ...late].filter((name) => !kept.includes(name));
  expect(gone.length).toBeGreaterThanOrEqual(8);
  expect(waiting(to).all).toEqual(
    expect.arrayContaining(early.filter((name) => !late.includes(name) && !kept.includes(name))),
  );
  expect(names(to)).toEqual(expect.arrayContaining(gone));

  save({ 'a.html': deletedPage() });
  await run();
  expect(names(to).filter((name) => gone.includes(name))).toEqual([]);
  expect(names(to)).toEqual(expect.arrayContaining(kept));
  for (const word of ['早先的题目', '后来的题目']) expect(texts(to)).not.toContain(word);
  await closure(to);
  expect(await strays(to)).toEqual([]);
  expect(await run()).toMatchObject({ written: 0, removed: 0 });
});

test('two articles may share a card; it goes with the second', async () => {
  const page = (mid: string) =>
    ordinaryPage({ title: '青岛 | 同一个题目', mid, time: 1_734_000_000 + Number(mid) });
  const { to, run, save } = column({ '1.html': page('1'), '2.html': page('2') });
  const report = await run();
  if (report.cards === 0) return;
  const cards = names(to).filter((name) => name.startsWith(folders.cards));
  expect(cards).toHaveLength(2);
  save({ '1.html': deletedPage() });
  await run();
  expect(names(to)).toEqual(expect.arrayContaining(cards));
  await closure(to);
  save({ '2.html': deletedPage() });
  await run();
  expect(names(to).filter((name) => name.startsWith(folders.cards))).toEqual([]);
});

test('where the memory is lost as well, all pictures go of which nobody knows whose they were', async () => {
  const { to, run, save } = column({
    'a.html': ordinaryPage({ title: '要撤回的', mid: '1', body: showing('aaa', 'sha') }),
    'b.html': ordinaryPage({ title: '留下的', mid: '2', body: showing('sha') }),
  });
  await run();
  const [gone, kept] = [belongings(to, '要撤回的'), belongings(to, '留下的')];
  rmSync(memoryFile(`${to}.archive`));
  save({ 'a.html': deletedPage() });
  expect(await run()).toMatchObject({ withdrawn: 1, total: 1 });
  expect(names(to).filter((name) => gone.includes(name) && !kept.includes(name))).toEqual([]);
  expect(texts(to)).not.toContain('要撤回的');
  await closure(to);
});

test('cards that were lost are drawn again, pictures are copied again', async () => {
  const { to, run } = column({
    'a.html': ordinaryPage({ title: '青岛 | 一篇', mid: '1', cover: `${base}/cov`, body: showing('aaa') }),
  });
  await run();
  const before = await closure(to);
  for (const folder of [folders.cards, folders.images])
    rmSync(path.join(to, folder), { recursive: true, force: true });
  await run();
  expect([...(await closure(to)).keys()]).toEqual([...before.keys()]);
  for (const name of [...before.keys()].filter((one) => one.startsWith(folders.cards)).slice(0, 1)) {
    rmSync(path.join(to, name));
    await run();
    expect([...(await closure(to)).keys()]).toEqual([...before.keys()]);
  }
});

const LISTED = (...titles: string[]) =>
  `${titles.map((title) => `示例交通 · ${title} · 3 天前\n`).join('')}
收集的一篇

示例交通 · 公众号 · 山东 · 2024-12-16 20:10

正文
一段。`;

describe('the title of a withdrawn article', () => {
  const WHOLE = ordinaryPage({ title: '济南 | 公交多停三站', mid: '7' });

  test('that was captured before the article came is gone with it, and stays gone', async () => {
    const { to, run, save } = column({ 'list.txt': LISTED('济南 | 公交多停三站') });
    await run(plain);
    expect(headOf(to)._column.total).toBe(2);
    save({ 'w.html': WHOLE });
    await run(plain);
    expect(waiting(to).all.some((name) => name.startsWith(folders.articles))).toBe(true);
    save({ 'w.html': deletedPage() });
    for (const at of [1, 2, 3]) {
      await run(plain);
      expect([at, headOf(to)._column.total, texts(to).includes('公交多停三站')]).toEqual([at, 1, false]);
    }
  });

  test('does not come with a list that is captured later, nor out of the archive', async () => {
    const { to, run, save } = column({ 'w.html': WHOLE });
    await run(plain);
    save({ 'w.html': deletedPage() });
    await run(plain);
    save({ 'list.txt': LISTED('济南 | 公交多停三站', '别的题目') });
    expect(await run(plain)).toMatchObject({ total: 2 });
    expect(texts(to)).not.toContain('公交多停三站');
    rmSync(memoryFile(`${to}.archive`));
    expect(await run(plain)).toMatchObject({ total: 2, withdrawn: 0 });
    expect(texts(to)).not.toContain('公交多停三站');
    expect(await run(plain)).toMatchObject({ written: 0 });
  });
});

test('the head names the hundred that were withdrawn last, and the file of the others', async () => {
  const pages = (count: number, from: number, html: (mid: string) => string) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`${from + at}.html`, html(`${from + at}`)]));
  const page = (mid: string) => ordinaryPage({ title: `第${mid}篇`, mid, time: 1_734_000_000 + Number(mid) });
  const { to, run, save } = column(pages(150, 100, page));
  await run(plain);
  const ids = new Map(
    names(to).flatMap((name) => {
      if (!name.startsWith(folders.articles)) return [];
      const { id, title } = readJson(to, name) as { id: string; title: string };
      return [[title, id] as const];
    }),
  );
  const told = () => {
    const { withdrawn, recalled } = headOf(to)._column;
    const others = recalled ? parseWithdrawnList(readJson(to, paths.withdrawn(recalled))).withdrawn : [];
    return { withdrawn, others };
  };
  save(pages(100, 100, deletedPage));
  await run(plain);
  expect([told().withdrawn.length, told().others.length, headOf(to)._column.recalled]).toEqual([
    100,
    0,
    undefined,
  ]);
  for (const more of [200, 201, 202]) {
    save({ [`${more}.html`]: deletedPage() });
    await run(plain);
    expect(told().withdrawn[0]).toBe(ids.get(`第${more}篇`));
  }
  const { withdrawn, others } = told();
  expect([withdrawn.length, others.length]).toEqual([100, 3]);
  expect(new Set([...withdrawn, ...others]).size).toBe(103);
  const { items, ...head } = headOf(to);
  expect(JSON.stringify(head).length).toBeLessThan(3000);
  expect(items).toHaveLength(20);
  await closure(to);
  expect(await strays(to)).toEqual([]);
  // What it was recalled in is known again where the memory is lost.
  rmSync(memoryFile(`${to}.archive`));
  await run(plain);
  expect(new Set([...told().withdrawn, ...told().others])).toEqual(new Set([...withdrawn, ...others]));
  expect(told()).toEqual({ withdrawn, others });
});
