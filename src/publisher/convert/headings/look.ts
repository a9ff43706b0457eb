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
}

const STRONG = bitOf('strong');

/** What most of a text has: the value of the most characters. */
function most<T>(ink: readonly Ink[], of: (one: Ink) => T): T | undefined {
  const [first] = ink;
  if (!first) return undefined;
  if (ink.every(({ set }) => set === first.set)) return of(first);
  const characters = new Map<T, number>();
  for (const one of ink) {
    const value = of(one);
    characters.set(value, (characters.get(value) ?? 0) + one.text.length);
  }
  return top(characters);
}

function shareOf(ink: readonly Ink[], has: (one: Ink) => boolean): number {
  let all = 0;
  let having = 0;
  for (const one of ink) {
    const length = one.text.length;
    all += length;
    if (has(one)) having += length;
  }
  return all === 0 ? 0 : having / all;
}

/** How many lines and characters stand in each frame of an article. */
export type Held = ReadonlyMap<Frame, { lines: number; length: number }>;

export function heldBy(drafts: readonly Draft[]): Held {
  const held = new Map<Frame, { lines: number; length: number }>();
  const add = ({ ink }: Draft) => {
    let frame = ink[0]?.set.frame;
    if (!frame) return;
    const length = ink.reduce((sum, { text }) => sum + text.length, 0);
    for (; frame; frame = frame.around) {
      const one = held.get(frame);
      if (one) {
        one.lines += 1;
        one.length += length;
      } else held.set(frame, { lines: 1, length });
    }
  };
  for (const draft of drafts) (draft.inner ?? [draft]).forEach(add);
  return held;
}

/** A frame around no more is a heading's own. */
const OWN = { lines: 2, length: 60 };

export function lookOf({ ink, block }: Draft, held: Held): Look {
  const frames: Frame[] = [];
  for (let frame = ink[0]?.set.frame; frame; frame = frame.around) {
    const { lines, length } = held.get(frame)!;
    if (lines <= OWN.lines && length <= OWN.length) frames.push(frame);
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
  };
}

type Runs = readonly { text: string; marks?: readonly string[]; href?: string }[];

const part = (runs: Runs, has: (one: Runs[number]) => boolean): number => {
  const all = runs.reduce((sum, { text }) => sum + text.length, 0);
  const having = runs.reduce((sum, one) => sum + (has(one) ? one.text.length : 0), 0);
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

/** Characters of a paragraph that is a sentence. */
const SENTENCE = 30;

/**
 * Of the paragraphs that are sentences, or of all where there are none.
 * @param texts of the drafts
 */
export function bodyOf(drafts: readonly Draft[], texts: readonly string[]): Body {
  const isParagraph = ({ block }: Draft) => block.type === 'paragraph';
  const long = drafts.filter((draft, at) => texts[at]!.length > SENTENCE && isParagraph(draft));
  const all = long.length > 1 ? long : drafts.filter(isParagraph);
  let length = 0;
  let bold = 0;
  let center = 0;
  const sizes = new Map<number, number>();
  const colors = new Map<Color | undefined, number>();
  for (const { block, ink } of all) {
    if (block.type !== 'paragraph') continue;
    for (const { text, marks } of block.inlines) {
      length += text.length;
      if (marks?.includes('strong')) bold += text.length;
      if (block.align === 'center') center += text.length;
    }
    for (const { text, set } of ink) {
      sizes.set(set.size, (sizes.get(set.size) ?? 0) + text.length);
      colors.set(set.color, (colors.get(set.color) ?? 0) + text.length);
    }
  }
  const share = (part: number) => (length === 0 ? 0 : part / length);
  return { size: top(sizes) ?? 0, color: top(colors) ?? BLACK, bold: share(bold), center: share(center) };
}

/** What has the most characters; undefined where there is nothing. */
function top<T>(characters: ReadonlyMap<T, number>): T | undefined {
  let best: [T | undefined, number] = [undefined, 0];
  for (const one of characters) if (one[1] > best[1]) best = one;
  return best[0];
}

/** Whether a paragraph is set as the body is, or within a frame with others: as most are. */
export function isAsBody({ ink, block, tag }: Draft, body: Body, held: Held): boolean {
  if (tag || block.type !== 'paragraph' || block.align === 'center') return false;
  if (ink.length === 0) return block.inlines.every(({ marks }) => !marks?.includes('strong'));
  return ink.every(({ set }) => {
    if (set.size > body.size * LARGER || (set.marks & STRONG) !== 0) return false;
    if (set.color !== undefined && set.color !== body.color) return false;
    for (let frame = set.frame; frame; frame = frame.around)
      if ((held.get(frame)?.lines ?? 0) <= OWN.lines) return false;
    return true;
  });
}

const LARGER = 1.04;

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

/** How a line is set, if that is not as the body is; else ''. */
export const setOf = (look: Look, body: Body): string => {
  const isPlain = look.bold <= MOSTLY && ratioOf(look, body) < LARGER && look.frames.length === 0;
  return isPlain ? '' : nameOf(look, body, undefined);
};
