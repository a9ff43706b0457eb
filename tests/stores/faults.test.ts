import { paths } from '../../src/feed';
import { createStores } from '../../src/stores';
import type { Failure } from '../../src/stores/failure';
import { TransportError } from '../../src/stores/ports';
import { feedOf70, ids } from '../support/column';
import { articleId, document, head, itemsDown, listItem } from '../support/feed';
import { type FakePorts, fakePorts, settle } from '../support/ports';

/* Faults have their own names, and heal: by themselves, when the reader comes back, when there is a network again. */

const id = articleId(1);
const path = paths.article(id);
const open = (ports: FakePorts) => createStores('https://feed.example', { head: null, articles: {} }, ports);

const FAULTS: [unknown, Failure, number][] = [
  [new TransportError('offline'), 'offline', 1],
  [new TransportError('dropped'), 'dropped', 3],
  [new TransportError('timeout'), 'timeout', 3],
  [new TransportError('interrupted'), 'interrupted', 3],
  [new TransportError('status', 503), 'server', 3],
  [new TransportError('status', 404), 'missing', 1],
  [new TransportError('garbled'), 'data', 2],
];

test.each(FAULTS.map(([error, ...rest]) => [String(error), ...rest, error] as const))(
  '%s: the reader hears of %s, after %d requests',
  async (_, failure, tries, error) => {
    const ports = fakePorts();
    ports.answers.set(path, error);
    const { articles } = open(ports);
    const opened = articles.open(id);
    await ports.advance(10_000);
    await opened;
    expect(articles.state(id)).toEqual({ status: 'failed', failure });
    expect(ports.asked).toHaveLength(tries);
  },
);

test('a request that nobody ever answers ends after 20 seconds as too slow, and is given up', async () => {
  const ports = fakePorts();
  const cancel = jest.fn();
  ports.transport.get = () => ({ result: new Promise(() => {}), cancel });
  const { column } = open(ports);
  void column.start();
  await ports.advance(80_000);
  expect(column.status).toEqual({ status: 'failed', failure: 'timeout' });
  expect(column.refreshing).toBe(false);
  expect(cancel).toHaveBeenCalledTimes(3);
});

test.each(['interrupted', 'dropped', 'timeout', 'offline'] as const)(
  'what ended as %s while the program slept is there after the return, without a tap',
  async (kind) => {
    const ports = fakePorts();
    const error = new TransportError(kind);
    ports.answers.set('feed.json', error);
    ports.answers.set(path, error);
    const stores = open(ports);
    stores.articles.retain(id);
    void stores.column.start();
    void stores.articles.open(id);
    await ports.advance(10_000);
    expect(stores.column.status).toEqual({ status: 'failed', failure: kind });
    stores.left();
    feedOf70(ports);
    ports.answers.set(path, document(1));
    stores.appeared();
    await settle();
    expect(stores.column.status).toEqual({ status: 'ready' });
    expect(stores.articles.state(id)?.status).toBe('ready');
  },
);

test('a page of a list that did not come is asked for again when the reader or the network comes back', async () => {
  const ports = fakePorts();
  feedOf70(ports);
  const good = new Map(ports.answers);
  for (const one of good.keys())
    if (/^lists/.test(one)) ports.answers.set(one, new TransportError('offline'));
  const stores = open(ports);
  await stores.column.start();
  await stores.column.loadMore();
  expect(stores.column.more).toBe('failed');
  for (const [one, file] of good) ports.answers.set(one, file);
  stores.appeared();
  await settle();
  expect(stores.column.more).toBe('idle');
  expect(ids(stores.column)).toHaveLength(38);
});

test('a search that found only what the device has is made again in the feed when the network is back', async () => {
  const ports = fakePorts();
  ports.answers.set('feed.json', head(itemsDown(3), { search: 'aaaaaaaa' }));
  ports.answers.set(paths.search('aaaaaaaa'), new TransportError('offline'));
  const stores = open(ports);
  await stores.column.start();
  const searched = stores.search.submit('公路养护');
  await ports.advance(1000);
  await searched;
  expect(stores.search.status).toEqual({ status: 'ready', where: 'device', failure: 'offline' });
  const asked = ports.asked.length;
  for (const tell of ports.online) tell();
  await ports.advance(1000);
  expect(ports.asked.slice(asked)).toContain(paths.search('aaaaaaaa'));
});

test('a picture that failed has another chance each time the reader or the network comes back', () => {
  const ports = fakePorts();
  const stores = open(ports);
  const { tries } = stores.articles;
  stores.appeared();
  for (const tell of ports.online) tell();
  expect(stores.articles.tries).toBe(tries + 2);
});

describe('what was given up', () => {
  /** A feed whose answers wait, and whose aborted requests fail when the test lets them. */
  function waiting() {
    const ports = fakePorts();
    const requests: { path: string; answer: (value: unknown) => void; fail: (error: Error) => void }[] = [];
    const cancel = jest.fn();
    ports.transport.get = (url) => {
      const result = new Promise<unknown>((answer, fail) => {
        requests.push({ path: url.replace('https://feed.example/', ''), answer, fail });
      });
      return { result, cancel };
    };
    return { requests, cancel, stores: open(ports) };
  }

  test('an article whose page was left and opened again at once is asked for anew; the abort changes nothing', async () => {
    const { requests, cancel, stores } = waiting();
    const { articles } = stores;
    const leave = articles.retain(id);
    void articles.open(id);
    leave();
    expect(cancel).toHaveBeenCalledTimes(1);
    articles.retain(id);
    void articles.open(id);
    expect(requests).toHaveLength(2);
    requests[0]!.fail(new TransportError('interrupted'));
    await settle();
    expect(articles.state(id)).toEqual({ status: 'loading', slow: false });
    requests[1]!.answer(document(1));
    await settle();
    expect(articles.state(id)?.status).toBe('ready');
    expect(requests).toHaveLength(2);
  });

  test('a city, another one, and the first again before the abort has arrived: its page comes, no failure', async () => {
    const { requests, stores } = waiting();
    const { column } = stores;
    const inCity = (n: number, region: string) =>
      listItem(n, { _column: { ...listItem(n)._column, region } });
    const page = (list: string, n: number) => ({ schema: 2, list, items: [inCity(n, list)] });
    const start = (slug: string, hash: string) => ({ slug, count: 1, page: hash });
    void column.start();
    requests[0]!.answer(
      head([listItem(9)], { lists: [start('jinan', 'jjjjjjjj'), start('qingdao', 'qqqqqqqq')] }),
    );
    await settle();
    column.choose('jinan');
    column.choose('qingdao');
    column.choose('jinan');
    await settle();
    const asked = requests.slice(1).map((one) => one.path);
    expect(asked).toEqual(
      ['jinan/jjjjjjjj', 'qingdao/qqqqqqqq', 'jinan/jjjjjjjj'].map((one) => `lists/${one}.json`),
    );
    requests[1]!.fail(new TransportError('interrupted'));
    requests[2]!.fail(new TransportError('interrupted'));
    await settle();
    expect(column.more).toBe('loading');
    requests[3]!.answer(page('jinan', 4));
    await settle();
    expect(ids(column)).toEqual([articleId(4)]);
    expect(column.more).toBe('end');
  });
});
