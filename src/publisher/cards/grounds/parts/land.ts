import type { Pen, Places } from '../pen';

/** Sky down to the horizon at `low`, with a sun or without. */
export function sky(pen: Pen, low: number, sun?: readonly [x: number, y: number]): void {
  const { light } = pen;
  pen.fade(0, low, light.sky, light.skyLow);
  if (!sun) return;
  pen.dot(...sun, 64, light.glow);
  pen.dot(...sun, 43, light.sun);
}

/** Clouds: x, y, scale of each. */
export function clouds(pen: Pen, ...each: readonly (readonly [number, number, number])[]): void {
  const color = pen.light.cloud;
  for (const [x, y, scale] of each) {
    const cloud = pen.at(x, y, scale);
    cloud.dot(-27, 0, 15, color);
    cloud.dot(-2, -9, 22, color);
    cloud.dot(28, -1, 17, color);
    cloud.rect(-27, -1, 55, 16, color);
  }
}

/** Two ranges whose foot is at `y`. */
export function hills(pen: Pen, y: number): void {
  const far = [-30, -72, -94, -22, -118, -34, -82, -18, -98, -28, -62];
  const mid = [-8, -46, -6, -48, -2, -54, -4, -42, -10];
  pen.hill(ridge(far, -240, 148, y), pen.light.far, y + 30);
  pen.hill(ridge(mid, -240, 185, y), pen.light.mid, y + 30);
}

const ridge = (ups: readonly number[], from: number, step: number, y: number): Places =>
  ups.flatMap((up, i) => [from + i * step, y + up]);

/** Broad-leaved trees: x, foot, scale of each. */
export function trees(pen: Pen, ...each: readonly (readonly [number, number, number])[]): void {
  const { light } = pen;
  for (const [x, y, scale] of each) {
    const tree = pen.at(x, y, scale);
    tree.rect(-4, -34, 8, 34, light.trunk);
    tree.dot(0, -54, 30, light.tree);
    tree.dot(-9, -61, 16, light.glossFaint);
  }
}

/** Gulls above the water: two strokes each. */
export function gulls(pen: Pen, x: number, y: number): void {
  for (const [dx, dy, scale] of [
    [0, 0, 1],
    [46, -24, 0.8],
    [84, 6, 0.7],
  ] as const) {
    const gull = pen.at(x + dx, y + dy, scale);
    for (const wing of [-8, 8]) gull.arc(wing, 0, 9, 1.1, 1.9, 2.8, pen.light.white);
  }
}

/** Bright lines on water or wet ground: x, y, width of each. */
export function glints(pen: Pen, ...each: readonly (readonly [number, number, number])[]): void {
  for (const [x, y, w] of each) pen.round(x, y, w, 4, 2, pen.light.gloss);
}
