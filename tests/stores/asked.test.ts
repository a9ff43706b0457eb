import { paths, SCHEMA } from '../../src/feed';
import { createStores } from '../../src/stores';
import { TransportError } from '../../src/stores/ports';
import { ids, start } from '../support/column';
import { articleId, document, head, listItem } from '../support/feed';
import { cached, type FakePorts, fakePorts, PORTAL } from '../support/ports';

/* What came is not what was asked for: nobody sees it, nothing is kept of it, and it is asked for past the caches, once. */

const id = articleId(1);
const file = paths.article(id);
const notice = (n: number) => ({
  id: articleId(n),
  schema: SCHEMA,
  withdrawn: '2026-11-20T08:00:00+08:00',
});
const stores = (ports: FakePorts) =>
  createStores('https://feed.example', { head: null, articles: {} }, ports);

const WRONG: [string, unknown][] = [
  ['the document of another article', document(2)],
  ['the notice that another article was withdrawn', notice(2)],
  ['a page of a list', { schema: SCHEMA, list: 'all', items: [listItem(1)] }],
  ['the page of a network that wants a login', PORTAL],
  ['half a document', { ...document(1), blocks: undefined }],
  ['a document of an older edition of the feed', { ...document(1), schema: 1 }],
];

describe('an article', () => {
  test.each(WRONG)('is asked for past the caches where %s came, and shown', async (_, wrong) => {
    const ports = fakePorts();
    ports.answers.set(file, cached(wrong, document(1)));
    const { articles } = stores(ports);
    await articles.open(id);
    expect(articles.state(id)).toMatchObject({ status: 'ready', document: { id } });
    expect([ports.asked, ports.fresh]).toEqual([[file, file], [file]]);
  });

  test.each(WRONG)(
    'that is %s wherever one asks has failed, and comes when it is tried again',
    async (_, wrong) => {
      const ports = fakePorts();
      ports.answers.set(file, wrong);
      const { articles } = stores(ports);
      await articles.open(id);
      const failure = /older edition/.test(_) ? 'outdated' : 'data';
      expect(articles.state(id)).toEqual({ status: 'failed', failure });
      expect(articles.state(articleId(2))).toBeUndefined();
      expect([ports.asked, ports.fresh]).toEqual([[file, file], [file]]);
      expect([...ports.stored.keys()].filter((key) => key.startsWith('article'))).toEqual([]);
      ports.answers.set(file, document(1));
      await articles.open(id);
      expect(articles.state(id)).toMatchObject({ status: 'ready', document: { id } });
    },
  );

  test('of which a kept copy is shown stays where another one’s notice comes; neither is withdrawn', async () => {
    const ports = fakePorts();
    for (const n of [1, 2]) ports.answers.set(paths.article(articleId(n)), document(n));
    const first = stores(ports);
    for (const n of [1, 2]) {
      await first.articles.open(articleId(n));
      first.library.toggleFavourite(first.articles.row(articleId(n))!);
    }
    ports.answers.set(file, notice(2));
    const { articles, library } = stores(ports);
    await articles.open(id);
    expect(articles.state(id)).toMatchObject({ status: 'ready', stale: 'data', document: { id } });
    expect(articles.isWithdrawn(articleId(2))).toBe(false);
    expect(library.kept.map(([one]) => one).sort()).toEqual([id, articleId(2)]);
    expect(ports.stored.has(`article:${articleId(2)}`)).toBe(true);
  });

  test('that is fetched for later is not taken for another one either', async () => {
    const ports = fakePorts();
    ports.answers.set(file, notice(2));
    const { articles } = stores(ports);
    await articles.prefetch([id]);
    expect([articles.isWithdrawn(id), articles.isWithdrawn(articleId(2))]).toEqual([false, false]);
    expect([...ports.stored.keys()].filter((key) => key.startsWith('article'))).toEqual([]);
  });

  test('of which a copy on the device is another article is asked for', async () => {
    const ports = fakePorts();
    ports.answers.set(file, document(1));
    const first = stores(ports);
    first.articles.remember([listItem(1)]);
    await first.articles.open(id);
    ports.stored.set(`article:${id}`, document(2, { v: document(1).v }));
    const { articles } = stores(ports);
    articles.remember([listItem(1)]);
    await articles.open(id);
    expect(articles.state(id)).toMatchObject({ status: 'ready', document: { id } });
    expect(ports.stored.get(`article:${id}`)).toEqual(document(1));
  });

  test.each([404, 410])('that is not there (%d) is not asked for past the caches', async (status) => {
    const ports = fakePorts();
    ports.answers.set(file, new TransportError('status', status));
    const { articles } = stores(ports);
    await articles.open(id);
    expect(articles.state(id)).toEqual({ status: 'failed', failure: 'missing' });
    expect([ports.asked, ports.fresh]).toEqual([[file], []]);
  });

  test.each([
    ['offline', new TransportError('offline')],
    ['server', new TransportError('status', 503)],
    ['missing', new TransportError('status', 404)],
  ])('fails as %s where that is what came past the caches, at once', async (failure, error) => {
    const ports = fakePorts();
    ports.answers.set(file, cached(PORTAL, error));
    const { articles } = stores(ports);
    await articles.open(id);
    expect(articles.state(id)).toEqual({ status: 'failed', failure });
    expect([ports.asked, ports.fresh]).toEqual([[file, file], [file]]);
  });

  test('that failed behind a login comes by itself on another network', async () => {
    const ports = fakePorts();
    ports.answers.set(file, PORTAL);
    const { articles } = stores(ports);
    articles.retain(id);
    await articles.open(id);
    ports.answers.set(file, document(1));
    for (const tell of ports.online) tell();
    await ports.advance(0);
    expect(articles.state(id)?.status).toBe('ready');
  });
});

describe('the head', () => {
  test.each([
    ['a login page', PORTAL],
    ['the feed for other readers', { ...head([listItem(1)]), _column: undefined }],
    ['an article', document(1)],
    ['a head of another edition', head([listItem(1)], { schema: 1 })],
  ])('is asked for past the caches where %s came', async (_, wrong) => {
    const ports = fakePorts();
    ports.answers.set(paths.head, cached(wrong, head([listItem(1)])));
    const column = start(ports);
    await column.start();
    expect(ids(column)).toEqual([id]);
    expect(ports.fresh).toEqual([paths.head]);
    ports.answers.set(paths.head, wrong);
    await column.refresh();
    expect(column.status.status).toBe('stale');
    expect(ids(column)).toEqual([id]);
    expect(ports.fresh).toHaveLength(2);
  });
});

test('the list of earlier withdrawals withdraws nothing where a notice or a head came', async () => {
  const ports = fakePorts();
  ports.answers.set(file, document(1));
  ports.answers.set(paths.head, head([listItem(1)], { recalled: 'recalled' }));
  const path = paths.withdrawn('recalled');
  ports.answers.set(path, notice(1));
  const { articles, column } = stores(ports);
  await articles.open(id);
  await column.start();
  await ports.advance(5000);
  expect(articles.isWithdrawn(id)).toBe(false);
  expect(ports.fresh).toEqual([path]);
  ports.answers.set(path, cached(PORTAL, { schema: SCHEMA, withdrawn: [id] }));
  await column.refresh();
  await ports.advance(5000);
  expect(articles.isWithdrawn(id)).toBe(true);
});
