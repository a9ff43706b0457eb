import { TransportError } from '../../src/stores/ports';
import { failing, feedOf70, ids, listsAsked, publish, start, toEnd } from '../support/column';
import { articleId, itemsDown } from '../support/feed';
import { fakePorts } from '../support/ports';

/* The files of the lists: which are asked for, which are kept, and what becomes of a list when one is gone. */

describe('a file that is gone', () => {
  /** Two pages are read; then a withdrawal takes the files that the head in hand leads to. */
  async function swept(withdrawn: number) {
    const ports = fakePorts();
    publish(ports, itemsDown(110));
    const column = start(ports);
    await column.start();
    await column.loadMore();
    const shown = ids(column);
    const left = itemsDown(110).filter(({ id }) => id !== articleId(withdrawn));
    publish(ports, left, { withdrawn: [articleId(withdrawn)] });
    ports.asked.length = 0;
    return { ports, column, shown, left: left.map(({ id }) => id) };
  }

  test.each([3, 100, 80])('has the head asked for again, and the list goes on (%d withdrawn)', async (n) => {
    const { ports, column, shown, left } = await swept(n);
    await toEnd(column);
    expect(column.more).toBe('end');
    expect(ids(column)).toEqual(left);
    expect(ids(column)).toEqual(expect.arrayContaining(shown.filter((id) => id !== articleId(n))));
    expect(ports.asked.filter((path) => path === 'feed.json')).toHaveLength(1);
  });

  test('and stays gone fails the list after one more head, each time that it is tried', async () => {
    const { ports, column } = await swept(3);
    for (const path of [...ports.answers.keys()])
      if (path.startsWith('lists/')) ports.answers.set(path, new TransportError('status', 410));
    for (const times of [1, 2]) {
      await column.loadMore();
      expect(column.more).toBe('failed');
      expect(ports.asked.filter((path) => path === 'feed.json')).toHaveLength(times);
      expect(listsAsked(ports).length).toBeLessThanOrEqual(2 * times + 1);
    }
    expect(column.status.status).toBe('ready');
    expect(ids(column)).toHaveLength(30);
  });

  test('while the head cannot be had fails the list', async () => {
    const { ports, column } = await swept(3);
    ports.answers.set('feed.json', new TransportError('offline'));
    await column.loadMore();
    expect(column.more).toBe('failed');
  });

  test.each([
    ['page', { list: 'qingdao' }],
    ['page', { items: 'none' }],
    ['index', { level: 7 }],
    ['index', { list: 'qingdao' }],
  ])('is not what a %s with %j is: that is a fault of the feed', async (kind, change) => {
    const ports = fakePorts();
    publish(ports, itemsDown(300), {}, 3);
    const column = start(ports);
    await column.start();
    for (const [path, file] of ports.answers)
      if (/^lists\/all/.test(path) && 'entries' in (file as object) === (kind === 'index'))
        ports.answers.set(path, { ...(file as object), ...change });
    for (let page = 0; page < 8 && column.more === 'idle'; page += 1) await column.loadMore();
    expect(column.more).toBe('failed');
    expect(ports.asked.filter((path) => path === 'feed.json')).toHaveLength(1);
  });
});

test('pages that were read are kept by their name: nothing is asked for twice, and they are there offline', async () => {
  const ports = fakePorts();
  feedOf70(ports);
  const first = start(ports);
  await first.start();
  await toEnd(first);
  ports.asked.length = 0;
  failing(ports, /./, new TransportError('offline'));
  const cold = start(ports);
  await cold.start();
  await toEnd(cold);
  expect(ids(cold)).toHaveLength(70);
  expect(listsAsked(ports)).toEqual([]);
});

test('after a publication only what changed is asked for, and a withdrawn article leaves no copy', async () => {
  const ports = fakePorts();
  publish(ports, itemsDown(200));
  const column = start(ports);
  await column.start();
  await toEnd(column);
  expect(JSON.stringify([...ports.stored])).toContain('第 3 篇');
  publish(
    ports,
    itemsDown(200).filter(({ id }) => id !== articleId(3)),
    { withdrawn: [articleId(3)] },
  );
  await column.refresh();
  expect(JSON.stringify([...ports.stored])).not.toContain('第 3 篇');
});

test('a kept page that is damaged is dropped, and the feed asked for it', async () => {
  const ports = fakePorts();
  feedOf70(ports);
  const first = start(ports);
  await first.start();
  await first.loadMore();
  const [path] = listsAsked(ports);
  ports.stored.set(`file:${path}`, { schema: 2, list: 'all', items: 'none' });
  ports.asked.length = 0;
  const column = start(ports);
  await column.start();
  await column.loadMore();
  expect(ids(column)).toHaveLength(38);
  expect(listsAsked(ports)).toEqual([path]);
  expect(ports.stored.get(`file:${path}`)).toEqual(ports.answers.get(path!));
});
