import { COLUMN } from '../share';
import { CARD_SIZES, type CardContext, type CardImage } from './context';
import { INK } from './palette';
import { drawMark } from './plate';
import { drawText, fillRect } from './shapes';

/** Where the white band at a poster's foot begins. */
export const BAND = 1066;

export interface Band {
  x: number;
  y: number;
  /** Whether the lane's yellow edges it: where no road runs into it. */
  edge: boolean;
  code: CardImage | null | undefined;
  /** Under 长按识别小程序码. */
  lines: readonly [string, string];
  /** The last line where there is no code to scan. */
  otherwise: string;
}

/** The code in its ring. Codes come as squares with white corners, hence the round clip. */
function drawCode(ctx: CardContext, code: CardImage): void {
  const disc = (radius: number) => {
    ctx.beginPath();
    ctx.arc(606, 1200, radius, 0, Math.PI * 2);
  };
  disc(110);
  ctx.fillStyle = INK.white;
  ctx.fill();
  ctx.save();
  disc(106);
  ctx.clip();
  ctx.drawImage(code, 508, 1102, 196, 196);
  ctx.restore();
  disc(110);
  ctx.lineWidth = 4;
  ctx.strokeStyle = INK.plate;
  ctx.stroke();
}

/** What to do next: scan, or look for the original. */
export function drawBand(ctx: CardContext, { x, y, edge, code, lines, otherwise }: Band): void {
  const [w, h] = CARD_SIZES.poster;
  fillRect(ctx, 0, BAND, w, h - BAND, INK.white);
  if (edge) fillRect(ctx, 0, BAND, w, 8, INK.yellow);
  if (code) {
    drawText(ctx, '长按识别小程序码', x, y + 20, { size: 40, color: INK.ink, bold: true });
    drawText(ctx, lines[0], x, y + 74, { size: 32, color: INK.ink2 });
    drawText(ctx, lines[1], x, y + 124, { size: 28, color: INK.ink3 });
    drawCode(ctx, code);
    return;
  }
  drawMark(ctx, x, y + 8, 92);
  drawText(ctx, COLUMN.name, x + 112, y + 36, { size: 40, color: INK.ink, bold: true });
  drawText(ctx, COLUMN.slogan, x + 112, y + 84, { size: 28, color: INK.ink2 });
  drawText(ctx, otherwise, x, y + 134, { size: 28, color: INK.ink3 });
}
