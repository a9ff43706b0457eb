import { clouds, hills, sky, trees } from './parts/land';
import { arrow, plate } from './parts/signs';
import { HEIGHT, type Pen } from './pen';

const HORIZON = 226;
const FAR = 500;
/** Where the edges of the road would meet: above the horizon, so that its far end keeps a width. */
const VANISH = 190;

/** A car from behind, 78 high; the origin is the ground under its middle. */
function carAhead(pen: Pen, color: string): void {
  const { light } = pen;
  pen.poly([-40, -46, -28, -78, 28, -78, 40, -46], color);
  pen.poly([-32, -48, -23, -70, 23, -70, 32, -48], light.glass);
  for (const x of [-44, 26]) pen.rect(x, -12, 18, 14, light.dark);
  pen.round(-50, -50, 100, 42, 10, color);
  for (const x of [-46, 28]) pen.rect(x, -38, 18, 10, light.redShade);
  pen.round(-15, -29, 30, 10, 2, light.pale);
}

/** Two lines on a plate, and where it leads. */
function guide(pen: Pen, exit: boolean): void {
  const { light } = pen;
  plate(pen, 0, 0, 220, 112);
  pen.rect(28, 29, exit ? 86 : 112, 20, light.white);
  pen.rect(28, 63, exit ? 112 : 86, 20, light.white);
  arrow(pen.at(174, 55), exit);
}

/** One carriageway of a motorway under a gantry. Never mirrored: the exit is right, the yellow edge left. */
export function road(pen: Pen): void {
  const { light } = pen;
  sky(pen, 235, [838, 92]);
  clouds(pen, [116, 66, 1.1], [936, 166, 0.6]);
  hills(pen, HORIZON);
  pen.fade(HORIZON - 4, HEIGHT, light.grass, light.grassNear);
  pen.poly([pen.left, 252, 420, 226, 420, 221, pen.left, 221], light.near);
  pen.poly([pen.right, 262, 600, 226, 600, 221, pen.right, 221], light.near);
  pen.poly([pen.left, 332, 392, 246, 330, 246, pen.left, 292], light.grassMid);
  pen.poly([pen.right, 348, 616, 248, 690, 248, pen.right, 302], light.grassMid);

  const half = 400;
  const strip = (left: number, right: number, from: number, to: number, color: string) => {
    const at = (x: number, y: number) => FAR + (x * (y - VANISH)) / (HEIGHT - VANISH);
    pen.poly([at(left, from), from, at(right, from), from, at(right, to), to, at(left, to), to], color);
  };
  const [top, bottom] = [HORIZON - 2, HEIGHT + 2];
  strip(-half, half, top, bottom, light.asphalt);
  strip(-372, -358, top, bottom, light.yellow);
  strip(358, 372, top, bottom, light.white);
  for (const [far, near] of [
    [0.02, 0.08],
    [0.15, 0.25],
    [0.36, 0.53],
    [0.7, 0.96],
  ] as const)
    for (const lane of [-123, 123])
      strip(lane - 6, lane + 6, top + (bottom - top) * far, top + (bottom - top) * near, light.white);
  pen.line([pen.left, 354, 452, 227], 5, light.pale);
  pen.line([pen.right, 354, 548, 227], 5, light.pale);
  trees(pen, [62, 300, 0.9], [142, 282, 0.7], [950, 306, 1], [878, 282, 0.7], [-70, 330, 1.1]);
  trees(pen, [1080, 330, 1.1]);

  for (const post of [226, 762]) {
    pen.rect(post, 92, 12, 220, light.steel);
    pen.rect(post - 8, 312, 28, 9, light.grey);
  }
  for (const beam of [106, 136]) pen.rect(226, beam, 548, 8, light.steel);
  guide(pen.at(270, 70), false);
  guide(pen.at(510, 70), true);

  carAhead(pen.at(432, 257, 0.32), light.red);
  carAhead(pen.at(604, 277, 0.46), light.yellow);
  carAhead(pen.at(503, 331, 0.8), light.white);
}
