import { listOf } from '../../src/domain/regions';
import { type ListItem, paths, SCHEMA } from '../../src/feed';
import { createStores, type Stores } from '../../src/stores';
import { TransportError } from '../../src/stores/ports';
import { articleId, contentHash, document, editionOf, feedOf, listItem } from '../support/feed';
import { type FakePorts, fakePorts } from '../support/ports';
import { rounds, seeded } from '../support/random';
import { searchIndex } from '../support/search-index';

/*
 * Between the reader and the feed there is somebody who answers any request with any file: a cache that mixes its files
 * up or holds old ones, a network that wants a login first, a server that was restored from a backup. What has one name
 * for ever cannot be an older copy of itself: old are the head and the documents.
 */

const LISTS = ['all', 'jinan', 'qingdao', 'province'];
const REGIONS = ['jinan', 'qingdao', null];
const SENTENCE = '公交线路';

/** A column in two editions: articles came, changed and were withdrawn between them. */
interface Column {
  /** What the feed holds by now, newest first, and its files by path: those of the old edition are still there. */
  items: ListItem[];
  files: Map<string, unknown>;
  /** Files that belong to the new edition. */
  now: unknown[];
  /** What was at a path before. */
  before: Map<string, unknown>;
  withdrawn: Set<string>;
}

function column(next: () => number): Column {
  const count = 40 + Math.floor(next() * 80);
  const item = (n: number, edition = 0): ListItem =>
    listItem(n, {
      content_text: `第〔${n}〕篇的${SENTENCE}，第${edition}版`,
      _column: {
        v: editionOf(n + 1000 * edition),
        kind: 'article',
        region: REGIONS[(n % 7) % 3]!,
        minutes: 1,
      },
    });
  const numbers = Array.from({ length: count }, (_, k) => count - k);
  const gone = numbers.filter(() => next() < 0.04);
  const old = numbers.filter((n) => n <= count - 8).map((n) => item(n));
  const items = numbers.filter((n) => !gone.includes(n)).map((n) => item(n, next() < 0.1 ? 1 : 0));
  const edition = (all: ListItem[], ids: string[]) => {
    const recalled = { schema: SCHEMA, withdrawn: ids.slice(2) };
    const search = searchIndex(
      [...all].reverse().map(({ content_text }) => content_text),
      { items: [...all].reverse(), shards: 5, tail: 4 },
    );
    const { files } = feedOf(
      all,
      {
        search: search.hash,
        withdrawn: ids.slice(0, 2),
        ...(ids.length > 2 ? { recalled: contentHash(recalled) } : {}),
      },
      3,
    );
    for (const [path, file] of search) files.set(path, file);
    if (ids.length > 2) files.set(paths.withdrawn(contentHash(recalled)), recalled);
    for (const { id, title, content_text, _column } of all) {
      const text = { type: 'paragraph' as const, inlines: [{ text: content_text }] };
      files.set(paths.article(id), document(1, { id, title, v: _column.v!, blocks: [text] }));
    }
    for (const id of ids)
      files.set(paths.article(id), { id, schema: SCHEMA, withdrawn: listItem(1).date_published });
    return files;
  };
  const before = edition(old, []);
  const now = edition(items, gone.map(articleId));
  const files = new Map([...before, ...now]);
  return { items, files, now: [...now.values()], before, withdrawn: new Set(gone.map(articleId)) };
}

/** Has the ports answer from a column, `lies` times of a hundred with something else. */
function serve(ports: FakePorts, { files, now, before }: Column, next: () => number, lies: () => number) {
  const any = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)]!;
  const asked: { path: string; fresh: boolean }[] = [];
  const answer = (path: string): unknown => {
    const right = files.get(path) ?? new TransportError('status', 404);
    if (next() * 100 >= lies()) return right;
    return any([
      () => any(now),
      () => any(now),
      // Of its own folder: what is like it is what could be taken for it.
      () =>
        files.get(
          any(
            [...files.keys()].filter(
              (one) => one.split('/')[0] === path.split('/')[0] && now.includes(files.get(one)),
            ),
          ),
        ) ?? right,
      () => before.get(path) ?? right,
      () => new TransportError('garbled'),
      () => ({ ...(right as object), schema: 1, _column: { schema: 1 } }),
      () => [],
      () => new TransportError('status', 503),
      () => new TransportError('offline'),
    ])();
  };
  ports.transport.get = (url, fresh = false) => {
    const path = url.replace('https://feed.example/', '');
    asked.push({ path, fresh });
    const result = Promise.resolve().then(() => {
      const given = answer(path);
      if (given instanceof Error) throw given;
      return structuredClone(given);
    });
    return { result, cancel: () => {} };
  };
  return asked;
}

/** Past the caches no more than once for one ask: what is asked for so follows an ordinary request. */
function lookAtRequests(asked: readonly { path: string; fresh: boolean }[]): void {
  const last = new Map<string, boolean>();
  for (const { path, fresh } of asked) {
    if (fresh) expect([path, last.get(path)]).toEqual([path, false]);
    last.set(path, fresh);
  }
}

const idsOf = (all: readonly { id: string }[]) => all.map(({ id }) => id);
const shown = ({ column: { chunks } }: Stores) => chunks.flatMap(({ rows }) => rows);

async function read(next: () => number): Promise<void> {
  const ports = fakePorts();
  const feed = column(next);
  const any = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)]!;
  let lies = any([10, 40, 90]);
  const asked = serve(ports, feed, next, () => lies);
  const start = () => createStores('https://feed.example', { head: null, articles: {} }, ports);
  const ids = [...feed.files.keys()].flatMap((path) => /^articles\/(\w+)\.json/.exec(path)?.[1] ?? []);
  let stores = start();

  const look = () => {
    const { articles, column: list, search } = stores;
    const rows = shown(stores);
    expect(new Set(idsOf(rows)).size).toBe(rows.length);
    if (list.list !== 'all') expect(rows.filter(({ region }) => listOf(region) !== list.list)).toEqual([]);
    for (const id of ids) {
      const state = articles.state(id);
      if (state?.status === 'ready') expect([state.document.id, articles.row(id)?.id]).toEqual([id, id]);
      if (state?.status === 'withdrawn') expect([...feed.withdrawn]).toContain(id);
      // It ends in content or in a failure that is said.
      expect(state?.status).not.toBe('loading');
    }
    expect(list.status.status).not.toBe('loading');
    expect(list.more).not.toBe('loading');
    expect(search.status.status).not.toBe('searching');
    expect(search.more).not.toBe('loading');
    for (const { row } of search.results) expect(ids).toContain(row.id);
  };
  const actions: (() => unknown)[] = [
    () => stores.column.loadMore(),
    () => stores.column.loadMore(),
    () => stores.column.loadMore(),
    () => stores.column.refresh(next() < 0.5),
    () => stores.column.showNews(),
    () => stores.column.choose(any(LISTS)),
    () => stores.articles.open(any(ids)),
    () => stores.articles.open(any(ids)),
    () => stores.articles.prefetch([any(ids), any(ids)]),
    () => stores.search.submit(any([SENTENCE, '第〔7〕篇', '不在'])),
    () => stores.search.loadMore(),
  ];
  const act = async (action: () => unknown) => {
    let isOver = false;
    void Promise.resolve(action()).then(() => {
      isOver = true;
    });
    // What goes on by itself ends, too.
    for (let minutes = 0; !isOver || minutes < 1; minutes += 1) {
      if (minutes > 10) throw new Error('it does not end');
      await ports.advance(60_000);
    }
  };
  await act(() => stores.column.start());
  for (let step = 0; step < 25; step += 1) {
    if (next() < 0.08) {
      stores = start();
      await act(() => stores.column.start());
    }
    await act(any(actions));
    look();
  }
  lookAtRequests(asked);

  // It is over: trying again shows everything, and a program that begins anew everything in its order.
  lies = 0;
  const readAll = async (expectRows: (found: string[], expected: string[]) => void) => {
    for (const list of LISTS) {
      await act(() => stores.column.choose(list));
      await act(() => stores.column.refresh(true));
      expect(stores.column.status).toEqual({ status: 'ready' });
      for (let step = 0; stores.column.more !== 'end'; step += 1) {
        if (step > 60) throw new Error(`the list ends in ${stores.column.more}`);
        await act(() => stores.column.loadMore());
        look();
      }
      const expected = feed.items.filter(
        ({ _column: { region } }) => list === 'all' || listOf(region) === list,
      );
      expectRows(idsOf(shown(stores)), idsOf(expected));
    }
  };
  await readAll((found, expected) => expect(found.sort()).toEqual(expected.sort()));
  stores = start();
  await act(() => stores.column.start());
  await readAll((found, expected) => expect(found).toEqual(expected));
  for (const { id, _column } of feed.items) {
    await act(() => stores.articles.open(id));
    expect(stores.articles.state(id)).toMatchObject({ status: 'ready', document: { id, v: _column.v } });
  }
  for (const id of feed.withdrawn) {
    await act(() => stores.articles.open(id));
    expect(stores.articles.state(id)).toEqual({ status: 'withdrawn' });
  }
  await act(() => stores.search.submit(SENTENCE));
  while (stores.search.more !== 'end') await act(() => stores.search.loadMore());
  expect(stores.search.status).toEqual({ status: 'ready', where: 'feed', failure: null });
  expect(stores.search.results.map(({ row }) => row.id)).toEqual(idsOf(feed.items));
  look();
  lookAtRequests(asked);
}

test(
  'law: whatever is served, nothing is taken for what it is not; it is asked for past the caches once; then all is there',
  seeded(async (next) => {
    for (let round = 0; round < rounds(16); round += 1) await read(next);
  }),
);
