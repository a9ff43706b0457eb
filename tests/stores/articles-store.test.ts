import { reaction } from 'mobx';
import { createStores } from '../../src/stores';
import { ArticleCache } from '../../src/stores/article-cache';
import { TransportError } from '../../src/stores/ports';
import { bytesOf } from '../../src/stores/saved';
import { articleId, document, editionOf, head, listItem, row } from '../support/feed';
import { type FakePorts, fakePorts, settle } from '../support/ports';

const id = articleId(1);
const start = (ports: FakePorts) => createStores('https://feed.example', { head: null, articles: {} }, ports);

test('an article is asked for by its name, from a list or a cold share path', async () => {
  const ports = fakePorts();
  ports.answers.set(`articles/${id}.json`, document(1));
  const { articles } = start(ports);
  await articles.open(id);
  expect(articles.state(id)).toMatchObject({ status: 'ready', stale: null });
  articles.remember([listItem(2)]);
  ports.answers.set(`articles/${articleId(2)}.json`, document(2));
  await articles.open(articleId(2));
  expect(ports.asked).toEqual([`articles/${id}.json`, `articles/${articleId(2)}.json`]);
});

test('a kept article opens without a network, and is not asked for again while a list names its edition', async () => {
  const ports = fakePorts();
  ports.answers.set(`articles/${id}.json`, document(1));
  const first = start(ports);
  first.articles.remember([listItem(1)]);
  await first.articles.open(id);
  ports.answers.set(`articles/${id}.json`, new TransportError('offline'));
  const again = start(ports);
  again.articles.remember([listItem(1)]);
  await again.articles.open(id);
  expect(again.articles.state(id)).toMatchObject({ status: 'ready', stale: null });
  expect(ports.asked).toHaveLength(1);
  // Nobody has said that it is the same: the feed is asked, each time.
  const cold = start(ports);
  for (const times of [2, 3]) {
    await cold.articles.open(id);
    expect(cold.articles.state(id)).toMatchObject({ status: 'ready', stale: 'offline' });
    expect(ports.asked).toHaveLength(times);
  }
});

test('a document that is newer than the list in hand is as good as any', async () => {
  const ports = fakePorts();
  ports.answers.set(`articles/${id}.json`, document(1, { v: editionOf(99), title: '更新的标题' }));
  const { articles } = start(ports);
  articles.remember([listItem(1)]);
  for (const times of [1, 2]) {
    await articles.open(id);
    expect(articles.state(id)).toMatchObject({
      status: 'ready',
      stale: null,
      document: { v: editionOf(99) },
    });
    await settle();
    expect(ports.asked).toHaveLength(times);
  }
  articles.remember([{ ...listItem(1), _column: { ...listItem(1)._column, v: editionOf(99) } }]);
  await articles.open(id);
  expect(ports.asked).toHaveLength(2);
});

test('what was on its way when its article was withdrawn is neither shown nor kept', async () => {
  const ports = fakePorts();
  const [first, second] = [articleId(1), articleId(2)];
  ports.answers.set(`articles/${first}.json`, document(1));
  ports.answers.set(`articles/${second}.json`, document(2, { related: [listItem(1)], older: listItem(1) }));
  const { articles } = start(ports);
  const opening = [articles.open(first), articles.open(second)];
  articles.withdraw([first]);
  await Promise.all(opening);
  expect(articles.state(first)).toEqual({ status: 'withdrawn' });
  expect(articles.state(second)).toMatchObject({ onward: { related: [], older: null } });
  expect(JSON.stringify([...ports.stored])).not.toContain(listItem(1).title);
});

test('the articles that a document leads on to are rows; a kept document’s do not replace newer ones', async () => {
  const ports = fakePorts();
  const path = `articles/${id}.json`;
  ports.answers.set(path, document(1, { related: [listItem(2)], newer: listItem(3) }));
  const first = start(ports);
  await first.articles.open(id);
  expect(first.articles.state(id)).toMatchObject({
    onward: { related: [row(2)], newer: row(3), older: null },
  });
  expect(first.articles.row(articleId(2))).toEqual(row(2));
  ports.answers.set(path, new TransportError('offline'));
  const again = start(ports);
  again.articles.remember([listItem(2, { title: '改过的标题' })]);
  await again.articles.open(id);
  expect(again.articles.state(id)).toMatchObject({ stale: 'offline', onward: { newer: row(3) } });
  expect(again.articles.row(articleId(2))?.title).toBe('改过的标题');
});

test('an edited article replaces the kept one', async () => {
  const ports = fakePorts();
  ports.answers.set(`articles/${id}.json`, document(1));
  const first = start(ports);
  first.articles.remember([listItem(1)]);
  await first.articles.open(id);
  ports.answers.set(`articles/${id}.json`, document(1, { v: editionOf(99), title: '改过的标题' }));
  const again = start(ports);
  const item = listItem(1);
  again.articles.remember([{ ...item, _column: { ...item._column, v: editionOf(99) } }]);
  await again.articles.open(id);
  expect(again.articles.state(id)).toMatchObject({ document: { title: '改过的标题' } });
});

test('equal text that arrives as a new object leaves the old one in its place, and nobody is told', async () => {
  const ports = fakePorts();
  const path = `articles/${id}.json`;
  ports.answers.set(path, document(1));
  const { articles } = start(ports);
  await articles.open(id);
  const before = articles.state(id);
  const told: unknown[] = [];
  const stop = reaction(
    () => articles.state(id),
    (state) => told.push(state),
  );
  ports.answers.set(path, document(1));
  await articles.open(id);
  expect(articles.state(id)).toBe(before);
  expect(told).toEqual([]);
  // Only what follows the text has changed: the text itself stays the object that it was.
  ports.answers.set(path, document(1, { related: [listItem(2)] }));
  await articles.open(id);
  stop();
  expect(told).toHaveLength(1);
  expect(articles.state(id)).toMatchObject({ document: { related: [listItem(2)] } });
  const blocks = (state: typeof before) => (state?.status === 'ready' ? state.document.blocks : undefined);
  expect(blocks(articles.state(id))).toBe(blocks(before));
});

test('a withdrawn article goes everywhere: from memory, storage and what was read', async () => {
  const ports = fakePorts();
  ports.answers.set(`articles/${id}.json`, document(1));
  const { articles, library } = start(ports);
  await articles.open(id);
  library.opened(id);
  ports.answers.set(`articles/${id}.json`, { id, schema: 2, withdrawn: '2026-11-20T08:00:00+08:00' });
  await articles.open(id);
  expect(articles.state(id)).toEqual({ status: 'withdrawn' });
  expect(library.isRead(id)).toBe(false);
  expect(JSON.stringify([...ports.stored])).not.toContain('正文 1');
});

test('the head’s list of withdrawn articles does the same', async () => {
  const ports = fakePorts();
  ports.answers.set(`articles/${id}.json`, document(1));
  ports.answers.set('feed.json', head([listItem(2)], { withdrawn: [id] }));
  const { articles, column } = start(ports);
  await articles.open(id);
  await column.start();
  expect(articles.state(id)).toEqual({ status: 'withdrawn' });
});

test.each([
  [undefined, 'missing'],
  [new TransportError('offline'), 'offline'],
  [new TransportError('status', 503), 'server'],
  [{ id, schema: 2 }, 'data'],
  [{ ...document(1), schema: 1 }, 'outdated'],
  [{ ...document(1), schema: 7 }, 'outdated'],
])('an article that answers %s has failed with %s', async (answer, failure) => {
  const ports = fakePorts();
  if (answer) ports.answers.set(`articles/${id}.json`, answer);
  const { articles } = start(ports);
  const opened = articles.open(id);
  await ports.advance(10_000);
  await opened;
  expect(articles.state(id)).toEqual({ status: 'failed', failure });
});

test('a full storage is survived', async () => {
  const ports = fakePorts();
  ports.refuse.write = 'full';
  ports.answers.set(`articles/${id}.json`, document(1));
  const { articles } = start(ports);
  await articles.open(id);
  expect(articles.state(id)?.status).toBe('ready');
});

test('the oldest kept article makes room for the newest', () => {
  const ports = fakePorts();
  const size = bytesOf(document(1));
  const kept = new ArticleCache(ports.cache, size * 2 + 10);
  for (const n of [1, 2, 3]) kept.write(document(n));
  expect(kept.read(articleId(1))).toBeUndefined();
  expect(kept.read(articleId(3))?.id).toBe(articleId(3));
});

test('damaged storage is set aside', async () => {
  const ports = fakePorts();
  for (const [key, value] of [
    [`article:${id}`, { broken: true }],
    ['articles', 'nonsense'],
    ['reading', [1, 2]],
    ['settings', 7],
    ['head', { items: 'none' }],
  ] as const)
    ports.stored.set(key, value);
  ports.answers.set(`articles/${id}.json`, document(1));
  ports.answers.set('feed.json', head([listItem(1)]));
  const stores = start(ports);
  await stores.column.start();
  await stores.articles.open(id);
  expect(stores.articles.state(id)?.status).toBe('ready');
  expect(stores.column.status.status).toBe('ready');
});

test('of a text in memory the neighbours that were withdrawn are gone at once', async () => {
  const ports = fakePorts();
  const text = document(1, { newer: listItem(2), older: listItem(3), related: [listItem(4), listItem(5)] });
  ports.answers.set(`articles/${id}.json`, text);
  const { articles } = start(ports);
  await articles.open(id);
  articles.withdraw([articleId(2), articleId(4)]);
  const state = articles.state(id);
  if (state?.status !== 'ready') throw new Error('no text');
  expect(state.onward.newer).toBeNull();
  expect([state.onward.older?.id, ...state.onward.related.map((one) => one.id)]).toEqual([
    articleId(3),
    articleId(5),
  ]);
});

test('why a kept text may be old is said until it is known better: it does not go and come back with each try', async () => {
  const ports = fakePorts();
  ports.answers.set(`articles/${id}.json`, document(1));
  await start(ports).articles.open(id);
  ports.answers.set(`articles/${id}.json`, new TransportError('offline'));
  const { articles } = start(ports);
  await articles.open(id);
  const again = articles.open(id);
  expect(articles.state(id)).toMatchObject({ status: 'ready', stale: 'offline' });
  await again;
  ports.answers.set(`articles/${id}.json`, document(1));
  await articles.open(id);
  expect(articles.state(id)).toMatchObject({ status: 'ready', stale: null });
});

test('of a text that holds the same picture twice, another edition holds it twice as well', async () => {
  const picture = {
    type: 'image' as const,
    src: 'images/a.webp',
    w: 9,
    h: 9,
    color: '#d0d7d2',
    alt: '',
    variants: [],
  };
  const said = (text: string) => ({ type: 'paragraph' as const, inlines: [{ text }] });
  const ports = fakePorts();
  const { articles } = start(ports);
  for (const text of ['前', '后']) {
    ports.answers.set(`articles/${id}.json`, document(1, { blocks: [picture, said(text), picture] }));
    await articles.open(id);
  }
  const state = articles.state(id);
  if (state?.status !== 'ready') throw new Error('no text');
  const [first, , third] = state.document.blocks;
  expect(third).toEqual(first);
  expect(third).not.toBe(first);
});

describe('what is fetched ahead and storage does not take', () => {
  const ids = [1, 2, 3].map(articleId);
  const asked = (ports: FakePorts) => ports.asked.filter((path) => /^articles/.test(path)).length;
  const feed = () => {
    const ports = fakePorts();
    for (const n of [1, 2, 3]) ports.answers.set(`articles/${articleId(n)}.json`, document(n));
    return ports;
  };

  test('as larger than a key is fetched once in a run, and the others behind it are kept', async () => {
    const ports = feed();
    ports.answers.set(`articles/${id}.json`, document(1, { digest: 'x'.repeat(1.26 * 1024 * 1024) }));
    const { articles } = start(ports);
    for (let visit = 0; visit < 3; visit += 1) await articles.prefetch(ids);
    expect(asked(ports)).toBe(3);
    expect(ports.stored.has(`article:${ids[2]}`)).toBe(true);
  });

  test.each(['broken', 'full'] as const)('as %s ends it: one is fetched and no more', async (why) => {
    const ports = feed();
    const { articles } = start(ports);
    ports.refuse.write = why;
    await articles.prefetch(ids);
    expect(asked(ports)).toBe(1);
    await articles.prefetch([id]);
    expect(asked(ports)).toBe(1);
  });
});

test('a document of a shelf that opens late does not lead on to what was withdrawn before', () => {
  const ports = fakePorts();
  new ArticleCache(ports.cache).write(
    document(2, { related: [listItem(1), listItem(3)], older: listItem(1) }),
  );
  ports.refuse.read = true;
  const kept = new ArticleCache(ports.cache);
  kept.forget(new Set([id]));
  ports.refuse.read = false;
  expect(kept.read(articleId(2))).toMatchObject({ related: [listItem(3)], older: null });
});

test('back at the front, what storage did not tell at the start is there: 设置, 收藏, searches', () => {
  const ports = fakePorts();
  const before = start(ports);
  before.settings.choose({ theme: 'dark' });
  before.library.toggleFavourite(row(1));
  void before.search.submit('公交');
  ports.refuse.read = true;
  const { settings, library, search, appeared } = start(ports);
  const told = () => [settings.isDark, library.isFavourite(id), search.recent];
  expect(told()).toEqual([false, false, []]);
  ports.refuse.read = false;
  appeared();
  expect(told()).toEqual([true, true, ['公交']]);
});
