import { type ListItem, type ListPage, paths, SCHEMA } from '../../../src/feed';
import { createStores, type Stores } from '../../../src/stores';
import { TransportError } from '../../../src/stores/ports';
import { articleId, document, editionOf, feedOf as files, head, listItem, row } from '../../support/feed';
import { type FakePorts, fakePorts, settle } from '../../support/ports';
import { searchIndex } from '../../support/search-index';

const BASE = 'https://feed.example';

interface Article {
  title: string;
  digest?: string;
  text?: string;
  region?: string;
}

/** Puts a feed of these articles, oldest first, where the ports ask, with its search index. Returns the index's path. */
function publish(
  ports: FakePorts,
  articles: readonly Article[],
  { tail = 0, gone = [] as number[] } = {},
): string {
  const items: ListItem[] = articles.map(({ title, digest = '', region = null }, n) =>
    listItem(n, {
      title,
      content_text: digest,
      _column: { v: editionOf(n), kind: 'article', region, minutes: 1 },
    }),
  );
  for (const path of [...ports.answers.keys()]) if (!/^articles/.test(path)) ports.answers.delete(path);
  const texts = articles.map(({ title, digest = '', text = '' }) => [title, digest, text].join('\n'));
  const rows = items.map((item, n) => (gone.includes(n) ? null : item));
  const search = searchIndex(texts, { tail, shards: 16, items: rows });
  const left = items.filter((_, n) => !gone.includes(n)).reverse();
  for (const [path, file] of files(left, { search: search.hash }).files) ports.answers.set(path, file);
  for (const [path, file] of search) ports.answers.set(path, file);
  articles.forEach(({ title, digest = '', text = '', region = null }, n) => {
    const blocks = [{ type: 'paragraph' as const, inlines: [{ text }] }];
    ports.answers.set(
      paths.article(articleId(n)),
      document(n, { title, headline: title, digest, region, blocks }),
    );
  });
  return paths.search(search.hash);
}

function feedOf(articles: readonly Article[], ports: FakePorts = fakePorts(), tail = 0) {
  const index = publish(ports, articles, { tail });
  return { ports, index, stores: createStores(BASE, { head: null, articles: {} }, ports) };
}

async function find({ search }: Stores, text: string) {
  await search.submit(text);
  return titles(search);
}
const titles = (search: Stores['search']) => search.results.map(({ row }) => row.title);
const snippet = (search: Stores['search'], at = 0) =>
  search.results[at]?.snippet?.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');
const rowFiles = (ports: FakePorts) => ports.asked.filter((path) => path.startsWith('rows/'));
/** The block of rows in which a number stands. */
const blockWith = (ports: FakePorts, number: number) =>
  [...ports.answers].find(
    ([path, file]) =>
      path.startsWith('rows/') &&
      (file as Partial<ListPage>).items?.some((one) => one?.id === articleId(number)),
  )!;
const indexFiles = (ports: FakePorts) => ports.asked.filter((path) => path.startsWith('search/'));

const SMALL: Article[] = [
  { title: '高速公路收费标准', text: '本省高速公路按车型收费。' },
  { title: '公交线路调整', digest: '三条公交线路调整。', region: 'jinan' },
  { title: '港口的早班', text: '清晨，公交把工人送到港口。', region: 'qingdao' },
  { title: '无关的一篇', text: '没有要找的词。' },
  { title: 'ETC 常见问题', text: 'ＥＴＣ设备怎么办理？' },
];

describe('finding', () => {
  test('two characters find title, digest and full text, newest first', async () => {
    const { stores } = feedOf(SMALL);
    expect(await find(stores, '公交')).toEqual(['港口的早班', '公交线路调整']);
    expect(stores.search.status).toEqual({ status: 'ready', where: 'feed', failure: null });
    expect(stores.search.total).toBe(2);
    expect(stores.search.isExact).toBe(true);
  });

  test('the newest articles, not in shards yet, are found like the others', async () => {
    const { stores } = feedOf(SMALL, fakePorts(), 3);
    expect(await find(stores, '公交')).toEqual(['港口的早班', '公交线路调整']);
  });

  test('several words narrow', async () => {
    const { stores } = feedOf(SMALL);
    expect(await find(stores, '公交 港口')).toEqual(['港口的早班']);
    expect(await find(stores, '公交 收费')).toEqual([]);
  });

  test('a city narrows to its own articles', async () => {
    const { stores } = feedOf([
      ...SMALL,
      { title: '公交学习考察', text: '代表团从青岛来，谈公交。', region: 'jinan' },
      { title: '青岛 | 公交进村', region: 'qingdao' },
    ]);
    expect(await find(stores, '青岛 公交')).toEqual(['青岛 | 公交进村']);
  });

  test('case and width do not matter', async () => {
    const { stores } = feedOf(SMALL);
    for (const typed of ['etc', 'ETC', 'ｅｔｃ']) expect(await find(stores, typed)).toEqual(['ETC 常见问题']);
  });

  test('an article that only holds the pieces of a long word is not shown', async () => {
    const { stores } = feedOf([
      { title: '甲', text: '跨海的大桥' },
      { title: '乙', text: '跨海大桥' },
      { title: '丙', text: '先跨海，后看桥；大桥很长' },
    ]);
    expect(await find(stores, '跨海大桥')).toEqual(['乙']);
    expect(stores.search.total).toBe(1);
  });

  test('single characters and signs ask nothing of anyone', async () => {
    const { ports, stores } = feedOf(SMALL);
    expect(await find(stores, '路')).toEqual([]);
    expect(stores.search.status).toEqual({ status: 'short' });
    expect(ports.asked).toEqual([]);
  });
});

describe('snippets', () => {
  test('come from the digest, or from the document, and are marked', async () => {
    const { stores } = feedOf(SMALL);
    await find(stores, '公交');
    expect(snippet(stores.search, 0)).toBe('清晨，[公交]把工人送到港口。');
    expect(snippet(stores.search, 1)).toBe('三条[公交]线路调整。');
  });

  test('a hit in the title alone needs no document', async () => {
    const { ports, stores } = feedOf(SMALL);
    await find(stores, '早班');
    expect(stores.search.results[0]!.snippet).toBeNull();
    expect(ports.asked.filter((path) => path.startsWith('articles/'))).toEqual([]);
  });

  test('a document that cannot be had leaves its result in the list', async () => {
    const { ports, stores } = feedOf(SMALL);
    ports.answers.set(paths.article(articleId(2)), new TransportError('offline'));
    expect(await find(stores, '公交')).toEqual(['港口的早班', '公交线路调整']);
  });

  test('a result that was withdrawn meanwhile goes', async () => {
    const { ports, stores } = feedOf(SMALL);
    ports.answers.set(paths.article(articleId(2)), {
      id: articleId(2),
      schema: SCHEMA,
      withdrawn: '2026-11-23T08:00:00+08:00',
    });
    expect(await find(stores, '公交')).toEqual(['公交线路调整']);
    expect(stores.search.total).toBe(1);
  });
});

describe('requests', () => {
  const large = Array.from({ length: 300 }, (_, n) => ({
    title: n % 3 === 0 ? `公路养护第${n}期` : `别的事情${n}`,
  }));

  test('a query costs the index and at most two shards; the next one no index', async () => {
    const { ports, stores, index } = feedOf(large);
    await find(stores, '公路养护');
    expect(indexFiles(ports).length).toBeLessThanOrEqual(3);
    expect(ports.asked).toContain(index);
    const before = indexFiles(ports).length;
    await find(stores, '公路养护');
    expect(indexFiles(ports)).toHaveLength(before);
    await find(stores, '事情');
    expect(indexFiles(ports).length).toBeLessThanOrEqual(before + 1);
    expect(new Set(indexFiles(ports)).size).toBe(indexFiles(ports).length);
  });

  test('what was loaded is kept: the same query after a restart asks for the head alone', async () => {
    const { ports, stores } = feedOf(large);
    await find(stores, '公路养护');
    const found = titles(stores.search);
    ports.asked.length = 0;
    const later = createStores(BASE, { head: null, articles: {} }, ports);
    expect(await find(later, '公路养护')).toEqual(found);
    expect(ports.asked).toEqual(['feed.json']);
  });

  test('rows come a step at a time, in order, each block once', async () => {
    const { ports, stores } = feedOf(large);
    await find(stores, '养护');
    expect(stores.search.total).toBe(100);
    expect(stores.search.results).toHaveLength(8);
    while (stores.search.more === 'idle') await stores.search.loadMore();
    const expected = large.map(({ title }) => title).filter((title) => title.includes('养护'));
    expect(titles(stores.search)).toEqual(expected.reverse());
    const blocks = rowFiles(ports);
    // 300 numbers are 15 blocks, and one directory of them.
    expect(blocks.length).toBe(16);
    expect(new Set(blocks).size).toBe(blocks.length);
  });

  test('a block that fails is said, and asked for again', async () => {
    const { ports, stores } = feedOf(large);
    const [path, block] = blockWith(ports, 261);
    ports.answers.set(path, new TransportError('offline'));
    await find(stores, '养护');
    while (stores.search.more === 'idle') await stores.search.loadMore();
    // What stands in the blocks before is there all the same.
    const shown = titles(stores.search).length;
    expect(shown).toBeGreaterThan(0);
    expect(stores.search.more).toBe('failed');
    await stores.search.loadMore();
    expect(stores.search.more).toBe('failed');
    expect(titles(stores.search)).toHaveLength(shown);
    ports.answers.set(path, block);
    await stores.search.loadMore();
    expect(titles(stores.search).length).toBeGreaterThan(shown);
  });

  test('an article that arrived later with an older date stands where it arrived', async () => {
    const ports = fakePorts();
    publish(ports, SMALL);
    const late = listItem(40, { title: '公交旧闻', date_published: '2020-01-01T08:00:00+08:00' });
    const items = [...SMALL.map(({ title }, n) => listItem(n, { title })), late];
    const search = searchIndex(
      items.map(({ title }) => title),
      { items },
    );
    for (const [path, file] of search) ports.answers.set(path, file);
    ports.answers.set('feed.json', head(items, { search: search.hash }));
    const stores = createStores(BASE, { head: null, articles: {} }, ports);
    expect(await find(stores, '公交')).toEqual(['公交旧闻', '公交线路调整']);
  });

  test('typing asks once, after a pause', async () => {
    const { ports, stores } = feedOf(SMALL);
    for (const text of ['公', '公交', '公交线', '公交']) {
      stores.search.type(text);
      await ports.advance(100);
    }
    expect(indexFiles(ports)).toEqual([]);
    await ports.advance(300);
    expect(titles(stores.search)).toEqual(['港口的早班', '公交线路调整']);
  });

  test('an answer that arrives after the next question is dropped', async () => {
    const { ports, stores } = feedOf(SMALL);
    await stores.column.start();
    const gates: (() => void)[] = [];
    const get = ports.transport.get;
    ports.transport.get = (url) => {
      const request = get(url);
      if (!url.includes('search/')) return request;
      return { ...request, result: new Promise<void>((go) => gates.push(go)).then(() => request.result) };
    };
    const first = stores.search.submit('公交');
    await settle();
    for (const open of gates.splice(0)) open();
    await settle();
    const slow = gates.splice(0);
    expect(slow.length).toBeGreaterThan(0);
    const second = stores.search.submit('收费');
    await settle();
    for (const open of gates.splice(0)) open();
    for (const open of slow) open();
    await Promise.all([first, second]);
    expect(titles(stores.search)).toEqual(['高速公路收费标准']);
  });

  /** Holds back what is asked for from now on, as far as its URL matches; `open` lets it through. */
  function gate(ports: FakePorts, url: RegExp) {
    const waiting: (() => void)[] = [];
    const { get } = ports.transport;
    ports.transport.get = (asked) => {
      const request = get(asked);
      if (!url.test(asked)) return request;
      return { ...request, result: new Promise<void>((go) => waiting.push(go)).then(() => request.result) };
    };
    return {
      waiting,
      async open() {
        ports.transport.get = get;
        for (const go of waiting.splice(0)) go();
        await settle();
      },
    };
  }

  test('rows of a replaced query that come late change nothing, also while the new one has nothing to show', async () => {
    const { ports, stores } = feedOf(large);
    const { search } = stores;
    await find(stores, '养护');
    const stood = search.results;
    const pages = gate(ports, /rows\//);
    const more = search.loadMore();
    await settle();
    expect(pages.waiting.length).toBeGreaterThan(0);
    const index = gate(ports, /search\//);
    const next = search.submit('别的事情');
    await settle();
    expect(index.waiting.length).toBeGreaterThan(0);
    await pages.open();
    await more;
    expect(search.results).toBe(stood);
    expect(search.status).toEqual({ status: 'searching' });
    await index.open();
    await next;
    expect(titles(search)[0]).toBe('别的事情299');
  });

  test('a replaced query that fails does not bring what the device has', async () => {
    const { ports, stores, index: path } = feedOf(SMALL);
    await stores.column.start();
    const index = gate(ports, /search\//);
    const first = stores.search.submit('公交');
    await settle();
    stores.search.clear();
    ports.answers.set(path, new TransportError('offline'));
    await index.open();
    await first;
    expect(stores.search.status).toEqual({ status: 'idle' });
    expect(stores.search.results).toEqual([]);
  });

  test('emptying the field drops what was under way', async () => {
    const { stores } = feedOf(SMALL);
    const search = stores.search.submit('公交');
    stores.search.clear();
    await search;
    expect(stores.search.results).toEqual([]);
    expect(stores.search.status).toEqual({ status: 'idle' });
  });
});

describe('without a network', () => {
  async function offline(prepare: (stores: Stores) => Promise<void>) {
    const { ports, stores } = feedOf(SMALL);
    await prepare(stores);
    const later = createStores(BASE, { head: null, articles: {} }, ports);
    const get = ports.transport.get;
    ports.transport.get = (url) => ({ ...get(url), result: Promise.reject(new TransportError('offline')) });
    return { ports, stores: later };
  }

  test('it looks through documents, lists, 收藏 and 历史 on the device, newest first, and says so', async () => {
    const { stores } = await offline(async ({ column, articles, library }) => {
      await column.start();
      await articles.open(articleId(2));
      library.toggleFavourite(articles.row(articleId(1))!);
    });
    expect(await find(stores, '公交')).toEqual(['港口的早班', '公交线路调整']);
    expect(stores.search.status).toEqual({ status: 'ready', where: 'device', failure: 'offline' });
    expect(snippet(stores.search)).toBe('清晨，[公交]把工人送到港口。');
    expect(await find(stores, '青岛 公交')).toEqual(['港口的早班']);
    expect(await find(stores, '收费 车型')).toEqual([]);
  });

  test('a thousand entries of 历史 alone are looked through', async () => {
    const { stores } = await offline(async ({ library }) => {
      for (let n = 1; n <= 1000; n += 1) library.opened(articleId(n), row(n));
    });
    expect((await find(stores, '第 999 篇')).length).toBe(1);
  });

  test('nothing on the device is an empty answer, not a fault', async () => {
    const { stores } = await offline(async () => {});
    expect(await find(stores, '公交')).toEqual([]);
    expect(stores.search.status).toEqual({ status: 'ready', where: 'device', failure: 'offline' });
  });
});

test.each([
  ['is damaged', { schema: SCHEMA, parts: 'x' }, 'data'],
  ['is of another edition', { schema: 1 }, 'outdated'],
  ['is missing', new TransportError('status', 404), 'missing'],
])('an index that %s: the device is searched, and the reason is known', async (_, answer, failure) => {
  const { ports, stores, index } = feedOf(SMALL);
  ports.answers.set(index, answer);
  expect(await find(stores, '公交')).toEqual(['公交线路调整']);
  expect(stores.search.status).toEqual({ status: 'ready', where: 'device', failure });
});

test('an index whose numbers lead nowhere any more shows none of them', async () => {
  const ports = fakePorts();
  publish(ports, [...SMALL, { title: '公交撤回了' }], { gone: [5] });
  const index = [...ports.answers].find(([, file]) => (file as { tail?: unknown }).tail)!;
  const stores = createStores(BASE, { head: null, articles: {} }, ports);
  expect(await find(stores, '公交')).toEqual(['港口的早班', '公交线路调整']);
  expect(stores.search.total).toBe(2);
  // Nor does one that names no rows at all.
  const later = createStores(BASE, { head: null, articles: {} }, { ...ports, cache: fakePorts().cache });
  ports.answers.set(index[0], { ...(index[1] as object), rows: [] });
  expect(await find(later, '公交')).toEqual([]);
  expect(later.search.more).toBe('end');
});

describe('a file that a withdrawal took away', () => {
  const many = Array.from({ length: 120 }, (_, n) => ({ title: `公路养护第${n}期` }));
  const without = (n: number) => many.map(({ title }) => title).filter((one) => one !== many[n]!.title);

  test('has the head asked for again, and the search repeated with the index that it names', async () => {
    const { ports, stores } = feedOf(many);
    await stores.column.start();
    publish(ports, many, { gone: [119] });
    ports.asked.length = 0;
    await find(stores, '公路养护');
    expect(ports.asked.filter((path) => path === 'feed.json')).toHaveLength(1);
    expect(stores.search.status).toEqual({ status: 'ready', where: 'feed', failure: null });
    while (stores.search.more === 'idle') await stores.search.loadMore();
    expect(titles(stores.search)).toEqual(without(119).reverse());
    expect(stores.search.total).toBe(119);
  });

  test('while results are shown leaves them, and those that follow come from the new index', async () => {
    const { ports, stores } = feedOf(many);
    await find(stores, '公路养护');
    const shown = titles(stores.search);
    publish(ports, many, { gone: [3] });
    ports.asked.length = 0;
    while (stores.search.more === 'idle') await stores.search.loadMore();
    expect(stores.search.more).toBe('end');
    expect(titles(stores.search).slice(0, shown.length)).toEqual(shown);
    expect(titles(stores.search)).toEqual(without(3).reverse());
    expect(stores.search.total).toBe(119);
    expect(ports.asked.filter((path) => path === 'feed.json').length).toBeLessThanOrEqual(1);
  });

  test('and that stays gone fails after one more head', async () => {
    const { ports, stores } = feedOf(many);
    await stores.column.start();
    for (const path of [...ports.answers.keys()])
      if (/^(rows|search)/.test(path)) ports.answers.set(path, new TransportError('status', 410));
    ports.asked.length = 0;
    await find(stores, '公路养护');
    expect(stores.search.status).toEqual({ status: 'ready', where: 'device', failure: 'missing' });
    expect(ports.asked.filter((path) => path === 'feed.json')).toHaveLength(1);
    expect(ports.asked.length).toBeLessThanOrEqual(3);
  });
});

test('the bundled articles are searched without any request', async () => {
  const ports = fakePorts();
  const bundle = {
    head: head([listItem(1, { title: '甲' })]),
    articles: {
      [articleId(1)]: document(1, {
        title: '甲',
        blocks: [{ type: 'paragraph', inlines: [{ text: '公交' }] }],
      }),
    },
  };
  const stores = createStores('', bundle, ports);
  expect(await find(stores, '公交')).toEqual(['甲']);
  expect(stores.search.status).toMatchObject({ where: 'feed' });
  expect(ports.asked).toEqual([]);
});

describe('recent searches', () => {
  const search = (ports: FakePorts) => createStores(BASE, { head: null, articles: {} }, ports).search;

  test('that storage does not let go stay in sight, one or all; added ones hold in this run', () => {
    const ports = fakePorts();
    const first = search(ports);
    void first.submit('公交');
    ports.refuse.write = 'full';
    ports.refuse.remove = true;
    void first.submit('收费');
    expect(first.recent).toEqual(['收费', '公交']);
    first.forgetRecent('公交');
    first.forgetRecent();
    expect(first.recent).toEqual(['收费', '公交']);
    ports.refuse.write = null;
    first.forgetRecent('公交');
    expect(search(ports).recent).toEqual(['收费']);
    ports.refuse.remove = false;
    first.forgetRecent();
    expect(search(ports).recent).toEqual([]);
  });

  test('that cannot be read are not written over, and stand behind the new ones once they are', () => {
    const ports = fakePorts();
    void search(ports).submit('公交');
    ports.refuse.read = true;
    const later = search(ports);
    void later.submit('收费');
    expect(later.recent).toEqual(['收费']);
    ports.refuse.read = false;
    void later.submit('高速');
    expect(search(ports).recent).toEqual(['高速', '收费', '公交']);
  });

  test('are read and joined at the next occasion, without another search, and stored', () => {
    const ports = fakePorts();
    void search(ports).submit('公交');
    ports.refuse.read = true;
    const later = search(ports);
    void later.submit('收费');
    ports.refuse.read = false;
    later.readAgain();
    expect(later.recent).toEqual(['收费', '公交']);
    expect(search(ports).recent).toEqual(['收费', '公交']);
  });

  test('the last ten are kept over restarts, newest first, each once', async () => {
    const { ports, stores } = feedOf(SMALL);
    for (let n = 1; n <= 12; n += 1) await find(stores, `词语${n}`);
    await find(stores, '词语5');
    const { recent } = createStores(BASE, { head: null, articles: {} }, ports).search;
    expect(recent).toHaveLength(10);
    expect(recent.slice(0, 3)).toEqual(['词语5', '词语12', '词语11']);
  });

  test('one is deleted, or all', async () => {
    const { stores } = feedOf(SMALL);
    await find(stores, '公交');
    await find(stores, '收费');
    stores.search.forgetRecent('公交');
    expect(stores.search.recent).toEqual(['收费']);
    stores.search.forgetRecent();
    expect(stores.search.recent).toEqual([]);
  });

  test('what is only typed is not kept until a result is opened', async () => {
    const { ports, stores } = feedOf(SMALL);
    stores.search.type('公交');
    await ports.advance(500);
    expect(stores.search.recent).toEqual([]);
    stores.search.remember();
    expect(stores.search.recent).toEqual(['公交']);
  });

  test.each([['text'], [{ a: 1 }], [null]])('damage (%j) is set aside', (damage) => {
    const ports = fakePorts();
    ports.stored.set('searches', damage);
    const { stores } = feedOf(SMALL, ports);
    expect(stores.search.recent).toEqual([]);
    expect(ports.stored.get('damaged:searches')).toEqual(damage);
  });
});

test('a blank that is typed stays in the field, and nothing is looked for', async () => {
  const { ports, stores } = feedOf(SMALL);
  stores.search.type('公交');
  stores.search.type(' ');
  await ports.advance(500);
  expect([stores.search.typed, stores.search.status.status]).toEqual([' ', 'idle']);
});
