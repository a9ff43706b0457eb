import { clouds, sky, trees } from './parts/land';
import { person } from './parts/people';
import { plate } from './parts/signs';
import { street } from './parts/street';
import { skyline } from './parts/town';
import { bus } from './parts/vehicles';
import { EDGES, type Pen } from './pen';

const KERB = 306;

/** A roof on two posts, a bench, a timetable; the origin is its middle on the ground. */
function shelter(pen: Pen): void {
  const { light } = pen;
  for (const x of [-80, 72]) pen.rect(x, -112, 8, 112, light.steel);
  pen.rect(-70, -102, 140, 84, light.gloss);
  pen.poly([-102, -128, 102, -128, 94, -108, -94, -108], light.plate);
  pen.rect(-102, -132, 204, 6, light.white);
  pen.round(-64, -90, 32, 58, 3, light.yellow);
  pen.rect(-58, -84, 20, 30, light.white);
  pen.rect(-6, -26, 70, 6, light.trunk);
  for (const x of [0, 54]) pen.rect(x, -20, 5, 20, light.trunk);
}

/** The sign of a stop: a bus from its front. */
function stop(pen: Pen): void {
  const { light } = pen;
  pen.rect(-4, -158, 7, 158, light.steel);
  plate(pen, -30, -200, 60, 60, 5);
  pen.round(-15, -186, 30, 26, 5, light.white);
  pen.rect(-11, -181, 22, 9, light.plate);
  for (const x of [-11, 5]) pen.rect(x, -160, 6, 6, light.white);
}

/** A bus that leaves its stop. Never mirrored: the kerb is at its right. */
export function busStop(pen: Pen): void {
  const { light } = pen;
  sky(pen, 290, [500, 78]);
  clouds(pen, [722, 52, 0.8], [112, 56, 0.9]);
  skyline(pen, 290);
  for (let x = EDGES[0] + 30; x < EDGES[1]; x += 118) if (Math.abs(x - 150) > 110) trees(pen, [x, 296, 0.86]);
  street(pen, { top: KERB, line: 384, color: light.yellow });
  shelter(pen.at(140, 292));
  person(pen.at(106, 296, 0.8), { body: light.red });
  person(pen.at(196, 294, 0.72), { body: light.plate });
  stop(pen.at(276, 294));
  bus(pen.at(330, 358, 1.24));
}
