import { brokenLine, nearLine } from './parts/street';
import { shadow, wheels } from './parts/vehicles';
import { EDGES, HEIGHT, type Pen } from './pen';

const SNOW = '#F6FAFA';
const SNOW_SHADE = '#E3ECEE';
const FLAKE = 'rgba(255,255,255,.92)';

/** A conifer with snow on its three tiers. */
function pine(pen: Pen): void {
  const { light } = pen;
  pen.rect(-4, -12, 8, 14, light.trunk);
  for (const [half, low, high] of [
    [36, 10, 52],
    [30, 40, 78],
    [22, 68, 106],
  ] as const) {
    const brim = low + (high - low) * 0.44;
    pen.poly([-half, -low, 0, -high, half, -low], light.treeShade);
    pen.poly([-half * 0.56, -brim, 0, -high, half * 0.56, -brim, 7, -brim - 8, -8, -brim - 5], SNOW);
  }
}

/** Peaks: x, height of the top, half width; the snow ends in two teeth. */
function mountain(pen: Pen, x: number, top: number, half: number): void {
  const at = (dx: number, part: number) => [x + dx * half * part, top + (250 - top) * part];
  pen.poly([x - half, 252, x, top, x + half, 252], pen.light.peak);
  pen.poly(
    [...at(0, 0), ...at(1, 0.34), ...at(0.4, 0.42), ...at(0, 0.3), ...at(-0.45, 0.44), ...at(-1, 0.34)],
    SNOW,
  );
}

/** A plough that heads left. */
function plough(pen: Pen): void {
  const { light } = pen;
  shadow(pen, 20, -6, 340);
  pen.blob([0, -6, -90, 2, -176, -8, -150, -58, -76, -92, -14, -78, 20, -40], FLAKE);
  pen.line([40, -38, 8, -34], 9, light.dark);
  pen.blob([12, -98, -22, -76, -24, -34, 8, -6, 36, -4, 18, -34, 20, -70, 34, -98], light.ink);
  pen.bend([10, -96, -22, -74, -24, -34, 8, -6], 7, light.yellow);
  pen.poly([166, -158, 346, -158, 330, -182, 182, -182], SNOW);
  pen.rect(160, -160, 192, 124, light.amber);
  for (let x = 178; x < 350; x += 34) pen.rect(x, -160, 9, 124, light.yellow);
  pen.round(40, -128, 126, 94, 14, light.yellow);
  pen.poly([30, -82, 50, -118, 106, -118, 106, -82], light.glass);
  pen.rect(114, -118, 36, 36, light.glass);
  pen.rect(40, -72, 110, 5, light.amber);
  pen.rect(36, -56, 24, 12, light.white);
  pen.dot(104, -138, 28, light.glow);
  pen.round(90, -144, 28, 16, 6, light.red);
  pen.rect(30, -38, 322, 12, light.dark);
  wheels(pen, -25, 26, 86, 244, 312);
}

/** A plough on a mountain road. */
export function snow(pen: Pen): void {
  const { light } = pen;
  pen.fade(0, 260, light.snowSky, light.snowLow);
  for (const [x, top, half] of [
    [-130, 118, 190],
    [560, 112, 190],
    [1000, 118, 200],
    [70, 96, 190],
    [330, 44, 260],
    [800, 66, 240],
    [1200, 92, 200],
  ] as const)
    mountain(pen, x, top, half);
  pen.hill([-240, 250, 0, 220, 260, 250, 560, 226, 820, 246, 1240, 216], SNOW_SHADE);
  for (const [x, y, scale] of [
    [-150, 292, 1.15],
    [-64, 280, 0.85],
    [36, 296, 1.25],
    [122, 286, 0.95],
    [196, 278, 0.72],
    [566, 270, 0.62],
    [760, 278, 0.8],
    [838, 294, 1.15],
    [922, 284, 0.9],
    [1010, 296, 1.2],
    [1110, 282, 0.9],
    [1190, 294, 1.2],
  ] as const)
    pine(pen.at(x, y, scale));
  pen.hill([-240, 296, 120, 280, 500, 290, 860, 276, 1240, 294], SNOW);
  pen.band(308, HEIGHT - 306, light.asphalt);
  pen.hill([-240, 312, 60, 306, 330, 314, 640, 304, 900, 313, 1240, 306], SNOW, 300);
  brokenLine(pen, 385, nearLine(pen));
  plough(pen.at(352, 352));
  for (let i = 0; i < 90; i++)
    pen.dot(
      EDGES[0] + ((i * 331 + (i % 7) * 61) % 1440),
      (i * 113 + (i % 5) * 37) % 340,
      2 + ((i * 7) % 4) * 0.8,
      FLAKE,
    );
}
