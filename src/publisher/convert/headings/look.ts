import { plain } from '../../../domain/text';
import { type Color, distance, isVivid, lightness } from '../color';
import type { Draft, Ink } from '../context';
import type { Frame } from '../frame';
import { bitOf } from '../marks';

/*
 * How a line is set, and how the article's own body is: what a heading stands out by is not a size or a colour, but the
 * difference between the two.
 */

export interface Look {
  /** Pixels that most of it is set in; 0 where the page does not say. */
  size: number;
  color: Color | undefined;
  /** Shares of its characters, 0 to 1. */
  bold: number;
  linked: number;
  center: boolean;
  right: boolean;
  /** What it alone stands in, or it and one more line. */
  frames: readonly Frame[];
  /** Whether it stands in a box of several lines. */
  isBoxed: boolean;
}

const STRONG = bitOf('strong');

const lengthOf = (text: string): number => text.replace(/\s+/g, '').length;

/** What most of a text has: the value of the most characters. */
function most<T>(ink: readonly Ink[], of: (one: Ink) => T): T | undefined {
  const [first] = ink;
  if (!first) return undefined;
  if (ink.every(({ set }) => set === first.set)) return of(first);
  const characters = new Map<T, number>();
  for (const one of ink) {
    const value = of(one);
    characters.set(value, (characters.get(value) ?? 0) + lengthOf(one.text));
  }
  return [...characters].reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

function shareOf(ink: readonly Ink[], has: (one: Ink) => boolean): number {
  let all = 0;
  let having = 0;
  for (const one of ink) {
    const length = lengthOf(one.text);
    all += length;
    if (has(one)) having += length;
  }
  return all === 0 ? 0 : having / all;
}

/** How many lines and characters stand in each frame of an article. */
export type Held = ReadonlyMap<Frame, { lines: number; length: number }>;

export function heldBy(drafts: readonly Draft[]): Held {
  const held = new Map<Frame, { lines: number; length: number }>();
  for (const { ink, block } of drafts.flatMap((one) => one.inner ?? [one])) {
    const text = 'inlines' in block ? lengthOf(plain(block.inlines)) : 0;
    for (let frame = ink[0]?.set.frame; frame; frame = frame.around) {
      const one = held.get(frame);
      if (one) {
        one.lines += 1;
        one.length += text;
      } else held.set(frame, { lines: 1, length: text });
    }
  }
  return held;
}

/** A frame around no more is a heading's own. */
const OWN = { lines: 2, length: 60 };

export function lookOf({ ink, block }: Draft, held: Held): Look {
  const frames: Frame[] = [];
  let isBoxed = false;
  for (let frame = ink[0]?.set.frame; frame; frame = frame.around) {
    const { lines, length } = held.get(frame)!;
    if (lines <= OWN.lines && length <= OWN.length) frames.push(frame);
    else isBoxed = true;
  }
  const align = block.type === 'paragraph' ? block.align : ink[0]?.set.align;
  const isBold = shareOf(ink, ({ set }) => (set.marks & STRONG) !== 0);
  return {
    size: most(ink, ({ set }) => set.size) ?? 0,
    color: most(ink, ({ set }) => set.color),
    bold: ink.length > 0 ? isBold : 'inlines' in block ? boldOf(block.inlines) : 0,
    linked: 'inlines' in block ? linkedOf(block.inlines) : 0,
    center: align === 'center',
    right: align === 'right',
    frames,
    isBoxed,
  };
}

type Runs = readonly { text: string; marks?: readonly string[]; href?: string }[];

const part = (runs: Runs, has: (one: Runs[number]) => boolean): number => {
  const all = runs.reduce((sum, { text }) => sum + lengthOf(text), 0);
  const having = runs.reduce((sum, one) => sum + (has(one) ? lengthOf(one.text) : 0), 0);
  return all === 0 ? 0 : having / all;
};
const boldOf = (runs: Runs) => part(runs, ({ marks }) => marks?.includes('strong') ?? false);
const linkedOf = (runs: Runs) => part(runs, ({ href }) => href !== undefined);

/** How most of an article is set. */
export interface Body {
  size: number;
  color: Color;
  /** Shares of its characters. */
  bold: number;
  center: number;
}

const BLACK: Color = 0x333333;

/** Of the paragraphs that are sentences, or of all where there are none. */
export function bodyOf(drafts: readonly Draft[]): Body {
  const paragraphs = drafts.filter(({ block }) => block.type === 'paragraph');
  const long = paragraphs.filter(
    ({ block }) => block.type === 'paragraph' && lengthOf(plain(block.inlines)) > 30,
  );
  const all = long.length > 1 ? long : paragraphs;
  const ink = all.flatMap((one) => one.ink);
  let length = 0;
  let bold = 0;
  let center = 0;
  for (const { block } of all) {
    if (block.type !== 'paragraph') continue;
    const own = lengthOf(plain(block.inlines));
    length += own;
    bold += own * boldOf(block.inlines);
    if (block.align === 'center') center += own;
  }
  return {
    size: most(ink, ({ set }) => set.size) ?? 0,
    color: most(ink, ({ set }) => set.color) ?? BLACK,
    bold: length === 0 ? 0 : bold / length,
    center: length === 0 ? 0 : center / length,
  };
}

/** As much of a colour as nobody sees beside another. */
const NEAR = 48;

/** Whether a line has a colour of its own, and none that is paler than the body's. */
export const isColored = (look: Look, body: Body): boolean =>
  look.color !== undefined &&
  distance(look.color, body.color) > NEAR &&
  (isVivid(look.color) || isDeep(look.color));
const isDeep = (color: Color): boolean => {
  const [red, green, blue] = [color >> 16, (color >> 8) & 255, color & 255];
  return Math.max(red, green, blue) - Math.min(red, green, blue) > 40;
};

/** Whether a line is paler than the body: a caption, a remark. On a ground of its own it is not. */
export const isPale = (look: Look, body: Body): boolean =>
  look.color !== undefined &&
  look.frames.every(({ kind }) => kind !== 'band') &&
  !isVivid(look.color) &&
  lightness(look.color) - lightness(body.color) > 50;

/** How much larger than the body a line is: 1 for what is as large, or not known. */
export const ratioOf = (look: Look, body: Body): number =>
  look.size > 0 && body.size > 0 ? look.size / body.size : 1;

/** A line is bold though an editor missed a part of it. */
export const MOSTLY = 0.5;

/** Shares of the body's size from which on lines are of one size: editors do not set the same title in the same pixels each time. */
const SIZES = [1.6, 1.3, 1.17, 1.04, 0.96, 0.85, 0];

/** A name for how a line is set: two of one name look the same to a reader. */
export function nameOf(look: Look, body: Body, tag: number | undefined): string {
  const ratio = ratioOf(look, body);
  const size = SIZES.findIndex((least) => ratio >= least);
  const frames = look.frames.map(({ kind, color }) => `${kind}${color === undefined ? '' : color >> 5}`);
  return [
    tag ? `h${tag}` : '',
    size,
    look.bold > MOSTLY ? 'bold' : '',
    isColored(look, body) ? 'colored' : isPale(look, body) ? 'pale' : '',
    look.center ? 'center' : '',
    [...new Set(frames)].join('+'),
  ].join('|');
}
