import type { Pen } from '../pen';

/*
 * From the side, heading left; the origin is where the front stands on the ground. Heading left, with the kerb
 * behind it, a vehicle shows its left side: it has no doors for passengers there.
 */

export function wheels(pen: Pen, y: number, r: number, ...xs: readonly number[]): void {
  for (const x of xs) {
    pen.dot(x, y, r, pen.light.dark);
    pen.dot(x, y, r * 0.44, pen.light.grey);
  }
}

/** The one shadow that the style has: a dark strip on the ground. */
export const shadow = (pen: Pen, x: number, y: number, w: number): void =>
  pen.round(x, y, w, 10, 5, pen.light.shadow);

/** 330 long, 134 high. */
export function bus(pen: Pen): void {
  const { light } = pen;
  shadow(pen, 4, -7, 322);
  pen.round(132, -135, 108, 16, 5, light.pale);
  pen.round(0, -124, 330, 112, 16, light.white);
  pen.poly([12, -113, 44, -113, 44, -58, 0, -58, 0, -98], light.glass);
  pen.round(52, -113, 266, 51, 7, light.glass);
  for (const x of [106, 160, 214, 268]) pen.rect(x, -113, 5, 51, light.white);
  pen.rect(0, -50, 330, 17, light.plate);
  pen.rect(0, -29, 330, 3, light.yellow);
  pen.rect(0, -27, 13, 9, light.yellow);
  pen.rect(323, -29, 7, 13, light.red);
  wheels(pen, -17, 19, 68, 262);
}

/** 148 long, 62 high. */
export function car(pen: Pen, color: string): void {
  const { light } = pen;
  shadow(pen, 4, -5, 142);
  pen.blob([28, -34, 56, -63, 82, -63, 108, -63, 130, -34], color);
  pen.poly([44, -36, 60, -54, 75, -54, 75, -36], light.glass);
  pen.poly([80, -36, 80, -54, 97, -54, 113, -36], light.glass);
  pen.round(0, -37, 148, 27, 10, color);
  pen.rect(0, -31, 11, 8, light.yellow);
  pen.rect(140, -31, 8, 9, light.red);
  wheels(pen, -12, 13, 34, 114);
}
