import { characters, cut } from '../characters';
import { COLUMN } from '../share';
import { BAND, drawBand } from './band';
import { CARD_SIZES, type CardContent, type CardContext } from './context';
import { beginning, ended } from './excerpt';
import { drawSetting, fitParagraph, fitTitle, type Setting, steps } from './fitting';
import { INK } from './palette';
import { drawLane, drawMark, drawTab } from './plate';
import { drawOpenRoad, drawPosts, drawWay } from './scenery';
import { drawCover, drawText, fillPolygon, fillRect, fillRound, strokeRound } from './shapes';

const [W, H] = CARD_SIZES.poster;
/** Characters: no excerpt beside the road is longer, and measuring more would only take time. */
const EXCERPT = 260;

interface Plate {
  title: Setting;
  top: number;
  bottom: number;
}

function planPlate(ctx: CardContext, content: CardContent): Plate {
  if (content.cover) {
    const title = fitTitle(ctx, content, { w: 606, h: 330 }, steps(76, 44), 1.28);
    return { title, top: 275, bottom: 275 + (content.city ? 66 : 44) + title.height + 100 };
  }
  const title = fitTitle(ctx, content, { w: 630, h: 400 }, steps(92, 48), 1.28);
  return { title, top: 0, bottom: 164 + (content.city ? 116 : 20) + title.height + 112 };
}

/** With a cover: the sign stands before the picture. */
function drawStandingPlate(ctx: CardContext, content: CardContent, { title, top, bottom }: Plate): void {
  drawCover(ctx, content.cover!, W, 319);
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
  const set = (text: string, steps: readonly number[]) =>
    fitParagraph(ctx, text, { w: 578, h: BAND - 30 - top }, steps, 1.75, false);
  const start = cut(excerpt, EXCERPT);
  let fitted = set(start, [38, 34, 32]);
  if (fitted.overflow || start !== excerpt) {
    let kept = characters(beginning(start, fitted.lines.join('')));
    do {
      fitted = set(ended(kept.join('')), [32]);
      kept = kept.slice(0, -6);
    } while (fitted.overflow && kept.length > 0);
  }
  drawSetting(ctx, fitted, 118, top, INK.ink, false);
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
  const band = {
    lines: [
      content.minutes ? `阅读全文 · 约 ${content.minutes} 分钟` : '阅读全文',
      content.cover ? COLUMN.name : '来源：公众号',
    ] as const,
    otherwise: `原文见公众号，${content.day} 发布`,
    code: content.code,
  };
  if (!content.excerpt) {
    drawBand(ctx, { ...band, x: 56, y: 1130, edge: true });
    return;
  }
  drawBand(ctx, { ...band, x: 118, y: 1110, edge: false });
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
}
