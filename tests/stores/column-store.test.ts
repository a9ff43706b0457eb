import { rowOf } from '../../src/domain/row';
import { createStores } from '../../src/stores';
import { TransportError } from '../../src/stores/ports';
import { archive, articleId, head, listItem } from '../support/feed';
import { type FakePorts, fakePorts, settle } from '../support/ports';

const newest = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, k) => listItem(from - k));

function start(ports: FakePorts) {
  return createStores('https://feed.example', { head: null, articles: {} }, ports).column;
}

/** A feed of 45 articles: three pages, the newest of them short. */
function feedOf45(ports: FakePorts) {
  const { index, pages } = archive(45);
  ports.answers.set('feed.json', head(newest(45, 26), { total: 45 }));
  ports.answers.set('lists/index.json', index);
  for (const page of pages) ports.answers.set(`lists/all/000${page.page}.json`, page);
}

const ids = (column: ReturnType<typeof start>) =>
  column.chunks.flatMap((chunk) => chunk.rows.map((row) => row.id));

test('the head shows first, older pages follow without repeating or losing one', async () => {
  const ports = fakePorts();
  feedOf45(ports);
  const column = start(ports);
  await column.start();
  expect(ids(column)).toHaveLength(20);
  await column.loadMore();
  await column.loadMore();
  expect(ids(column)).toEqual(newest(45, 1).map((item) => item.id));
  expect(column.more).toBe('end');
  // Page 3 (5 newest) is asked for once, found to be known, and passed over.
  expect(ports.asked.filter((path) => path.startsWith('lists/all'))).toEqual([
    'lists/all/0003.json?v=h3',
    'lists/all/0002.json?v=h2',
    'lists/all/0001.json?v=h1',
  ]);
});

test('the same page is never asked for twice at once', async () => {
  const ports = fakePorts();
  feedOf45(ports);
  const column = start(ports);
  await column.start();
  await Promise.all([column.loadMore(), column.loadMore(), column.loadMore()]);
  // Page 2 holds 40…21; 40…26 stand in the head already.
  expect(ids(column)).toHaveLength(25);
  expect(new Set(ports.asked).size).toBe(ports.asked.length);
});

test('what is kept on the device shows before the network answers', async () => {
  const ports = fakePorts();
  feedOf45(ports);
  await start(ports).start();
  ports.answers.set('feed.json', new TransportError('offline'));
  const column = start(ports);
  await column.start();
  expect(ids(column)).toHaveLength(20);
  expect(column.status).toEqual({ status: 'stale', failure: 'offline' });
});

test('news is announced and moves nothing until it is asked for', async () => {
  const ports = fakePorts();
  feedOf45(ports);
  const column = start(ports);
  await column.start();
  ports.answers.set('feed.json', head(newest(47, 28), { total: 47, lists: 'L2' }));
  await column.refresh();
  expect(column.news).toBe(2);
  expect(ids(column)[0]).toBe(articleId(45));
  column.showNews();
  expect(column.news).toBe(0);
  expect(ids(column)[0]).toBe(articleId(47));
});

test('pulling down shows the news at once', async () => {
  const ports = fakePorts();
  feedOf45(ports);
  const column = start(ports);
  await column.start();
  ports.answers.set('feed.json', head(newest(46, 27), { total: 46, lists: 'L2' }));
  await column.refresh(true);
  expect(ids(column)[0]).toBe(articleId(46));
});

test('a withdrawn article leaves the list', async () => {
  const ports = fakePorts();
  feedOf45(ports);
  const column = start(ports);
  await column.start();
  ports.answers.set(
    'feed.json',
    head(newest(45, 26), { total: 44, lists: 'L2', withdrawn: [articleId(40)] }),
  );
  await column.refresh();
  expect(ids(column)).not.toContain(articleId(40));
});

test.each([
  [new TransportError('offline'), 'offline'],
  [new TransportError('status', 500), 'server'],
  [new TransportError('status', 403), 'server'],
  [new TransportError('garbled'), 'data'],
  [{ nonsense: true }, 'data'],
  [{ _column: { schema: 99 } }, 'outdated'],
])('a first load that meets %s fails with %s and can be tried again', async (answer, failure) => {
  const ports = fakePorts();
  ports.answers.set('feed.json', answer);
  const column = start(ports);
  const started = column.start();
  await ports.advance(10_000);
  await started;
  expect(column.status).toEqual({ status: 'failed', failure });
  feedOf45(ports);
  await column.refresh();
  expect(column.status.status).toBe('ready');
});

test('a passing fault is tried again by itself', async () => {
  const ports = fakePorts();
  feedOf45(ports);
  const good = ports.answers.get('feed.json');
  let tries = 0;
  ports.answers.set('feed.json', () => (++tries < 3 ? new TransportError('status', 502) : good));
  const column = start(ports);
  const started = column.start();
  await ports.advance(10_000);
  await started;
  expect(column.status.status).toBe('ready');
  expect(tries).toBe(3);
});

test('after five seconds without an answer the reader is told', async () => {
  const ports = fakePorts();
  ports.answers.set('feed.json', () => new Promise(() => {}));
  const column = start(ports);
  void column.start();
  await ports.advance(5_000);
  expect(column.status).toEqual({ status: 'loading', slow: true });
});

test('a city has its own pages; an unknown one is all', async () => {
  const ports = fakePorts();
  feedOf45(ports);
  const { index, pages } = archive(3, 'qingdao');
  ports.answers.set('lists/index.json', { ...index, lists: [...archive(45).index.lists, ...index.lists] });
  ports.answers.set('lists/qingdao/0001.json', pages[0]);
  const column = start(ports);
  await column.start();
  column.choose('qingdao');
  await settle();
  expect(ids(column)).toEqual([3, 2, 1].map(articleId));
  expect(column.more).toBe('end');
  expect(column.filters.map(({ slug, count }) => [slug, count])).toEqual([
    ['all', 45],
    ['qingdao', 3],
  ]);
  column.choose('atlantis');
  expect(column.list).toBe('all');
});

test('without a feed the bundle is the column', async () => {
  const ports = fakePorts();
  const bundle = { head: head(newest(3, 1)), articles: {} };
  const { column } = createStores('', bundle, ports);
  await column.start();
  expect(ids(column)).toHaveLength(3);
  expect(column.more).toBe('end');
  expect(ports.asked).toEqual([]);
});

test('what WeChat fetched before the start shows until the feed answers', async () => {
  const ports = fakePorts();
  let answer: (value: unknown) => void = () => {};
  ports.answers.set('feed.json', () => new Promise((resolve) => (answer = resolve)));
  ports.prefetch.take = async () => head(newest(45, 26), { total: 45 });
  const column = start(ports);
  void column.start();
  await settle();
  expect(ids(column)).toHaveLength(20);
  answer(head(newest(46, 27), { total: 46, lists: 'L2' }));
  await settle();
  expect(column.news).toBe(1);
});

test('a damaged pre-fetch is passed over', async () => {
  const ports = fakePorts();
  feedOf45(ports);
  ports.prefetch.take = async () => ({ items: 'none' });
  const column = start(ports);
  await column.start();
  expect(column.status.status).toBe('ready');
});

test('a city that is left gives its request up, and asks again when it is chosen again', async () => {
  const ports = fakePorts();
  feedOf45(ports);
  const { index, pages } = archive(3, 'qingdao');
  ports.answers.set('lists/index.json', { ...index, lists: [...archive(45).index.lists, ...index.lists] });
  const cancelled: string[] = [];
  const get = ports.transport.get;
  let fail: (error: Error) => void = () => {};
  ports.transport.get = (url) =>
    url.includes('qingdao') && cancelled.length === 0
      ? {
          result: new Promise((_, reject) => (fail = reject)),
          cancel: () => {
            cancelled.push(url);
            fail(new TransportError('offline'));
          },
        }
      : get(url);
  ports.answers.set('lists/qingdao/0001.json', pages[0]);
  const column = start(ports);
  await column.start();
  column.choose('qingdao');
  await settle();
  column.choose('all');
  await settle();
  expect(cancelled).toHaveLength(1);
  column.choose('qingdao');
  await settle();
  expect(ids(column)).toEqual([3, 2, 1].map(articleId));
});

test('pages that were read are kept by their hash: nothing is asked for twice, and they are there offline', async () => {
  const ports = fakePorts();
  feedOf45(ports);
  const first = start(ports);
  await first.start();
  await first.loadMore();
  await first.loadMore();
  ports.asked.length = 0;
  for (const path of [...ports.answers.keys()]) ports.answers.set(path, new TransportError('offline'));
  const cold = start(ports);
  await cold.start();
  await cold.loadMore();
  await cold.loadMore();
  expect(ids(cold)).toHaveLength(45);
  expect(ports.asked.filter((path) => path.startsWith('lists/'))).toEqual([]);
});

test('a page that changed is asked for again, and a withdrawn article leaves no copy in a kept page', async () => {
  const ports = fakePorts();
  feedOf45(ports);
  const column = start(ports);
  await column.start();
  await column.loadMore();
  await column.loadMore();
  expect(JSON.stringify([...ports.stored])).toContain(articleId(3));
  ports.answers.set('feed.json', head(newest(45, 26), { total: 44, lists: 'L2', withdrawn: [articleId(3)] }));
  await column.refresh();
  const kept = [...ports.stored].filter(([key]) => key.startsWith('page'));
  expect(JSON.stringify(kept)).not.toContain(articleId(3));
});

test.each([
  ['of another form', newest(40, 21).map(rowOf)],
  ['damaged', 'x'],
])('a kept page %s is dropped, and the feed asked for it', async (_, items) => {
  const ports = fakePorts();
  feedOf45(ports);
  ports.stored.set('page:all/2', { hash: 'h2', items });
  const column = start(ports);
  await column.start();
  await column.loadMore();
  expect(ids(column)).toHaveLength(25);
  expect(ports.asked).toContain('lists/all/0002.json?v=h2');
  expect(ports.stored.get('page:all/2')).toEqual({ hash: 'h2', items: newest(40, 21) });
});
