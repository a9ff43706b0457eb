import { createStores } from '../../src/stores';
import { TransportError } from '../../src/stores/ports';
import { feedOf70, ids, listsAsked, publish, start, toEnd } from '../support/column';
import { articleId, head, itemsDown, listItem } from '../support/feed';
import { fakePorts, settle } from '../support/ports';

test('the head shows first, older pages follow without repeating or losing one', async () => {
  const ports = fakePorts();
  const { lists } = feedOf70(ports);
  const column = start(ports);
  await column.start();
  expect(ids(column)).toHaveLength(20);
  expect(ports.asked).toEqual(['feed.json']);
  await column.loadMore();
  await column.loadMore();
  // The second page is named by the first: it costs no way through the index.
  expect(listsAsked(ports)).toHaveLength(2);
  expect(column.more).toBe('idle');
  await column.loadMore();
  expect(ids(column)).toEqual(itemsDown(70).map((item) => item.id));
  expect(column.more).toBe('end');
  const all = lists.find(({ slug }) => slug === 'all')!;
  expect(listsAsked(ports)[0]).toBe(`lists/all/${all.page}.json`);
  expect(listsAsked(ports)[2]).toBe(`lists/all/${all.index}.json`);
  expect(listsAsked(ports)).toHaveLength(4);
  await column.loadMore();
  expect(listsAsked(ports)).toHaveLength(4);
});

test('an index of several levels is walked as it is needed', async () => {
  const ports = fakePorts();
  publish(ports, itemsDown(200), {}, 3);
  const column = start(ports);
  await column.start();
  await column.loadMore();
  await column.loadMore();
  await column.loadMore();
  // The top, the node below it, and the third page: nothing of what comes later.
  expect(listsAsked(ports).length).toBeLessThanOrEqual(6);
  await toEnd(column);
  expect(ids(column)).toEqual(itemsDown(200).map((item) => item.id));
  expect(new Set(ports.asked).size).toBe(ports.asked.length);
});

test('the same page is never asked for twice at once', async () => {
  const ports = fakePorts();
  feedOf70(ports);
  const column = start(ports);
  await column.start();
  await Promise.all([column.loadMore(), column.loadMore(), column.loadMore()]);
  expect(ids(column)).toHaveLength(38);
  expect(new Set(ports.asked).size).toBe(ports.asked.length);
});

test('what is kept on the device shows before the network answers', async () => {
  const ports = fakePorts();
  feedOf70(ports);
  await start(ports).start();
  ports.answers.set('feed.json', new TransportError('offline'));
  const column = start(ports);
  await column.start();
  expect(ids(column)).toHaveLength(20);
  expect(column.status).toEqual({ status: 'stale', failure: 'offline' });
});

test('a head of the first edition that is kept is dropped without a word, and the feed asked', async () => {
  const ports = fakePorts();
  feedOf70(ports);
  const first = head(itemsDown(20));
  ports.stored.set('version', 3);
  ports.stored.set('head', { ...first, _column: { ...first._column, schema: 1 } });
  ports.answers.set('feed.json', new TransportError('offline'));
  const column = start(ports);
  await column.start();
  expect(column.status).toEqual({ status: 'failed', failure: 'offline' });
  expect([...ports.stored.keys()].filter((key) => /head/.test(key))).toEqual([]);
  feedOf70(ports);
  await column.refresh();
  expect(ids(column)).toHaveLength(20);
});

test('news is announced and moves nothing until it is asked for', async () => {
  const ports = fakePorts();
  feedOf70(ports);
  const column = start(ports);
  await column.start();
  publish(ports, itemsDown(72));
  await column.refresh();
  expect(column.news).toBe(2);
  expect(ids(column)[0]).toBe(articleId(70));
  column.showNews();
  expect(column.news).toBe(0);
  expect(ids(column)[0]).toBe(articleId(72));
});

test('a list that is read on under announced news ends with what it began with; the news stay above', async () => {
  const ports = fakePorts();
  feedOf70(ports);
  const column = start(ports);
  await column.start();
  // So many that the archive of the new head begins with articles that are newer than all that is shown.
  publish(ports, itemsDown(110));
  await column.refresh();
  await toEnd(column);
  expect(ids(column)).toEqual(itemsDown(70).map((item) => item.id));
  column.showNews();
  await toEnd(column);
  expect(ids(column)).toEqual(itemsDown(110).map((item) => item.id));
});

test('an older article that comes up to the end of the head is no news, and nothing shown is lost', async () => {
  const ports = fakePorts();
  feedOf70(ports);
  const column = start(ports);
  await column.start();
  await column.loadMore();
  publish(
    ports,
    itemsDown(70).filter(({ id }) => id !== articleId(60)),
    { withdrawn: [articleId(60)] },
  );
  await column.refresh();
  expect(column.news).toBe(0);
  await toEnd(column);
  const left = itemsDown(70).map(({ id }) => id);
  expect(ids(column)).toEqual(left.filter((id) => id !== articleId(60)));
});

test('pulling down shows the news at once, also an article that was put in between', async () => {
  const ports = fakePorts();
  feedOf70(ports);
  const column = start(ports);
  await column.start();
  await toEnd(column);
  const late = { ...listItem(500), date_published: listItem(30).date_published };
  const items = [...itemsDown(70, 31), late, ...itemsDown(30)];
  publish(ports, items);
  await column.refresh(true);
  await toEnd(column);
  expect(ids(column)).toEqual(items.map(({ id }) => id));
});

test('a withdrawn article leaves the list', async () => {
  const ports = fakePorts();
  feedOf70(ports);
  const column = start(ports);
  await column.start();
  publish(ports, itemsDown(70), { withdrawn: [articleId(65)] });
  await column.refresh();
  expect(ids(column)).not.toContain(articleId(65));
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
  feedOf70(ports);
  await column.refresh();
  expect(column.status.status).toBe('ready');
});

test('a passing fault is tried again by itself', async () => {
  const ports = fakePorts();
  feedOf70(ports);
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

const inQingdao = () =>
  [3, 2, 1].map((n) => listItem(n, { _column: { ...listItem(n)._column, region: 'qingdao' } }));

test('a city has its own pages; an unknown one is all', async () => {
  const ports = fakePorts();
  publish(ports, [...itemsDown(45, 4), ...inQingdao()]);
  const column = start(ports);
  await column.start();
  column.choose('qingdao');
  await settle();
  expect(ids(column)).toEqual([3, 2, 1].map(articleId));
  expect(column.more).toBe('end');
  expect(column.filters.map(({ slug, count }) => [slug, count])).toEqual([
    ['all', 45],
    ['qingdao', 3],
    ['province', 42],
  ]);
  column.choose('atlantis');
  expect(column.list).toBe('all');
});

test('without a feed the bundle is the column', async () => {
  const ports = fakePorts();
  const bundle = { head: head([...itemsDown(5, 4), ...inQingdao()]), articles: {} };
  const { column } = createStores('', bundle, ports);
  await column.start();
  expect(ids(column)).toHaveLength(5);
  expect(column.more).toBe('end');
  expect(column.filters.map(({ slug, count }) => [slug, count])).toEqual([
    ['all', 5],
    ['qingdao', null],
    ['province', null],
  ]);
  column.choose('qingdao');
  await settle();
  expect(ids(column)).toEqual([3, 2, 1].map(articleId));
  expect(column.more).toBe('end');
  expect(ports.asked).toEqual([]);
});

test('what WeChat fetched before the start shows until the feed answers', async () => {
  const ports = fakePorts();
  let answer: (value: unknown) => void = () => {};
  ports.answers.set('feed.json', () => new Promise((resolve) => (answer = resolve)));
  ports.prefetch.take = async () => ({ data: head(itemsDown(45, 26), { total: 45 }), at: ports.clock.now() });
  const column = start(ports);
  void column.start();
  await settle();
  expect(ids(column)).toHaveLength(20);
  answer(head(itemsDown(46, 27), { total: 46 }));
  await settle();
  expect(column.news).toBe(1);
});

test('a damaged pre-fetch is passed over', async () => {
  const ports = fakePorts();
  feedOf70(ports);
  ports.prefetch.take = async () => ({ data: { items: 'none' }, at: 0 });
  const column = start(ports);
  await column.start();
  expect(column.status.status).toBe('ready');
});

test('a city that is left gives its request up, and asks again when it is chosen again', async () => {
  const ports = fakePorts();
  publish(ports, [...itemsDown(45, 4), ...inQingdao()]);
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

describe('a link says what it opens', () => {
  test('of the whole column all articles, whatever city was chosen before; of a city that one', async () => {
    const ports = fakePorts();
    publish(ports, [...itemsDown(45, 4), ...inQingdao()]);
    const column = start(ports);
    await column.start();
    const leave = column.opened(undefined);
    column.choose('qingdao');
    leave();
    column.opened(undefined)();
    expect(column.list).toBe('all');
    column.opened('qingdao')();
    expect(column.list).toBe('qingdao');
    column.opened('atlantis')();
    expect(column.list).toBe('all');
  });

  test('a city that was chosen on another page is shown by the column that this leads to, and by that one alone', async () => {
    const ports = fakePorts();
    publish(ports, [...itemsDown(45, 4), ...inQingdao()]);
    const column = start(ports);
    await column.start();
    column.lead('qingdao');
    const leave = column.opened(undefined);
    expect(column.list).toBe('qingdao');
    // The page is there already: it follows, and nothing is left for the next one.
    column.choose('all');
    column.lead('qingdao');
    expect(column.list).toBe('qingdao');
    leave();
    column.opened(undefined);
    expect(column.list).toBe('all');
  });
});

describe('a pull-down while a refresh runs', () => {
  const running = async () => {
    const ports = fakePorts();
    feedOf70(ports);
    const column = start(ports);
    await column.start();
    publish(ports, itemsDown(72));
    const news = ports.answers.get('feed.json');
    let answer: (value: unknown) => void = () => {};
    ports.answers.set('feed.json', () => new Promise((resolve) => (answer = resolve)));
    void column.refresh();
    await settle();
    let isOver = false;
    const pulled = column.refresh(true).then(() => {
      isOver = true;
    });
    await settle();
    return { ports, column, pulled, isOver: () => isOver, answer: (value = news) => answer(value) };
  };

  test('claims nothing before the answer is there, and inserts the news then', async () => {
    const { ports, column, pulled, isOver, answer } = await running();
    expect(isOver()).toBe(false);
    answer();
    await pulled;
    expect([ids(column)[0], column.news]).toEqual([articleId(72), 0]);
    expect(ports.asked.filter((path) => path === 'feed.json')).toHaveLength(2);
  });

  test('that fails is told so; the next one that nobody pulled announces only', async () => {
    const { ports, column, pulled, answer } = await running();
    answer(Promise.reject(new TransportError('offline')));
    await pulled;
    expect(column.status).toEqual({ status: 'stale', failure: 'offline' });
    publish(ports, itemsDown(72));
    await column.refresh();
    expect([ids(column)[0], column.news]).toEqual([articleId(70), 2]);
  });
});
