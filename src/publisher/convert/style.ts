import { attribute, type Element } from '../html/dom';
import { urlIn } from '../html/url';
import { readClipped } from './clip';
import { type Color, colorOf, isVivid } from './color';
import { readDeclarations } from './declarations';
import { type FrameStyle, readFrame } from './frame';
import { type Layout, readLayout } from './layout';
import { type Length, readLength } from './length';
import { bitOf, type Marks } from './marks';

/** What of an element's inline style bears on meaning. */
export interface Style {
  /** One of the properties that declarations.ts reads, as it was written. */
  get(property: string): string | undefined;
  /** Hidden with everything below it, whatever the children say. */
  gone: boolean;
  /** Seen through: its place is there, and nothing in it. */
  transparent: boolean;
  /** As a box it shows nothing of what is in it (clip.ts). */
  clipped: boolean;
  /** An animation of its own may show what is hidden at first. */
  moves: boolean;
  /** How it lies among its neighbours (layout.ts). */
  layout: Layout;
  /** Keeps its line breaks; undefined where it says nothing of them. */
  pre: boolean | undefined;
  /** `text-transform`, where it changes letters. */
  letters: 'uppercase' | 'lowercase' | 'capitalize' | undefined;
  /** Scrolls sideways, if anything. */
  scrolls: boolean;
  /** Marks that it sets, and those that it takes away. */
  on: Marks;
  off: Marks;
  /** `text-align` and `visibility` in lower case. */
  align: string | undefined;
  visibility: string | undefined;
  fontSize: Length | null;
  /** The address of the picture behind it. */
  ground: string | undefined;
  /** The colour of its text, where it states one that can be told. */
  color: Color | undefined;
  /** How it sets what is in it apart from what is around it. */
  frame: FrameStyle | undefined;
}

/** Editors' templates repeat the same few styles thousands of times. */
const cache = new Map<string, Style>();
const CACHE_LIMIT = 2000;
const CACHED_LENGTH = 2000;

/**
 * What was asked for last, by length and a few characters. The map has to read all of a text that it has not
 * met before, and every attribute is one; comparing it with another text is several times as fast.
 */
const SLOTS = 1024;
const recentTexts: string[] = new Array<string>(SLOTS).fill('');
const recentStyles: Style[] = [];

function slotOf(text: string): number {
  const { length } = text;
  const sum =
    length +
    7 * text.charCodeAt(length >> 1) +
    31 * text.charCodeAt(length - 2) +
    37 * text.charCodeAt(length - 4);
  return sum & (SLOTS - 1);
}

/** What an element's `style` says. */
export const styleOf = (element: Element): Style => styleOfText(attribute(element, 'style'));

/** What the text of a `style` attribute says; undefined where the element has none. */
export function styleOfText(text: string | undefined): Style {
  if (!text) return NONE;
  if (text.length > CACHED_LENGTH) return readStyle(text);
  const slot = slotOf(text);
  if (recentTexts[slot] === text) return recentStyles[slot]!;
  let style = cache.get(text);
  if (!style) {
    style = readStyle(text);
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(text, style);
  }
  recentTexts[slot] = text;
  recentStyles[slot] = style;
  return style;
}

function readStyle(text: string): Style {
  const map = readDeclarations(text);
  const display = map.get('display')?.toLowerCase();
  const opacity = map.get('opacity');
  const { on, off } = readMarks(map);
  return {
    get: (property) => map.get(property),
    gone: display === 'none',
    transparent: opacity !== undefined && Number.parseFloat(opacity) === 0,
    clipped: readClipped(map),
    moves: MOVING.some((name) => !/^(?:none|initial|unset)?$/i.test(map.get(name) ?? '')),
    layout: readLayout(map),
    pre: preOf(map.get('white-space')),
    letters: /^(?:uppercase|lowercase|capitalize)$/.exec(
      map.get('text-transform')?.toLowerCase() ?? '',
    )?.[0] as Style['letters'] | undefined,
    scrolls:
      /scroll|auto/.test(map.get('overflow-x') ?? '') || /^(?:scroll|auto)\b/.test(map.get('overflow') ?? ''),
    on,
    off,
    align: map.get('text-align')?.toLowerCase(),
    visibility: map.get('visibility')?.toLowerCase(),
    fontSize: readLength(map.get('font-size')),
    ground: urlIn(map.get('background-image') ?? map.get('background') ?? ''),
    color: colorOf(map.get('color')),
    frame: readFrame(map),
  };
}

const MOVING = ['animation', 'animation-name', '-webkit-animation', '-webkit-animation-name'];

const preOf = (whiteSpace: string | undefined): boolean | undefined =>
  whiteSpace === undefined
    ? undefined
    : /^(?:pre|pre-wrap|pre-line|break-spaces|preserve.*)$/i.test(whiteSpace) ||
      (/^(?:inherit|unset|revert.*)$/i.test(whiteSpace) ? undefined : false);

const STRONG = bitOf('strong');
const EM = bitOf('em');
const SUP = bitOf('sup');
const SUB = bitOf('sub');
const ACCENT = bitOf('accent');

/** The marks that a style sets and takes away. */
function readMarks(style: ReadonlyMap<string, string>): { on: Marks; off: Marks } {
  let on = 0;
  let stated = 0;
  const weight = style.get('font-weight');
  if (weight) {
    stated |= STRONG;
    if (/^bold/i.test(weight) || Number.parseInt(weight, 10) >= 600) on |= STRONG;
  }
  const slant = style.get('font-style');
  if (slant) {
    stated |= EM;
    if (/italic|oblique/i.test(slant)) on |= EM;
  }
  const line = `${style.get('text-decoration') ?? ''} ${style.get('text-decoration-line') ?? ''}`;
  // What has no line of its own still stands on its parent's.
  if (/underline/i.test(line)) on |= bitOf('underline');
  if (/line-through/i.test(line)) on |= bitOf('strike');
  const vertical = style.get('vertical-align');
  if (vertical) {
    stated |= SUP | SUB;
    if (/^super$/i.test(vertical)) on |= SUP;
    if (/^sub$/i.test(vertical)) on |= SUB;
  }
  const color = style.get('color');
  if (color) {
    stated |= ACCENT;
    const told = colorOf(color);
    if (told !== undefined && isVivid(told)) on |= ACCENT;
  }
  return { on, off: stated & ~on };
}

/** Of an element without a style. */
const NONE = readStyle('');
