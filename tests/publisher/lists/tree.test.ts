import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { listOf } from '../../../src/domain/regions';
import {
  HEAD_SIZE,
  type ListStart,
  PAGE_SIZES,
  parseListIndex,
  parseListPage,
  paths,
} from '../../../src/feed';
import { writeLists } from '../../../src/publisher/lists/lists';
import { comparePlaces, type Entry } from '../../../src/publisher/memory/entry';
import type { Memory } from '../../../src/publisher/memory/memory';
import { carryOut, Staging } from '../../../src/publisher/write/staging';
import { rounds, seeded } from '../../support/random';
import { entry, withMemory } from '../memory/support';
import { cleanUp, readJson, temporary } from '../support';

afterEach(cleanUp);

const HOUR = 3_600_000;
const CITIES = ['青岛 | ', '济南 | ', '', ''];

/** The lists of articles that are added, changed and taken away, as the publisher writes them run after run. */
class Column {
  readonly articles = new Map<string, Entry>();
  readonly archive = temporary();
  readonly feed = path.join(this.archive, 'feed');
  starts: ListStart[] = [];
  private made = 0;

  constructor(private readonly next: () => number) {
    mkdirSync(this.feed);
  }

  pick = <T>(all: readonly T[]): T => all[Math.floor(this.next() * all.length)]!;

  /** One more article, published in that hour. */
  add(memory: Memory, hour: number): void {
    this.made += 1;
    this.put(
      memory,
      entry(`${this.made}`, { title: `${this.pick(CITIES)}第${this.made}篇`, published: hour * HOUR }),
    );
  }

  put(memory: Memory, one: Entry): void {
    memory.articles.put(one);
    this.articles.set(one.id, one);
  }

  /** An article under another title, perhaps of another city, perhaps of another time. */
  edit(memory: Memory, { identity, published }: Entry): void {
    const hour = this.next() < 0.3 ? Math.floor(this.next() * 3000) * HOUR : published;
    this.put(memory, entry(identity, { title: `${this.pick(CITIES)}改${this.next()}`, published: hour }));
  }

  drop(memory: Memory, { id }: Entry): void {
    memory.articles.drop(id);
    this.articles.delete(id);
  }

  /** One run; returns the files that it wrote. */
  run(change: (memory: Memory) => void, whole = false): string[] {
    return withMemory(this.archive, (memory) => {
      change(memory);
      const staging = Staging.open(this.feed);
      this.starts = writeLists(memory, staging, whole);
      const { plan } = staging;
      carryOut(this.feed, plan);
      staging.close();
      return plan.moves.map(({ path }) => path);
    });
  }

  /** The articles of a list in the order of the column, newest first. */
  listed(slug: string): string[] {
    return [...this.articles.values()]
      .filter((one) => slug === 'all' || listOf(one.item._column.region) === slug)
      .sort((a, b) => comparePlaces(b, a))
      .map(({ id }) => id);
  }

  /** Everything that the head says of the lists is so. */
  expectWhole(): void {
    expect(new Map(this.starts.map(({ slug, count }) => [slug, count]))).toEqual(
      new Map(
        ['all', 'province', 'jinan', 'qingdao']
          .map((slug) => [slug, this.listed(slug).length] as const)
          .filter(([slug, count]) => slug === 'all' || count > 0),
      ),
    );
    for (const { slug, page } of this.starts) {
      const index = page && this.indexOf(slug, page);
      const pages = [...(page ? [this.page(slug, page)] : []), ...(index ? this.below(slug, index) : [])];
      expect(pages.flat()).toEqual(this.listed(slug).slice(slug === 'all' ? HEAD_SIZE : 0));
      for (const { length } of pages) {
        expect(length).toBeLessThanOrEqual(PAGE_SIZES.most);
        if (pages.length > 1) expect(length).toBeGreaterThanOrEqual(PAGE_SIZES.least);
      }
    }
  }

  private page(list: string, hash: string): string[] {
    const found = parseListPage(readJson(this.feed, paths.listFile(list, hash)));
    const start = this.starts.find(({ slug }) => slug === list)!;
    // The newest page alone says what is behind it; the head names the index of all, too.
    expect(found.list).toBe(list);
    expect(found.older === undefined).toBe(found.index === undefined);
    if (hash !== start.page) expect(found.older).toBeUndefined();
    else expect(start.index).toBe(list === 'all' ? found.index : undefined);
    return found.items.map(({ id }) => id);
  }

  private indexOf = (list: string, page: string): string | undefined =>
    parseListPage(readJson(this.feed, paths.listFile(list, page))).index;

  private below(list: string, hash: string, level?: number): string[][] {
    const node = parseListIndex(readJson(this.feed, paths.listFile(list, hash)));
    expect([node.list, node.level]).toEqual([list, level ?? node.level]);
    expect(node.entries.length).toBeLessThanOrEqual(384);
    return node.entries.flatMap(({ hash: child, count }) => {
      const pages = node.level > 1 ? this.below(list, child, node.level - 1) : [this.page(list, child)];
      expect(pages.flat()).toHaveLength(count);
      return pages;
    });
  }
}

test(
  'law: whatever came, went and changed, the pages of each list are its articles in order',
  seeded((next) => {
    for (let round = 0; round < rounds(3); round += 1) {
      const column = new Column(next);
      column.run((memory) => {
        for (let at = Math.floor(next() * 300); at > 0; at -= 1)
          column.add(memory, Math.floor(next() * 2000));
      });
      column.expectWhole();
      for (let run = 0; run < 14; run += 1) {
        column.run((memory) => {
          for (let steps = Math.floor(next() ** 3 * 60) + 1; steps > 0; steps -= 1) {
            const all = [...column.articles.values()];
            const what = next();
            if (what < 0.35) column.add(memory, 2000 + run);
            else if (what < 0.55) column.add(memory, Math.floor(next() * 2000));
            else if (all.length > 0 && what < 0.8) column.edit(memory, column.pick(all));
            else if (all.length > 0) column.drop(memory, column.pick(all));
          }
          // The newest ones at once: the head takes back what stood in the archive behind it.
          if (next() < 0.2)
            for (const id of column.listed('all').slice(0, Math.floor(next() * 70)))
              column.drop(memory, column.articles.get(id)!);
        });
        column.expectWhole();
        if (next() < 0.3) expect(column.run(() => {}, next() < 0.5)).toEqual([]);
      }
    }
  }),
);

test(
  'law: one article more, less or changed anywhere writes few files',
  seeded((next) => {
    const column = new Column(next);
    column.run((memory) => {
      for (let at = 0; at < 7200; at += 1) column.add(memory, at);
    });
    // Of each of two lists: its page, the newest one, and the nodes from its page up; a cut or a joint makes it one more.
    const levels = Math.max(...['all', 'province'].map((list) => levelsOf(column, list)));
    expect(levels).toBe(2);
    const most = 2 * (2 + levels);
    for (let round = 0; round < rounds(25); round += 1) {
      const all = [...column.articles.values()];
      const [any, what] = [column.pick(all), next()];
      const written = column.run((memory) => {
        if (what < 0.2) column.add(memory, 7200 + round);
        else if (what < 0.6) column.add(memory, Math.floor(next() * 7200));
        else if (what < 0.8) column.drop(memory, any);
        else
          column.put(memory, entry(any.identity, { title: `${any.item.title}。`, published: any.published }));
      });
      expect(written.length).toBeLessThanOrEqual(most + 2);
      if (what < 0.2) expect(written.length).toBeLessThanOrEqual(most);
    }
    column.expectWhole();
  }),
);

const levelsOf = ({ archive }: Column, list: string): number =>
  withMemory(archive, ({ trees }) => trees.levels(list) - 1, { commit: false });

test('what the newest page leaves behind is not written again by what comes after it', () => {
  const column = new Column(() => 0.9);
  column.run((memory) => {
    for (let at = 0; at < 200; at += 1) column.add(memory, at);
  });
  const pages = () => new Set(readdirSync(path.join(column.feed, 'lists/all')));
  let seen = pages();
  const news: number[] = [];
  for (let at = 200; at < 248; at += 1) {
    column.run((memory) => column.add(memory, at));
    news.push([...pages()].filter((name) => !seen.has(name)).length);
    seen = pages();
  }
  // One newest page each, and once in sixteen the page that it leaves and the index.
  expect(news.filter((count) => count === 1)).toHaveLength(45);
  expect(news.filter((count) => count === 3)).toHaveLength(3);
});

test('a list that came at once has the bytes of one that grew', () => {
  const [grown, once] = [new Column(() => 0.9), new Column(() => 0.9)];
  for (let at = 0; at < 130; at += 1) grown.run((memory) => grown.add(memory, at));
  once.run((memory) => {
    for (let at = 0; at < 130; at += 1) once.add(memory, at);
  });
  expect(grown.starts).toEqual(once.starts);
  const start = once.starts[0]!;
  const name = paths.listFile('all', start.page!);
  expect(readFileSync(path.join(grown.feed, name))).toEqual(readFileSync(path.join(once.feed, name)));
});
