import fs from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { type ArticleDocument, paths } from '../../src/feed';
import { openBrowser } from '../../src/preview/browser';
import { publish } from '../../src/publisher/commands/publish';
import { createFeedHandler } from '../../src/publisher/commands/serve';
import { cleanUp, headOf, plain, readJson, temporary } from '../publisher/support';
import { bare, HEIGHT, openPage, type Reading, readPage, readProgram, WIDTH, walk } from './beside';
import { type Unlikeness, unlikeness } from './likeness';
import { Bench, inBrowser, type Phone, ROOT } from './support';

/*
 * Six kinds of saved pages, written for this, as the page and as the program show them: what a reader has of the one is
 * there in the other. Each article is also held against the picture of it that was looked at and approved; after looking
 * at dist/screens, `UPDATE_SCREENS=1 npx jest tests/e2e/reader-beside` approves what is there now.
 */
const FOLDER = path.join(__dirname, '../fixtures/publisher/reader');
const SCREENS = path.join(__dirname, 'screens/beside');
const SEEN = path.join(ROOT, 'dist/screens');
const now = '2026-11-23T09:10:00+08:00';
/** Status bar, navigation row, road, and the distance under them. */
const LINE = 20 + 44 + 8 + 8;
/** Another browser smooths letters otherwise; a picture that is not there, or a block, is more than this. */
const ALIKE: Unlikeness = { taller: 0.015, mean: 4, worst: 10 };

const KINDS = ['document', 'pictures', 'table', 'notice', 'repost', 'post'];

inBrowser('beside its page', () => {
  let browser: Browser;
  let bench: Bench;
  let feed: string;
  beforeAll(async () => {
    feed = path.join(temporary(), 'feed');
    await publish({ from: [FOLDER], to: feed, ...plain });
    browser = await openBrowser();
    bench = await Bench.open(createFeedHandler(feed));
    fs.mkdirSync(SEEN, { recursive: true });
    fs.mkdirSync(SCREENS, { recursive: true });
  });
  afterAll(async () => {
    await browser?.close();
    await bench?.close();
    cleanUp();
  });

  const documentOf = (title: string): ArticleDocument => {
    const item = headOf(feed).items.find((one) => one.title === title);
    return readJson(feed, paths.article(item!.id)) as ArticleDocument;
  };
  const open = async ({ id }: ArticleDocument): Promise<Phone> => {
    const phone = await bench.phone({
      now,
      path: `pages/article/index?id=${id}`,
      width: WIDTH,
      height: HEIGHT,
      statusBar: 20,
      safeBottom: 0,
    });
    await walk(phone);
    return phone;
  };

  describe.each(KINDS)('%s', (kind) => {
    let article: ArticleDocument;
    let page: Reading;
    let phone: Phone;
    beforeAll(async () => {
      const opened = await openPage(browser, path.join(FOLDER, `${kind}.html`));
      const title = await opened.locator('meta[property="og:title"]').getAttribute('content');
      page = await readPage(opened);
      await opened.context().close();
      article = documentOf(title!);
      phone = await open(article);
    });
    afterAll(() => phone?.page.context().close());

    test('looks as it was approved', async () => {
      const shot = await shotOf(phone);
      const file = path.join(SCREENS, `${kind}.webp`);
      if (process.env.UPDATE_SCREENS) fs.writeFileSync(file, await kept(shot));
      const found = await unlikeness(fs.readFileSync(file), shot);
      if (!isAlike(found)) fs.writeFileSync(path.join(SEEN, `beside-${kind}.png`), shot);
      expect({ kind, found, alike: isAlike(found) }).toEqual({ kind, found, alike: true });
      // What is gone is noticed, however small it is beside the whole.
      for (const selector of ['.article .sec img', '.article .sec .p']) {
        const broken = await without(phone, selector);
        if (!broken) continue;
        const missed = await unlikeness(fs.readFileSync(file), broken);
        expect({ selector, missed, alike: isAlike(missed) }).toEqual({ selector, missed, alike: false });
      }
    });

    test('words, pictures and links are all there', async () => {
      const program = await readProgram(phone);
      expect(bare(program.text)).toBe(bare(page.text));
      expect(program.pictures).toHaveLength(page.pictures.length);
      for (const { loaded, width, height } of [...page.pictures, ...program.pictures])
        expect({ loaded, isSeen: width > 0 && height > 0 }).toEqual({ loaded: true, isSeen: true });
      expect(program.links).toEqual(page.links);
      // As many as the page's author would say.
      expect([page.text.length > 20, page.pictures.length, page.links.length]).toEqual([
        true,
        ...COUNTS[kind]!,
      ]);
      expect(await phone.host((host) => host.errors.map(({ message }) => message))).toEqual([]);
    });

    test('nothing is wider than the phone but what scrolls in its own box', async () => {
      const { overflow, boxes } = await phone.host((host) => ({
        overflow: document.scrollingElement!.scrollWidth - innerWidth,
        boxes: host.$$('.tbl-s, .gal').map((box) => ({
          right: box.getBoundingClientRect().right,
          hidden: box.scrollWidth - box.clientWidth,
          scrolls: getComputedStyle(box).overflowX,
        })),
      }));
      expect(overflow).toBeLessThanOrEqual(0);
      expect(boxes.every(({ right }) => right <= WIDTH)).toBe(true);
      for (const box of boxes) if (box.hidden > 0) expect(['auto', 'scroll']).toContain(box.scrolls);
      if (kind === 'table') expect(boxes[0]!.hidden).toBeGreaterThan(0);
    });

    test('each entry of the contents leads to its heading', async () => {
      for (const [at, { id, text }] of article.contents.entries()) {
        await phone.host((host) => host.tap('.act'));
        await phone.host((host, stop) => host.tap(host.$(`#exit-${stop}`)!), at);
        await phone.settle();
        const found = await phone.host((host, target) => {
          const heading = host.$(`#${target}`)!;
          const { top, bottom } = heading.getBoundingClientRect();
          return { text: heading.textContent ?? '', top, bottom };
        }, id);
        expect(bare(found.text)).toBe(bare(text));
        expect(found.top).toBeGreaterThan(LINE - 2);
        expect(found.bottom).toBeLessThan(HEIGHT);
      }
      expect(article.contents.length).toBe(STOPS[kind] ?? 0);
    });
  });
});

/** Pictures and links of the fixtures. */
const COUNTS: Readonly<Record<string, readonly [pictures: number, links: number]>> = {
  document: [0, 0],
  pictures: [5, 0],
  table: [0, 1],
  notice: [0, 3],
  repost: [1, 1],
  post: [3, 0],
};
const STOPS: Readonly<Record<string, number>> = { document: 6, notice: 3, repost: 2 };

const isAlike = (found: Unlikeness): boolean =>
  (Object.keys(ALIKE) as (keyof Unlikeness)[]).every((name) => found[name] <= ALIKE[name]);

/** Small enough to be kept: letters need not be sharp. */
const kept = (shot: Buffer): Promise<Buffer> => sharp(shot).webp({ quality: 22, effort: 6 }).toBuffer();

/** All of the article, without the bars that lie over it. */
async function shotOf(phone: Phone): Promise<Buffer> {
  await phone.host((host) => host.scrollTo(0));
  await phone.settle();
  const clip = await phone.host((host) => {
    const { x, y, width, height } = host.$('.article')!.getBoundingClientRect();
    return { x, y: y + document.scrollingElement!.scrollTop, width, height };
  });
  const bars = '.acts, .nav { visibility: hidden !important }';
  return phone.page.screenshot({ fullPage: true, clip, style: bars });
}

/** The same without the first element of a kind, a picture as one that was not painted; null where there is none. */
async function without(phone: Phone, selector: string): Promise<Buffer | null> {
  const hide = (isHidden: boolean) =>
    phone.host(
      (host, [target, hidden]) => {
        const one = host.$(target as string);
        if (one?.localName === 'img') one.style.visibility = hidden ? 'hidden' : '';
        else if (one) one.style.display = hidden ? 'none' : '';
        return one !== null;
      },
      [selector, isHidden],
    );
  if (!(await hide(true))) return null;
  const shot = await shotOf(phone);
  await hide(false);
  return shot;
}
