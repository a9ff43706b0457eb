import { clouds, glints, gulls, hills, sky } from './parts/land';
import { bus, car, wheels } from './parts/vehicles';
import { EDGES, HEIGHT, type Pen } from './pen';

const TOWER = 440;
const DECK = 240;

function sailingBoat(pen: Pen): void {
  const { light } = pen;
  pen.poly([-44, 0, 44, 0, 28, 22, -30, 22], light.ink);
  pen.poly([-4, -88, -4, -8, -40, -8], light.white);
  pen.poly([3, -74, 3, -8, 32, -8], light.yellow);
  pen.rect(-3, -92, 4, 92, light.trunk);
}

/** A lorry in the distance, heading right. */
function lorry(pen: Pen): void {
  const { light } = pen;
  pen.rect(0, -34, 62, 28, light.yellow);
  pen.round(66, -27, 24, 21, 4, light.plate);
  pen.rect(80, -23, 9, 8, light.glass);
  wheels(pen, -5, 6, 14, 48, 78);
}

/** A cable-stayed bridge with one tower, over the sea. */
export function bridge(pen: Pen): void {
  const { light } = pen;
  sky(pen, 262, [806, 112]);
  clouds(pen, [188, 74, 1], [660, 54, 0.7], [1074, 70, 0.8]);
  hills(pen, 246);
  pen.fade(254, HEIGHT, light.water, light.waterNear);
  pen.poly([776, 256, 836, 256, 882, HEIGHT + 2, 728, HEIGHT + 2], light.glow);
  glints(pen, [40, 322, 130], [360, 350, 170], [620, 330, 100], [940, 352, 110], [220, 392, 150]);
  glints(pen, [560, 398, 190], [-160, 350, 120], [1060, 330, 110]);
  gulls(pen, 150, 172);

  for (let x = EDGES[0] + 54; x < EDGES[1]; x += 110)
    if (Math.abs(x - TOWER) > 60) {
      pen.rect(x - 7, DECK + 14, 14, 58, light.concrete);
      pen.round(x - 13, 304, 26, 10, 3, light.pale);
    }
  for (let i = 0; i < 13; i++)
    for (const side of [-1, 1])
      pen.line([TOWER, 46 + i * 11, TOWER + side * (66 + i * 31), DECK + 2], 2.2, light.white);

  bus(pen.at(240, DECK, 0.26, true));
  car(pen.at(612, DECK, 0.32), light.red);
  lorry(pen.at(862, DECK));
  pen.band(DECK, 16, light.asphalt);
  pen.band(DECK + 14, 5, light.steel);
  for (let x = EDGES[0]; x < EDGES[1]; x += 40) pen.rect(x, DECK + 6, 22, 3, light.yellow);

  pen.poly([426, 22, 454, 22, 470, DECK, 410, DECK], light.white);
  pen.poly([440, 22, 454, 22, 470, DECK, 444, DECK], light.pale);
  pen.rect(438, 8, 4, 16, light.steel);
  pen.poly([404, DECK + 18, 426, DECK + 18, 410, 322, 384, 322], light.white);
  pen.poly([454, DECK + 18, 476, DECK + 18, 496, 322, 470, 322], light.pale);
  pen.round(366, 318, 148, 16, 4, light.concrete);
  sailingBoat(pen.at(732, 350, 0.84));
}
