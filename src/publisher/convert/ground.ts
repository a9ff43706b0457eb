import {
  attribute,
  descendants,
  type Element,
  hasText,
  isElement,
  isLongerThan,
  type Node,
} from '../html/dom';
import type { Builder, Conversion } from './builder';
import { type Inherited, leave } from './context';
import { readLength } from './length';
import { COLUMN, shownLength } from './measure';
import { PLACEHOLDER, pushAddress } from './media';
import { type Style, styleOf } from './style';

/*
 * Pictures behind boxes. Editors hang posters there so that nobody can tap them, and words over them; templates hang
 * textures, frames and corners there. Which of the two one is, the box says: how high it is made whatever stands in it,
 * whether the picture fills it, and how many words lie over it.
 */

/** What is this high without a word in it shows its ground, in pixels. */
const GROUND = 48;
/** Under words it is as high as this: frames of titles are lower. */
const POSTER = 100;
/** More characters are an article, or a box of it, on a pattern. */
const FEW_WORDS = 40;
/** A picture that is shown smaller is a corner, or a mark before a word, in pixels. */
const MARK = 48;

/** The picture behind an element: one of its own where the element is there to show it, else told of and left. */
export function pushGround(
  node: Element,
  style: Style,
  builder: Builder,
  context: Conversion,
  inherited: Inherited,
): void {
  const address = style.ground;
  if (!address || inherited.hidden || PLACEHOLDER.test(address) || !context.picture(address)) return;
  const high = heightOf(node, style);
  const isEmpty = !hasText(node) && !isUnderThings(node);
  if (isEmpty ? high >= GROUND && !isTexture(style) : isPoster(node, style, high))
    pushAddress(address, 0, 0, builder, context, inherited);
  else if (!isEmpty || high >= GROUND) leave(context, 'picture', 'background', address);
}

/** Whether a picture with a few words over it is more than what they stand on. */
const isPoster = (node: Element, style: Style, high: number): boolean =>
  high >= POSTER && fills(style) && !isUnderThings(node) && !isLongerThan(node, FEW_WORDS);

/** How high a box is by itself, in pixels. */
function heightOf(node: Element, style: Style): number {
  const stated = Math.max(
    ...['height', 'min-height'].map((name) => shownLength(style, name) || ofScreen(style, name)),
  );
  return stated + room(style) || COLUMN * (ratioIn(style.get('aspect-ratio')) || spacerRatio(node));
}

/** A length that is a share of the screen, on a phone. */
function ofScreen(style: Style, property: string): number {
  const [, amount = '0', unit] = /^(\d{1,4}(?:\.\d+)?)v([wh])$/i.exec(style.get(property) ?? '') ?? [];
  return Number(amount) * (unit?.toLowerCase() === 'h' ? 6.67 : 3.75);
}

/** What `padding` keeps free above and below. */
function room(style: Style): number {
  const parts = (style.get('padding') ?? '').split(/\s+/);
  const of = (value: string | undefined) => {
    const length = readLength(value);
    if (!length) return 0;
    return length.relative ? length.amount * (value!.endsWith('%') ? COLUMN : 16) : length.amount;
  };
  return of(style.get('padding-top') ?? parts[0]) + of(style.get('padding-bottom') ?? parts[2] ?? parts[0]);
}

/** The height of a box in its widths: `16 / 9`, `auto 1.5`; 0 where it states none. */
function ratioIn(value: string | undefined): number {
  const [wide = 0, high = 1] = (value ?? '')
    .replace(/auto/i, '')
    .split('/')
    .map((one) => Number.parseFloat(one));
  return wide > 0 && high > 0 ? Math.min(high / wide, 20) : 0;
}

/** An empty graphic that only keeps a box as high as its picture. */
function spacerRatio(node: Element): number {
  for (const one of descendants(node))
    if (one.tagName === 'svg') {
      const [, , wide = 0, high = 0] = (attribute(one, 'viewBox') ?? '').split(/[\s,]+/).map(Number);
      return wide > 0 && high > 0 ? Math.min(high / wide, 20) : 0;
    }
  return 0;
}

const THINGS: ReadonlySet<string> = new Set(
  'img video iframe canvas path circle ellipse line polyline polygon use text image foreignObject'.split(' '),
);

/** Whether pictures, players or drawings lie over it: it is their frame. A transparent graphic only keeps room. */
function isUnderThings(node: Element): boolean {
  const stack: Node[] = [...node.childNodes];
  for (let one = stack.pop(); one; one = stack.pop()) {
    if (!isElement(one)) continue;
    const isGraphic = one.tagName === 'svg';
    if (isGraphic && styleOf(one).transparent) continue;
    if (THINGS.has(one.tagName) || (isGraphic && styleOf(one).ground)) return true;
    for (const child of one.childNodes) stack.push(child);
  }
  return false;
}

/** The parts of `background` or `background-size` that say how large its picture is shown. */
function sizeOf(style: Style): string {
  const whole = style.get('background') ?? '';
  return (
    style.get('background-size') ??
    whole
      .slice(whole.lastIndexOf(')') + 1)
      .split('/')[1]
      ?.trim() ??
    ''
  );
}

const repeatOf = (style: Style): string => style.get('background-repeat') ?? style.get('background') ?? '';

/** Whether a picture is shown once, as wide as its box. */
function fills(style: Style): boolean {
  const size = sizeOf(style);
  if (/^(?:cover|contain|100%|9\d%)/i.test(size)) return true;
  return !/\d/.test(size) && /no-repeat/i.test(repeatOf(style));
}

/** Whether a picture is said to be one of many, or a small one. */
function isTexture(style: Style): boolean {
  const [wide = ''] = sizeOf(style).split(/\s+/);
  const length = wide.endsWith('%') ? null : readLength(wide);
  if (length && (length.relative ? length.amount * 16 : length.amount) <= MARK) return true;
  return !fills(style) && /(?:^|[\s)])(?:repeat(?:-[xy])?|round|space)(?:$|\s)/i.test(repeatOf(style));
}
