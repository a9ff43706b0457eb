import { COLUMN } from '../share';
import type { CardContext } from './context';
import { font, INK } from './palette';
import { drawText, fillRect, fillRound, strokeLine, strokeRound } from './shapes';

/*
 * The sign language that all cards speak: mark, city tab, exit arrow, lane, foot (spec 4 and 8).
 */

/** The column's own mark, a road that reads as 山, on its 48-unit grid (spec 4, "Mark"). */
export function drawMark(ctx: CardContext, x: number, y: number, size: number): void {
  const k = size / 48;
  fillRound(ctx, x + k, y + k, 46 * k, 46 * k, 11 * k, INK.plate);
  strokeRound(ctx, x + 4.5 * k, y + 4.5 * k, 39 * k, 39 * k, 7.5 * k, 2 * k, INK.white);
  const kerb = [
    [13.5, 19],
    [13.5, 35.5],
    [34.5, 35.5],
    [34.5, 19],
  ].map(([px, py]) => [x + px! * k, y + py! * k] as const);
  strokeLine(ctx, kerb, 4.2 * k, INK.white);
  for (const top of [9.5, 18.5, 27.5]) fillRect(ctx, x + 21.9 * k, y + top * k, 4.2 * k, 6 * k, INK.yellow);
}

/**
 * The city on its own small plate, returns its width (0 without a city). On a picture it is green with a
 * white ring; `inverse` is the white one for green ground.
 */
export function drawTab(
  ctx: CardContext,
  city: string | null,
  x: number,
  middle: number,
  h: number,
  inverse: boolean,
): number {
  if (!city) return 0;
  const [ground, ring] = inverse ? [INK.white, INK.plate] : [INK.plate, INK.white];
  const size = Math.round(h * 0.56);
  ctx.font = font(size, true);
  const w = Math.round(ctx.measureText(city).width + h * 0.8);
  const y = middle - h / 2;
  const r = h * 0.19;
  fillRound(ctx, x - 5, y - 5, w + 10, h + 10, r + 5, ring);
  fillRound(ctx, x, y, w, h, r, ground);
  strokeRound(ctx, x + 6, y + 6, w - 12, h - 12, r - 5, 3.5, ring);
  // The middle of Chinese glyphs is a little above that of the em box.
  drawText(ctx, city, x + w / 2, middle + size * 0.03, { size, color: ring, bold: true, align: 'center' });
  return w;
}

/** The arrow of an exit sign, pointing up and right. */
export function drawArrow(ctx: CardContext, x: number, y: number, size: number): void {
  const k = size / 24;
  const line = (...points: [number, number][]) =>
    strokeLine(
      ctx,
      points.map(([px, py]) => [x + px * k, y + py * k] as const),
      3.2 * k,
      INK.white,
    );
  line([4, 20], [18.4, 5.6]);
  line([7, 5], [19, 5], [19, 17]);
}

/** The dashed centre line; dash and gap are stretched so that it begins and ends with a dash. */
export function drawLane(
  ctx: CardContext,
  x: number,
  y: number,
  w: number,
  h: number,
  dash: number,
  gap: number,
): void {
  const count = Math.max(2, Math.round((w + gap) / (dash + gap)));
  const step = dash + (w - count * dash) / (count - 1);
  for (let i = 0; i < count; i++) fillRect(ctx, x + i * step, y, dash, h, INK.yellow);
}

export interface FootLayout {
  /** Middle of the row. */
  y: number;
  left: number;
  right: number;
  mark: number;
  gap: number;
  name: number;
  day: number;
}

/** Who publishes it and when: the last row of every plate. */
export function drawFoot(ctx: CardContext, at: FootLayout, day: string): void {
  drawMark(ctx, at.left, at.y - at.mark / 2, at.mark);
  drawText(ctx, COLUMN.name, at.left + at.mark + at.gap, at.y, {
    size: at.name,
    color: INK.white,
    bold: true,
  });
  drawText(ctx, day, at.right, at.y, { size: at.day, color: INK.onPlate, align: 'right' });
}
