import { COLUMN } from '../share';
import { BAND, drawBand } from './band';
import { CARD_SIZES, type CardContext, type CardImage } from './context';
import { font, INK } from './palette';
import { drawArrow, drawLane, drawMark } from './plate';
import { drawOpenRoad, drawPosts } from './scenery';
import { drawText, fillRect, fillRound, strokeRound } from './shapes';

interface ColumnLayout {
  /** The sign over the road: edges, and where the road vanishes. */
  sign: { x: number; top: number; bottom: number };
  horizon: number;
  /** Left edge of what stands on the sign. */
  x: number;
  mark: { y: number; size: number };
  arrow: { x: number; y: number; size: number };
  name: { y: number; size: number };
  lane: number;
  slogan: { y: number; size: number };
}

const LAYOUTS: Record<'chat' | 'square' | 'poster', ColumnLayout> = {
  chat: {
    sign: { x: 40, top: 40, bottom: 566 },
    horizon: 606,
    x: 96,
    mark: { y: 86, size: 132 },
    arrow: { x: 806, y: 96, size: 108 },
    name: { y: 306, size: 100 },
    lane: 392,
    slogan: { y: 474, size: 82 },
  },
  square: {
    sign: { x: 32, top: 32, bottom: 560 },
    horizon: 604,
    x: 82,
    mark: { y: 78, size: 140 },
    arrow: { x: 614, y: 92, size: 104 },
    name: { y: 310, size: 78 },
    lane: 390,
    slogan: { y: 468, size: 65 },
  },
  poster: {
    sign: { x: 30, top: 76, bottom: 640 },
    horizon: 716,
    x: 76,
    mark: { y: 126, size: 150 },
    arrow: { x: 562, y: 142, size: 110 },
    name: { y: 372, size: 73 },
    lane: 456,
    slogan: { y: 540, size: 61 },
  },
};

/** `解读交通 ━ 服务出行`: one phrase, the lane's dash between its halves, as in the header of the list. */
function drawSlogan(ctx: CardContext, x: number, y: number, size: number): void {
  const [left, right] = COLUMN.slogan.split(' ') as [string, string];
  ctx.font = font(size, true);
  const w = ctx.measureText(left).width;
  const dash = size * 0.95;
  const gap = size * 0.38;
  drawText(ctx, left, x, y, { size, color: INK.onPlate, bold: true });
  fillRect(ctx, x + w + gap, y - size * 0.08, dash, size * 0.16, INK.yellow);
  drawText(ctx, right, x + w + 2 * gap + dash, y, { size, color: INK.onPlate, bold: true });
}

/** The column's sign over an open road that ends at `bottom`. */
function drawGantry(ctx: CardContext, kind: keyof typeof LAYOUTS, bottom: number): void {
  const [w] = CARD_SIZES[kind];
  const { sign, horizon, x, mark, arrow, name, lane, slogan } = LAYOUTS[kind];
  const width = w - 2 * sign.x;
  const height = sign.bottom - sign.top;
  drawOpenRoad(ctx, { w, horizon, bottom });
  drawPosts(ctx, sign.x + 50, w - sign.x - 50, 22, sign.bottom - 10, horizon + 70);
  fillRound(ctx, sign.x, sign.top, width, height, 40, INK.plate);
  strokeRound(ctx, sign.x + 14, sign.top + 14, width - 28, height - 28, 28, 6, INK.white);
  drawMark(ctx, x - (mark.size * 2) / 48, mark.y, mark.size);
  drawArrow(ctx, arrow.x, arrow.y, arrow.size);
  drawText(ctx, COLUMN.name, x, name.y, { size: name.size, color: INK.white, bold: true });
  drawLane(ctx, x, lane, w - 2 * x, 8, 52, 36);
  drawSlogan(ctx, x, slogan.y, slogan.size);
}

/** The column's own card. It ships in the package, so it needs no picture. */
export function drawColumnCard(ctx: CardContext, kind: 'chat' | 'square'): void {
  drawGantry(ctx, kind, CARD_SIZES[kind][1]);
}

/** The column's own poster, with its mini-program code where there is one. */
export function drawColumnPoster(ctx: CardContext, code: CardImage | null): void {
  drawGantry(ctx, 'poster', BAND);
  drawBand(ctx, {
    x: 56,
    y: 1130,
    edge: true,
    code,
    lines: ['看全部文章', '来源：公众号'],
    otherwise: '微信里搜公众号，可看全部文章',
  });
}
