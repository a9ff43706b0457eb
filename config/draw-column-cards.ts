import { mkdirSync, writeFileSync } from 'node:fs';
import { createCanvas } from '@napi-rs/canvas';
import sharp from 'sharp';
import { CARD_SIZES, drawColumnCard } from '../src/domain/cards';
import { registerCardFonts } from './card-fonts';

/*
 * Draws the column's own two share cards, which ship in the package. By hand, when their design changes:
 * `npx tsx config/draw-column-cards.ts`.
 */

/** The mini-program's package is counted in kilobytes; these are shown some 226 points wide. */
const CARDS = [
  { kind: 'chat', width: 500, quality: 52 },
  { kind: 'square', width: 400, quality: 54 },
] as const;

async function main() {
  if (!registerCardFonts())
    throw new Error('Noto Sans CJK is not installed; the cards would have other letters.');
  mkdirSync('src/assets', { recursive: true });
  for (const { kind, width, quality } of CARDS) {
    const [w, h] = CARD_SIZES[kind];
    const canvas = createCanvas(w, h);
    drawColumnCard(canvas.getContext('2d'), kind);
    const jpeg = await sharp(canvas.toBuffer('image/png'))
      .resize({ width })
      .jpeg({ quality, mozjpeg: true })
      .toBuffer();
    writeFileSync(`src/assets/column-${kind}.jpg`, jpeg);
    console.log(`column-${kind}.jpg ${jpeg.length} bytes`);
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
