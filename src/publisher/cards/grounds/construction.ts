import { clouds, hills, sky } from './parts/land';
import { person } from './parts/people';
import { barrier } from './parts/signs';
import { HEIGHT, type Pen } from './pen';

/** A pier of the viaduct, from the ground at 340. */
function pier(pen: Pen, x: number): void {
  const { light } = pen;
  pen.rect(x, 172, 40, 168, light.concrete);
  pen.rect(x + 26, 172, 14, 168, light.grey);
  pen.poly([x - 26, 156, x + 66, 156, x + 52, 178, x - 12, 178], light.pale);
  pen.rect(x - 14, 336, 68, 12, light.grey);
}

/** What is built already, open at its right end. */
function viaduct(pen: Pen): void {
  const { light } = pen;
  for (const x of [-180, 10, 200, 390]) pier(pen, x);
  pen.rect(pen.left, 118, 300 - pen.left, 38, light.white);
  pen.rect(pen.left, 144, 300 - pen.left, 12, light.grey);
  pen.rect(pen.left, 110, 294 - pen.left, 9, light.plate);
  for (let x = -214; x < 290; x += 26) pen.rect(x, 94, 3, 18, light.plate);
  pen.rect(pen.left, 92, 294 - pen.left, 4, light.plate);
  for (let i = 0; i < 6; i++) pen.rect(300, 123 + i * 5, 22 + (i % 2) * 8, 2, light.redShade);
}

/** A tower crane that sets the next beam. */
function crane(pen: Pen): void {
  const { light } = pen;
  pen.rect(742, 66, 18, 278, light.yellow);
  for (let y = 72; y < 330; y += 30) pen.line([744, y, 758, y + 28], 3, light.amber);
  pen.rect(726, 336, 50, 12, light.grey);
  pen.poly([742, 66, 751, 20, 760, 66], light.yellow);
  pen.line([751, 22, 420, 60], 2.6, light.ink);
  pen.line([751, 22, 850, 60], 2.6, light.ink);
  pen.rect(380, 58, 486, 12, light.yellow);
  for (let x = 390; x < 730; x += 24) pen.line([x, 69, x + 12, 59, x + 24, 69], 2.4, light.amber);
  pen.rect(824, 68, 42, 30, light.grey);
  pen.round(764, 62, 32, 34, 4, light.white);
  pen.rect(770, 68, 20, 14, light.glass);
  pen.line([410, 70, 410, 92], 2.6, light.dark);
  pen.line([364, 110, 410, 92, 456, 110], 2.4, light.dark);
  pen.rect(346, 108, 128, 26, light.white);
  pen.rect(346, 124, 128, 10, light.grey);
}

/** An excavator whose arm reaches left; the origin is the ground under its tracks. */
function excavator(pen: Pen): void {
  const { light } = pen;
  pen.line([44, -70, -22, -152, -86, -106], 14, light.amber);
  pen.line([-86, -108, -100, -52], 11, light.amber);
  pen.line([0, -122, -54, -128], 5, light.dark);
  pen.poly([-120, -58, -76, -58, -78, -22, -98, -12, -116, -28], light.ink);
  pen.round(0, -32, 126, 32, 16, light.dark);
  for (const x of [20, 48, 77, 106]) pen.dot(x, -16, 8, light.grey);
  pen.rect(16, -46, 94, 14, light.ink);
  pen.round(36, -84, 84, 42, 8, light.yellow);
  pen.rect(96, -74, 24, 6, light.amber);
  pen.round(2, -104, 50, 62, 8, light.yellow);
  pen.poly([8, -96, 36, -96, 36, -68, 6, -68], light.glass);
}

/** A viaduct that is being built. */
export function construction(pen: Pen): void {
  const { light } = pen;
  sky(pen, 300, [588, 148]);
  clouds(pen, [330, 44, 0.8], [950, 150, 0.9]);
  hills(pen, 286);
  pen.fade(290, HEIGHT, light.soil, light.soilNear);
  pen.hill([-240, 356, 200, 332, 560, 352, 900, 328, 1240, 350], light.soilNear);
  viaduct(pen);
  crane(pen);
  excavator(pen.at(566, 354));
  person(pen.at(808, 354), { body: light.red, stripes: light.yellow });
  person(pen.at(856, 350, 0.95), { body: light.plate, stripes: light.yellow });
  for (const x of [-190, 72, 250, 888, 1050]) barrier(pen.at(x, 358));
}
