import { clouds, glints, gulls, hills, sky } from './parts/land';
import { HEIGHT, type Pen } from './pen';

/** Containers from the left, row by row upwards; which colour stands where never changes. */
function stack(
  pen: Pen,
  x: number,
  y: number,
  rows: readonly (readonly [from: number, count: number])[],
): void {
  const { light } = pen;
  const colors = [light.plate, light.red, light.yellow, light.ink, light.pale, light.near];
  for (const [row, [from, count]] of rows.entries())
    for (let i = from; i < from + count; i++)
      pen.rect(x + i * 50, y - 24 * row - 22, 47, 22, colors[(i * 7 + row * 4 + (i % 3)) % colors.length]!);
}

/** A quay crane: legs, boom over the water, a container on its ropes. */
function crane(pen: Pen, rope: number, color: string): void {
  const { light } = pen;
  for (const [foot, head] of [
    [0, 14],
    [104, 90],
  ] as const)
    pen.line([foot, 0, head, -160], 10, light.plate);
  pen.line([8, -80, 97, -80], 8, light.plate);
  pen.line([14, -156, 97, -80], 4, light.plate);
  pen.rect(-46, -168, 302, 12, light.plate);
  pen.line([28, -164, 58, -228, 90, -164], 8, light.plate);
  pen.line([58, -226, 246, -164], 3.5, light.plate);
  pen.line([58, -226, -38, -164], 3.5, light.plate);
  pen.round(64, -186, 46, 22, 4, light.white);
  pen.rect(176, -158, 3, rope, light.dark);
  pen.rect(148, -158 + rope, 60, 24, color);
}

function ship(pen: Pen): void {
  const { light } = pen;
  stack(pen, 500, 262, [
    [0, 7],
    [0, 7],
    [0, 6],
    [1, 4],
  ]);
  pen.rect(868, 142, 58, 122, light.white);
  for (const y of [154, 180, 206]) pen.rect(876, y, 42, 9, light.glass);
  pen.rect(856, 134, 82, 10, light.plate);
  pen.rect(884, 98, 26, 36, light.red);
  pen.rect(884, 106, 26, 8, light.white);
  pen.poly([446, 262, 966, 262, 938, 330, 486, 330], light.ink);
  pen.poly([475, 312, 946, 312, 938, 330, 486, 330], light.redShade);
  pen.line([446, 262, 966, 262], 6, light.white);
}

/** A quay with cranes, and a ship full of containers. */
export function harbour(pen: Pen): void {
  const { light } = pen;
  sky(pen, 270, [630, 100]);
  clouds(pen, [806, 52, 0.9]);
  hills(pen, 252);
  gulls(pen, 462, 66);
  pen.fade(256, HEIGHT, light.water, light.waterNear);
  glints(pen, [560, 356, 150], [790, 382, 180], [420, 400, 130], [960, 350, 100], [40, 352, 90]);
  glints(pen, [1080, 390, 100], [140, 394, 150], [-160, 372, 130]);

  pen.rect(pen.left, 276, 404 - pen.left, 24, light.concrete);
  pen.rect(pen.left, 300, 396 - pen.left, 28, light.steel);
  for (let x = -210; x < 390; x += 52) pen.rect(x, 302, 12, 20, light.dark);
  stack(pen, -220, 276, [
    [0, 12],
    [1, 9],
    [3, 5],
  ]);
  crane(pen.at(-196, 276), 52, light.red);
  crane(pen.at(26, 276), 40, light.yellow);
  crane(pen.at(208, 276), 72, light.red);
  ship(pen);
}
