import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { convertBody } from '../../src/publisher/convert';
import { loadParser } from '../../src/publisher/html/parser';
import { Covers } from '../../src/publisher/source/covers';
import { sourceFiles } from '../../src/publisher/source/files';
import { loadSource } from '../../src/publisher/source/load';
import type { SourceInput } from '../../src/publisher/work/types';
import { Workshop } from '../../src/publisher/work/workshop';
import { bodyHtml, page, paragraph } from '../fixtures/publisher/generate';
import { randomNumbers } from '../support/random';
import { apart } from './apart';
import { type Figures, median, seconds } from './figures';

/*
 * How conversion stands beside parsing alone, threads beside one thread, and many files in a folder beside
 * few: ratios, which hold on every machine. `node tests/bench/part.cjs convert`.
 */

const SIZE = 200 * 1024;
const STYLE = 'margin: 0px;padding: 0px;box-sizing: border-box;line-height: 1.75em;letter-spacing: 1px;';

/** 200 KB of one piece after another. */
function filled(piece: (next: () => number) => string): string {
  const next = randomNumbers(7);
  let html = '';
  while (Buffer.byteLength(html) < SIZE) html += piece(next);
  return html;
}

/** A body as editors' templates make it, a tenth of it text, and one that is nearly all text. */
export const BODIES = {
  template: filled(
    (next) =>
      `<section style="${STYLE}"><section style="${STYLE}font-size: 15px;"><p style="${STYLE}white-space: normal;"><span style="color: rgb(62, 62, 62);"><strong><span leaf="">${paragraph(next, 12)}</span></strong><span leaf="" style="${STYLE}">${paragraph(next, 60)}</span></span></p></section></section>`,
  ),
  text: filled((next) => bodyHtml(next, 3000)),
};

const ROUNDS = 60;
const WARM = 10;
const EACH = 8;

/**
 * Time of a conversion over that of parse5's `parseFragment` of the same body, with its defaults. Both take
 * turns, so that whatever else the machine does falls on both.
 */
export async function vsParse5(html: string): Promise<number> {
  await loadParser();
  const { parseFragment } = await import('parse5');
  const context = { picture: () => null, drop: () => {} };
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    let parsing = 0;
    let converting = 0;
    for (let turn = 0; turn < EACH; turn += 1) {
      const start = performance.now();
      parseFragment(html);
      const between = performance.now();
      convertBody({ form: 'html', html }, context);
      parsing += between - start;
      converting += performance.now() - between;
    }
    if (round >= WARM) ratios.push(converting / parsing);
  }
  return median(ratios);
}

const PAGES = 300;
const WARM_ROUNDS = 1;
const THREAD_ROUNDS = 3;

/** A saved page with this body. */
function pageOf(index: number, body: string): { name: string; html: string } {
  const { name, html } = page(index, 0);
  return { name, html: html.replace('visibility:hidden">', `visibility:hidden">${body}`) };
}

/** Seconds that so many threads take to prepare pages of such bodies, once they are warm. */
export async function preparing(threads: number): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'work-bench-'));
  const shop = new Workshop({ archive: { folder: path.join(folder, 'archive'), run: 1 }, threads, few: 0 });
  try {
    const sources: SourceInput[] = [];
    for (let at = 0; at < PAGES; at += 1) {
      const { name, html } = pageOf(at, at % 2 === 0 ? BODIES.template : BODIES.text);
      const file = path.join(folder, name);
      await writeFile(file, html);
      sources.push({ file: { file, root: folder, name } });
    }
    const times: number[] = [];
    for (let round = 0; round < WARM_ROUNDS + THREAD_ROUNDS; round += 1)
      times.push(
        await seconds(async () => {
          for await (const one of shop.prepare(sources))
            if (!one.readings) throw new Error(`${one.name} was not read`);
        }),
      );
    return median(times.slice(WARM_ROUNDS));
  } finally {
    await shop.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const PROCESS_ROUNDS = 3;

/**
 * How many times as fast as one thread are two, and two processes with half of the work each: these share nothing, so
 * that threads can hardly do more. In turns: a processor that is alone is faster now and then, and the two of a
 * machine that others are on too are often less than twice one.
 */
async function benchThreads(): Promise<Figures> {
  const threads: number[] = [];
  const processes: number[] = [];
  for (let round = 0; round < PROCESS_ROUNDS; round += 1) {
    const alone = await apart<number>('preparing', 1);
    threads.push(alone / (await apart<number>('preparing', 2)));
    const both = await Promise.all([apart<number>('preparing', 1), apart<number>('preparing', 1)]);
    processes.push(both.reduce((sum, one) => sum + alone / one, 0));
  }
  return { 'convert.two_threads': median(threads), 'convert.two_processes': median(processes) };
}

/** Seconds for loading `count` captured texts of one folder, with their covers. */
async function loading(count: number): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'load-bench-'));
  try {
    await mkdir(path.join(folder, 'from'));
    for (let at = 0; at < count; at += 1) {
      const name = path.join(folder, 'from', String(at));
      await writeFile(`${name}.txt`, '正文\n');
      await writeFile(`${name}.cover.png`, 'cover');
    }
    return await seconds(async () => {
      const covers = new Covers();
      for await (const file of sourceFiles([path.join(folder, 'from')])) {
        const { beside } = await loadSource(file, covers);
        if (beside.size !== 1) throw new Error(`${file.name} has no cover`);
      }
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const MANY = 10_000;

/** Names of the figures and what they were. */
export async function benchConvert(): Promise<Figures> {
  const bodies: number[] = [];
  for (const html of Object.values(BODIES)) bodies.push(await vsParse5(html));
  const few = await loading(MANY / 4);
  const many = await loading(MANY);
  return {
    'convert.vs_parse5': bodies[0]!,
    'convert.text.vs_parse5': bodies[1]!,
    ...(await benchThreads()),
    'load.covers.10k.s': many,
    'load.covers.growth': many / few,
  };
}
