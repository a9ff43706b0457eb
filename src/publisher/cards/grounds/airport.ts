import { clouds, hills, sky } from './parts/land';
import { EDGES, HEIGHT, type Pen, type Places } from './pen';

/** Nose up, as it takes off. */
const CLIMB = -0.2;

function tower(pen: Pen): void {
  const { light } = pen;
  pen.poly([-14, -164, 14, -164, 22, 0, -22, 0], light.white);
  pen.poly([0, -164, 14, -164, 22, 0, 4, 0], light.pale);
  pen.poly([-44, -206, 44, -206, 32, -166, -32, -166], light.glass);
  for (const side of [-1, 1]) pen.line([side * 16, -206, side * 12, -166], 3, light.white);
  pen.round(-38, -170, 76, 12, 4, light.plate);
  pen.round(-48, -216, 96, 12, 5, light.plate);
  pen.rect(-2, -250, 4, 36, light.steel);
  pen.dot(0, -250, 6, light.red);
}

function terminal(pen: Pen): void {
  const { light } = pen;
  pen.hill([330, 294, 420, 212, 560, 206, 700, 206, 790, 240, 820, 294], light.plate, 296);
  pen.hill([346, 294, 430, 226, 560, 220, 690, 220, 776, 248, 806, 294], '#CFE4DE', 296);
  for (let x = 390; x < 790; x += 40) pen.rect(x, 232, 3.4, 62, light.white);
  pen.rect(352, 260, 448, 4, light.white);
  pen.rect(324, 289, 502, 9, light.pale);
}

/** An aeroplane that climbs to the right. */
function aeroplane(pen: Pen): void {
  const { light } = pen;
  const climb = (places: Places): Places =>
    places.map((_, i) => {
      const [x, y] = i % 2 ? [places[i - 1]!, places[i]!] : [places[i]!, places[i + 1]!];
      return i % 2 ? x * Math.sin(CLIMB) + y * Math.cos(CLIMB) : x * Math.cos(CLIMB) - y * Math.sin(CLIMB);
    });
  const poly = (places: Places, color: string) => pen.poly(climb(places), color);
  poly([-10, -8, 20, -8, -44, -64, -62, -64], light.grey);
  poly([-170, -12, -138, -14, -170, -68, -196, -68], light.plate);
  const hull = [-190, -18, -120, -24, 60, -26, 140, -24, 172, -2, 150, 14, 60, 22, -90, 19, -190, -18];
  pen.blob(climb(hull), light.white);
  poly([-170, -8, -140, -2, 162, 4, 150, 13, 60, 19, -90, 16], light.plate);
  poly([126, -19, 146, -13, 142, -7, 120, -10], light.glass);
  for (let x = -100; x < 104; x += 24) poly([x, -14, x + 10, -14, x + 10, -5, x, -5], light.glass);
  poly([-20, 6, 42, 6, -44, 76, -76, 76], light.pale);
  poly([-168, -8, -140, -6, -180, 22, -198, 22], light.pale);
  poly([-6, 20, 42, 20, 50, 30, 42, 40, -6, 40], light.ink);
}

/** A drone with a parcel. */
function drone(pen: Pen): void {
  const { light } = pen;
  pen.line([-44, 0, 44, 0], 6, light.ink);
  for (const x of [-44, 44]) {
    pen.rect(x - 2, -15, 4, 18, light.ink);
    pen.round(x - 27, -19, 54, 5, 2.5, light.white);
  }
  pen.round(-18, -9, 36, 20, 7, light.ink);
  for (const side of [-1, 1]) pen.line([side * 13, 10, side * 16, 24], 2.6, light.ink);
  pen.rect(-17, 21, 34, 26, light.yellow);
  pen.rect(-3, 21, 6, 26, light.amber);
}

/** A take-off, and drones that carry parcels. */
export function airport(pen: Pen): void {
  const { light } = pen;
  sky(pen, 300, [858, 104]);
  clouds(pen, [540, 52, 0.8], [956, 196, 0.6], [128, 74, 0.8]);
  hills(pen, 288);
  terminal(pen);
  tower(pen.at(268, 294));
  pen.fade(292, 330, light.grassMid, light.grassNear);
  for (let x = EDGES[0]; x < EDGES[1]; x += 84) pen.dot(x, 306, 4, light.yellow);
  pen.band(316, HEIGHT - 314, light.asphalt);
  pen.band(322, 4, light.white);
  for (let x = EDGES[0]; x < EDGES[1]; x += 110) pen.rect(x, 380, 66, 7, light.white);
  aeroplane(pen.at(640, 146));
  for (const [x, y, scale] of [
    [392, 82, 0.75],
    [104, 176, 1],
    [898, 232, 0.8],
    [-110, 120, 0.8],
    [1110, 110, 0.9],
  ] as const)
    drone(pen.at(x, y, scale));
}
