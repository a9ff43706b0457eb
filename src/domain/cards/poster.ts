import { COLUMN } from '../share';
import { CARD_SIZES, type CardContent, type CardContext, type CardImage } from './context';
import { ended } from './excerpt';
import { drawSetting, fillLines, fitParagraph, fitTitle, type Setting, steps } from './fitting';
import { INK } from './palette';
import { drawLane, drawMark, drawTab } from './plate';
import { drawOpenRoad, drawPosts, drawWay } from './scenery';
import { drawCover, drawText, fillPolygon, fillRect, fillRound, strokeRound } from './shapes';

const [W, H] = CARD_SIZES.poster;
/** Where the white band with the code begins. */
const BAND = 1066;

interface Plate {
  title: Setting;
  top: number;
  bottom: number;
}

function planPlate(ctx: CardContext, content: CardContent): Plate {
  if (content.cover) {
    const title = fitTitle(ctx, content.headline, { w: 606, h: 330 }, steps(76, 44), 1.28);
    return { title, top: 275, bottom: 275 + (content.city ? 66 : 44) + title.height + 100 };
  }
  const title = fitTitle(ctx, content.headline, { w: 630, h: 400 }, steps(92, 48), 1.28);
  return { title, top: 0, bottom: 164 + (content.city ? 116 : 20) + title.height + 112 };
}

/** With a cover: the sign stands before the picture. */
function drawStandingPlate(ctx: CardContext, content: CardContent, { title, top, bottom }: Plate): void {
  drawCover(ctx, content.cover!, 0, 0, W, 319);
  fillRound(ctx, 32, top, 686, bottom - top, 22, INK.plate);
  strokeRound(ctx, 42, top + 10, 666, bottom - top - 20, 15, 4, INK.white);
  drawTab(ctx, content.city, 72, top + 4, 78, false);
  drawSetting(ctx, title, 72, top + (content.city ? 66 : 44), INK.white);
  drawText(ctx, COLUMN.name, 72, bottom - 54, { size: 28, color: INK.onPlate, bold: true });
  drawText(ctx, stamp(content), 678, bottom - 54, { size: 28, color: INK.onPlate, align: 'right' });
}

/** Without a cover: the sign hangs from the top edge and names the column. */
function drawHangingPlate(ctx: CardContext, content: CardContent, { title, bottom }: Plate): void {
  fillRound(ctx, 0, -60, W, bottom + 60, 40, INK.plate);
  strokeRound(ctx, 9, -60, W - 18, bottom + 51, 32, 5, INK.white);
  drawMark(ctx, 54, 52, 92);
  drawText(ctx, COLUMN.name, 166, 80, { size: 42, color: INK.white, bold: true });
  drawText(ctx, COLUMN.slogan, 166, 126, { size: 28, color: INK.onPlate });
  drawTab(ctx, content.city, 62, 220, 84, true);
  drawSetting(ctx, title, 60, content.city ? 280 : 184, INK.white);
  drawLane(ctx, 60, bottom - 92, 630, 6, 42, 28);
  drawText(ctx, stamp(content), 60, bottom - 50, { size: 30, color: INK.onPlate });
  drawText(ctx, '公众号', 690, bottom - 50, { size: 30, color: INK.onPlate, align: 'right' });
}

const stamp = ({ day, time }: CardContent): string => (time ? `${day} ${time}` : day);

/** The article's beginning beside the road, as large as it may be; what does not fit ends in an ellipsis. */
function drawExcerpt(ctx: CardContext, excerpt: string, top: number): void {
  const h = BAND - 30 - top;
  const whole = fitParagraph(ctx, excerpt, { w: 578, h: h - 24 }, [38, 34, 32], 1.75, false);
  if (whole) {
    drawSetting(ctx, whole, 118, top, INK.ink, false);
    return;
  }
  const room = Math.floor(h / 56);
  const kept = fillLines(ctx, excerpt, 578, 32, false).slice(0, room).join('');
  const lines = fillLines(ctx, ended(kept), 578, 32, false).slice(0, room);
  drawSetting(ctx, { size: 32, leading: 56, lines, height: 0 }, 118, top, INK.ink, false);
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
function drawBand(ctx: CardContext, content: CardContent, x: number, y: number): void {
  if (content.code) {
    const minutes = content.minutes ? ` · 约 ${content.minutes} 分钟` : '';
    drawText(ctx, '长按识别小程序码', x, y + 20, { size: 40, color: INK.ink, bold: true });
    drawText(ctx, `阅读全文${minutes}`, x, y + 74, { size: 32, color: INK.ink2 });
    drawText(ctx, content.cover ? COLUMN.name : '来源：公众号', x, y + 124, { size: 28, color: INK.ink3 });
    drawCode(ctx, content.code);
    return;
  }
  drawMark(ctx, x, y + 8, 92);
  drawText(ctx, COLUMN.name, x + 112, y + 36, { size: 40, color: INK.ink, bold: true });
  drawText(ctx, COLUMN.slogan, x + 112, y + 84, { size: 28, color: INK.ink2 });
  drawText(ctx, `原文见公众号，${content.day} 发布`, x, y + 134, { size: 28, color: INK.ink3 });
}

/** 750 × 1334, to be saved and posted: sign, then the road that leads from it to the code. */
export function drawPoster(ctx: CardContext, content: CardContent): void {
  const plate = planPlate(ctx, content);
  fillRect(ctx, 0, 0, W, H, INK.paper);
  if (!content.excerpt) {
    const horizon = Math.max(plate.bottom + 26, content.cover ? 640 : 700);
    drawOpenRoad(ctx, { w: W, horizon, bottom: BAND });
    if (content.cover) drawPosts(ctx, 79, 671, 18, plate.bottom - 10, horizon + 74);
    else drawPosts(ctx, 62, 688, 20, plate.bottom - 10, horizon + 90);
  }
  if (content.cover) drawStandingPlate(ctx, content, plate);
  else drawHangingPlate(ctx, content, plate);
  fillRect(ctx, 0, BAND, W, H - BAND, INK.white);
  if (!content.excerpt) {
    fillRect(ctx, 0, BAND, W, 8, INK.yellow);
    drawBand(ctx, content, 56, 1130);
    return;
  }
  drawWay(ctx, plate.bottom - 4, 66, content.code ? 486 : W + 10, 1290);
  if (content.code) {
    const tip = [
      [484, 1266],
      [516, 1290],
      [484, 1314],
    ] as const;
    fillPolygon(ctx, tip, INK.asphalt);
  }
  drawExcerpt(ctx, content.excerpt, plate.bottom + 44);
  drawBand(ctx, content, 118, 1110);
}
