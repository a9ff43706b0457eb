import type { CardContent, CardContext } from './context';
import { drawSetting, fitTitle, middle, type Setting } from './fitting';
import { INK } from './palette';
import { drawArrow, drawFoot, drawLane, drawTab, type FootLayout } from './plate';
import { drawCover, fillRect, strokeRound } from './shapes';

/** [x, y, w, h, dash, gap] of a lane. */
type Lane = readonly [number, number, number, number, number, number];
/** [inset, radius, width] of a keyline. */
type Keyline = readonly [number, number, number];

/** A card that is one sign plate, under a picture or alone. Its two makers differ in measures only. */
export interface SignLayout {
  size: readonly [number, number];
  /** Left edge and width of the title, under a picture and alone. */
  covered: {
    /** Heights of the picture: the second one is for a title that would go below the last step. */
    pictures: readonly [number, number];
    keyline: Keyline;
    x: number;
    tab: number;
    /** From the picture's lower edge to the title's box, with a city and without. */
    over: readonly [number, number];
    bottom: number;
    steps: readonly number[];
    ratio: number;
    lane: Lane;
    foot: FootLayout;
  };
  bare: {
    keyline: Keyline;
    x: number;
    /** Middle and height of the tab; x, y, size of the exit arrow. */
    tab: readonly [number, number];
    arrow: readonly [number, number, number];
    top: readonly [number, number];
    bottom: number;
    steps: readonly number[];
    ratio: number;
    lane: Lane;
    foot: FootLayout;
  };
}

function drawKeyline(ctx: CardContext, top: number, w: number, h: number, [inset, r, line]: Keyline): void {
  strokeRound(ctx, inset, top + inset, w - 2 * inset, h - top - 2 * inset, r, line, INK.white);
}

function drawCovered(ctx: CardContext, content: CardContent, layout: SignLayout): void {
  const [w, h] = layout.size;
  const plan = layout.covered;
  const over = plan.over[content.city ? 0 : 1];
  const floor = plan.steps[plan.steps.length - 1]!;
  const fitUnder = (picture: number): Setting =>
    fitTitle(ctx, content, { w: w - 2 * plan.x, h: plan.bottom - picture - over }, plan.steps, plan.ratio);
  let [picture] = plan.pictures;
  let title = fitUnder(picture);
  if (title.size < floor) {
    picture = plan.pictures[1];
    title = fitUnder(picture);
  }
  drawCover(ctx, content.cover!, w, picture);
  fillRect(ctx, 0, picture, w, h - picture, INK.plate);
  drawKeyline(ctx, picture, w, h, plan.keyline);
  drawTab(ctx, content.city, plan.x, picture + 6, plan.tab, false);
  drawSetting(ctx, title, plan.x, middle(title, picture + over, plan.bottom - picture - over), INK.white);
  drawLane(ctx, ...plan.lane);
  drawFoot(ctx, plan.foot, content.day);
}

function drawBare(ctx: CardContext, content: CardContent, layout: SignLayout): void {
  const [w, h] = layout.size;
  const plan = layout.bare;
  fillRect(ctx, 0, 0, w, h, INK.plate);
  drawKeyline(ctx, 0, w, h, plan.keyline);
  drawTab(ctx, content.city, plan.x, plan.tab[0], plan.tab[1], true);
  if (content.city) drawArrow(ctx, ...plan.arrow);
  const top = plan.top[content.city ? 0 : 1];
  const box = { w: w - 2 * plan.x, h: plan.bottom - top };
  const title = fitTitle(ctx, content, box, plan.steps, plan.ratio);
  drawSetting(ctx, title, plan.x, middle(title, top, box.h), INK.white);
  drawLane(ctx, ...plan.lane);
  drawFoot(ctx, plan.foot, content.day);
}

export function drawSign(ctx: CardContext, content: CardContent, layout: SignLayout): void {
  if (content.cover) drawCovered(ctx, content, layout);
  else drawBare(ctx, content, layout);
}
