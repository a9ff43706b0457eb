import { MOST_SLICES } from '../../feed';

/*
 * How tall pictures are cut (一图读懂 and the like). Pure, and apart from what renders: the store asks before it loads
 * that.
 */

/** Widest rendition of a picture. */
export const WIDEST = 1080;

/**
 * Rows that a picture shown as one file has at the most: what the oldest phones in use take for one texture. Taller
 * ones take a second to decode and, at 1080 pixels wide, more than 18 MB each, while two screens of them are seen.
 */
const ROWS = 4096;
/** Rows of a slice: 9 MB decoded, some two thirds of a screen. */
const SLICE = 2048;
/** Cuts lie between WebP's macroblocks: in slices they are the same squares of pixels as in the whole. */
const MACROBLOCK = 16;

/** The longest side that WebP knows, and JPEG. */
export const WEBP_SIDE = 16_383;
export const JPEG_SIDE = 65_535;

/** Beyond this ratio no phone shows anything of it: a picture is a mistake. */
export const STEEPEST = 256;

/** The size at which the renditions of a picture are cut out: at most `WIDEST` pixels wide. */
export function rasterOf(w: number, h: number): { width: number; height: number } {
  const width = Math.min(w, WIDEST);
  return { width, height: Math.max(1, Math.round((h * width) / w)) };
}

/** Whether a picture of this size is shown in slices. */
export const isTall = (w: number, h: number): boolean => rasterOf(w, h).height > ROWS;

/** The heights of the slices of a picture of so many rows, from top to bottom: all alike but for the last. */
export function sliceHeights(rows: number): number[] {
  const count = Math.min(MOST_SLICES, Math.ceil(rows / SLICE));
  const each = Math.ceil(rows / count / MACROBLOCK) * MACROBLOCK;
  const heights: number[] = [];
  for (let from = 0; from < rows; from += each) heights.push(Math.min(each, rows - from));
  return heights;
}

/** The width of the largest rendition of the whole whose height is at most `side`. */
export const widthWithin = (side: number, { width, height }: { width: number; height: number }): number =>
  Math.min(width, Math.floor((side * width) / height));
