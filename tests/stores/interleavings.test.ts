import { listOf } from '../../src/domain/regions';
import { TransportError } from '../../src/stores/ports';
import { articleId } from '../support/feed';
import type { Ending } from '../support/late-network';
import { holds, LISTS, LivingColumn, markOf, WORDS } from '../support/living-column';
import { randomNumbers, rounds, seeded } from '../support/random';
import { Reader } from '../support/reader';
import { Broken, shown } from '../support/reader-model';

/*
 * A late answer never overwrites newer state. A reader does anything at any time, the column changes, and every answer
 * comes when it likes, or never. What must be shown is told by a plain model (support/reader-model.ts):
 *
 * a  Rows are unique, newest first, of a city its own, and none that anything received has named as withdrawn.
 * b  Nothing that is shown goes but what was withdrawn, unless the reader asks for news that have nothing in common
 *    with it, or begins anew.
 * c  A row shows the newest edition of its article that a list or a head has told.
 * d  What answered a pull-down stands in the list when it is over, and no news is announced; none is lost.
 * e  Announced is what is new above the oldest article of the head that is shown.
 * f  When every request has ended nothing loads; a failure is there for a request that failed; with the network
 *    everything heals by itself, and then every list tells exactly what the server has.
 * g  A search shows results of what was asked last, an article the document that came last.
 */

const FAULTS = [
  new TransportError('offline'),
  new TransportError('dropped'),
  new TransportError('interrupted'),
  new TransportError('timeout'),
  new TransportError('status', 503),
  new TransportError('garbled'),
];

const ACTIONS = 25;

type Next = () => number;
const below = (next: Next, count: number) => Math.floor(next() * count);
const one = <T>(next: Next, all: readonly T[]): T | undefined => all[below(next, all.length)];

/** Numbers of a seed that is one of many: seeds that follow each other give numbers that do not. */
function numbersOf(seed: number): Next {
  let mixed = Math.imul(seed ^ (seed >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return randomNumbers(mixed ^ (mixed >>> 16));
}

/** How often answers fail, and whether some never come. */
interface Weather {
  faults: number;
  dead: number;
}

const endingOf = (next: Next, { faults }: Weather): Ending =>
  next() < faults ? one(next, FAULTS)! : next() < 0.5 ? 'now' : 'asked';

/** The column changes. */
function change(column: LivingColumn, next: Next): string {
  const any = () => one(next, column.items)?.id ?? '';
  const what = below(next, 6);
  if (what === 5) {
    column.sweep();
    return 'sweep';
  }
  if (what === 0) column.withdraw(any());
  if (what === 1) column.correct(any());
  if (what === 2) column.add(1 + below(next, 3), (n) => 1 + below(next, n));
  if (what >= 3) column.add(what === 3 ? 1 + below(next, 3) : below(next, 45));
  if (next() < 0.3) column.withdraw(one(next, column.items.slice(0, 20))?.id ?? '');
  if (next() < 0.3) column.correct(one(next, column.items.slice(0, 30))?.id ?? '');
  column.publish();
  return `publish (${['a withdrawal', 'a correction', 'older ones', 'some', 'many'][what]})`;
}

/** One thing that the reader or the world does. */
function act(reader: Reader, next: Next): Promise<void> {
  const { column, stores } = reader;
  const row = () => one(next, shown(stores).slice(0, 30));
  const some = () => row()?.id ?? one(next, column.items)?.id;
  const actions: [number, () => Promise<void>][] = [
    [6, () => reader.do(change(column, next), () => {})],
    [5, reader.loadMore],
    [4, () => reader.pull()],
    [2, () => reader.do('refresh', () => stores.column.refresh())],
    [2, () => reader.showNews()],
    [4, () => reader.choose(one(next, LISTS)!)],
    [3, async () => reader.visit(some() ?? id(1))],
    [2, () => reader.leave(below(next, 3))],
    [1, () => reader.do('open', () => stores.articles.open(some() ?? id(1)))],
    [
      1,
      () =>
        reader.do('prefetch', () => stores.articles.prefetch([some(), some()].flatMap((each) => each ?? []))),
    ],
    [
      1,
      () => {
        const kept = row();
        return reader.do('keep', () => kept && stores.library.toggleFavourite(kept));
      },
    ],
    [2, () => reader.search(one(next, WORDS)!, next() < 0.3)],
    [1, () => reader.do('more results', () => stores.search.loadMore())],
    [0.5, () => reader.search(null)],
    [1, () => reader.goOffline()],
    [1.5, () => reader.comeOnline()],
    [0.7, () => reader.start()],
  ];
  let at = next() * actions.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, action] of actions) {
    if (at < weight) return action();
    at -= weight;
  }
  return reader.loadMore();
}

async function step(reader: Reader, next: Next, weather: Weather): Promise<void> {
  await act(reader, next);
  for (let count = below(next, 4); count > 0; count -= 1) {
    const request = one(next, reader.network.live);
    if (request) await reader.end(request, endingOf(next, weather));
  }
  if (next() < 0.3) await reader.advance(one(next, [0, 350, 900, 3000, 6000, 25_000, 700_000])!);
  if (next() < 0.04) {
    await reader.quiet(next, () => endingOf(next, weather));
    reader.lookAtStorage(reader.model.withdrawn);
  }
}

/** All that a reader can look at is what the server has. */
async function lookAtAll(reader: Reader, next: Next): Promise<void> {
  const { column, stores } = reader;
  await reader.pull();
  await reader.quiet();
  for (const list of LISTS) {
    await reader.choose(list);
    await reader.flush();
    await reader.toEnd();
    const expected = column.items.filter(({ _column }) => list === 'all' || listOf(_column.region) === list);
    const titles = expected.map(({ title }) => title).sort();
    const found = [...reader.titles].sort();
    if (found.join() !== titles.join())
      throw new Broken('f', `${list} is not what the server has:`, { found, titles });
  }
  for (const id of [one(next, column.items)?.id, ...column.withdrawn.slice(0, 1)])
    if (id) {
      await reader.visit(id);
      await reader.flush();
    }
  if (!column.head._column.search) return;
  const word = one(next, WORDS)!;
  await reader.search(word);
  await reader.flush();
  for (let at = 0; stores.search.more !== 'end' && at < 40; at += 1) {
    await reader.do('more results', () => stores.search.loadMore());
    await reader.flush();
  }
  const expected = column.items.filter(({ id }) => holds(id, word)).map(({ title }) => title);
  const found = stores.search.results.map(({ row }) => row.title);
  if (found.sort().join() !== expected.sort().join())
    throw new Broken('f', `${word}: not what the server has: ${expected}; `, found);
}

/** Plays a sequence whose steps are told by their seeds. @returns what went wrong, and what had happened by then */
async function play(
  seed: number,
  steps: readonly number[],
): Promise<{ error: unknown; trace: string[] } | null> {
  const next = numbersOf(seed);
  const weather = { faults: one(next, [0, 0.15, 0.4])!, dead: one(next, [0, 0, 0.1])! };
  const column = new LivingColumn(next() < 0.25);
  column.add(5 + below(next, next() < 0.5 ? 30 : 115), (n) => (next() < 0.1 ? 1 + below(next, n) : n));
  column.publish();
  const reader = new Reader(column, () => weather.dead > 0 && next() < weather.dead);
  try {
    await reader.start();
    for (const one of steps) await step(reader, numbersOf(one), weather);
    await reader.quiet(next, () => endingOf(next, weather));
    reader.lookAtStorage(reader.model.withdrawn);
    weather.dead = 0;
    await reader.heal();
    await lookAtAll(reader, next);
    reader.lookAtStorage(column.withdrawn);
    return null;
  } catch (error) {
    return { error, trace: reader.trace };
  }
}

/** Leaves out what a sequence does not need to go wrong. */
async function shortest(seed: number, steps: readonly number[]): Promise<number[]> {
  let left = [...steps];
  for (let at = left.length - 1; at >= 0; at -= 1) {
    const fewer = left.filter((_, place) => place !== at);
    if (await play(seed, fewer)) left = fewer;
  }
  return left;
}

/** A column of so many articles, and a reader who has its head before him. */
async function reading(count: number): Promise<{ column: LivingColumn; reader: Reader }> {
  const column = new LivingColumn();
  column.add(count);
  column.publish();
  const reader = new Reader(column);
  await reader.start();
  await reader.answer('feed.json');
  return { column, reader };
}

const titlesOf = ({ items }: LivingColumn) => items.map(({ title }) => title);
const id = (n: number) => articleId(n);

describe('a late answer', () => {
  test('of page 2 leaves the article that a pull has brought in its place, the first of 60, and none is announced', async () => {
    const { column, reader } = await reading(59);
    await reader.loadMore();
    column.add(1);
    column.publish();
    await reader.pull();
    await reader.answer('feed.json');
    await reader.answer('lists/all/');
    expect(reader.titles.slice(0, 20)).toEqual(titlesOf(column).slice(0, 20));
    expect(reader.stores.column.news).toBe(0);
    await reader.pull();
    await reader.quiet();
    await reader.toEnd();
    expect(reader.titles).toEqual(titlesOf(column));
  });

  test('to a refresh announces 0 articles where one was withdrawn and the 21st has come up', async () => {
    const { column, reader } = await reading(40);
    column.withdraw(id(35));
    column.publish();
    await reader.do('refresh', () => reader.stores.column.refresh());
    await reader.answer('feed.json');
    expect(reader.stores.column.news).toBe(0);
    expect(reader.titles.some((title) => title.includes(markOf(id(35))))).toBe(false);
  });

  test('to a refresh fulfils the pull that came meanwhile: 1 new article stands there, 0 are announced', async () => {
    const { column, reader } = await reading(40);
    column.add(1);
    column.publish();
    await reader.do('refresh', () => reader.stores.column.refresh());
    await reader.pull();
    await reader.answer('feed.json');
    expect(reader.titles[0]).toBe(titlesOf(column)[0]);
    expect(reader.stores.column.news).toBe(0);
  });

  test('of an abort does not reach the city that was chosen again: it shows its page, and no failure', async () => {
    const { column, reader } = await reading(60);
    await reader.choose('jinan');
    const first = reader.request('lists/jinan/');
    await reader.choose('qingdao');
    await reader.choose('jinan');
    await reader.end(first, 'now');
    expect(reader.stores.column.more).toBe('loading');
    await reader.quiet();
    await reader.toEnd();
    const ofJinan = column.items.filter(({ _column }) => _column.region === 'jinan');
    expect(reader.titles).toEqual(ofJinan.map(({ title }) => title));
  });

  test('of an abort does not reach the article that was opened again at once: its text is ready', async () => {
    const { reader } = await reading(5);
    await reader.visit(id(3));
    const first = reader.request('articles/');
    await reader.leave(0);
    await reader.visit(id(3));
    await reader.end(first, 'now');
    expect(reader.stores.articles.state(id(3))).toMatchObject({ status: 'loading' });
    await reader.quiet();
    expect(reader.stores.articles.state(id(3))).toMatchObject({ status: 'ready', stale: null });
  });

  test('of an older page does not turn the title back that a newer head has told', async () => {
    const { column, reader } = await reading(60);
    await reader.loadMore();
    const older = reader.request('lists/all/');
    // Its date has not changed, but those above it go, so that it comes up into the head.
    column.correct(id(40));
    column.withdraw(id(41));
    column.publish();
    await reader.do('refresh', () => reader.stores.column.refresh());
    await reader.answer('feed.json');
    await reader.end(older, 'asked');
    const corrected = column.items.find((item) => item.id === id(40))!.title;
    expect(reader.titles).toContain(corrected);
    await reader.toEnd();
    expect(reader.titles).toEqual(titlesOf(column));
  });

  test('of a head leaves the title of no article on the device whose own notice came before', async () => {
    const { column, reader } = await reading(5);
    await reader.do('refresh', () => reader.stores.column.refresh());
    const late = reader.request('feed.json');
    column.withdraw(id(3));
    column.publish();
    await reader.visit(id(3));
    await reader.answer('articles/');
    await reader.end(late, 'asked');
    reader.lookAtStorage([id(3)]);
    expect(reader.titles.length).toBe(4);
  });
});

describe('what stands there', () => {
  test('is withdrawn still when a withdrawn article is opened again without a network', async () => {
    const { column, reader } = await reading(5);
    column.withdraw(id(3));
    column.publish();
    await reader.pull();
    await reader.answer('feed.json');
    await reader.goOffline();
    await reader.visit(id(3));
    await reader.quiet();
    expect(reader.stores.articles.state(id(3))).toEqual({ status: 'withdrawn' });
  });

  test('is all of a city that was read while 45 articles were announced, when they are shown', async () => {
    const { column, reader } = await reading(60);
    column.add(45);
    column.publish();
    await reader.do('refresh', () => reader.stores.column.refresh());
    await reader.answer('feed.json');
    await reader.choose('jinan');
    await reader.quiet();
    await reader.pull();
    await reader.quiet();
    await reader.toEnd();
    const ofJinan = column.items.filter(({ _column }) => _column.region === 'jinan');
    expect(reader.titles).toEqual(ofJinan.map(({ title }) => title));
  });

  test('is none of 3 articles that were withdrawn at once, of which the head names 2', async () => {
    const { column, reader } = await reading(15);
    for (const n of [4, 8, 12]) column.withdraw(id(n));
    column.publish();
    await reader.pull();
    await reader.quiet();
    expect(reader.titles).toEqual(titlesOf(column));
  });
});

test(
  'law: whatever comes when, an answer is joined or dropped, and what is newer stays',
  seeded(async (next) => {
    for (let round = 0; round < rounds(2000); round += 1) {
      const seed = Math.floor(next() * 2 ** 31);
      const steps = Array.from({ length: ACTIONS }, () => Math.floor(next() * 2 ** 31));
      if (!(await play(seed, steps))) continue;
      const few = await shortest(seed, steps);
      const { error, trace } = (await play(seed, few))!;
      const why = error instanceof Error ? error.stack : error;
      throw new Error(`round ${round}, ${few.length} steps\n${trace.join('\n')}\n${why}`);
    }
  }),
  // A minute alone on a processor.
  600_000,
);
