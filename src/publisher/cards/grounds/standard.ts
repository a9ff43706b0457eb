import { arrow, plate } from './parts/signs';
import { EDGES, HEIGHT, type Pen } from './pen';

/** A book that stands on the shelf at 0: its width and height. */
function book(pen: Pen, w: number, h: number, color: string): void {
  const { light } = pen;
  pen.round(0, -h, w, h + 3, 4, color);
  pen.rect(0, -h + 26, w, 6, light.yellow);
  pen.round(w / 2 - 5, -h + 52, 10, 70, 2, light.white);
  pen.rect(0, -42, w, 5, light.gloss);
}

/** A dimension line with its two arrow heads, along the x axis. */
function dimension(pen: Pen, length: number, upright: boolean): void {
  const { light } = pen;
  const put = (places: readonly number[]) =>
    upright ? places.map((_, i) => places[i % 2 ? i - 1 : i + 1]!) : places;
  pen.line(put([0, -14, 0, 34]), 2.4, light.ink);
  pen.line(put([length, -14, length, 34]), 2.4, light.ink);
  pen.line(put([8, 0, length - 8, 0]), 3, light.red);
  pen.poly(put([0, 0, 16, -7, 16, 7]), light.red);
  pen.poly(put([length, 0, length - 16, -7, length - 16, 7]), light.red);
}

function pencil(pen: Pen): void {
  const { light } = pen;
  pen.poly([0, 12, 16, 0, 110, 122, 94, 134], light.red);
  pen.poly([94, 134, 110, 122, 120, 152], light.sand);
  pen.poly([112, 142, 118, 137, 120, 152], light.ink);
  pen.poly([0, 12, 16, 0, 24, 10, 8, 22], light.pale);
}

/** The drawing of a sign with its measures, on a desk of squared paper. */
export function standard(pen: Pen): void {
  const { light } = pen;
  pen.band(-2, HEIGHT + 4, light.wall);
  for (let x = EDGES[0] - 20; x < EDGES[1] + 20; x += 40) pen.rect(x, 0, 1.6, HEIGHT, light.wallLine);
  for (let y = 20; y < HEIGHT; y += 40) pen.band(y, 1.6, light.wallLine);

  pen.round(262, 34, 470, HEIGHT, 6, light.shadowFaint);
  pen.round(254, 26, 470, HEIGHT, 6, light.paper);
  pen.frame(268, 40, 442, HEIGHT, 3, 2, light.grey);
  dimension(pen.at(372, 84), 250, false);
  dimension(pen.at(330, 116), 150, true);
  for (const x of [470, 512]) pen.rect(x, 262, 12, 80, light.steel);
  pen.rect(440, 340, 116, 7, light.ink);
  plate(pen, 372, 116, 250, 150, 9);
  pen.rect(404, 150, 116, 24, light.white);
  pen.rect(404, 206, 86, 24, light.white);
  // Exits are on the right, mirrored or not.
  arrow(pen.at(568, 192, 1.4), !pen.mirrored);
  for (const [y, w] of [
    [302, 84],
    [320, 60],
    [338, 74],
  ] as const)
    pen.rect(302, y, w, 8, light.pale);
  pen.frame(606, 298, 86, 52, 3, 2.4, light.grey);
  pen.rect(606, 323, 86, 2.4, light.grey);
  pen.rect(648, 298, 2.4, 52, light.grey);

  pen.poly([748, 334, 748, 96, 976, 334], light.yellow);
  pen.poly([782, 300, 782, 178, 898, 300], light.wall);
  for (let x = 766; x < 946; x += 18) pen.rect(x, 322, 2.4, 12, light.ink);
  pencil(pen.at(822, 54));
  for (const [x, w, h, color] of [
    [36, 58, 254, light.plate],
    [98, 46, 230, light.red],
    [148, 60, 274, light.ink],
    [-190, 52, 244, light.red],
    [-134, 60, 262, light.plate],
    [-70, 44, 226, light.yellow],
  ] as const)
    book(pen.at(x, 346), w, h, color);
  pen.rect(16, 346, 210, 8, light.trunk);
  pen.rect(-212, 346, 208, 8, light.trunk);
  pen.round(1040, 80, 120, 266, 5, light.paper);
  for (let y = 110; y < 320; y += 30) pen.rect(1060, y, y === 110 ? 52 : 80, 8, light.pale);
}
