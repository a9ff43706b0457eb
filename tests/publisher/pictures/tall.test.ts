import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { allBlocks, filesOf, picturesIn } from '../../../src/domain/blocks';
import { MOST_SLICES, type Picture, paths } from '../../../src/feed';
import { bundleFeed } from '../../../src/publisher/commands/bundle';
import { checkFeed } from '../../../src/publisher/commands/check';
import { publish } from '../../../src/publisher/commands/publish';
import { rebuild } from '../../../src/publisher/commands/rebuild';
import { cutPicture, type PictureRecord, renderPicture } from '../../../src/publisher/pictures/render';
import { isTall, rasterOf, sliceHeights, widthWithin } from '../../../src/publisher/pictures/tall';
import { deletedPage, ordinaryPage } from '../../fixtures/publisher/pages';
import { fuzz } from '../../support/fuzz';
import { cleanUp, documentOf, itemOf, snapshot, temporary, write } from '../support';

jest.setTimeout(120_000);
afterEach(cleanUp);

/** A slanted line over bands of colours: no two stretches of it are alike. */
function tallPng(width: number, height: number): Promise<Buffer> {
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    const band = Math.floor(y / 300);
    const row = data.subarray(y * width * 3, (y + 1) * width * 3);
    row.fill(Buffer.from([120 + ((band * 47) % 130), 90 + ((band * 31) % 150), 140 + ((band * 73) % 110)]));
    const x = Math.floor((y * (width - 40)) / height);
    row.fill(20, x * 3, (x + 40) * 3);
  }
  return sharp(data, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

const pixels = (data: Buffer | string, width: number) =>
  sharp(data).resize({ width }).removeAlpha().raw().toBuffer({ resolveWithObject: true });

/** The mean and the greatest difference of two rows or pictures of pixels. */
function difference(one: Buffer, other: Buffer): { mean: number; most: number } {
  expect(one).toHaveLength(other.length);
  let sum = 0;
  let most = 0;
  for (let at = 0; at < one.length; at += 1) {
    const by = Math.abs(one[at]! - other[at]!);
    sum += by;
    if (by > most) most = by;
  }
  return { mean: sum / one.length, most };
}

const of = (files: readonly { hash: string; data: Buffer }[], hash: string): Buffer =>
  files.find((file) => file.hash === hash)!.data;

describe('the plan of the cuts', () => {
  test('leaves what a phone bears as one file', () => {
    expect(isTall(1080, 4096)).toBe(false);
    expect(isTall(1080, 4097)).toBe(true);
    // It is the rendition that counts: a photograph of a phone is none.
    expect(isTall(3000, 9000)).toBe(false);
    expect(isTall(300, 4200)).toBe(true);
  });

  test('law: cuts add up, lie between macroblocks, and are few', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4097, max: 64_000_000 / 250 }), (rows) => {
        const heights = sliceHeights(rows);
        expect(heights.reduce((sum, one) => sum + one, 0)).toBe(rows);
        expect(heights.length).toBeGreaterThan(1);
        expect(heights.length).toBeLessThanOrEqual(MOST_SLICES);
        for (const [at, one] of heights.entries()) {
          expect(one).toBeGreaterThan(0);
          if (at < heights.length - 1) expect([one, one % 16]).toEqual([heights[0], 0]);
          if (rows <= MOST_SLICES * 2000) expect(one).toBeLessThanOrEqual(2048);
        }
      }),
      fuzz(300),
    );
  });

  test('law: a whole is as wide as its side lets it be', () => {
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 6000 }), fc.integer({ min: 1, max: 200 }), (w, ratio) => {
        const raster = rasterOf(w, w * ratio);
        const width = widthWithin(16_383, raster);
        expect(Math.round((raster.height * width) / raster.width)).toBeLessThanOrEqual(16_383);
        expect(
          width === raster.width || Math.round((raster.height * (width + 2)) / raster.width) > 16_383,
        ).toBe(true);
      }),
      fuzz(300),
    );
  });
});

describe('rendering', () => {
  test('1080 × 16,500: slices that are the picture, and a whole that WebP holds', async () => {
    const data = await tallPng(1080, 16_500);
    const { record, files } = await renderPicture(data);
    expect(record).toMatchObject({ w: 1080, h: 16_500, animated: false });
    expect(record.variants.map(({ w }) => w)).toEqual([360, 720, 1072]);
    expect(await sharp(of(files, record.variants.at(-1)!.hash)).metadata()).toMatchObject({
      format: 'webp',
      width: 1072,
    });
    expect(record.whole).toBeUndefined();
    const heights = record.slices!.map(({ h }) => h);
    expect(heights).toEqual([...Array.from({ length: 8 }, () => 1840), 1780]);
    // What is decoded of them stands where it stood; a cut that was a row off would show on the slanted line.
    const original = await pixels(data, 1080);
    const shown: Buffer[] = [];
    for (const { hash, h } of record.slices!) {
      const slice = of(files, hash);
      expect(await sharp(slice).metadata()).toMatchObject({ format: 'webp', width: 1080, height: h });
      shown.push((await pixels(slice, 1080)).data);
    }
    const stacked = Buffer.concat(shown);
    expect(difference(stacked, original.data).mean).toBeLessThan(2);
    // No row beside a cut is worse than rows elsewhere are.
    const row = 1080 * 3;
    const rowAt = (at: number) =>
      difference(stacked.subarray(at * row, (at + 1) * row), original.data.subarray(at * row, (at + 1) * row))
        .mean;
    const inside = Math.max(...Array.from({ length: 200 }, (_, k) => rowAt(37 + k * 80)));
    for (let at = 1840; at < 16_500; at += 1840)
      expect(Math.max(rowAt(at - 1), rowAt(at))).toBeLessThan(inside * 1.5);
  });

  test('1080 × 40,000: the whole is JPEG as wide as the slices, for WebP is no more to be read', async () => {
    const { record, files } = await renderPicture(await tallPng(1080, 40_000));
    expect(record.variants.map(({ w }) => w)).toEqual([360, 442]);
    expect(await sharp(of(files, record.whole!)).metadata()).toMatchObject({
      format: 'jpeg',
      isProgressive: false,
      width: 1080,
      height: 40_000,
    });
    expect(record.slices!.reduce((sum, { h }) => sum + h, 0)).toBe(40_000);
    expect(new Set(files.map(({ hash }) => hash))).toEqual(
      new Set([
        ...[...record.variants, ...record.slices!].map(({ hash }) => hash),
        record.whole,
        record.thumb,
      ]),
    );
  });

  test('a wide one is cut at the width of its rendition', async () => {
    const { record } = await renderPicture(await tallPng(1440, 9000));
    expect(record).toMatchObject({ w: 1440, h: 9000 });
    expect(record.slices!.reduce((sum, { h }) => sum + h, 0)).toBe(6750);
    expect(record.variants.map(({ w }) => w)).toEqual([360, 720, 1080]);
  });

  test('a transparent one is transparent in its slices, and white as JPEG', async () => {
    const blank = { r: 255, g: 0, b: 0, alpha: 0 };
    const data = await sharp({ create: { width: 200, height: 9000, channels: 4, background: blank } })
      .png()
      .toBuffer();
    const { record, files } = await renderPicture(data);
    for (const { hash } of record.slices!)
      expect((await sharp(of(files, hash)).metadata()).hasAlpha).toBe(true);
    const steep = await sharp({ create: { width: 200, height: 30_000, channels: 4, background: blank } })
      .png()
      .toBuffer();
    const made = await renderPicture(steep);
    const { data: jpeg } = await pixels(of(made.files, made.record.whole!), 200);
    expect(jpeg.subarray(0, 3)).toEqual(Buffer.from([255, 255, 255]));
  });

  test('one that a camera has turned is cut as it is seen', async () => {
    const data = await sharp({ create: { width: 9000, height: 300, channels: 3, background: '#336' } })
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const { record, files } = await renderPicture(data);
    expect(record).toMatchObject({ w: 300, h: 9000 });
    expect(record.slices!.length).toBe(5);
    expect((await sharp(of(files, record.slices![0]!.hash)).metadata()).width).toBe(300);
  });

  test('one that moves is not cut; too tall for WebP, it stands still and is', async () => {
    const moving = async (width: number, height: number) => {
      const frames = await Promise.all(
        ['#f00', '#00f'].map((background) =>
          sharp({ create: { width, height, channels: 3, background } })
            .png()
            .toBuffer(),
        ),
      );
      return renderPicture(
        await sharp(frames, { join: { animated: true } })
          .gif({ delay: [100, 100] })
          .toBuffer(),
      );
    };
    const short = await moving(100, 5000);
    expect(short.record).toMatchObject({ animated: true, h: 5000 });
    expect(short.record.slices).toBeUndefined();
    const long = await moving(100, 17_000);
    expect(long.record.animated).toBe(false);
    expect(long.record.slices!.reduce((sum, { h }) => sum + h, 0)).toBe(17_000);
  });

  test('one beyond the limits is refused in words', async () => {
    const line = (width: number, height: number) =>
      sharp({ create: { width, height, channels: 3, background: '#fff' }, limitInputPixels: false })
        .png({ compressionLevel: 1 })
        .toBuffer();
    await expect(renderPicture(await line(1080, 59_260))).rejects.toThrow(
      '图片太大：1080 × 59260，超过 6400 万像素',
    );
    await expect(renderPicture(await line(30, 9000))).rejects.toThrow(
      '图片太长：30 × 9000，高超过宽的 256 倍',
    );
  });
});

describe('a feed with a tall picture', () => {
  const page = (title: string, mid: string, body: string) => ordinaryPage({ title, mid, body });
  const image =
    '<figure><img data-src="a_files/long.png" data-w="400" data-ratio="22.5"><figcaption>一图读懂</figcaption></figure>';
  let png: Buffer;
  beforeAll(async () => {
    png = await tallPng(400, 9000);
  });

  async function published(body: string) {
    const root = temporary();
    const from = write(`${root}/from`, { 'a.html': page('甲', '1', body), 'a_files/long.png': png });
    const run = () => publish({ from: [from], to: `${root}/to`, cards: false, images: false });
    const report = await run();
    return { root, to: `${root}/to`, from, run, report };
  }
  const shown = (to: string): Picture[] => allBlocks(documentOf(to, '甲').blocks).flatMap(picturesIn);
  const images = (to: string) => [...snapshot(to).keys()].filter((name) => name.startsWith('images/'));
  const note = (to: string) => {
    const folder = `${to}.archive/renderings`;
    const [name] = readdirSync(folder, { recursive: true })
      .map(String)
      .filter((one) => one.endsWith('.json'));
    return path.join(folder, name!);
  };

  test('has its slices in the document and in the folder, nested too, and checks', async () => {
    const { to, report, run } = await published(
      `<p>字。</p>${image}<blockquote>${image}</blockquote><ul><li>${image}</li></ul>`,
    );
    expect(report.pictures).toMatchObject({ mirrored: 1, failed: 0 });
    const all = shown(to);
    expect(all).toHaveLength(3);
    for (const one of all) {
      expect(one).toMatchObject({ w: 400, h: 9000, caption: '一图读懂' });
      expect(one.slices!.reduce((sum, { h }) => sum + h, 0)).toBe(9000);
      for (const { src } of one.slices!) expect(src).toMatch(/^images\/[\w-]{8}\.webp$/);
    }
    expect(images(to).sort()).toEqual([...new Set(filesOf(all[0]!))].sort());
    expect((await checkFeed(to)).findings).toEqual([]);
    // Nothing is made twice, and a slice that is gone is missed.
    expect((await run()).written).toBe(0);
    const { src } = all[0]!.slices![1]!;
    rmSync(path.join(to, src));
    expect((await checkFeed(to)).findings).toMatchObject([{ message: `缺少文件 ${src}` }]);
  });

  test('withdrawn, takes its slices along', async () => {
    const { to, from, run } = await published(image);
    expect(images(to).length).toBeGreaterThan(6);
    write(from, { 'a.html': deletedPage() });
    expect(await run()).toMatchObject({ withdrawn: 1 });
    expect(images(to)).toEqual([]);
  });

  test('gives others one picture, the largest whole', async () => {
    const { to } = await published(image);
    const { items } = JSON.parse(readFileSync(`${to}/${paths.full}`, 'utf8'));
    const [picture] = shown(to);
    expect(items[0].content_html.match(/<img [^>]*>/g)).toEqual([
      `<img src="${picture!.src}" width="400" height="9000" alt="" loading="lazy">`,
    ]);
  });

  test('is bundled without slices', async () => {
    const { to, root } = await published(`<p>字。</p>${image}`);
    await bundleFeed({ feed: to, to: `${root}/bundle`, imageBytes: 400_000 });
    const text = readFileSync(`${root}/bundle/feed.json`, 'utf8');
    expect(text).toContain('/bundled/');
    expect(text).not.toContain('slices');
    // Where there is no room for it its caption is left.
    await bundleFeed({ feed: to, to: `${root}/bundle`, imageBytes: 10 });
    const small = readFileSync(`${root}/bundle/feed.json`, 'utf8');
    expect(small).toContain('"unsupported"');
    expect(small).toContain('一图读懂');
  });

  test('that was rendered before there were slices is cut at a rebuild, and again for nobody', async () => {
    const { to } = await published(image);
    const before = shown(to)[0]!;
    const { slices: _, ...old } = JSON.parse(readFileSync(note(to), 'utf8')) as PictureRecord;
    writeFileSync(note(to), JSON.stringify(old));
    await rebuild({ to, cards: false, images: false });
    expect(shown(to)[0]).toEqual(before);
    expect((await rebuild({ to, cards: false, images: false })).written).toBe(0);
    expect((await checkFeed(to)).findings).toEqual([]);
  });

  test('of which the archive has nothing but a rendition is cut out of that; damaged, it stays whole', async () => {
    const { to } = await published(image);
    const { slices, ...old } = JSON.parse(readFileSync(note(to), 'utf8')) as PictureRecord;
    const bytes = readFileSync(path.join(to, paths.image(old.variants.at(-1)!.hash)));
    const made = await cutPicture(bytes, old);
    expect(made.record.slices!.map(({ h }) => h)).toEqual(slices!.map(({ h }) => h));
    for (const folder of [`${to}.archive/beside`]) rmSync(folder, { recursive: true });
    writeFileSync(note(to), JSON.stringify(old));
    await rebuild({ to, cards: false, images: false });
    expect(shown(to)[0]!.slices!.map(({ src }) => src)).toEqual(
      made.record.slices!.map(({ hash }) => paths.image(hash)),
    );
    writeFileSync(note(to), JSON.stringify(old));
    const { hash } = old.variants.at(-1)!;
    writeFileSync(path.join(`${to}.archive/rendered`, hash.slice(0, 2), hash), 'no picture');
    const report = await rebuild({ to, cards: false, images: false });
    expect(report.pictures).toMatchObject({ kept: 1, failed: 0 });
    expect(shown(to)[0]!.slices).toBeUndefined();
  });

  test('as a cover is its narrowest rendition, for a card is small', async () => {
    const root = temporary();
    const from = write(`${root}/from`, {
      'b.txt': '乙\n\n示例 · 公众号 · 山东 · 2024-12-16 20:10\n正文\n一段。',
      'b.cover.png': png,
    });
    const to = `${root}/to`;
    await publish({ from: [from], to, cards: false, images: false });
    const { cover } = documentOf(to, '乙');
    expect(cover).not.toHaveProperty('slices');
    expect(cover!.variants).toEqual([{ src: cover!.src, w: 360 }]);
    const item = itemOf(to, '乙');
    expect(item.image).toBe(cover!.src);
    expect(images(to).sort()).toEqual([cover!.src, item._column.thumb!].sort());
    expect((await sharp(path.join(to, cover!.src)).metadata()).height).toBe(8100);
    expect((await checkFeed(to)).findings).toEqual([]);
  });
});
