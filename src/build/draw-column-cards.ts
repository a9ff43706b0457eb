import { mkdirSync, writeFileSync } from 'node:fs';
import sharp from 'sharp';
import { CARD_SIZES, drawColumnCard } from '../domain/cards';
import { INK } from '../domain/cards/palette';
import { cardCanvas } from '../publisher/cards/canvas';

/*
 * Draws the column's own two share cards, which ship in the package. By hand, when their design changes:
 * `npx tsx src/build/draw-column-cards.ts`.
 */

/** The mini-program's package is counted in kilobytes; these are shown some 226 points wide. */
const CARDS = [
  { kind: 'chat', width: 500 },
  { kind: 'square', width: 400 },
] as const;

type Rgb = readonly [number, number, number];

const rgb = (hex: string): Rgb => {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
};
const mix = (a: string, b: string, part: number): Rgb => {
  const [from, to] = [rgb(a), rgb(b)];
  const channel = (i: 0 | 1 | 2) => Math.round(from[i] + (to[i] - from[i]) * part);
  return [channel(0), channel(1), channel(2)];
};

/**
 * The drawing's own colours and the steps of its edges: 16, as a PNG then takes half a byte a pixel. That is a
 * third smaller than a JPEG of any bearable quality, without its haze around letters. A quantizer's own choice
 * of 16 lets the hills and the verge run together.
 */
const COLOURS: Rgb[] = [
  ...[INK.plate, INK.white, INK.onPlate, INK.yellow, INK.asphalt].map(rgb),
  ...[INK.post, INK.sky, INK.hills, INK.verge, INK.vergeShade].map(rgb),
  mix(INK.plate, INK.white, 0.25),
  mix(INK.plate, INK.white, 0.5),
  mix(INK.plate, INK.white, 0.75),
  mix(INK.plate, INK.yellow, 0.5),
  mix(INK.asphalt, INK.white, 0.5),
  mix(INK.asphalt, INK.yellow, 0.5),
];

/** Every pixel in the nearest of COLOURS. */
function reduce(pixels: Buffer): Buffer {
  const reduced = Buffer.alloc(pixels.length);
  for (let at = 0; at < pixels.length; at += 3) {
    const distance = (colour: Rgb) =>
      colour.reduce((sum, value, i) => sum + (value - pixels[at + i]!) ** 2, 0);
    reduced.set(
      COLOURS.reduce((best, colour) => (distance(colour) < distance(best) ? colour : best)),
      at,
    );
  }
  return reduced;
}

async function main() {
  mkdirSync('src/assets', { recursive: true });
  for (const { kind, width } of CARDS) {
    const [w, h] = CARD_SIZES[kind];
    const canvas = cardCanvas(w, h);
    drawColumnCard(canvas.context, kind);
    const { data, info } = await sharp(canvas.png())
      .resize({ width })
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const raw = { width: info.width, height: info.height, channels: 3 } as const;
    const png = await sharp(reduce(data), { raw })
      .png({ palette: true, colours: COLOURS.length, dither: 0, compressionLevel: 9, effort: 10 })
      .toBuffer();
    writeFileSync(`src/assets/column-${kind}.png`, png);
    console.log(`column-${kind}.png ${png.length} bytes`);
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
