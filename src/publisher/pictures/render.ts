import sharp, { type Sharp } from 'sharp';
import type { ContentHash } from '../../feed';
import { contentName } from '../hash';
import { PictureError } from './error';
import { isTall, JPEG_SIDE, STEEPEST, sliceHeights, WEBP_SIDE, WIDEST, widthWithin } from './tall';

/** Widths of the variants; a picture narrower than one gets its own width instead. */
const WIDTHS = [360, 720, WIDEST] as const;
const THUMB = 168;
/** 64 megapixels: beyond this a picture is an attack or a mistake. */
const PIXEL_LIMIT = 64_000_000;
/** Frames times pixels of an animation that is kept moving; longer ones keep their first frame. */
const ANIMATION_LIMIT = 60_000_000;
/** Of a drawing in a line: 1080 wide and as high as a screen. */
const DRAWING_PIXELS = 5_000_000;
const QUALITY = 78;
/**
 * A whole that WebP's longest side makes narrower than this share of its slices has print that cannot be read any
 * more: then it is JPEG, too. At 1080 pixels wide that is from 24,575 rows on.
 */
const LEGIBLE = 2 / 3;
const WEBP = { quality: QUALITY, effort: 3 } as const;

export interface RenderedFile {
  hash: ContentHash;
  data: Buffer;
}

/** What is known of a mirrored picture: its size, dominant colour, and its files by content. */
export interface PictureRecord {
  w: number;
  h: number;
  color: string;
  animated: boolean;
  variants: { hash: ContentHash; w: number }[];
  /** Of a tall picture that WebP cannot hold at a legible size: the whole as JPEG. */
  whole?: ContentHash;
  /** Of a tall picture. */
  slices?: { hash: ContentHash; h: number }[];
  thumb: ContentHash;
}

// One picture uses one thread: two pictures at a time use both cores, with no contention inside libvips.
sharp.concurrency(1);
sharp.cache(false);

const input = (data: Buffer, animated: boolean, limitInputPixels: number | false = PIXEL_LIMIT): Sharp =>
  sharp(data, { limitInputPixels, failOn: 'error', animated, density: 144 });

/** What is decoded of a picture, once, as large as anything that is made of it: at most 64 megapixels. */
type Raster = Awaited<ReturnType<typeof decoded>>;

const decoded = (data: Buffer, width: number) =>
  input(data, false)
    .rotate()
    .resize({ width })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });

/** The raster, or some of its rows: no pixel is copied. */
function still({ data, info: { width, height, channels } }: Raster, from = 0, rows = height): Sharp {
  const row = width * channels;
  return sharp(data.subarray(from * row, (from + rows) * row), { raw: { width, height: rows, channels } });
}

/**
 * Renders the variants of a picture as WebP (SVG included: it is rasterised, never passed on), and cuts a tall one into
 * slices. Each is named by its own bytes: at another quality it is another file. Throws `PictureError`.
 */
export const renderPicture = (data: Buffer): Promise<{ record: PictureRecord; files: RenderedFile[] }> =>
  inWords(() => render(data));

/**
 * Renders a drawing that stands in a line, SVG of the size in pixels that it is to have: as one file, without loss, for
 * what is drawn in one colour takes the fewest bytes so and its edges stay sharp. Throws `PictureError`.
 */
export const renderDrawing = (svg: Buffer): Promise<{ record: PictureRecord; files: RenderedFile[] }> =>
  inWords(async () => {
    const drawn = await sharp(svg, { limitInputPixels: DRAWING_PIXELS, density: 72 })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width: w, height: h } = drawn.info;
    const file = named(await still(drawn).webp({ lossless: true, effort: 4 }).toBuffer());
    const record = { w, h, color: await dominant(still(drawn)), animated: false };
    return { record: { ...record, variants: [{ hash: file.hash, w }], thumb: file.hash }, files: [file] };
  });

/** Cuts a tall picture that was rendered before slices were made. Throws `PictureError`. */
export const cutPicture = (
  data: Buffer,
  known: PictureRecord,
): Promise<{ record: PictureRecord; files: RenderedFile[] }> =>
  inWords(async () => {
    const { slices, files } = await cut(await decoded(data, Math.min(known.w, WIDEST)));
    return { record: { ...known, slices }, files };
  });

async function inWords<T>(make: () => Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof PictureError) throw error;
    throw new PictureError(
      `图片打不开（${error instanceof Error ? error.message.split('\n')[0] : String(error)}）`,
    );
  }
}

async function render(data: Buffer): Promise<{ record: PictureRecord; files: RenderedFile[] }> {
  // Its head alone is read here; how large it is, is said in our words.
  const meta = await input(data, false, false).metadata();
  if (!meta.width || !meta.height || !meta.format) throw new PictureError('图片打不开');
  const turned = (meta.orientation ?? 1) >= 5;
  const w = turned ? meta.height : meta.width;
  const h = turned ? meta.width : meta.height;
  if (w * h > PIXEL_LIMIT) throw new PictureError(`图片太大：${w} × ${h}，超过 6400 万像素`);
  if (h > w * STEEPEST) throw new PictureError(`图片太长：${w} × ${h}，高超过宽的 ${STEEPEST} 倍`);
  const raster = await decoded(data, Math.min(w, WIDEST));
  const { width } = raster.info;
  const fit = widthWithin(WEBP_SIDE, raster.info);
  const frames = meta.pages ?? 1;
  // Of an animation that is too tall for WebP the first frame is shown, in slices.
  const animated = frames > 1 && meta.format !== 'svg' && frames * w * h <= ANIMATION_LIMIT && fit === width;
  const files: RenderedFile[] = [];
  const keep = async (made: Sharp): Promise<ContentHash> => {
    const file = named(await made.toBuffer());
    files.push(file);
    return file.hash;
  };
  const variants: PictureRecord['variants'] = [];
  for (const w of [...WIDTHS.filter((one) => one < fit), fit]) {
    const source = animated ? input(data, true) : still(raster);
    variants.push({ hash: await keep(source.resize({ width: w }).webp(WEBP)), w });
  }
  const isCut = !animated && isTall(w, h);
  const whole = isCut && fit < width * LEGIBLE ? await keep(asJpeg(raster)) : undefined;
  // The head of a tall picture says what it is about; the middle of another one.
  const square = still(raster).resize(THUMB, THUMB, { fit: 'cover', position: isCut ? 'top' : 'centre' });
  const thumb = await keep(square.webp({ ...WEBP, quality: 70 }));
  const parts = isCut ? await cut(raster) : undefined;
  files.push(...(parts?.files ?? []));
  return {
    record: {
      w,
      h,
      color: await dominant(still(raster)),
      animated,
      variants,
      ...(whole ? { whole } : {}),
      ...(parts ? { slices: parts.slices } : {}),
      thumb,
    },
    files,
  };
}

/**
 * Baseline, so that a viewer can decode what it shows of it; what is transparent becomes white. With codes made for
 * the picture it would be a tenth smaller, and its coefficients, twice the raster, would be in memory.
 */
const asJpeg = (raster: Raster): Sharp =>
  still(raster)
    .resize({ width: widthWithin(JPEG_SIDE, raster.info) })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: QUALITY, optimiseCoding: false });

/** Rows of one raster, none resampled on its own: one below the other they are the picture, pixel for pixel. */
async function cut(
  raster: Raster,
): Promise<{ slices: { hash: ContentHash; h: number }[]; files: RenderedFile[] }> {
  const slices: { hash: ContentHash; h: number }[] = [];
  const files: RenderedFile[] = [];
  let from = 0;
  for (const h of sliceHeights(raster.info.height)) {
    const file = named(await still(raster, from, h).webp(WEBP).toBuffer());
    files.push(file);
    slices.push({ hash: file.hash, h });
    from += h;
  }
  return { slices, files };
}

const named = (data: Buffer): RenderedFile => ({ hash: contentName(data), data });

/** The colour that holds a picture's place while it loads: the mean of its pixels on white. */
async function dominant(picture: Sharp): Promise<string> {
  const pixel = await picture
    .flatten({ background: '#ffffff' })
    .resize(1, 1, { fit: 'fill' })
    .toColourspace('srgb')
    .raw()
    .toBuffer();
  return `#${[0, 1, 2].map((at) => (pixel[at] ?? 0).toString(16).padStart(2, '0')).join('')}`;
}
