import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { allBlocks, inlinesOf } from '../../../src/domain/blocks';
import { type ArticleDocument, parseArticle, paths } from '../../../src/feed';
import { checkFeed } from '../../../src/publisher/commands/check';
import { publish } from '../../../src/publisher/commands/publish';
import { rebuild } from '../../../src/publisher/commands/rebuild';
import { articleId } from '../../../src/publisher/hash';
import { memoryFile } from '../../../src/publisher/memory/memory';
import { DEFAULT_LIMITS } from '../../../src/publisher/pictures/fetch';
import { ordinaryPage } from '../../fixtures/publisher/pages';
import { changed, cleanUp, readJson, snapshot, temporary, write } from '../support';
import { testServer } from './server';

/* What an article draws itself becomes files of the feed like any picture: formulas, drawings in a line, diagrams. */

const web = testServer();
beforeAll(() => {
  web.handler = async (_, response) => {
    const picture = sharp({ create: { width: 300, height: 100, channels: 3, background: '#3366cc' } });
    response.writeHead(200, { 'content-type': 'image/png' }).end(await picture.png().toBuffer());
  };
});
beforeEach(() => {
  web.asked = [];
});
afterEach(cleanUp);

const FORMULA = '<math><mi>v</mi><mo>=</mo><mfrac><mi>s</mi><mi>t</mi></mfrac></math>';
const DIAGRAM =
  '<svg viewBox="0 0 600 300"><rect width="100" height="300" fill="#c00"/><rect x="200" width="100" height="200" fill="#0c0"/><circle cx="500" cy="150" r="90"/></svg>';

function published(body: string, more: { images?: boolean } = {}) {
  const root = temporary();
  const from = write(path.join(root, 'from'), { 'a.html': ordinaryPage({ mid: '1', body }) });
  const to = path.join(root, 'to');
  const options = {
    to,
    cards: false,
    limits: { ...DEFAULT_LIMITS, allowPrivate: true },
    now: () => 1_700_000_000_000,
    ...more,
  };
  const document = () =>
    parseArticle(readJson(to, paths.article(articleId('message:MzA1MDAwMDAwMQ==:1:1')))) as ArticleDocument;
  return publish({ from: [from], ...options }).then((report) => ({ from, to, options, document, report }));
}
const drawingOf = (document: ArticleDocument) =>
  allBlocks(document.blocks)
    .flatMap(inlinesOf)
    .find(({ drawing }) => drawing)?.drawing;

test('a formula is a small file of the feed without loss, at three pixels for one of its text', async () => {
  const { to, document } = await published(`<p>设车速为${FORMULA}，则</p>`);
  const drawing = drawingOf(document())!;
  expect(drawing).toEqual({
    src: expect.stringMatching(/^images\/[\w-]{8}\.webp$/),
    w: 265,
    h: 112,
    drop: 38,
    ink: true,
  });
  const file = readFileSync(path.join(to, drawing.src));
  expect(await sharp(file).metadata()).toMatchObject({ width: 135, height: 57, hasAlpha: true });
  expect(file.length).toBeLessThan(1500);
  // `VP8L`: the lossless kind.
  expect(file.subarray(12, 16).toString()).toBe('VP8L');
  expect(await checkFeed(to)).toMatchObject({ findings: [] });
});

test('a diagram is a picture of the feed, in its widths', async () => {
  const { document } = await published(`<p>如下图。</p>${DIAGRAM}`);
  const image = document().blocks.find((block) => block.type === 'image')!;
  expect(image).toMatchObject({ w: 1020, h: 510, variants: [{ w: 360 }, { w: 720 }, { w: 1020 }] });
});

test('nothing is asked of the web, with --no-images too, and drawn once: rebuilt, a feed has the same bytes', async () => {
  const { to, options, report } = await published(`<p>设${FORMULA}和${FORMULA}。</p>${DIAGRAM}`, {
    images: false,
  });
  expect(report.pictures).toEqual({ mirrored: 2, kept: 0, failed: 0 });
  const before = snapshot(to);
  for (const isLost of [false, true]) {
    if (isLost) rmSync(memoryFile(`${to}.archive`));
    expect((await rebuild(options)).pictures).toEqual({ mirrored: 0, kept: 2, failed: 0 });
    expect(changed(before, snapshot(to))).toEqual([]);
  }
  // Without what was rendered, it is rendered again.
  rmSync(to, { recursive: true });
  rmSync(path.join(`${to}.archive`, 'rendered'), { recursive: true });
  await rebuild(options);
  expect(changed(before, snapshot(to))).toEqual([]);
  expect(web.asked).toEqual([]);
});

test('a picture in a line has the height that it turns out to have: 300 × 100 at 388 hundredths is 129 high', async () => {
  const body = `<p>当<embed src="${web.base}/x.png" style="width:9ex;height:auto">时</p>`;
  expect(drawingOf((await published(body)).document())).toMatchObject({ w: 388, h: 129 });
  const without = await published(body, { images: false });
  expect(without.document().blocks).toEqual([
    { type: 'paragraph', inlines: [{ text: '当' }, { text: '［图］' }, { text: '时' }] },
  ]);
});
