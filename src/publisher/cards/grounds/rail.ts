import { clouds, hills, sky, trees } from './parts/land';
import { EDGES, HEIGHT, type Pen } from './pen';

const RAIL = 250;

/** A train that heads right; its other end is outside the picture. */
function train(pen: Pen): void {
  const { light } = pen;
  const far = pen.left;
  pen.blob(
    [far, RAIL, far, 146, far, 146, 690, 146, 800, 148, 868, 186, 912, RAIL - 14, 880, RAIL],
    light.white,
  );
  pen.rect(far, 146, 740 - far, 60, light.white);
  pen.blob([far, RAIL, far, 214, far, 214, 700, 214, 830, 216, 905, 236, 880, RAIL, 860, RAIL], light.plate);
  pen.rect(far, 208, 806 - far, 4, light.yellow);
  pen.poly([768, 166, 806, 168, 850, 200, 780, 200], light.glass);
  for (let coach = 740 - 252; coach > EDGES[0] - 300; coach -= 252) {
    for (const x of [22, 62, 102, 142, 182]) pen.round(coach + x, 166, 32, 28, 6, light.glass);
    pen.rect(coach - 4, 150, 4, 96, light.grey);
    pen.round(coach + 223, 166, 18, 44, 4, light.pale);
  }
  pen.round(752, 166, 8, 44, 3, light.pale);
}

/** A fast train on a viaduct, with its overhead line. */
export function rail(pen: Pen): void {
  const { light } = pen;
  sky(pen, 300, [214, 92]);
  clouds(pen, [420, 46, 0.9], [930, 74, 1]);
  hills(pen, 306);
  pen.fade(306, HEIGHT, light.grass, light.grassNear);
  pen.hill([-240, 352, 60, 334, 380, 356, 700, 336, 1000, 352, 1240, 338], light.grassMid);
  pen.hill([-240, 396, 200, 386, 620, 400, 1240, 384], light.grassNear);
  trees(pen, [92, 352, 0.66], [372, 354, 0.6], [842, 350, 0.66], [1150, 348, 0.6], [-120, 350, 0.7]);
  for (let x = EDGES[0] - 10; x < EDGES[1]; x += 240) {
    pen.poly([x - 40, 286, x + 40, 286, x + 20, 312, x - 20, 312], light.concrete);
    pen.rect(x - 20, 300, 40, HEIGHT - 298, light.concrete);
    pen.rect(x + 6, 306, 14, HEIGHT - 304, light.grey);
  }

  for (let x = EDGES[0] + 40; x < EDGES[1]; x += 240) {
    pen.rect(x, 84, 8, 176, light.steel);
    pen.line([x + 4, 98, x + 62, 98], 4, light.steel);
    pen.line([x + 4, 122, x + 58, 98], 3, light.steel);
  }
  pen.band(96, 2.4, light.ink);
  pen.band(112, 2.4, light.ink);
  pen.line([548, 146, 588, 128, 556, 114], 4, light.asphaltLight);
  pen.rect(536, 111, 42, 5, light.asphaltLight);
  train(pen);
  pen.band(RAIL, 8, light.dark);
  pen.band(RAIL + 8, 14, light.pale);
  pen.band(RAIL + 20, 22, light.concrete);
  pen.band(RAIL + 38, 6, light.grey);
}
