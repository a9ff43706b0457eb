import type { Pen, Places } from '../pen';

/** A green plate with its white keyline. */
export function plate(pen: Pen, x: number, y: number, w: number, h: number, inset = 7): void {
  const { light } = pen;
  pen.round(x, y, w, h, inset * 1.5, light.plate);
  pen.frame(x + inset, y + inset, w - 2 * inset, h - 2 * inset, inset, inset / 2, light.white);
}

/** Straight on, or to the exit. 60 high around the origin. */
export function arrow(pen: Pen, exit: boolean): void {
  const { white } = pen.light;
  const [shaft, head]: [Places, Places] = exit
    ? [
        [-14, 30, 8, -14],
        [18, -34, 20, 0, -10, -14],
      ]
    : [
        [0, 32, 0, -10],
        [-20, -6, 0, -34, 20, -6],
      ];
  pen.line(shaft, 10, white);
  pen.poly(head, white);
}

/** White and red, on two legs: 108 wide, 56 high; the origin is the left end on the ground. */
export function barrier(pen: Pen): void {
  const { light } = pen;
  for (const x of [10, 91]) pen.rect(x, -32, 7, 34, light.steel);
  pen.round(0, -54, 108, 27, 4, light.white);
  for (const x of [8, 35, 62]) pen.poly([x, -27, x + 14, -54, x + 28, -54, x + 14, -27], light.red);
}

/** A traffic cone, 78 high; the origin is the middle of its foot. */
export function cone(pen: Pen): void {
  const { light } = pen;
  pen.poly([-7, -78, 7, -78, 25, -8, -25, -8], light.cone);
  pen.poly([-12, -58, 12, -58, 16.5, -41, -16.5, -41], light.white);
  pen.poly([-20, -28, 20, -28, 22.5, -18, -22.5, -18], light.white);
  pen.round(-34, -10, 68, 10, 3, light.redShade);
}
