import type { Pen } from '../pen';

interface Dress {
  body: string;
  legs?: string;
  /** Stripes of a vest, and then a helmet. */
  stripes?: string;
}

/** Someone who stands, 106 high; the origin is the ground. No face. */
export function person(pen: Pen, { body, legs, stripes }: Dress): void {
  const { light } = pen;
  for (const x of [-9, 2]) pen.rect(x, -30, 7, 30, legs ?? light.ink);
  pen.round(-14, -78, 28, 52, 9, body);
  if (stripes) for (const y of [-54, -42]) pen.rect(-14, y, 28, 5, stripes);
  pen.dot(0, -92, 13, light.skin);
  pen.dome(0, -93, 14, stripes ? light.yellow : light.dark);
  if (stripes) pen.round(-18, -95, 36, 4, 2, light.yellow);
}
