import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { folderSize } from '../../src/build/build';
import { type ArticleDocument, folders, HEAD_SIZE, PAGE_SIZES } from '../../src/feed';
import type { Transport } from '../../src/host';
import { paragraph } from '../fixtures/publisher/generate';
import { articlesFeed } from '../support/articles-feed';
import { Bench, BUNDLED_DIST, DIST, type Phone, ROOT, serveTransport } from '../support/bench';
import { articleId } from '../support/feed';
import { largeColumn, largeItem } from '../support/large-column';
import { endlessArticle, heavyArticle } from '../support/long-article';
import { randomNumbers } from '../support/random';
import { searchIndex } from '../support/search-index';
import { type Figures, median } from './figures';
import { editorHtml } from './rich-text';

/*
 * What the client costs, in the figures that the project keeps: the compiled program in a real browser, under the
 * preview's host. Bytes are those of setData, as JSON in UTF-8, as WeChat passes them between its two layers.
 */

const NOW = '2026-11-23T09:10:00+08:00';
const RUNS = 7;
/** A ratio of two medians needs more of them: what else the machine does comes and goes. */
const PAIRS = 11;
const FEW_PAIRS = 3;
/** A cheap phone beside the machine that measures: the browser is slowed down so many times. */
const SLOWER = 4;
const RICH_TEXT = path.join(ROOT, 'tests/fixtures/weapp-rich-text');

/**
 * In the page: notes when the program's code has arrived, and tells when what matches a selector first fills the
 * window: the frame that shows it has been drawn then.
 */
interface Watch {
  arrived: number;
  /** Resolves with the time of the drawn frame, and what had been sent when all of it was in the tree. */
  filled(selector: string, words?: string): Promise<{ at: number; calls: number; bytes: number }>;
}
const WATCH = `(() => {
  // tsx names the functions inside of those that are sent to the page.
  window.__name = (named) => named;
  const json = Response.prototype.json;
  const drawn = () => new Promise((resolve) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(performance.now());
    port2.postMessage(0);
  }));
  window.watch = {
    arrived: 0,
    filled: (selector, words) => new Promise((resolve) => {
      const look = () => {
        const found = [...document.querySelectorAll(selector)];
        const is = words
          ? found.some((one) => one.textContent.includes(words))
          : found.some((one) => one.getBoundingClientRect().bottom >= innerHeight);
        if (!is) return false;
        const { calls, bytes } = window.phone.host?.stats ?? {};
        void drawn().then((at) => resolve({ at, calls, bytes }));
        return true;
      };
      if (look()) return;
      const observer = new MutationObserver(() => look() && observer.disconnect());
      observer.observe(document, { childList: true, subtree: true, characterData: true });
    }),
  };
  Response.prototype.json = async function () {
    const value = await json.call(this);
    if (this.url.endsWith('/package.json')) window.watch.arrived = performance.now();
    return value;
  };
  window.boot = window.watch.filled('.row');
})();`;
interface Watched extends Window {
  watch: Watch;
  boot: ReturnType<Watch['filled']>;
}

/** Opens a phone, uses it, closes it. */
async function using<T>(
  bench: Bench,
  options: Parameters<Bench['phone']>[0],
  use: (phone: Phone) => Promise<T>,
): Promise<T> {
  const phone = await bench.phone({ now: NOW, ...options }, WATCH);
  try {
    return await use(phone);
  } finally {
    await phone.page.context().close();
  }
}

async function withBench<T>(
  transport: Transport,
  use: (bench: Bench) => Promise<T>,
  dist?: string,
): Promise<T> {
  const bench = await Bench.open(serveTransport(transport), dist);
  try {
    return await use(bench);
  } finally {
    await bench.close();
  }
}

async function slowDown({ page }: Phone): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
}

/** As a finger does: near the end first, then to it. */
async function toEnd(phone: Phone): Promise<void> {
  for (const left of [1600, 0])
    await phone.host(
      (host, short) => host.scrollTo(document.scrollingElement!.scrollHeight - innerHeight - short),
      left,
    );
}

const sent = (phone: Phone) =>
  phone.host((host) => ({ calls: host.stats.calls, bytes: host.stats.bytes, largest: host.stats.largest }));

/**
 * Bytes of the compiled program; `main` is what a cold start loads: without the subpackages. `bundled` is the program
 * that is built without a feed's address, with articles in it.
 */
export function packageFigures(dist = DIST, bundled = BUNDLED_DIST): Figures {
  const app = JSON.parse(fs.readFileSync(path.join(dist, 'app.json'), 'utf8')) as {
    subPackages?: { root: string }[];
    subpackages?: { root: string }[];
  };
  const total = folderSize(dist);
  const apart = (app.subPackages ?? app.subpackages ?? []).map(({ root }) =>
    folderSize(path.join(dist, root)),
  );
  return {
    'package.total': total,
    'package.main': apart.reduce((rest, size) => rest - size, total),
    'package.bundled': folderSize(bundled),
  };
}

/** Articles of the column that is measured: so many that every page behind the head holds as much as the others. */
const COUNT = 20_004;
/** Articles that are scrolled through. */
const SCROLLED = 2000;

/**
 * The floor of rows: what is read in them as JSON and nothing else: title, city, time line and the picture's path in
 * the feed.
 */
const rowsFloor = (phone: Phone, within: string, from: number): Promise<string> =>
  phone.host(
    (host, { within, pictures }) => {
      const text = (root: Element, selector: string) => root.querySelector(selector)?.textContent ?? '';
      const rows = host
        .$$('.lead, .row')
        .filter((row) => row.closest(within))
        .map((row, at) => [
          text(row, '.lead-t, .row-t'),
          text(row, '.tag'),
          text(row, '.meta'),
          pictures[at],
        ]);
      return JSON.stringify(rows);
    },
    {
      within,
      pictures: Array.from(
        { length: HEAD_SIZE + PAGE_SIZES.most },
        (_, at) => largeItem(COUNT - from - at, COUNT)._column.thumb ?? '',
      ),
    },
  );

/** The column of 20,000 articles: the first screen, and the scrolling through the newest 2,000. */
export function columnFigures(): Promise<Figures> {
  const column = largeColumn(COUNT);
  return withBench(column, (bench) =>
    using(bench, {}, async (phone) => {
      // What it takes until the first list can be read, and all that follows by itself.
      const first = await phone.page.evaluate(async () => (window as unknown as Watched).boot);
      const settled = await sent(phone);
      // On the first screen also the header's lines, and each city with its number.
      const head = await phone.host((host) => {
        const cities = host.$$('.city').map((city) => {
          const count = city.querySelector('.city-n')?.textContent ?? '';
          return [city.textContent!.slice(0, city.textContent!.length - count.length), count];
        });
        return JSON.stringify([host.text('.head'), cities]);
      });
      const floor = Buffer.byteLength(head) + Buffer.byteLength(await rowsFloor(phone, '.chunk', 0));
      const pages: number[] = [];
      let pageFloor = 0;
      let nodes = 0;
      let depth = 0;
      for (let page = 2; column.rows() < SCROLLED; page += 1) {
        const before = (await sent(phone)).bytes;
        await toEnd(phone);
        pages.push((await sent(phone)).bytes - before);
        if (page === 2) pageFloor = Buffer.byteLength(await rowsFloor(phone, '.chunk:last-child', HEAD_SIZE));
        const tree = await phone.host((host) => host.tree());
        nodes = Math.max(nodes, tree.nodes);
        depth = Math.max(depth, tree.depth);
      }
      return {
        'first.calls': first.calls,
        'first.bytes': first.bytes,
        'first.settled.calls': settled.calls,
        'first.settled.bytes': settled.bytes,
        'first.floor': floor,
        'page2.bytes': pages[0]!,
        'page2.floor': pageFloor,
        'page50.bytes': pages[48]!,
        // Of all pages together: each fifty chunks the list gets another group, and its children are sent once more.
        'scroll.page.bytes': pages.reduce((sum, bytes) => sum + bytes, 0) / pages.length,
        'scroll.requests_per_row':
          column.asked.filter((path) => path.endsWith('.json')).length / column.rows(),
        'column.nodes': nodes,
        'column.depth': depth,
      };
    }),
  );
}

const article = (n: number) => `pages/article/index?id=${articleId(n)}`;
const whole = (phone: Phone) => phone.page.waitForFunction(() => !document.querySelector('.box'));

/** Goes to an article from another page of a running program, and waits until it fills the window. */
function openArticle(phone: Phone, url: string): Promise<{ ms: number; bytes: number }> {
  return phone.host(async (host, to) => {
    const { watch } = window as unknown as Watched;
    host.stats.reset();
    const began = performance.now();
    // Blocks of an article, in our reader and in a `<rich-text>`.
    const selector = '.article .p, .article .h, .article .img, .text p, .text img';
    const filled = watch.filled(selector);
    (host.wx.navigateTo as (given: object) => void)({ url: to });
    const { at, bytes } = await filled;
    return { ms: at - began, bytes };
  }, `/${url}`);
}

/** Paragraphs of an article that nobody writes, but somebody's program may. */
const ENDLESS = 10_000;

/**
 * Two long articles, 260 KB of HTML and 5,000 blocks, read to the end; the larger figure counts. And what one of 10,000
 * comes to by itself.
 */
export function readerFigures(): Promise<Figures> {
  const endless = endlessArticle(3, ENDLESS);
  return withBench(articlesFeed(heavyArticle(1), endlessArticle(2), endless), async (bench) => {
    const figures: Figures = {
      'reader.first.bytes': 0,
      'reader.total.bytes': 0,
      'reader.max.bytes': 0,
      'reader.nodes': 0,
    };
    const most = (name: string, value: number) => {
      figures[name] = Math.max(figures[name] ?? 0, value);
    };
    for (const n of [1, 2]) {
      await using(bench, { path: 'pages/about/index' }, async (phone) => {
        most('reader.first.bytes', (await openArticle(phone, article(n))).bytes);
        // Only the first is mounted whole by itself; the other grows as it is read.
        if (n === 1) {
          await whole(phone);
          figures['reader.total.bytes'] = (await sent(phone)).bytes;
        }
        const length = await phone.host(() => document.scrollingElement!.scrollHeight);
        for (let y = 0; y < length; y += length / 40) {
          await phone.host((host, top) => host.scrollTo(top!), y);
          most('reader.nodes', await phone.host((host) => host.tree().nodes));
        }
        most('reader.max.bytes', (await sent(phone)).largest);
      });
    }
    await using(bench, { path: article(1) }, async (phone) => {
      await whole(phone);
      figures['scroll.bytes'] = await phone.host(async (host) => {
        host.stats.reset();
        for (let frame = 1; frame <= 120; frame += 1) {
          void host.scrollTo(frame * 60);
          await new Promise(requestAnimationFrame);
        }
        return host.stats.largest;
      });
      // Another text size, chosen on the reader's own sheet.
      await phone.host((host) => host.tap(host.$$('.act')[1]!));
      await phone.host((host) => host.stats.reset());
      await phone.host((host) => host.tap(host.$$('.step')[4]!));
      figures['resize.bytes'] = (await sent(phone)).bytes;
    });
    await using(bench, { path: article(3) }, async (phone) => {
      await phone.host((host) => host.idle({ limit: 60_000 }));
      figures['reader.endless.calls'] = (await sent(phone)).calls;
      figures['reader.endless.nodes'] = await phone.host((host) => host.tree().nodes);
    });
    return figures;
  });
}

/** From the arrival of the program's code to the first screen of the column, on the machine as it is. */
export function bootFigures(): Promise<Figures> {
  return withBench(largeColumn(20_000), async (bench) => {
    const times: number[] = [];
    for (let run = 0; run < RUNS; run += 1)
      times.push(
        await using(bench, {}, ({ page }) =>
          page.evaluate(async () => {
            const { boot, watch } = window as unknown as Watched;
            return (await boot).at - watch.arrived;
          }),
        ),
      );
    return { 'boot.ms': median(times) };
  });
}

/**
 * Time from the tap that opens an article to its first screen: our reader against a program that puts its HTML into
 * one `<rich-text>`. Both run in the same host, in turn, on a browser that is slowed down.
 */
function vsRichText(document: ArticleDocument, pairs: number): Promise<{ ours: number; theirs: number }> {
  const feed = articlesFeed(document);
  const html = Uint8Array.from(Buffer.from(JSON.stringify({ html: editorHtml(document) }))).buffer;
  const usual: Transport = async (request) =>
    request.url.endsWith('/html.json') ? { status: 200, header: {}, body: html } : feed(request);
  return withBench(usual, (ours) =>
    withBench(
      usual,
      async (theirs) => {
        const times = { ours: [] as number[], theirs: [] as number[] };
        const time = (bench: Bench, start: string, to: string) =>
          using(bench, { path: start }, async (phone) => {
            await slowDown(phone);
            return (await openArticle(phone, to)).ms;
          });
        const to = `pages/article/index?id=${document.id}`;
        for (let run = 0; run < pairs; run += 1) {
          times.ours.push(await time(ours, 'pages/about/index', to));
          times.theirs.push(await time(theirs, 'pages/start/index', 'pages/article/index'));
        }
        return { ours: median(times.ours), theirs: median(times.theirs) };
      },
      RICH_TEXT,
    ),
  );
}

/** The article of 260 KB of HTML, and one of 10,000 paragraphs. */
export async function richTextFigures(): Promise<Figures> {
  const heavy = await vsRichText(heavyArticle(1), PAIRS);
  // They differ so much that few tell by how much.
  const endless = await vsRichText(endlessArticle(3, ENDLESS), FEW_PAIRS);
  return {
    'reader.first.ms': heavy.ours,
    'rich_text.first.ms': heavy.theirs,
    'reader.vs_rich_text': heavy.ours / heavy.theirs,
    'reader.endless.first.ms': endless.ours,
    'rich_text.endless.first.ms': endless.theirs,
    'reader.endless.vs_rich_text': endless.ours / endless.theirs,
  };
}

const QUERIES = ['公交线路', '行车安全', '青岛', '青岛 公交', '四好农村路'];

/** A column of 10,000 articles with an index over their titles and 600 characters of text each. */
function searchColumn(): Transport & { asked: string[]; bytes: number[] } {
  const count = 10_000;
  const column = largeColumn(count);
  const next = randomNumbers(11);
  const texts = Array.from({ length: count }, (_, n) => {
    const { title, content_text } = largeItem(n + 1, count);
    return `${title}\n${content_text}\n${paragraph(next, 600)}`;
  });
  const items = Array.from({ length: count }, (_, n) => largeItem(n + 1, count));
  const files = searchIndex(texts, { tail: 15, shards: 512, items });
  column.head._column.search = files.hash;
  const bytes: number[] = [];
  const transport: Transport = async (request) => {
    const file = new URL(request.url).pathname.replace(/^.*?\/feed\//, '');
    const found = files.get(file);
    if (!found) return column(request);
    const text = JSON.stringify(found);
    if (file.startsWith(folders.search)) bytes.push(gzipSync(text).length);
    return { status: 200, header: {}, body: Uint8Array.from(Buffer.from(text)).buffer };
  };
  return Object.assign(transport, { asked: column.asked, bytes });
}

/**
 * Searches of a reader who has just opened the program. `search.ms` is from the arrival of the last file of the index
 * to the results on the screen, the loading of their rows from a feed on this machine included.
 */
export function searchFigures(): Promise<Figures> {
  const column = searchColumn();
  return withBench(column, async (bench) => {
    const times: number[] = [];
    let requests = 0;
    let bytes = 0;
    for (const query of QUERIES) {
      column.bytes.length = 0;
      const time = await using(bench, { path: 'pages/search/index' }, (phone) =>
        phone.host(async (host, words) => {
          const filled = (window as unknown as Watched).watch.filled('.count', '共找到');
          void host.input('.field-i', words!, { confirm: true });
          const { at } = await filled;
          const files = performance
            .getEntriesByType('resource')
            .filter(({ name }) => /\/search\//.test(name));
          return at - Math.max(...files.map((one) => (one as PerformanceResourceTiming).responseEnd));
        }, query),
      );
      times.push(time);
      requests = Math.max(requests, column.bytes.length);
      bytes = Math.max(
        bytes,
        column.bytes.reduce((sum, one) => sum + one, 0),
      );
    }
    return { 'search.requests': requests, 'search.bytes': bytes, 'search.ms': median(times) };
  });
}
