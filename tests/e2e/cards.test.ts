import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../src/preview/browser';
import { registerCardFonts } from '../../src/publisher/cards/canvas';
import { pinned } from '../fixtures/cards/contents';
import { difference, makeCanvas, shrunk } from '../fixtures/cards/pictures';
import { inBrowser } from './support';

registerCardFonts();

/** Two renderers of one font: edges of letters differ by shades, nothing differs by place. */
const TOLERANCE = 0.01;

/** Draws every pinned card on the browser's canvas and keeps the pictures as data URLs. */
const PROGRAM = `
  import { pinned } from './tests/fixtures/cards/contents';
  const make = (width, height) => Object.assign(document.createElement('canvas'), { width, height });
  globalThis.drawn = Object.fromEntries(pinned(make).map(({ name, size, draw }) => {
    const canvas = make(...size);
    draw(canvas.getContext('2d'));
    return [name, canvas.toDataURL('image/png')];
  }));`;

inBrowser('the same card in Chromium and in Node', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const bundle = await build({
      stdin: { contents: PROGRAM, resolveDir: process.cwd(), loader: 'ts' },
      bundle: true,
      write: false,
      format: 'iife',
    });
    browser = await openBrowser();
    page = await browser.newPage();
    await page.setContent('<!doctype html><meta charset="utf-8">');
    await page.addScriptTag({ content: bundle.outputFiles[0]!.text });
  });

  afterAll(() => browser?.close());

  test.each(pinned(makeCanvas))('$name', async ({ name, size, draw }) => {
    const url = await page.evaluate(
      (key) => (globalThis as unknown as { drawn: Record<string, string> }).drawn[key]!,
      name,
    );
    const canvas = makeCanvas(...size);
    draw(canvas.getContext('2d'));
    const inBrowser = await shrunk(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'));
    const inNode = await shrunk(canvas.toBuffer('image/png'));
    expect(difference(inBrowser, inNode)).toBeLessThan(TOLERANCE);
  });
});
