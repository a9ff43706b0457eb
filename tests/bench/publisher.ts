import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { searchFeed } from '../../src/domain/search';
import { folders, parseHead, paths } from '../../src/feed';
import { drawCards } from '../../src/publisher/cards/cards';
import { publish } from '../../src/publisher/commands/publish';
import { convertBody } from '../../src/publisher/convert';
import { loadParser } from '../../src/publisher/html/parser';
import { readSource, reducePage } from '../../src/publisher/source/raw';
import { page, paragraph } from '../fixtures/publisher/generate';
import { randomNumbers } from '../support/random';

/*
 * What the publisher costs, in the figures that the project keeps. `npx tsx tests/bench/publisher.ts`;
 * BENCH_ARTICLES makes the large build smaller for a quick look.
 */

const ARTICLES = Number(process.env.BENCH_ARTICLES ?? 10_000);
const ROUNDS = 5;
const HERE = fileURLToPath(import.meta.url);
const LARGE = '--large';

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const seconds = async (work: () => unknown): Promise<number> => {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
};

async function perSecond(count: number, work: () => unknown): Promise<number> {
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    rates.push(
      count /
        (await seconds(async () => {
          for (let at = 0; at < count; at += 1) await work();
        })),
    );
  return median(rates);
}

/** Bodies of 200 KB of HTML as editors' templates make it: a tenth of it is text. */
function bodies(): Promise<number> {
  const next = randomNumbers(7);
  const style = 'margin: 0px;padding: 0px;box-sizing: border-box;line-height: 1.75em;letter-spacing: 1px;';
  let html = '';
  while (Buffer.byteLength(html) < 200 * 1024)
    html += `<section style="${style}"><section style="${style}font-size: 15px;"><p style="${style}white-space: normal;"><span style="color: rgb(62, 62, 62);"><strong><span leaf="">${paragraph(next, 12)}</span></strong><span leaf="" style="${style}">${paragraph(next, 60)}</span></span></p></section></section>`;
  const context = { picture: () => null, drop: () => {} };
  return perSecond(40, () => convertBody({ form: 'html', html }, context));
}

/** Saved pages of 3 MB, from text to article. */
function pages(): Promise<number> {
  const { html, name } = page(1, 4000, 3_000_000);
  return perSecond(20, () => {
    const raw = { form: 'page', name, text: reducePage(html), files: {} } as const;
    const [reading] = readSource(raw);
    if (reading?.what !== 'article') throw new Error('the page was not read');
    return convertBody(reading.article.body, { picture: () => null, drop: () => {} });
  });
}

async function cards(): Promise<number> {
  const item = {
    id: 'A00000000000',
    title: '',
    content_text: '',
    date_published: '2024-12-16T20:10:00+08:00',
    _column: {
      v: '',
      kind: 'article' as const,
      region: 'qingdao',
      minutes: 6,
      headline: '以智慧公交改善城乡交通高质量出行',
    },
  };
  await drawCards(item, '');
  return perSecond(10, async () => {
    await Promise.all([drawCards(item, ''), drawCards(item, '')]);
  }).then((rate) => rate * 4);
}

async function write(folder: string, from: number, to: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let index = from; index < to; index += 1) {
    const { name, html } = page(index);
    await writeFile(path.join(folder, name), html);
  }
}

async function feedSizes(feed: string): Promise<Record<string, number>> {
  const gz = async (name: string) => gzipSync(await readFile(path.join(feed, name))).length;
  const head = parseHead(JSON.parse(await readFile(path.join(feed, paths.head), 'utf8')));
  const queries = ['交通', '青岛', '的一', '高速', '路面', '雪天', '青岛高速', '桥梁养护'];
  let requests = 0;
  let bytes = 0;
  for (const query of queries) {
    let asked = 0;
    let size = 0;
    await searchFeed(query, head._column.search, async (name) => {
      asked += 1;
      const data = await readFile(path.join(feed, name));
      size += gzipSync(data).length;
      return JSON.parse(data.toString('utf8'));
    });
    requests = Math.max(requests, asked);
    bytes = Math.max(bytes, size);
  }
  const articles = await Promise.all(head.items.map((item) => gz(paths.article(item.id))));
  return {
    'search.requests': requests,
    'search.bytes': bytes,
    'feed.first.gz': await gz(paths.head),
    'article.gz': median(articles),
  };
}

async function large(): Promise<Record<string, number>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'feed-bench-'));
  try {
    const [from, more, to] = ['from', 'more', 'to'].map((name) => path.join(folder, name)) as [
      string,
      string,
      string,
    ];
    await write(from, 0, ARTICLES);
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss());
    }, 50);
    const plain = { to, images: false, cards: false };
    const full = await seconds(() => publish({ from: [from], ...plain }));
    clearInterval(watch);
    const one: number[] = [];
    let rewritten = 0;
    for (let round = 0; round < 3; round += 1) {
      await write(more, ARTICLES + round, ARTICLES + round + 1);
      one.push(
        await seconds(async () => {
          rewritten = Math.max(rewritten, (await publish({ from: [more], ...plain })).written);
        }),
      );
    }
    const shards = await readdir(path.join(to, folders.search));
    const sizes = await Promise.all(
      shards.map(async (name) => (await stat(path.join(to, folders.search, name))).size),
    );
    return {
      'publish.full.10k.s': full,
      'publish.full.10k.mb': peak / 1024 / 1024,
      'publish.one_more.s': median(one),
      'publish.one_more.files': rewritten,
      'search.total.mb': sizes.reduce((sum, size) => sum + size, 0) / 1024 / 1024,
      ...(await feedSizes(to)),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The large build in a process of its own: its memory is its own, and it leaves no garbage to the others. */
async function largeApart(): Promise<Record<string, number>> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', HERE, LARGE]);
  return JSON.parse(stdout) as Record<string, number>;
}

/** Measures the publisher; keys are the project's names of the figures, values are medians. */
export async function benchPublisher(): Promise<Record<string, number>> {
  await loadParser();
  return {
    'publish.body.per_s': await bodies(),
    'publish.page.per_s': await pages(),
    'publish.card.per_s': await cards(),
    ...(await largeApart()),
  };
}

async function main(): Promise<void> {
  if (process.argv[2] === LARGE) {
    console.log(JSON.stringify(await large()));
    return;
  }
  for (const [name, value] of Object.entries(await benchPublisher()))
    console.log(`${name} ${Number(value.toFixed(3))}`);
}

if (path.resolve(process.argv[1] ?? '') === HERE) void main();
