import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isNamedByContent, isWithdrawn, parseArticle, paths, SCHEMA } from '../../../src/feed';
import { publish } from '../../../src/publisher/commands/publish';
import { rebuild } from '../../../src/publisher/commands/rebuild';
import { sync } from '../../../src/publisher/commands/sync';
import { articleId } from '../../../src/publisher/hash';
import { memoryFile } from '../../../src/publisher/memory/memory';
import { GRACE } from '../../../src/publisher/run/run';
import { deletedPage, ordinaryPage } from '../../fixtures/publisher/pages';
import {
  changed,
  cleanUp,
  closure,
  headOf,
  plain,
  readJson,
  snapshot,
  strays,
  temporary,
  waiting,
  write,
} from '../support';

afterEach(cleanUp);

const START = Date.UTC(2026, 0, 1);
const CAPTURED = readFileSync(path.join(__dirname, '../../fixtures/publisher/captured.txt'), 'utf8');

function column(files: Record<string, string>) {
  const root = temporary();
  const from = write(`${root}/from`, files);
  const to = `${root}/to`;
  let now = START;
  return {
    from,
    to,
    archive: `${to}.archive`,
    save: (more: Record<string, string>) => write(from, more),
    /** A run so many milliseconds after the last one. */
    run: (later = 0, more: { grace?: number } = {}) => {
      now += later;
      return publish({ from: [from], to, ...plain, now: () => now, ...more });
    },
    later: (ms: number) => {
      now += ms;
      return now;
    },
  };
}

const version = (text: string) => ordinaryPage({ title: '一篇', mid: '1', body: `<p>${text}</p>` });
const many = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `${at + 10}.html`,
      ordinaryPage({ title: `第${at}篇`, mid: `${at + 10}`, time: 1_700_000_000 + at }),
    ]),
  );
const named = (feed: string) => [...snapshot(feed).keys()].filter(isNamedByContent);

test('what was replaced stays for a day, to the millisecond, and goes then', async () => {
  const { to, run, save } = column({ ...many(30), 'a.html': version('甲') });
  await run();
  const first = named(to);
  save({ 'a.html': version('乙') });
  await run(1);
  const old = first.filter((name) => waiting(to).all.includes(name));
  expect(old.length).toBeGreaterThanOrEqual(4);
  expect(await run(GRACE)).toMatchObject({ removed: 0 });
  expect(named(to)).toEqual(expect.arrayContaining(first));
  expect(await run(1)).toMatchObject({ removed: old.length, written: 0 });
  expect(named(to).filter((name) => old.includes(name))).toEqual([]);
  expect(waiting(to).all).toEqual([]);
  await closure(to);
});

test('as long as the operator says, and not at all where that is no time', async () => {
  const { to, run, save } = column({ 'a.html': version('甲') });
  await run();
  save({ 'a.html': version('乙') });
  await run(1, { grace: 1000 });
  expect(waiting(to).all).not.toEqual([]);
  expect((await run(1001, { grace: 1000 })).removed).toBeGreaterThan(0);
  save({ 'a.html': version('丙') });
  await run(1, { grace: -1 });
  expect([waiting(to).all, await strays(to)]).toEqual([[], []]);
  await closure(to);
});

test('files that are led to again within their grace period are written once, and stay', async () => {
  const { to, run, save } = column({ ...many(30), 'a.html': version('甲') });
  await run();
  const lists = named(to).filter((name) => name.startsWith('lists/'));
  save({ 'a.html': version('乙') });
  await run(1);
  save({ 'a.html': version('甲') });
  const before = snapshot(to);
  await run(GRACE / 2);
  expect(named(to)).toEqual(expect.arrayContaining(lists));
  for (const name of lists) expect(snapshot(to).get(name)).toEqual(before.get(name));
  expect(waiting(to).all.filter((name) => lists.includes(name))).toEqual([]);
  await run(GRACE + 1);
  expect(named(to)).toEqual(expect.arrayContaining(lists));
  await closure(to);
});

test('the document of a captured title stays for its readers when the whole article comes, and goes then', async () => {
  const { to, run, save } = column({ 'a.txt': CAPTURED });
  await run();
  const { id } = headOf(to).items.find(({ title }) => title === '济南 | 公交多停三站')!;
  save({
    'b.txt': CAPTURED.replaceAll('青岛 | 示例大桥——把一座桥交给下一代', '济南 | 公交多停三站').replace(
      '2024-12-16',
      '2024-12-13',
    ),
  });
  await run(1);
  expect(parseArticle(readJson(to, paths.article(id)))).toMatchObject({ id, title: '济南 | 公交多停三站' });
  expect((await closure(to)).has(paths.article(id))).toBe(false);
  expect(await run(GRACE + 1)).toMatchObject({ written: 0 });
  expect(snapshot(to).has(paths.article(id))).toBe(false);
  const before = snapshot(`${to}.archive`);
  expect(await run(GRACE + 1)).toMatchObject({ written: 0, removed: 0 });
  expect(changed(before, snapshot(`${to}.archive`))).toEqual([]);
});

test('a stray document waits, unless its article comes in the meantime', async () => {
  const { to, run, save, later } = column({ 'a.html': version('甲') });
  await run();
  const id = articleId('message:MzA1MDAwMDAwMQ==:2:1');
  write(to, { [paths.article(id)]: '{}' });
  await rebuild({ to, ...plain, now: () => later(1) });
  expect(waiting(to).all).toContain(paths.article(id));
  save({ 'b.html': ordinaryPage({ title: '二', mid: '2' }) });
  await run(1);
  await run(GRACE + 1);
  expect((await closure(to)).has(paths.article(id))).toBe(true);
});

describe('a feed of the first edition', () => {
  const GONE = articleId('message:MzA1MDAwMDAwMQ==:99:1');

  /** An archive with its sources and no memory of ours, and the feed that was made of it then. */
  async function older() {
    const made = column({ ...many(30), 'a.html': version('甲') });
    await made.run();
    const { id } = headOf(made.to).items[0]!;
    rmSync(memoryFile(made.archive));
    rmSync(made.to, { recursive: true });
    rmSync(made.from, { recursive: true });
    mkdirSync(made.from);
    writeFileSync(`${made.archive}/state.json`, '{"version":1,"entries":{}}');
    const item = { id, title: '一篇', content_text: '', url: 'https://mp.weixin.qq.com/s/x' };
    const head = { title: '栏目', items: [item], _column: { schema: 1, lists: 'abc', withdrawn: [GONE] } };
    const old = {
      'lists/index.json': '{"schema":1}',
      'lists/all/1.json': JSON.stringify({ schema: 1, list: 'all', page: 1, items: [item] }),
      'lists/qingdao/1.json': '{}',
      'search/index.json': '{"schema":1}',
      'search/0.json': '{"schema":1}',
      'images/0123456789ab-720.webp': 'x',
      [`cards/${id}-chat.jpg`]: 'x',
      [`codes/${id}.png`]: 'x',
    };
    write(made.to, {
      ...old,
      'feed.json': JSON.stringify(head),
      'feed-full.json': '{}',
      [paths.article(id)]: JSON.stringify({ id, schema: 1, title: '一篇' }),
      [paths.article(GONE)]: JSON.stringify({ id: GONE, schema: 1, withdrawn: '2025-12-01T08:00:00+08:00' }),
    });
    return { ...made, old: Object.keys(old) };
  }

  const nobody = { account: 'nobody', batch: async () => ({ total_count: 0, item_count: 0, item: [] }) };

  test.each<[string, (feed: Awaited<ReturnType<typeof older>>) => Promise<unknown>]>([
    ['publish', ({ run }) => run(1)],
    ['sync', ({ to, later }) => sync({ to, client: nobody, ...plain, now: () => later(1) })],
    ['rebuild', ({ to, later }) => rebuild({ to, ...plain, now: () => later(1) })],
  ])('is made anew by %s, keeps what was withdrawn, and its pages for a day', async (name, next) => {
    const feed = await older();
    const { to, old, run } = feed;
    const report = (await next(feed)) as Awaited<ReturnType<typeof publish>>;
    expect(report).toMatchObject({ total: 31, withdrawn: 0 });
    if (name !== 'rebuild')
      expect(report.warnings.map(({ message }) => message)).toContain(
        '没有可用的发布记录，已按存档重新生成全部文章',
      );
    await closure(to);
    expect(headOf(to)._column).toMatchObject({ schema: SCHEMA, total: 31, withdrawn: [GONE] });
    const notice = parseArticle(readJson(to, paths.article(GONE)));
    expect(isWithdrawn(notice) && notice.withdrawn).toBe('2025-12-01T08:00:00+08:00');
    // Nobody knows which of the pictures, cards and codes are those of what was withdrawn: none of them waits.
    const waiting = old.filter((one) => !/^(images|cards|codes)\//.test(one));
    expect([...snapshot(to).keys()].filter((one) => old.includes(one)).sort()).toEqual(waiting.sort());
    expect(await strays(to)).toEqual([]);
    expect(await run(GRACE + 2)).toMatchObject({ written: 0, removed: waiting.length });
    expect([...snapshot(to).keys()].filter((one) => old.includes(one))).toEqual([]);
    await closure(to);
  });

  test('a withdrawal takes what it shows of the article at once', async () => {
    const feed = await older();
    const { to, run, save, old } = feed;
    save({ 'a.html': deletedPage() });
    expect(await run(1)).toMatchObject({ withdrawn: 1, total: 30 });
    const left = [...snapshot(to).keys()].filter((one) => old.includes(one));
    expect(left).toEqual(['lists/index.json', 'lists/qingdao/1.json', 'search/0.json', 'search/index.json']);
    await closure(to);
  });
});
