import { clouds, hills, sky, trees } from './parts/land';
import { nearLine, street } from './parts/street';
import { shadow, wheels } from './parts/vehicles';
import type { Pen } from './pen';

/** A warehouse from x 600 on: one gate after the other, goods behind them. */
function warehouse(pen: Pen): void {
  const { light } = pen;
  pen.poly([604, 186, 766, 186, 808, 166, 850, 186, pen.right, 186, pen.right, 300, 604, 300], light.white);
  pen.rect(604, 186, pen.right - 604, 14, light.plate);
  pen.rect(604, 186, 16, 114, light.pale);
  for (let x = 636; x < 1220; x += 96) {
    pen.rect(x, 220, 68, 80, light.ink);
    pen.rect(x, 220, 68, 22, light.grey);
    for (const y of [226, 234]) pen.rect(x, y, 68, 3, light.steel);
    pen.rect(x + 6, 268, 27, 32, light.yellow);
    pen.rect(x + 36, 278, 24, 22, light.soil);
  }
}

/** An articulated lorry that heads left; the origin is the ground under its front. */
function lorry(pen: Pen): void {
  const { light } = pen;
  shadow(pen, 6, -6, 572);
  pen.rect(18, -54, 550, 18, light.dark);
  pen.round(140, -214, 436, 162, 6, light.plate);
  pen.rect(140, -214, 436, 10, '#2C8667');
  pen.rect(140, -66, 436, 14, light.plateShade);
  for (let x = 158; x < 566; x += 34) pen.rect(x, -202, 3, 134, light.plateShade);
  pen.round(232, -168, 262, 64, 8, light.white);
  pen.poly([306, -154, 254, -136, 306, -118, 294, -136], light.plate);
  pen.rect(330, -146, 136, 7, light.plate);
  pen.rect(330, -130, 96, 7, light.yellow);
  pen.rect(128, -144, 9, 92, light.steel);
  pen.round(48, -200, 80, 26, 8, light.amber);
  pen.poly([0, -104, 10, -118, 58, -180, 128, -180, 128, -36, 0, -36], light.yellow);
  pen.poly([28, -114, 64, -166, 102, -166, 102, -114], light.glass);
  pen.rect(108, -166, 4, 112, light.amber);
  pen.rect(0, -78, 18, 14, light.white);
  pen.rect(-4, -54, 46, 18, light.ink);
  pen.rect(230, -38, 140, 16, light.ink);
  wheels(pen, -25, 25, 58, 186, 412, 462, 512);
}

/** A lorry before the gates of a warehouse. */
export function freight(pen: Pen): void {
  sky(pen, 300, [766, 84]);
  clouds(pen, [520, 52, 0.9], [96, 70, 0.7], [1040, 76, 0.8]);
  hills(pen, 276);
  warehouse(pen);
  trees(pen, [70, 300, 0.9], [-44, 300, 0.85], [-150, 300, 0.8]);
  street(pen, { top: 308, line: 390, color: nearLine(pen) });
  lorry(pen.at(146, 362));
}
