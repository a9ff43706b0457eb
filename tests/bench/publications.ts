import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { searchFeed } from '../../src/domain/search';
import { type Head, type ListPage, parseHead, parseListIndex, parseListPage, paths } from '../../src/feed';
import { publish } from '../../src/publisher/commands/publish';
import { Run } from '../../src/publisher/run/run';
import { page } from '../fixtures/publisher/generate';
import { apart } from './apart';
import { identityOf, timeOf } from './column';
import { type Figures, median } from './figures';
import { type Flushes, flushesOf } from './flushes';

/*
 * What one more publication costs in a large column, and what readers fetch of it. The column is made from rows,
 * without converting; everything after that is the publisher as it is.
 */

/** Publications in a row: parts of the search take turns, and pages are cut, within fewer. */
const ROUNDS = 64;
const FEW = 5;
const QUERIES = [
  '交通',
  '青岛',
  '的一',
  '高速',
  '路面',
  '雪天',
  '青岛高速',
  '桥梁养护',
  '的一是在',
  '不了有和',
];
const plain = { images: false, cards: false };

/** A feed on the disk as clients meet it: what they ask for is counted, compressed. */
class Reader {
  requests = 0;
  bytes = 0;

  constructor(private readonly feed: string) {}

  get head(): Head {
    return parseHead(JSON.parse(readFileSync(path.join(this.feed, paths.head), 'utf8')));
  }

  size = (name: string): number => gzipSync(readFileSync(path.join(this.feed, name))).length;

  read = async (name: string): Promise<unknown> => {
    this.requests += 1;
    this.bytes += this.size(name);
    return JSON.parse(readFileSync(path.join(this.feed, name), 'utf8'));
  };
}

/** Page 2 of a list, from the head on: behind the head's rows, or behind the newest page of a region. */
async function secondPage(feed: string, slug: string): Promise<{ requests: number; bytes: number }> {
  const reader = new Reader(feed);
  const start = reader.head._column.lists.find((list) => list.slug === slug)!;
  const newest = parseListPage(await reader.read(paths.listFile(slug, start.page!)));
  if (slug !== 'all') await reader.read(paths.listFile(slug, newest.older!));
  return reader;
}

/** A page in the middle of the column by its month: through the index of `all`, from the head on. */
async function month(feed: string, time: string): Promise<{ requests: number; page: ListPage }> {
  const reader = new Reader(feed);
  const { index } = reader.head._column.lists.find(({ slug }) => slug === 'all')!;
  for (let hash = index!; ; ) {
    const node = parseListIndex(await reader.read(paths.listFile('all', hash)));
    // The first entry that may hold it: the next one is older than the month.
    const behind = node.entries.findIndex(({ newest }) => newest < time);
    hash = node.entries[(behind < 0 ? node.entries.length : Math.max(1, behind)) - 1]!.hash;
    if (node.level > 1) continue;
    const page = parseListPage(await reader.read(paths.listFile('all', hash)));
    return { requests: reader.requests, page };
  }
}

/** The dearest of some searches, as a reader meets them who has nothing yet. */
async function search(feed: string): Promise<{ requests: number; bytes: number }> {
  let [requests, bytes] = [0, 0];
  for (const query of QUERIES) {
    const reader = new Reader(feed);
    await searchFeed(query, reader.head._column.search, async (name, parse) =>
      parse(await reader.read(name)),
    );
    requests = Math.max(requests, reader.requests);
    bytes = Math.max(bytes, reader.bytes);
  }
  return { requests, bytes };
}

interface Cost {
  seconds: number;
  files: number;
  /** How often, and how long, it had the disk flushed. */
  flushes: Flushes;
}

/**
 * Publishes the page of this index, a new article.
 * @param time when it was published, in milliseconds; its own time unless told
 * @param isFlushed false: nothing is flushed to the disk
 */
export async function publishOne(
  root: string,
  index: number,
  time?: number,
  isFlushed = true,
): Promise<Cost> {
  const from = path.join(root, `more${index}`);
  mkdirSync(from);
  const { name, html } = page(index);
  const dated = time === undefined ? html : html.replace(/var ct = "\d+"/, `var ct = "${time / 1000}"`);
  writeFileSync(path.join(from, name), dated);
  const begun = performance.now();
  let files = 0;
  const flushes = await flushesOf(async () => {
    const { written, removed, total } = await publish({ from: [from], to: path.join(root, 'to'), ...plain });
    if (total === 0) throw new Error('nothing was published');
    files = written + removed;
  }, isFlushed);
  const seconds = (performance.now() - begun) / 1000;
  rmSync(from, { recursive: true });
  return { seconds, files, flushes };
}

/** The most that a process takes which publishes one more article, in MB. */
async function megabytesOfOne(root: string, index: number): Promise<number> {
  return (await apart<number>('one', root, index)) / 1024;
}

async function withdrawOne(root: string, index: number): Promise<Cost> {
  const begun = performance.now();
  let files = 0;
  const flushes = await flushesOf(async () => {
    const run = await Run.open({ to: path.join(root, 'to'), ...plain });
    run.memory.withdrawals.add(identityOf(index), { by: 'source', time: Date.now() });
    const { written, removed, withdrawn } = await run.finish();
    if (withdrawn !== 1) throw new Error('nothing was withdrawn');
    files = written + removed;
  });
  return { seconds: (performance.now() - begun) / 1000, files, flushes };
}

/**
 * @param count articles of the column
 * @param name what the figures are called by, e.g. `10k`
 */
export async function publicationFigures(count: number, name: string): Promise<Figures> {
  const root = await mkdtemp(path.join(tmpdir(), 'column-bench-'));
  const to = path.join(root, 'to');
  try {
    // What the making of it leaves in memory is nobody else's.
    await apart('column', to, count);
    const reader = new Reader(to);
    const figures: Figures = { 'head.gz': reader.size(paths.head) };
    for (const slug of ['all', 'qingdao']) {
      const { requests, bytes } = await secondPage(to, slug);
      figures[`page2.${slug}.requests`] = requests;
      figures[`page2.${slug}.gz`] = bytes;
    }
    figures['month.requests'] = (await month(to, '2017-08-01')).requests;
    const rounds: Cost[] = [];
    const unflushed: Cost[] = [];
    const dearest = { requests: 0, bytes: 0 };
    const note = ({ requests, bytes }: typeof dearest) => {
      dearest.requests = Math.max(dearest.requests, requests);
      dearest.bytes = Math.max(dearest.bytes, bytes);
    };
    for (let round = 0; round < ROUNDS; round += 1) {
      // Two of three: parts of the search take their turns in twos and fours, and fall to both.
      const isFlushed = round % 3 < 2;
      const cost = await publishOne(root, count + round, undefined, isFlushed);
      (isFlushed ? rounds : unflushed).push(cost);
      note(await search(to));
    }
    const all = [...rounds, ...unflushed];
    figures['one_more.files'] = median(all.map(({ files }) => files));
    figures['one_more.files.worst'] = Math.max(...all.map(({ files }) => files));
    figures['one_more.flush.s'] = median(rounds.map(({ flushes }) => flushes.seconds));
    figures['one_more.vs_unflushed'] =
      median(rounds.map(({ seconds }) => seconds)) / median(unflushed.map(({ seconds }) => seconds));
    figures['one_more.s'] = median(rounds.map(({ seconds }) => seconds));
    figures['one_more.s.worst'] = Math.max(...rounds.map(({ seconds }) => seconds));
    const backdated: Cost[] = [];
    for (let round = 0; round < FEW; round += 1)
      backdated.push(
        await publishOne(root, count + ROUNDS + round, timeOf(Math.floor(count / 3) + round) + 1000),
      );
    // The tail is longest now: late arrivals let the turns of the parts pass.
    note(await search(to));
    figures['search.requests'] = dearest.requests;
    figures['search.gz'] = dearest.bytes;
    const withdrawn = await withdrawOne(root, Math.floor(count / 2));
    figures['backdated.files'] = Math.max(...backdated.map(({ files }) => files));
    figures['backdated.s'] = Math.max(...backdated.map(({ seconds }) => seconds));
    figures['withdrawn.files'] = withdrawn.files;
    figures.flushes = Math.max(...[...all, ...backdated, withdrawn].map(({ flushes }) => flushes.calls));
    figures['withdrawn.s'] = withdrawn.seconds;
    // Each in a process of its own, as they are: one of a few in a row is a part's turn.
    const memory: number[] = [];
    for (let more = 0; more < FEW; more += 1)
      memory.push(await megabytesOfOne(root, count + ROUNDS + FEW + more));
    figures.mb = Math.max(...memory);
    return Object.fromEntries(Object.entries(figures).map(([key, value]) => [`feed.${name}.${key}`, value]));
  } finally {
    if (existsSync(root)) await rm(root, { recursive: true, force: true });
  }
}
