import type { CardContext, CardCover } from './context';
import { font, INK } from './palette';

/** A rectangle with round corners as the current path. */
export function roundPath(
  ctx: Pick<CardContext, 'beginPath' | 'moveTo' | 'arcTo' | 'closePath'>,
  x: number,
  y: number,
  w: number,
  h: number,
  r: number,
): void {
  ctx.beginPath();
  ctx.moveTo(x + r, y);
  ctx.arcTo(x + w, y, x + w, y + h, r);
  ctx.arcTo(x + w, y + h, x, y + h, r);
  ctx.arcTo(x, y + h, x, y, r);
  ctx.arcTo(x, y, x + w, y, r);
  ctx.closePath();
}

export function fillRect(ctx: CardContext, x: number, y: number, w: number, h: number, color: string): void {
  ctx.fillStyle = color;
  ctx.fillRect(x, y, w, h);
}

export function fillRound(
  ctx: CardContext,
  x: number,
  y: number,
  w: number,
  h: number,
  r: number,
  color: string,
): void {
  roundPath(ctx, x, y, w, h, r);
  ctx.fillStyle = color;
  ctx.fill();
}

export function strokeRound(
  ctx: CardContext,
  x: number,
  y: number,
  w: number,
  h: number,
  r: number,
  line: number,
  color: string,
): void {
  roundPath(ctx, x, y, w, h, r);
  ctx.lineWidth = line;
  ctx.strokeStyle = color;
  ctx.stroke();
}

export type Point = readonly [x: number, y: number];

function pointPath(ctx: CardContext, points: readonly Point[]): void {
  ctx.beginPath();
  points.forEach(([x, y], i) => {
    if (i) ctx.lineTo(x, y);
    else ctx.moveTo(x, y);
  });
}

export function fillPolygon(ctx: CardContext, points: readonly Point[], color: string): void {
  pointPath(ctx, points);
  ctx.closePath();
  ctx.fillStyle = color;
  ctx.fill();
}

export function strokeLine(ctx: CardContext, points: readonly Point[], line: number, color: string): void {
  pointPath(ctx, points);
  ctx.lineJoin = 'miter';
  ctx.lineCap = 'butt';
  ctx.lineWidth = line;
  ctx.strokeStyle = color;
  ctx.stroke();
}

export interface TextStyle {
  size: number;
  color: string;
  bold?: boolean;
  align?: 'left' | 'right' | 'center';
}

/** One line of text; `y` is the middle of the line. */
export function drawText(ctx: CardContext, text: string, x: number, y: number, style: TextStyle): void {
  ctx.font = font(style.size, style.bold ?? false);
  ctx.fillStyle = style.color;
  ctx.textAlign = style.align ?? 'left';
  ctx.textBaseline = 'middle';
  ctx.fillText(text, x, y);
}

/**
 * The picture at the head of a card, `w` × `h` from its corner. A loaded one of any ratio is centred, and what
 * sticks out is left off (aspectFill); on white, or a transparent picture would be black in a JPEG.
 */
export function drawCover(ctx: CardContext, cover: CardCover, w: number, h: number): void {
  if (cover.paint) {
    cover.paint(ctx, w, h);
    return;
  }
  fillRect(ctx, 0, 0, w, h, INK.white);
  const scale = Math.max(w / cover.width, h / cover.height);
  const sw = w / scale;
  const sh = h / scale;
  ctx.drawImage(cover.image, (cover.width - sw) / 2, (cover.height - sh) / 2, sw, sh, 0, 0, w, h);
}
