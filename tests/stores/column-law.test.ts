import { listOf } from '../../src/domain/regions';
import { HEAD_SIZE, type ListItem, paths, SCHEMA } from '../../src/feed';
import { createStores, type Stores } from '../../src/stores';
import { articleId, contentHash, document, editionOf, feedOf, listItem } from '../support/feed';
import { type FakePorts, fakePorts } from '../support/ports';
import { rounds, seeded } from '../support/random';

/*
 * A feed that changes under a reader: articles come, also with older dates, are changed and withdrawn, files go at once
 * or after a while; the reader scrolls, pulls, switches cities, opens, keeps, and starts the program again.
 */

const REGIONS = ['jinan', 'qingdao', null];
/** Withdrawn articles that the head of this feed names; the others stand in their own file. */
const NAMED = 2;

class Publisher {
  articles: ListItem[] = [];
  withdrawn: number[] = [];
  private last = 0;
  private old = new Map<string, unknown>();
  private published = new Map<string, unknown>();

  constructor(
    private readonly ports: FakePorts,
    private readonly next: () => number,
  ) {}

  private any = (count: number) => Math.floor(this.next() * count);

  add(backDated: boolean): void {
    this.last += 1;
    const n = this.last;
    const at = backDated ? 1 + this.any(n) : n;
    const region = REGIONS[this.any(REGIONS.length)]!;
    this.articles.push(this.item(n, { ...listItem(at), id: articleId(n), title: `第〔${n}〕篇` }, region));
  }

  change(): void {
    const at = this.any(this.articles.length);
    const item = this.articles[at];
    if (item) this.articles[at] = this.item(this.any(1e9), { ...item, content_text: `改 ${this.any(1e6)}` });
  }

  withdraw(): void {
    const [gone] = this.articles.splice(this.any(this.articles.length), 1);
    if (gone) this.withdrawn.unshift(Number(gone.id.slice(3)));
  }

  private item(v: number, item: ListItem, region = item._column.region): ListItem {
    return { ...item, _column: { ...item._column, v: editionOf(v), region } };
  }

  get newestFirst(): ListItem[] {
    const at = (item: ListItem) => Date.parse(item.date_published);
    // Of one time by id, as the publisher has them.
    return [...this.articles].sort((a, b) => at(b) - at(a) || (a.id < b.id ? 1 : -1));
  }

  titles = () => this.withdrawn.map((n) => `第〔${n}〕篇`);

  publish(): void {
    const { ports, withdrawn } = this;
    const recalled = { schema: SCHEMA, withdrawn: withdrawn.slice(NAMED).map(articleId) };
    const hash = contentHash(recalled);
    const change = {
      withdrawn: withdrawn.slice(0, NAMED).map(articleId),
      ...(withdrawn.length > NAMED ? { recalled: hash } : {}),
    };
    const { files } = feedOf(this.newestFirst, change, 3);
    files.set(paths.withdrawn(hash), recalled);
    // Files of the head before stay for a while, but none that holds what was withdrawn.
    this.old = this.next() < 0.5 ? this.published : new Map();
    this.published = files;
    ports.answers.clear();
    for (const [path, file] of [...this.old, ...files])
      if (!this.titles().some((title) => JSON.stringify(file).includes(title))) ports.answers.set(path, file);
    for (const item of this.articles) ports.answers.set(paths.article(item.id), this.documentOf(item));
    for (const n of withdrawn)
      ports.answers.set(paths.article(articleId(n)), {
        id: articleId(n),
        schema: SCHEMA,
        withdrawn: listItem(1).date_published,
      });
  }

  private documentOf({ id, title, _column }: ListItem) {
    const some = () => this.articles[this.any(this.articles.length)]!;
    return document(1, { id, title, v: _column.v!, related: [some(), some()], newer: some(), older: some() });
  }
}

async function toEnd({ column }: Stores): Promise<void> {
  for (let step = 0; column.more === 'idle' || column.more === 'failed'; step += 1) {
    if (step > 200) throw new Error('the list does not end');
    await column.loadMore();
  }
}

const shown = ({ column }: Stores) => column.chunks.flatMap(({ rows }) => rows.map(({ id }) => id));

/** @param fails storage refuses any call at any time, until the last look */
async function read(next: () => number, fails: boolean): Promise<void> {
  const ports = fakePorts();
  const publisher = new Publisher(ports, next);
  const any = (count: number) => Math.floor(next() * count);
  const start = () => createStores('https://feed.example', { head: null, articles: {} }, ports);
  for (let count = any(120); count >= 0; count -= 1) publisher.add(next() < 0.2);
  publisher.publish();
  let stores = start();
  await stores.column.start();
  const pending: Promise<unknown>[] = [];
  const actions: (() => unknown)[] = [
    () => {
      for (let count = any(HEAD_SIZE + 8); count > 0; count -= 1) publisher.add(next() < 0.4);
      publisher.publish();
    },
    () => {
      publisher.withdraw();
      publisher.change();
      publisher.publish();
    },
    () => {
      publisher.withdraw();
      publisher.publish();
    },
    () => stores.column.loadMore(),
    () => stores.column.loadMore(),
    () => stores.column.loadMore(),
    () => stores.column.refresh(true),
    () => stores.column.refresh(),
    () => stores.column.showNews(),
    () => stores.column.choose(['all', 'jinan', 'qingdao', 'province'][any(4)]!),
    () => {
      const id = shown(stores)[any(20)];
      if (!id) return;
      const row = stores.articles.row(id);
      if (row && next() < 0.3) stores.library.toggleFavourite(row);
      return stores.articles.open(id).then(() => stores.library.opened(id, stores.articles.row(id)));
    },
  ];
  const refuse = () => {
    ports.refuse.write = ([null, null, 'large', 'full', 'broken'] as const)[any(5)]!;
    for (const what of ['read', 'remove', 'keys'] as const) ports.refuse[what] = next() < 0.2;
  };
  for (let step = 0; step < 30; step += 1) {
    if (fails) refuse();
    if (next() < 0.08) {
      // Nothing of a program that has ended goes on.
      await Promise.all(pending.splice(0));
      await ports.advance(5000);
      stores = start();
      await stores.column.start();
    }
    // What the reader does does not wait for what came before.
    pending.push(Promise.resolve(actions[any(actions.length)]!()));
    if (next() < 0.6) await Promise.all(pending.splice(0));
    const ids = shown(stores);
    expect(new Set(ids).size).toBe(ids.length);
  }
  await Promise.all(pending);
  Object.assign(ports.refuse, { write: null, read: false, remove: false, keys: false });
  const items = publisher.newestFirst;
  for (const list of ['all', 'jinan', 'qingdao', 'province']) {
    stores.column.choose(list);
    await stores.column.refresh(true);
    await ports.advance(5000);
    await toEnd(stores);
    const expected = items.filter(({ _column }) => list === 'all' || listOf(_column.region) === list);
    expect(stores.column.more).toBe('end');
    expect([...shown(stores)].sort()).toEqual(expected.map(({ id }) => id).sort());
  }
  const stored = JSON.stringify([...ports.stored]);
  expect(publisher.titles().filter((title) => stored.includes(title))).toEqual([]);
}

test(
  'law: under any reading every article of the feed is reached once, and no withdrawn one leaves its title behind',
  seeded(async (next) => {
    for (let round = 0; round < rounds(60); round += 1) await read(next, false);
  }),
);

test(
  'law: nor does it where storage refuses any call, once it does not any more',
  seeded(async (next) => {
    for (let round = 0; round < rounds(30); round += 1) await read(next, true);
  }),
);
