import { clouds, glints, gulls, sky } from './parts/land';
import { brokenLine, nearLine } from './parts/street';
import { shadow, wheels } from './parts/vehicles';
import { EDGES, HEIGHT, type Pen } from './pen';

/** A hot-air balloon, 61 in radius; the origin is the middle of its bag. */
function balloon(pen: Pen, color: string): void {
  const { light } = pen;
  pen.poly([-55, 25, 55, 25, 17, 84, -17, 84], color);
  pen.dot(0, 0, 61, color);
  for (const [half, neck, stripe] of [
    [38, 8, light.white],
    [15, 3, color],
  ] as const)
    pen.blob(
      [0, -61, -half, -42, -half * 0.95, 30, -neck, 84, neck, 84, half * 0.95, 30, half, -42, 0, -61],
      stripe,
    );
  for (const side of [-1, 1]) pen.line([side * 13, 84, side * 9, 104], 2, light.trunk);
  pen.round(-13, 102, 26, 20, 4, light.trunk);
}

/** A camper that heads left, luggage on its roof. */
function camper(pen: Pen): void {
  const { light } = pen;
  shadow(pen, 6, -6, 318);
  pen.round(226, -166, 70, 26, 5, light.red);
  pen.round(174, -160, 46, 20, 5, light.yellow);
  pen.round(128, -172, 40, 32, 5, light.ink);
  pen.rect(112, -143, 196, 5, light.steel);
  pen.round(100, -140, 226, 120, 16, light.white);
  pen.poly([24, -80, 62, -128, 112, -128, 112, -70], light.white);
  pen.round(0, -96, 130, 76, 18, light.white);
  pen.poly([40, -82, 66, -117, 96, -117, 96, -82], light.glass);
  pen.rect(0, -62, 326, 18, light.plate);
  pen.rect(0, -40, 326, 4, light.yellow);
  pen.round(150, -120, 58, 42, 6, light.glass);
  pen.round(232, -120, 70, 42, 6, light.glass);
  pen.rect(140, -122, 3, 98, light.grey);
  pen.rect(0, -56, 13, 11, light.yellow);
  pen.rect(318, -56, 8, 13, light.red);
  wheels(pen, -24, 25, 72, 262);
}

/** A palm whose foot is the origin. */
function palm(pen: Pen): void {
  const { light } = pen;
  pen.bend([0, 0, -12, -60, -6, -116, 16, -164], 11, light.trunk);
  for (const [x, y] of [
    [-78, -6],
    [-50, -46],
    [4, -54],
    [56, -30],
    [72, 16],
    [-56, 38],
  ] as const)
    pen
      .at(16, -162)
      .blob([0, 0, x * 0.5, y * 1.2 - 10, x, y + 10, x * 0.5, y * 0.8 + 9, 0, 8], light.treeShade);
}

function boat(pen: Pen): void {
  const { light } = pen;
  pen.poly([-28, 0, 28, 0, 18, 14, -18, 14], light.ink);
  pen.poly([-2, -54, -2, -5, -30, -5], light.white);
  pen.poly([3, -46, 3, -5, 25, -5], light.red);
}

/** A road along the sea, a camper, balloons. */
export function holiday(pen: Pen): void {
  const { light } = pen;
  sky(pen, 250, [400, 104]);
  clouds(pen, [530, 50, 0.8], [960, 150, 0.7], [-60, 70, 0.8]);
  pen.hill([-240, 120, -60, 170, 80, 96, 200, 180, 300, 130, 440, 244], light.far, 270);
  pen.hill([-240, 210, 100, 176, 240, 226, 360, 200, 520, 250], light.mid, 270);
  pen.fade(240, 330, light.water, light.waterNear);
  pen.poly([370, 240, 430, 240, 480, 320, 310, 320], light.glow);
  glints(pen, [830, 258, 90], [580, 284, 120], [250, 268, 80], [20, 286, 100], [1050, 280, 90]);
  boat(pen.at(770, 258));
  gulls(pen, 500, 142);
  for (const [x, y, scale, color] of [
    [850, 92, 1, light.red],
    [240, 74, 0.6, light.plate],
    [640, 68, 0.56, light.yellow],
    [1110, 118, 0.8, light.plate],
    [-110, 84, 0.8, light.red],
  ] as const)
    balloon(pen.at(x, y, scale), color);

  pen.hill([-240, 316, 240, 298, 580, 312, 900, 302, 1240, 320], light.sand);
  for (let x = EDGES[0]; x < EDGES[1]; x += 62) pen.rect(x, 302, 6, 22, light.white);
  pen.band(300, 5, light.white);
  palm(pen.at(110, 330));
  pen.fade(326, HEIGHT, light.asphalt, '#313B38');
  pen.band(322, 6, light.pale);
  brokenLine(pen, 393, nearLine(pen));
  camper(pen.at(254, 368));
}
