import fs from 'node:fs';
import path from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { paths } from '../../src/feed';
import type { PhoneOptions } from '../../src/preview/page/phone-options';
import { createFeedHandler } from '../../src/publisher/commands/serve';
import { Bench, inBrowser, ROOT } from './support';

/*
 * The compiled screens beside the pictures that were looked at and approved. A changed screen is written
 * to dist/screens with the approved one beside it; after looking, `UPDATE_SCREENS=1 npx jest tests/e2e/screens`
 * approves what is there now.
 */
const SCREENS = path.join(__dirname, 'screens');
const SEEN = path.join(ROOT, 'dist/screens');
const now = '2026-11-23T09:10:00+08:00';
/** Share of pixels that may differ: less than one character that stands elsewhere, more than an edge smoothed differently. */
const ALLOWED = 0.001;

const head = () => JSON.parse(fs.readFileSync(path.join(ROOT, 'dist/feed', paths.head), 'utf8'));
const article = (title: string) => {
  const item = head().items.find((one: { title: string }) => one.title.includes(title));
  return `pages/article/index?id=${item.id}`;
};
const small = { width: 375, height: 667, statusBar: 20, safeBottom: 0 };
const care = { font: 22.4 };

interface Shot {
  name: string;
  path: () => string;
  options?: PhoneOptions;
  /** Selectors to tap, one after the other. */
  taps?: string[];
  scroll?: number;
}

const column = () => 'pages/column/index';
const bridge = () => article('跨海大桥');
const SHOTS: Shot[] = [
  { name: 'column', path: column },
  { name: 'column-small', path: column, options: small },
  { name: 'column-dark', path: column, options: { theme: 'dark' } },
  { name: 'column-care', path: column, options: care },
  { name: 'column-scrolled', path: column, scroll: 600 },
  { name: 'reader', path: bridge, options: { scene: 1007 } },
  { name: 'reader-small', path: bridge, options: small },
  { name: 'reader-dark', path: bridge, options: { theme: 'dark' } },
  { name: 'reader-care', path: bridge, options: care },
  { name: 'reader-contents', path: bridge, scroll: 2400, taps: ['.act'] },
  { name: 'reader-table', path: () => article('公交线路'), scroll: 700 },
  { name: 'not-found', path: () => 'pages/article/index?id=zzzzzzzzzzzz', options: { scene: 1007 } },
  { name: 'search', path: () => 'pages/search/index' },
  { name: 'library', path: () => 'pages/library/index' },
];

inBrowser('the screens', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.open(createFeedHandler(path.join(ROOT, 'dist/feed')));
    fs.mkdirSync(SCREENS, { recursive: true });
    fs.mkdirSync(SEEN, { recursive: true });
  });
  afterAll(() => bench.close());

  test.each(SHOTS)('$name', async ({ name, path: page, options, taps = [], scroll }) => {
    const phone = await bench.phone({ now, path: page(), ...options });
    if (scroll) await phone.host((host, top) => host.scrollTo(top), scroll);
    for (const selector of taps) await phone.host((host, target) => host.tap(target), selector);
    await phone.settle();
    const shot = await phone.page.screenshot();
    await phone.page.context().close();
    const file = path.join(SCREENS, `${name}.png`);
    if (process.env.UPDATE_SCREENS) fs.writeFileSync(file, shot);
    const approved = PNG.sync.read(fs.readFileSync(file));
    const seen = PNG.sync.read(shot);
    const part = differing(approved, seen, path.join(SEEN, `${name}.png`));
    expect({ name, part: part > ALLOWED ? part : 0 }).toEqual({ name, part: 0 });
  });
});

/** Share of pixels that differ; beyond what is allowed, approved, seen and difference are written side by side. */
function differing(approved: PNG, seen: PNG, beside: string): number {
  const { width, height } = approved;
  if (seen.width !== width || seen.height !== height) return 1;
  const difference = new PNG({ width, height });
  const count = pixelmatch(approved.data, seen.data, difference.data, width, height, { threshold: 0.2 });
  const part = count / (width * height);
  if (part > ALLOWED) {
    const sheet = new PNG({ width: width * 3, height });
    for (const [index, picture] of [approved, seen, difference].entries())
      PNG.bitblt(picture, sheet, 0, 0, width, height, width * index, 0);
    fs.writeFileSync(beside, PNG.sync.write(sheet));
    console.error(`${path.basename(beside)} differs: see ${path.relative(ROOT, beside)}`);
  }
  return part;
}
