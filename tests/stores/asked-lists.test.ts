import { HEAD_SIZE, type ListIndex, type ListItem, type ListPage, paths } from '../../src/feed';
import { createStores } from '../../src/stores';
import { TransportError } from '../../src/stores/ports';
import { failing, ids, publish, start, toEnd } from '../support/column';
import { type head, itemsDown, listItem } from '../support/feed';
import { cached, type FakePorts, fakePorts, PORTAL } from '../support/ports';

/* The files of the lists, of which a page, or a node of the index, comes in place of another one. */

function itemsOfOneMinute(count: number): ListItem[] {
  const { date_published } = listItem(1);
  return itemsDown(count).map((item) => ({ ...item, date_published }));
}

describe('a file of a list', () => {
  /** 300 articles, whose index has levels. */
  function lists(ports: FakePorts) {
    const items = itemsDown(300).map((item, at) =>
      at % 3 ? item : { ...item, _column: { ...item._column, region: 'jinan' } },
    );
    publish(ports, items, {}, 3);
    return { items, expected: items.map((item) => item.id) };
  }
  type File = Partial<ListPage & ListIndex> & { list: string };
  const filesOf = (ports: FakePorts, list = 'all') =>
    [...ports.answers].filter(([path]) => path.startsWith(paths.list(list))) as [string, File][];
  const nodesOf = (ports: FakePorts, list = 'all') =>
    filesOf(ports, list).flatMap(([, file]) => (file.entries ? file : []));
  const named = (ports: FakePorts, hash: string) => filesOf(ports).find(([path]) => path.includes(hash))!;
  /** The first page, the second one, the top of the index, the third page and the node above it. */
  function read(ports: FakePorts) {
    const first = filesOf(ports).find(([, { older }]) => older)!;
    const second = named(ports, first[1].older!);
    const top = named(ports, first[1].index!);
    let node = top;
    while (node[1].level! > 1) node = named(ports, node[1].entries![0]!.hash);
    const third = named(ports, node[1].entries![1]!.hash);
    return { first, second, top, node, third };
  }

  const OTHERS: [string, keyof ReturnType<typeof read>, (ports: FakePorts) => unknown][] = [
    ['its first page', 'first', (ports) => read(ports).third[1]],
    ['its first page', 'first', (ports) => filesOf(ports, 'jinan').find(([, { older }]) => older)![1]],
    ['its first page', 'first', (ports) => read(ports).top[1]],
    ['its second page', 'second', (ports) => read(ports).first[1]],
    ['its second page', 'second', (ports) => filesOf(ports, 'jinan').find(([, { items }]) => items)![1]],
    ['the top of its index', 'top', (ports) => read(ports).node[1]],
    ['the top of its index', 'top', (ports) => nodesOf(ports).at(-2)],
    ['the top of its index', 'top', (ports) => nodesOf(ports, 'jinan').pop()],
    ['a node of its index', 'node', (ports) => read(ports).top[1]],
    ['a node of its index', 'node', (ports) => nodesOf(ports).filter(({ level }) => level === 1)[1]],
    ['its third page', 'third', (ports) => read(ports).second[1]],
    ['its third page', 'third', (ports) => read(ports).first[1]],
    [
      'its third page',
      'third',
      (ports) => ({ ...read(ports).third[1], items: read(ports).third[1].items!.slice(1) }),
    ],
    [
      'its third page',
      'third',
      (ports) => ({ ...read(ports).third[1], items: read(ports).third[1].items!.slice(0, -1) }),
    ],
    ['a node of its index', 'node', (ports) => ({ ...read(ports).node[1], level: 2 })],
    ['its third page', 'third', () => PORTAL],
  ];

  test.each(OTHERS.map(([what, at, other], n) => [n, what, at, other] as const))(
    '(%d) %s is asked for past the caches where another file came, and no row is lost or moved',
    async (_, what, at, other) => {
      const ports = fakePorts();
      const { expected } = lists(ports);
      const [path, right] = read(ports)[at];
      ports.answers.set(path, cached(other(ports), right));
      const column = start(ports);
      await column.start();
      await toEnd(column);
      expect([what, ids(column)]).toEqual([what, expected]);
      expect(ports.fresh).toEqual([path]);
      expect(ports.stored.get(`file:${path}`)).toEqual(right);
    },
  );

  test.each(OTHERS.map(([what, at, other], n) => [n, what, at, other] as const))(
    '(%d) %s that is another one wherever one asks fails the list, and is there when it is tried again',
    async (_, what, at, other) => {
      const ports = fakePorts();
      const { expected } = lists(ports);
      const [path, right] = read(ports)[at];
      ports.answers.set(path, other(ports));
      const column = start(ports);
      await column.start();
      await toEnd(column);
      expect([what, column.more]).toEqual([what, 'failed']);
      expect(ids(column)).toEqual(expected.slice(0, ids(column).length));
      expect(ports.stored.has(`file:${path}`)).toBe(false);
      ports.answers.set(path, right);
      await column.loadMore();
      await toEnd(column);
      expect(ids(column)).toEqual(expected);
    },
  );

  test('that is the third page in place of the second shows when the index is read: it goes, the second comes', async () => {
    const ports = fakePorts();
    const { expected } = lists(ports);
    const { second, third } = read(ports);
    ports.answers.set(second[0], third[1]);
    const column = start(ports);
    await column.start();
    await column.loadMore();
    await column.loadMore();
    const wrong = third[1].items!.map((item) => item.id);
    expect(ids(column).slice(-wrong.length)).toEqual(wrong);
    await column.loadMore();
    expect(column.more).toBe('failed');
    expect(ids(column)).toEqual(expected.slice(0, ids(column).length));
    ports.answers.set(second[0], second[1]);
    await column.loadMore();
    await toEnd(column);
    expect(ids(column)).toEqual(expected);
    expect(ports.stored.get(`file:${second[0]}`)).toEqual(second[1]);
  });

  test('of which the copy on the device is another one is dropped, and asked for', async () => {
    const ports = fakePorts();
    const { expected } = lists(ports);
    const { first, second, node, third } = read(ports);
    const before = start(ports);
    await before.start();
    await toEnd(before);
    ports.asked.length = 0;
    const put = (path: string, other: unknown) => ports.stored.set(`file:${path}`, other);
    put(first[0], third[1]);
    put(second[0], first[1]);
    put(node[0], read(ports).top[1]);
    put(third[0], second[1]);
    const column = start(ports);
    await column.start();
    await toEnd(column);
    expect(ids(column)).toEqual(expected);
    expect(ports.asked).toEqual([paths.head, first[0], second[0], node[0], third[0]]);
    expect(ports.fresh).toEqual([]);
  });

  test('with neighbours of one minute on both sides of a cut is as good as any', async () => {
    const ports = fakePorts();
    const items = itemsOfOneMinute(120);
    publish(ports, items, {}, 3);
    const column = start(ports);
    await column.start();
    await toEnd(column);
    expect(ids(column)).toEqual(items.map((item) => item.id));
    expect(ports.fresh).toEqual([]);
  });

  test('that is the first page wherever one asks for the second leads nowhere, though all are of one minute', async () => {
    const ports = fakePorts();
    const items = itemsOfOneMinute(120);
    publish(ports, items, {}, 3);
    const { first, second } = read(ports);
    ports.answers.set(second[0], first[1]);
    const column = start(ports);
    await column.start();
    await toEnd(column);
    expect(column.more).toBe('failed');
    ports.answers.set(second[0], second[1]);
    await column.loadMore();
    await toEnd(column);
    expect(ids(column)).toEqual(items.map((item) => item.id));
  });

  test('that is on its way for one who knows less of it is not taken for another by one who knows more', async () => {
    const ports = fakePorts();
    lists(ports);
    const { second, third } = read(ports);
    ports.answers.set(second[0], third[1]);
    const { source } = createStores('https://feed.example', { head: null, articles: {} }, ports);
    const ref = { hash: second[0].slice(-13, -5), level: 0 };
    const { date_published: newest } = second[1].items![0]!;
    const [less, more] = await Promise.allSettled([
      source.listFile('all', ref),
      source.listFile('all', { ...ref, count: second[1].items!.length, newest }),
    ]);
    expect([less.status, more.status]).toEqual(['fulfilled', 'rejected']);
    expect(ports.asked).toEqual([second[0]]);
  });

  test('is read while withdrawn articles are missing from the head that the device keeps', async () => {
    const ports = fakePorts();
    const { expected } = lists(ports);
    await start(ports).start();
    const kept = ports.stored.get('head') as ReturnType<typeof head>;
    ports.stored.set('head', { ...kept, items: kept.items.slice(0, HEAD_SIZE - 3) });
    failing(ports, /^feed/, new TransportError('offline'));
    const column = start(ports);
    await column.start();
    await toEnd(column);
    expect(column.more).toBe('end');
    expect(ids(column)).toHaveLength(expected.length - 3);
    expect(ports.fresh).toEqual([]);
  });
});
