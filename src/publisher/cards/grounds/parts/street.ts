import { EDGES, HEIGHT, type Pen } from '../pen';

interface Street {
  /** Where the asphalt begins, and the middle of the broken line before the vehicle. */
  top: number;
  line: number;
  color: string;
}

/** A street from edge to edge, behind it a kerb. */
export function street(pen: Pen, { top, line, color }: Street): void {
  const { light } = pen;
  pen.band(top - 20, 16, light.pale);
  pen.band(top - 6, 6, light.grey);
  pen.band(top, HEIGHT + 2 - top, light.asphalt);
  pen.band(top + 12, 3, light.gloss);
  brokenLine(pen, line, color);
}

/** A broken line from edge to edge around `y`. */
export function brokenLine(pen: Pen, y: number, color: string): void {
  for (let x = EDGES[0]; x < EDGES[1]; x += 96) pen.rect(x, y - 3, 56, 6, color);
}

/**
 * The line on the near side of a vehicle that heads left has oncoming traffic behind it; mirrored, with the
 * vehicle heading right, it is one between lanes. Traffic keeps right.
 */
export const nearLine = (pen: Pen): string => (pen.mirrored ? pen.light.white : pen.light.yellow);
