import { characters } from '../characters';
import { fullWidth } from '../typography';
import { balance, joined, type Measured } from './balance';
import { clusters, type Piece } from './breaking';
import type { CardContent, CardContext } from './context';
import { font } from './palette';
import { drawText } from './shapes';

/** Lines at one type size. `height` is all of it, leading included. */
export interface Setting {
  size: number;
  leading: number;
  lines: string[];
  height: number;
}

/** Widths grow with the type size, so each piece is measured once: measuring is what costs on phones. */
const YARDSTICK = 100;

function measured(ctx: CardContext, pieces: readonly Piece[], bold: boolean): Measured[] {
  ctx.font = font(YARDSTICK, bold);
  const width = (text: string) => (text ? ctx.measureText(text).width / YARDSTICK : 0);
  return pieces.map((piece) => ({ ...piece, width: width(piece.text), gapWidth: width(piece.gap) }));
}

const settingOf = (size: number, ratio: number, lines: string[]): Setting => {
  const leading = Math.round(size * ratio);
  return { size, leading, lines, height: lines.length * leading };
};

/** How many lines of a size a height holds: the space over the first and under the last line is not counted. */
const linesIn = (h: number, size: number, ratio: number): number => {
  const leading = Math.round(size * ratio);
  return Math.floor((h + leading - size) / leading);
};

export interface Box {
  w: number;
  h: number;
}

/** What a piece is made of: a quotation of words, a word of clusters, a cluster of characters. */
function partsOf({ text, gap, at }: Piece, isLast: boolean, breaks?: readonly number[]): Piece[] {
  let parts = clusters(text, false, breaks, at);
  if (isLast && parts.length < 2) parts = clusters(text, false, undefined, at);
  if (isLast && parts.length < 2) parts = characters(text).map((one) => ({ text: one, gap: '', at }));
  parts[parts.length - 1]!.gap = gap;
  return parts;
}

/**
 * Takes apart what is wider than the line.
 * @param isLast whether it is the last resort, and words may go into characters: a 40-letter word, a row of 30
 * exclamation marks
 */
function takeApart(
  ctx: CardContext,
  pieces: readonly Measured[],
  room: number,
  bold: boolean,
  isLast: boolean,
  breaks?: readonly number[],
): readonly Measured[] {
  return pieces.flatMap((piece) => {
    const parts = piece.width > room ? partsOf(piece, isLast, breaks) : [];
    return parts.length < 2
      ? [piece]
      : takeApart(ctx, measured(ctx, parts, bold), room, bold, isLast, breaks);
  });
}

/** How much smaller a title may be for the sake of a quotation that stays on one line. */
const TORN = 0.7;

/**
 * A title in its box, whole. Of the steps that fit, the best size × quality of lines wins: slightly smaller
 * with whole phrases beats largest and ragged. A quotation is taken apart at sizes at which no line holds it, where
 * those are much larger than the largest that does.
 * If no step fits, words are, too; then the size goes on down by 2 for as long as it must.
 */
export function fitTitle(
  ctx: CardContext,
  { headline, breaks }: Pick<CardContent, 'headline' | 'breaks'>,
  box: Box,
  steps: readonly number[],
  ratio: number,
): Setting {
  const whole = measured(ctx, clusters(fullWidth(headline), true, breaks), true);
  const at = (size: number, isLast: boolean) => {
    const room = box.w / size;
    const pieces = takeApart(ctx, whole, room, true, isLast, breaks);
    const set = balance(pieces, room, linesIn(box.h, size, ratio));
    if (!set) return null;
    ctx.font = font(size, true);
    // Sums of measured pieces may be off by hinting: what is drawn is measured again.
    if (set.lines.some((line) => ctx.measureText(line).width > box.w)) return null;
    const torn = pieces.length > whole.length ? TORN : 1;
    return { score: torn * size * (1 - 0.8 * set.cost), setting: settingOf(size, ratio, set.lines) };
  };
  let best: ReturnType<typeof at> = null;
  for (const size of steps) {
    const found = at(size, false);
    if (found && (!best || found.score > best.score)) best = found;
  }
  for (let size = steps[steps.length - 1]!; !best && size > 2; size -= 2) best = at(size, true);
  return best?.setting ?? settingOf(2, ratio, [headline]);
}

/** Measured running text in full lines, from the left. */
function fill(ctx: CardContext, text: readonly Measured[], w: number, size: number, bold: boolean): string[] {
  const room = w / size;
  const pieces = takeApart(ctx, text, room, bold, true);
  ctx.font = font(size, bold);
  const lines: string[] = [];
  for (let from = 0, to = 0; from < pieces.length; from = to) {
    for (let width = 0; to < pieces.length && (to === from || width + pieces[to]!.width <= room); to++)
      width += pieces[to]!.width + pieces[to]!.gapWidth;
    while (to > from + 1 && ctx.measureText(joined(pieces.slice(from, to))).width > w) to--;
    lines.push(joined(pieces.slice(from, to)));
  }
  return lines;
}

/**
 * Running text in a box at the largest step that holds it. Where not even the last one does, `overflow`
 * is set and the lines are those of the last step that the box holds.
 */
export function fitParagraph(
  ctx: CardContext,
  text: string,
  box: Box,
  steps: readonly number[],
  ratio: number,
  bold: boolean,
): Setting & { overflow: boolean } {
  const pieces = measured(ctx, clusters(fullWidth(text), false), bold);
  for (const size of steps) {
    const lines = fill(ctx, pieces, box.w, size, bold);
    const room = linesIn(box.h, size, ratio);
    if (lines.length <= room) return { ...settingOf(size, ratio, lines), overflow: false };
    if (size === steps[steps.length - 1])
      return { ...settingOf(size, ratio, lines.slice(0, room)), overflow: true };
  }
  throw new RangeError('no steps');
}

export function drawSetting(
  ctx: CardContext,
  setting: Setting,
  x: number,
  y: number,
  color: string,
  bold = true,
): void {
  setting.lines.forEach((line, i) => {
    drawText(ctx, line, x, y + setting.leading * (i + 0.5), { size: setting.size, color, bold });
  });
}

/** Steps from large to small, by 4 unless told. */
export function steps(from: number, to: number, by = 4): number[] {
  const out: number[] = [];
  for (let size = from; size >= to; size -= by) out.push(size);
  return out;
}

export const middle = (setting: Setting, y: number, h: number): number =>
  Math.round(y + (h - setting.height) / 2);
