import { type Color, colorOf, lightness } from './color';

/*
 * What sets a line apart without a word: a ground behind it, a bar beside it, a rule under it, a box around it. Templates
 * make headings of it, and panels that hold half of an article: which of the two is told by how much stands in it.
 */

export interface FrameStyle {
  kind: 'band' | 'bar' | 'rule' | 'box';
  /** Where it is told; two of one look have the same. */
  color: Color | undefined;
}

/** A frame of an article, around whatever stands in it. */
export interface Frame extends FrameStyle {
  readonly around: Frame | undefined;
}

/** A lighter ground is paper. */
const PAPER = 247;
const GRADIENT = /gradient\(/i;

/** What of an element's style frames its content; undefined for most. */
export function readFrame(map: ReadonlyMap<string, string>): FrameStyle | undefined {
  if (map.size === 0) return undefined;
  const ground = map.get('background-color') ?? map.get('background');
  const image = map.get('background-image') ?? map.get('background');
  if (ground !== undefined) {
    const color = colorOf(ground) ?? colorOf(/(?:#[\da-f]{3,8}\b|rgba?\([^)]*\))/i.exec(ground)?.[0]);
    if (color !== undefined && lightness(color) < PAPER) return { kind: 'band', color };
  }
  if (image !== undefined && GRADIENT.test(image)) return { kind: 'band', color: undefined };
  const left =
    lineOf(map.get('border-left')) ?? lineOf(map.get('border-right')) ?? wideOf(map, 'border-left-width');
  if (left && left.width >= BAR) return { kind: 'bar', color: left.color };
  const under =
    lineOf(map.get('border-bottom')) ??
    lineOf(map.get('border-top')) ??
    wideOf(map, 'border-bottom-width') ??
    wideOf(map, 'border-top-width');
  if (under) return { kind: 'rule', color: under.color };
  const all = lineOf(map.get('border'));
  if (all) return { kind: 'box', color: all.color };
  const sides = map.get('border-width');
  return sides === undefined ? undefined : sidesOf(sides);
}

/** Pixels of a bar. */
const BAR = 2;

interface Line {
  width: number;
  color: Color | undefined;
}

/** A border that is seen. */
function lineOf(value: string | undefined): Line | undefined {
  if (value === undefined || !/\b(?:solid|dashed|dotted|double|groove|ridge|inset|outset)\b/i.test(value))
    return undefined;
  if (/\btransparent\b|rgba\([^)]*,\s*0(?:\.0+)?\s*\)/i.test(value)) return undefined;
  const width = Number.parseFloat(/(?:^|\s)(\d*\.?\d+)(?:px|em|rem|pt|vw)?(?:\s|$)/.exec(value)?.[1] ?? '1');
  if (width === 0) return undefined;
  const color = colorOf(/(?:#[\da-f]{3,8}\b|rgba?\([^)]*\))/i.exec(value)?.[0]);
  // A border as light as paper keeps a place and is not seen.
  return color !== undefined && lightness(color) >= PAPER ? undefined : { width, color };
}

function wideOf(map: ReadonlyMap<string, string>, name: string): Line | undefined {
  const width = Number.parseFloat(map.get(name) ?? '');
  return width > 0 ? { width, color: undefined } : undefined;
}

/** `border-width` of one to four values, whose style stands elsewhere. */
function sidesOf(value: string): FrameStyle | undefined {
  const widths = value.split(/\s+/).map((one) => Number.parseFloat(one) || 0);
  const [top = 0, right = top, bottom = top, left = right] = widths;
  const sides = [top, right, bottom, left].filter((one) => one > 0).length;
  if (sides === 0) return undefined;
  if (sides >= 3) return { kind: 'box', color: undefined };
  if (left >= BAR || right >= BAR) return { kind: 'bar', color: undefined };
  return top > 0 || bottom > 0 ? { kind: 'rule', color: undefined } : undefined;
}
