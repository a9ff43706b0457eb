import { clouds, hills, sky, trees } from './parts/land';
import { plate } from './parts/signs';
import { bus } from './parts/vehicles';
import { HEIGHT, type Pen } from './pen';

/** A house with a tiled roof: 104 wide, 84 high. */
function house(pen: Pen, roof: string): void {
  const { light } = pen;
  pen.rect(-40, -48, 80, 48, light.white);
  pen.poly([-52, -44, -30, -84, 30, -84, 52, -44], roof);
  pen.rect(-27, -34, 17, 17, light.glass);
  pen.rect(12, -34, 16, 34, light.trunk);
}

/** A poplar. */
function poplar(pen: Pen): void {
  pen.rect(-2, -14, 4, 16, pen.light.trunk);
  pen.blob([0, -66, 13, -32, 7, -8, 0, -8, -7, -8, -13, -32, 0, -66], pen.light.treeShade);
}

/** A winding road between fields and red roofs, the village bus on it. */
export function rural(pen: Pen): void {
  const { light } = pen;
  sky(pen, 240, [742, 84]);
  clouds(pen, [220, 62, 1], [546, 48, 0.7]);
  hills(pen, 222);
  pen.hill([-240, 240, 40, 196, 340, 236, 640, 196, 940, 232, 1240, 200], light.grass);
  pen.hill([-240, 300, 100, 250, 420, 290, 760, 246, 1240, 296], light.grassMid);
  for (let i = 0; i < 10; i++)
    pen.line([-232 + i * 46, HEIGHT, 34 + i * 30, 276 + i * 1.5], 9, i % 2 ? light.grassNear : light.grass);
  for (let i = 0; i < 9; i++)
    pen.line([1250 - i * 52, HEIGHT, 940 - i * 26, 270 + i * 3], 9, i % 2 ? '#E7D58C' : '#D9C46E');
  pen.hill([-240, 352, 200, 330, 520, 372, 860, 340, 1240, 368], light.grassNear);

  for (const [x, y, scale] of [
    [48, 276, 0.9],
    [-160, 282, 1],
    [286, 264, 0.7],
    [956, 284, 1],
    [1150, 284, 1],
  ] as const)
    trees(pen, [x, y, scale]);
  for (const [i, [x, scale]] of (
    [
      [122, 1],
      [214, 0.86],
      [792, 0.94],
      [888, 1.1],
      [-84, 1],
      [1070, 1],
    ] as const
  ).entries())
    house(pen.at(x, 270 + (i % 2) * 8, scale), i % 2 ? light.redShade : light.red);
  for (const [x, y] of [
    [682, 240],
    [706, 238],
    [730, 241],
  ] as const)
    poplar(pen.at(x, y));

  pen.blob(
    [
      340, 427, 430, 374, 420, 330, 316, 302, 400, 262, 560, 250, 600, 240, 612, 226, 622, 226, 644, 246, 562,
      270, 446, 290, 520, 314, 700, 346, 724, 380, 694, 427,
    ],
    light.asphaltLight,
  );
  pen.bend(
    [617, 230, 622, 242, 540, 260, 384, 284, 404, 308, 540, 334, 574, 368, 524, 427],
    4,
    light.yellow,
    [16, 12],
  );
  pen.rect(340, 206, 6, 86, light.steel);
  plate(pen, 316, 170, 56, 46, 4);
  pen.rect(328, 183, 28, 7, light.white);
  pen.rect(328, 196, 18, 7, light.white);
  bus(pen.at(672, 362, 0.6, true));
}
