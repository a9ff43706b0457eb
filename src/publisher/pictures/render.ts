import sharp, { type Sharp } from 'sharp';
import type { ContentHash } from '../../feed';
import { contentName } from '../hash';
import { PictureError } from './error';

/** Widths of the variants; a picture narrower than one gets its own width instead. */
const WIDTHS = [360, 720, 1080] as const;
const THUMB = 168;
/** 64 megapixels: beyond this a picture is an attack or a mistake. */
const PIXEL_LIMIT = 64_000_000;
/** Frames times pixels of an animation that is kept moving; longer ones keep their first frame. */
const ANIMATION_LIMIT = 60_000_000;
const QUALITY = 78;

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
  thumb: ContentHash;
}

// One picture uses one thread: two pictures at a time use both cores, with no contention inside libvips.
sharp.concurrency(1);
sharp.cache(false);

const input = (data: Buffer, animated: boolean): Sharp =>
  sharp(data, { limitInputPixels: PIXEL_LIMIT, failOn: 'error', animated, density: 144 });

/**
 * Renders the variants of a picture as WebP (SVG included: it is rasterised, never passed on). Each is named by its
 * own bytes: at another quality it is another file. Throws `PictureError`.
 */
export async function renderPicture(data: Buffer): Promise<{ record: PictureRecord; files: RenderedFile[] }> {
  try {
    return await render(data);
  } catch (error) {
    if (error instanceof PictureError) throw error;
    throw new PictureError(
      `图片打不开（${error instanceof Error ? error.message.split('\n')[0] : String(error)}）`,
    );
  }
}

async function render(data: Buffer): Promise<{ record: PictureRecord; files: RenderedFile[] }> {
  const meta = await input(data, false).metadata();
  if (!meta.width || !meta.height || !meta.format) throw new PictureError('图片打不开');
  const turned = (meta.orientation ?? 1) >= 5;
  const w = turned ? meta.height : meta.width;
  const h = turned ? meta.width : meta.height;
  const frames = meta.pages ?? 1;
  const animated = frames > 1 && meta.format !== 'svg' && frames * w * h <= ANIMATION_LIMIT;
  // Decoded once, as large as anything that is made of it.
  const largest = Math.min(w, WIDTHS[WIDTHS.length - 1]!);
  const pixels = await input(data, false)
    .rotate()
    .resize({ width: largest })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const still = () =>
    sharp(pixels.data, {
      raw: { width: pixels.info.width, height: pixels.info.height, channels: pixels.info.channels },
    });
  const files: RenderedFile[] = [];
  const variants: PictureRecord['variants'] = [];
  for (const width of [...WIDTHS.filter((one) => one < largest), largest]) {
    const source = animated ? input(data, true) : still();
    const made = named(await source.resize({ width }).webp({ quality: QUALITY, effort: 3 }).toBuffer());
    files.push(made);
    variants.push({ hash: made.hash, w: width });
  }
  const square = still().resize(THUMB, THUMB, { fit: 'cover' });
  const small = named(await square.webp({ quality: 70, effort: 3 }).toBuffer());
  files.push(small);
  const thumb = small.hash;
  return { record: { w, h, color: await dominant(still()), animated, variants, thumb }, files };
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
