import { ListWindow } from '../../src/stores/list-window';
import { TransportError } from '../../src/stores/ports';
import { failing, feedOf70, ids, listsAsked, publish, start, toEnd } from '../support/column';
import { articleId, itemsDown, listItem } from '../support/feed';
import { type FakePorts, fakePorts, settle } from '../support/ports';

/* What is shown stays where it is: a refresh changes rows in place, and brings or takes away what it says. */

const corrected = (n: number, title: string) =>
  itemsDown(81).map((item) => (item.id === articleId(n) ? { ...item, title } : item));
const titles = (column: ReturnType<typeof start>) =>
  column.chunks.flatMap(({ rows }) => rows.map(({ title }) => title));

async function with81(ports: FakePorts) {
  publish(ports, itemsDown(81));
  const column = start(ports);
  await column.start();
  await toEnd(column);
  expect(ids(column)).toHaveLength(81);
  return column;
}

test.each([
  ['eleven minutes in the background', false],
  ['a pull-down', true],
])('one corrected title, %s: 81 rows stay 81, and the title is the new one', async (_, isPulled) => {
  const ports = fakePorts();
  const column = await with81(ports);
  publish(ports, corrected(75, '改正过的标题'));
  await ports.advance(11 * 60_000);
  await (isPulled ? column.refresh(true) : column.refreshIfOld());
  expect(ids(column)).toEqual(itemsDown(81).map(({ id }) => id));
  expect(titles(column)[81 - 75]).toBe('改正过的标题');
});

test('chunks in which nothing has changed are the same objects: nothing is drawn again for them', async () => {
  const ports = fakePorts();
  const column = await with81(ports);
  const before = column.chunks;
  publish(ports, corrected(75, '改正过的标题'));
  await column.refresh();
  expect(column.chunks.map((chunk, at) => chunk === before[at])).toEqual([
    false,
    ...before.slice(1).map(() => true),
  ]);
});

test('a title that was corrected further down is the new one when the list is read on', async () => {
  const ports = fakePorts();
  publish(ports, itemsDown(81));
  const column = start(ports);
  await column.start();
  await column.loadMore();
  expect(ids(column)).toContain(articleId(50));
  publish(ports, corrected(50, '改正过的标题'));
  await column.refresh();
  await toEnd(column);
  expect(ids(column)).toEqual(itemsDown(81).map(({ id }) => id));
  expect(titles(column)[81 - 50]).toBe('改正过的标题');
});

test('three new articles, pulled down: they stand above, and all 81 rows stay below them', async () => {
  const ports = fakePorts();
  const column = await with81(ports);
  publish(ports, itemsDown(84));
  await column.refresh(true);
  expect(ids(column)).toEqual(itemsDown(84).map(({ id }) => id));
});

test('so many that the head has nothing of what is shown, pulled down: the column begins anew, without a gap', async () => {
  const ports = fakePorts();
  const column = await with81(ports);
  publish(ports, itemsDown(120));
  await column.refresh(true);
  expect(ids(column)).toEqual(itemsDown(120, 101).map(({ id }) => id));
  await toEnd(column);
  expect(ids(column)).toEqual(itemsDown(120).map(({ id }) => id));
});

describe('a city', () => {
  const CITY = 'qingdao';
  const inCity = (n: number) => listItem(n, { _column: { ...listItem(n)._column, region: CITY } });
  /** A column of so many articles, every fourth of the city. */
  const column4 = (count: number) =>
    itemsDown(count).map((item, at) => ((count - at) % 4 ? item : inCity(count - at)));
  const cityOf = (items: readonly { id: string; _column: { region: string | null } }[]) =>
    items.filter(({ _column }) => _column.region === CITY).map(({ id }) => id);

  async function inTheCity(ports: FakePorts, items = column4(160)) {
    publish(ports, items);
    const column = start(ports);
    await column.start();
    column.choose(CITY);
    await settle();
    await toEnd(column);
    expect(ids(column)).toEqual(cityOf(items));
    return column;
  }

  test('pulled down, it keeps its rows, and the new one stands above them', async () => {
    const ports = fakePorts();
    const column = await inTheCity(ports);
    const items = [inCity(164), ...itemsDown(163, 161), ...column4(160)];
    publish(ports, items);
    await column.refresh(true);
    expect(ids(column)).toEqual(cityOf(items));
  });

  test('of which more came than the head names keeps its rows and has no gap', async () => {
    const ports = fakePorts();
    const column = await inTheCity(ports);
    const items = column4(208);
    publish(ports, items);
    await column.refresh(true);
    expect(ids(column).slice(0, 12)).toEqual(cityOf(items).slice(0, 12));
    await toEnd(column);
    expect(ids(column)).toEqual(cityOf(items));
  });

  test('whose newest page does not come has what the head names, and the rest the next time', async () => {
    const ports = fakePorts();
    const column = await inTheCity(ports);
    const items = column4(208);
    publish(ports, items);
    const good = new Map(ports.answers);
    failing(ports, /^lists/, new TransportError('offline'));
    await column.refresh(true);
    expect(ids(column).slice(0, 5)).toEqual(cityOf(items).slice(0, 5));
    expect(ids(column)).toEqual(expect.arrayContaining(cityOf(column4(160))));
    for (const [path, file] of good) ports.answers.set(path, file);
    await column.refresh();
    await toEnd(column);
    expect(ids(column)).toEqual(cityOf(items));
  });

  test('is shown under the name that its article has by now: one that moved to another city is gone', async () => {
    const ports = fakePorts();
    const items = column4(160);
    const column = await inTheCity(ports, items);
    publish(
      ports,
      items.map((item) => (item.id === articleId(160) ? listItem(160) : item)),
    );
    await column.refresh();
    expect(ids(column)).toEqual(cityOf(items).slice(1));
  });

  test('has no news where the new article is another city’s', async () => {
    const ports = fakePorts();
    const column = await inTheCity(ports);
    publish(ports, [...itemsDown(162, 161), ...column4(160)]);
    await column.refresh();
    expect(column.news).toBe(0);
    column.choose('all');
    expect(column.news).toBe(2);
  });
});

test('a piece of the list whose articles were all withdrawn is none: the next one begins the list', async () => {
  const ports = fakePorts();
  feedOf70(ports);
  const column = start(ports);
  await column.start();
  await column.loadMore();
  publish(ports, itemsDown(50), { withdrawn: itemsDown(70, 51).map(({ id }) => id) });
  await column.refresh();
  expect(column.chunks.every(({ rows }) => rows.length > 0)).toBe(true);
  expect(ids(column)[0]).toBe(articleId(50));
});

test('what stands under a list is measured by its own name: another page that lies above has its own foot', async () => {
  const ports = fakePorts();
  const measured: string[] = [];
  ports.viewport.measure = async (selector) => {
    measured.push(selector);
    return [];
  };
  await new ListWindow(ports.viewport, ports.clock, 844, 'columnfoot').fill(() => {
    throw new Error('nothing is known of the foot');
  });
  expect(measured).toEqual(['#columnfoot']);
});

describe('news', () => {
  test('one of the newest twenty is withdrawn: the 21st comes up to the end, and nothing is announced', async () => {
    const ports = fakePorts();
    feedOf70(ports);
    const column = start(ports);
    await column.start();
    const left = itemsDown(70).filter(({ id }) => id !== articleId(60));
    publish(ports, left, { withdrawn: [articleId(60)] });
    await column.refresh();
    expect(column.news).toBe(0);
    expect(ids(column)).toEqual(left.slice(0, 20).map(({ id }) => id));
  });

  test('an article of page two that got a later date was shown, and is not announced', async () => {
    const ports = fakePorts();
    feedOf70(ports);
    const column = start(ports);
    await column.start();
    await column.loadMore();
    const moved = { ...listItem(45), date_published: listItem(60).date_published };
    const items = itemsDown(70).flatMap((item) =>
      item.id === articleId(60) ? [item, moved] : item.id === articleId(45) ? [] : [item],
    );
    publish(ports, items);
    await column.refresh();
    expect(column.news).toBe(0);
    expect(new Set(ids(column)).size).toBe(ids(column).length);
  });

  test('more than the head has room for are 20+', async () => {
    const ports = fakePorts();
    feedOf70(ports);
    const column = start(ports);
    await column.start();
    publish(ports, itemsDown(72));
    await column.refresh();
    expect([column.news, column.isMoreNews]).toEqual([2, false]);
    publish(ports, itemsDown(120));
    await column.refresh();
    expect([column.news, column.isMoreNews]).toEqual([20, true]);
  });
});

describe('what WeChat fetched before', () => {
  test('is older than what is kept: it turns nothing back', async () => {
    const ports = fakePorts();
    feedOf70(ports);
    await start(ports).start();
    ports.answers.set('feed.json', () => new Promise(() => {}));
    const fresh = fakePorts();
    publish(fresh, itemsDown(60));
    const data = fresh.answers.get('feed.json');
    ports.prefetch.take = async () => ({ data, at: ports.clock.now() - 3_600_000 });
    const column = start(ports);
    void column.start();
    await settle();
    expect(ids(column)[0]).toBe(articleId(70));
  });

  test('is as new, and has what was withdrawn since: it does not come back, neither in the list nor in storage', async () => {
    const ports = fakePorts();
    feedOf70(ports);
    const data = ports.answers.get('feed.json');
    publish(
      ports,
      itemsDown(70).filter(({ id }) => id !== articleId(65)),
      { withdrawn: [articleId(65)] },
    );
    await start(ports).start();
    ports.answers.set('feed.json', () => new Promise(() => {}));
    ports.prefetch.take = async () => ({ data, at: ports.clock.now() });
    const column = start(ports);
    void column.start();
    await settle();
    expect([ids(column).includes(articleId(65)), column.news]).toEqual([false, 0]);
    expect(JSON.stringify(ports.stored.get('head'))).not.toContain('第 65 篇');
  });

  test('is as old as WeChat says, not of now', async () => {
    const ports = fakePorts();
    feedOf70(ports);
    const data = ports.answers.get('feed.json');
    const at = ports.clock.now() - 5 * 3_600_000;
    ports.answers.set('feed.json', new TransportError('offline'));
    ports.prefetch.take = async () => ({ data, at });
    const column = start(ports);
    await column.start();
    expect(ids(column)).toHaveLength(20);
    expect(column.refreshedAt).toBe(at);
  });
});

test('a page of the list is not asked for again because the list was corrected elsewhere', async () => {
  const ports = fakePorts();
  const column = await with81(ports);
  const before = listsAsked(ports).length;
  publish(ports, corrected(81, '改正过的标题'));
  await column.refresh();
  await toEnd(column);
  expect(listsAsked(ports).length).toBe(before);
});
