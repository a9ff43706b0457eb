import path from 'node:path';
import sharp from 'sharp';
import { bytesOf } from '../write/file';

/** What a picture is for: the cover of a lead card, the small square of a row, a picture in an article. */
export type Shape = 'cover' | 'thumb' | 'picture';

/**
 * Width in pixels, and quality: a lead card is some 358 px wide, so that its cover is sharp on a screen with two pixels
 * for one. The package has room for little, and drawings and photographs alike bear this quality.
 */
const MAKE: Record<Shape, { width: number; quality: number }> = {
  cover: { width: 720, quality: 30 },
  thumb: { width: 168, quality: 40 },
  picture: { width: 480, quality: 30 },
};

/** Pictures of a feed made anew, small, until the budget is used up. */
export class BundledPictures {
  /** By name in the bundle. */
  readonly files = new Map<string, Buffer>();
  bytes = 0;

  constructor(
    private readonly feed: string,
    private readonly budget: number,
  ) {}

  static nameOf(src: string, shape: Shape): string {
    return `${path.posix.basename(src).replace(/(?:-\w+)?\.\w+$/, '')}-${shape}.webp`;
  }

  /** Makes one picture; leaves it out where it is too large for what is left, lies on the web, or is not there. */
  async take(src: string, shape: Shape): Promise<void> {
    const name = BundledPictures.nameOf(src, shape);
    if (this.files.has(name) || /^https?:/.test(src)) return;
    const { width, quality } = MAKE[shape];
    const found = bytesOf(path.join(this.feed, src));
    if (!found) return;
    const data = await sharp(found)
      .resize({ width, withoutEnlargement: true })
      .webp({ quality, effort: 6 })
      .toBuffer()
      .catch(() => null);
    if (!data || data.length > this.budget - this.bytes) return;
    this.bytes += data.length;
    this.files.set(name, data);
  }

  /** The name of a picture that was taken. */
  taken(src: string, shape: Shape): string | undefined {
    const name = BundledPictures.nameOf(src, shape);
    return this.files.has(name) ? name : undefined;
  }
}
