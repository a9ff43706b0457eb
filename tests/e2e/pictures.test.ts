import fs from 'node:fs';
import path from 'node:path';
import { auditImages, measureImages } from '../../src/build/audit';
import { type Head, paths } from '../../src/feed';
import { createFeedHandler } from '../../src/publisher/commands/serve';
import { Bench, inBrowser, ROOT } from './support';

/* What WeChat's audit asks of pictures, which takes a layout to be seen: over the published sample. */

const FEED = path.join(ROOT, 'dist/feed');
const now = '2026-11-23T09:10:00+08:00';
/** Three pixels for one, as most phones have. */
const SCALE = 3;
/** A feed has pictures in a few widths: one of 1080 is 6 pixels wider than what a lead card of 358 px can show. */
const STEP = 1.01;

inBrowser('pictures', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.open(createFeedHandler(FEED));
  });
  afterAll(() => bench.close());

  const pages = () => {
    const head = JSON.parse(fs.readFileSync(path.join(FEED, paths.head), 'utf8')) as Head;
    const newest = head.items.slice(0, 4);
    return ['pages/column/index', ...newest.map(({ id }) => `pages/article/index?id=${id}`)];
  };

  test('are neither larger than the screen can show nor out of shape', async () => {
    let measured = 0;
    for (const page of pages()) {
      const phone = await bench.phone({ now, path: page }, undefined, SCALE);
      await phone.settle();
      const images = await phone.page.evaluate(measureImages);
      measured += images.length;
      expect(auditImages(images, SCALE * STEP)).toEqual([]);
      await phone.page.context().close();
    }
    expect(measured).toBeGreaterThan(5);
  }, 240_000);
});
