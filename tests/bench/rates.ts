import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ListItem } from '../../src/feed';
import { drawCards } from '../../src/publisher/cards/cards';
import { publish } from '../../src/publisher/commands/publish';
import { convertBody } from '../../src/publisher/convert';
import { loadParser } from '../../src/publisher/html/parser';
import { readSource, reducePage } from '../../src/publisher/source/raw';
import { page } from '../fixtures/publisher/generate';
import { BODIES } from './convert';
import { type Figures, median, seconds } from './figures';
import { flushesOf } from './flushes';

/* How much of each kind of work the publisher does in a second, and what a first publication takes. */

const ROUNDS = 5;

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
  const context = { picture: () => null, drop: () => {} };
  return perSecond(40, () => convertBody({ form: 'html', html: BODIES.template }, context));
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
  const item: ListItem = {
    id: 'A00000000000',
    title: '青岛 | 以智慧公交改善城乡交通高质量出行',
    content_text: '',
    date_published: '2024-12-16T20:10:00+08:00',
    _column: { kind: 'article', region: 'qingdao', minutes: 6 },
  };
  const draw = () => drawCards(item, (src) => src);
  await draw();
  return perSecond(10, async () => {
    await Promise.all([draw(), draw()]);
  }).then((rate) => rate * 4);
}

async function write(folder: string, count: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let index = 0; index < count; index += 1) {
    const { name, html } = page(index);
    await writeFile(path.join(folder, name), html);
  }
}

/** A first publication of so many saved pages. */
export async function fullFigures(count: number): Promise<Figures> {
  const folder = await mkdtemp(path.join(tmpdir(), 'feed-bench-'));
  try {
    const [from, to] = [path.join(folder, 'from'), path.join(folder, 'to')];
    await write(from, count);
    const begun = performance.now();
    const flushes = await flushesOf(() => publish({ from: [from], to, images: false, cards: false }));
    const s = (performance.now() - begun) / 1000;
    const name = `publish.full.${count / 1000}k`;
    return {
      [`${name}.s`]: s,
      [`${name}.flush.s`]: flushes.seconds,
      [`${name}.mb`]: process.resourceUsage().maxRSS / 1024,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Bodies, pages and cards a second. */
export async function rateFigures(): Promise<Figures> {
  await loadParser();
  return {
    'publish.body.per_s': await bodies(),
    'publish.page.per_s': await pages(),
    'publish.card.per_s': await cards(),
  };
}
