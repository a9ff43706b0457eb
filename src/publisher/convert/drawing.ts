import { clipped } from '../../domain/characters';
import type { Drawing } from '../../feed';
import { DRAWN, DRAWN_PICTURE } from '../drawn';
import type { Fate } from '../fates';
import {
  attribute,
  type Element,
  hasText,
  isElement,
  isText,
  type Node,
  type Parent,
  textOf,
  wordsOfAttribute,
} from '../html/dom';
import { markupOf } from '../html/parser';
import { BLOCKS, INVISIBLE } from './allow';
import type { Builder, Conversion } from './builder';
import { draftPicture, type Inherited, leave } from './context';
import { styleOf } from './style';
import { LONGEST, vectorOf } from './vector';

/*
 * Drawings (`<svg>`), and pictures that a page sets in a line (`<embed>`, `<object>`). What becomes of a drawing that
 * is no formula (formula.ts), the first line that holds of it:
 *
 *   paints nothing, or has no size                                                left out
 *   in a line with words, at most 40 em wide and 4 em high                        a drawing in the line
 *   set over or behind the text, or hidden from screen readers                    left out
 *   has a name (title, desc, aria-label), at most 12 em wide and 4 em high        a drawing on a line of its own
 *   has a name                                                                    a picture
 *   flat or small (under 4 em high or 8 em wide), or one or two shapes            left out: a line, a plate, a flower
 *   any other                                                                     a picture
 *
 * Text in a drawing depends on the fonts of the machine that draws it: it stays text, and the drawing is left out.
 */

/**
 * Pixels of an em in which a drawing is rendered: three for each of the text's 17. Pictures that are SVG are rendered in
 * two for each of theirs.
 */
const EM = 51;
/** No drawing in a line, and no picture, is rendered larger. */
const WIDEST = 1080;
const HIGHEST = 4320;

/** What stands in a line of words without tearing the lines apart, in em; wider and higher is a picture. */
const LINE = { w: 12, h: 4 };
/** What is smaller, and nothing says what it is, adorns. */
const ORNAMENT = { w: 8, h: 4 };
const FEW_SHAPES = 2;
/** A column of text in em: what is as wide as that. */
const COLUMN = 20;
/** A longer name is a text: of what is drawn. */
export const NAME_LIMIT = 500;
/** Drawings of an article: rendering so many takes some ten seconds. */
const MOST = 2000;
/** Characters of all of them: they are carried in its text until they are rendered. */
const MOST_MARKUP = 4_000_000;

/** In em. */
interface Box {
  w: number;
  h: number;
  drop: number;
}

const LENGTH = /^([+-]?(?:\d+\.?\d*|\.\d+))\s*(px|pt|em|rem|ex|%)?$/i;
/** Height of an x in the fonts of TeX. */
const EX = 0.431;

/** A length in em; of a share, that of a column. Null for what has none. */
function ems(value: string | undefined, size: number): number | null {
  const [, amount, unit] = LENGTH.exec(value ?? '') ?? [];
  if (!amount) return null;
  const number = Number(amount);
  switch (unit?.toLowerCase()) {
    case 'em':
      return number;
    case 'ex':
      return number * EX;
    case '%':
      return (number / 100) * COLUMN;
    case 'pt':
      return (number * 4) / 3 / size;
    case 'rem':
      return (number * 16) / size;
    default:
      return number / size;
  }
}

/** Four numbers; null where there are others, or an empty box. */
function viewBoxOf(svg: Element): [number, number, number, number] | null {
  const box = (attribute(svg, 'viewBox') ?? attribute(svg, 'viewbox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  if (box.length !== 4 || !box.every((one) => Math.abs(one) < 1e6)) return null;
  return box[2]! > 0 && box[3]! > 0 ? (box as [number, number, number, number]) : null;
}

/** How wide and high an element says that it is; 0 for what it does not say. */
function statedBox(node: Element, size: number): Box {
  const style = styleOf(node);
  const stated = (name: string) =>
    ems(style.get(name), size) ?? ems(attribute(node, name)?.trim(), size) ?? 0;
  const [w, h] = [Math.max(0, stated('width')), Math.max(0, stated('height'))];
  return { w, h, drop: dropOf(style.get('vertical-align'), h, size) };
}

/** How far a box reaches below the line of the letters. The middle of a line is a quarter of an em above it. */
export function dropOf(align: string | undefined, h: number, size: number): number {
  switch (align?.toLowerCase()) {
    case 'middle':
      return Math.max(0, h / 2 - 0.25);
    case 'bottom':
    case 'text-bottom':
      return 0.2;
    case 'top':
    case 'text-top':
      return Math.max(0, h - 0.9);
    default:
      return Math.max(0, -(ems(align, size) ?? 0));
  }
}

/** MathJax draws an em as a thousand units: exact where an `ex` depends on a font that is not known. */
const UNITS = 1000;

/** How large a drawing is. */
function boxOf(svg: Element, size: number): Box {
  const stated = statedBox(svg, size);
  const view = viewBoxOf(svg);
  const ratio = view ? view[3] / view[2] : 0;
  if (view && stated.w > 0 && isMathJax(svg)) {
    const w = view[2] / UNITS;
    return { w, h: w * ratio, drop: (stated.drop * w) / stated.w };
  }
  const isZero = ['width', 'height'].some(
    (name) => Number.parseFloat(styleOf(svg).get(name) ?? attribute(svg, name) ?? '1') === 0,
  );
  if (isZero) return { w: 0, h: 0, drop: 0 };
  // As in browsers: one side follows from the other, and without either it is as wide as its column.
  const w = stated.w || (ratio ? stated.h / ratio : 0) || COLUMN;
  const h = stated.h || w * (ratio || 0.5);
  return { w, h, drop: dropOf(styleOf(svg).get('vertical-align'), h, size) };
}

/** Whether its units are MathJax's: it is told in `ex`, and both agree as far as fonts differ. */
export function isMathJax(svg: Element): boolean {
  const width = styleOf(svg).get('width') ?? attribute(svg, 'width') ?? '';
  const view = viewBoxOf(svg);
  if (!view || !/ex$/i.test(width)) return false;
  const ex = view[2] / UNITS / Number.parseFloat(width);
  return ex > 0.39 && ex < 0.56;
}

const hundredths = (em: number): number => Math.round(em * 100);

/** A drawing as it is given to whoever renders it. */
export interface Drawn extends Box {
  shapes: number;
  ink: boolean;
  /** It as SVG, with so many pixels for an em at most. */
  svg(em: number): string;
}

/**
 * What an `<svg>` draws and how large it is; null where that is nothing, or more than a picture can be.
 * @param size of the text around it, in pixels
 */
export function drawnBy(svg: Element, size: number, { drawn }: Conversion): Drawn | null {
  const { box, view } = framed(svg, size || 16);
  if (hundredths(box.w) < 1 || hundredths(box.h) < 1) return null;
  drawn.times += 1;
  if (drawn.times > MOST || drawn.length > MOST_MARKUP) return null;
  const vector = vectorOf(svg);
  drawn.length += vector?.content.length ?? LONGEST;
  if (!vector || vector.shapes === 0) return null;
  const { content, shapes, ink } = vector;
  const fit = attribute(svg, 'preserveAspectRatio')?.trim() ?? '';
  const fitted = /^[a-z]+(?: [a-z]+)?$/i.test(fit) ? ` preserveAspectRatio="${fit}"` : '';
  const written = (em: number) => {
    const scale = Math.min(em, WIDEST / box.w, HIGHEST / box.h);
    const [w, h] = [box.w, box.h].map((one) => Math.max(1, Math.round(one * scale)));
    const viewBox = view.map((one) => Math.round(one * 1000) / 1000).join(' ');
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="${viewBox}"${fitted}>${content}</svg>`;
  };
  return { ...box, shapes, ink, svg: written };
}

/** What MathJax draws may reach so far out of its box, in em: it lets it be seen there. */
const MARGIN = 0.03;

/** How large a drawing is, and which part of its plane it shows. */
function framed(svg: Element, size: number): { box: Box; view: readonly number[] } {
  const box = boxOf(svg, size);
  const view = viewBoxOf(svg) ?? [0, 0, box.w * size, box.h * size];
  if (!isMathJax(svg)) return { box, view };
  const [x, y, w, h] = view as [number, number, number, number];
  const units = MARGIN * UNITS;
  return {
    box: { w: box.w + 2 * MARGIN, h: box.h + 2 * MARGIN, drop: box.drop + MARGIN },
    view: [x - units, y - units, w + 2 * units, h + 2 * units],
  };
}

/** Appends what is drawn to the line. */
export function drawInLine(text: string, drawn: Drawn, builder: Builder, inherited: Inherited): void {
  const drop = hundredths(drawn.drop);
  const drawing: Drawing = {
    src: DRAWN + drawn.svg(EM),
    w: hundredths(drawn.w),
    h: hundredths(drawn.h),
    ...(drop > 0 ? { drop } : {}),
    ...(drawn.ink ? { ink: true } : {}),
  };
  builder.draw(text, drawing, inherited);
}

/** Tells what became of a drawing, and counts what was left out. */
export function tell(node: Element, fate: Fate, context: Conversion): void {
  if (fate === 'kept' || fate === 'revealed') {
    context.made += 1;
    context.note?.('drawing', fate, markupOf(node));
  } else leave(context, 'drawing', fate, context.note ? markupOf(node) : '');
}

/** Names that say nothing. */
const NAMELESS =
  /^(?:插图|图片?|图标|图形|装饰|icons?|image|img|svg|logo|shape|layer[\s_\d]*|图层[\s_\d]*|undefined|null)$/i;

/** What an element is called: by whoever made it, for those who do not see it. */
export function nameOf(node: Element): string {
  const children = node.childNodes.filter(isElement);
  const words = (tag: string) =>
    textOf({ childNodes: children.filter((one) => one.tagName === tag) } as Element);
  const names = [
    wordsOfAttribute(node, 'aria-label'),
    words('title'),
    words('desc'),
    wordsOfAttribute(node, 'alt'),
    wordsOfAttribute(node, 'title'),
  ];
  const name = names
    .map((one) => one.replace(/\s+/g, ' ').trim())
    .find((one) => one !== '' && !NAMELESS.test(one));
  return clipped(name ?? '', NAME_LIMIT);
}

export const UNNAMED = '［图］';

/** Whether words stand in the line of an element, before it or behind it. */
export function isInLine(node: Element, builder: Builder): boolean {
  if (builder.open) return true;
  for (let at: Element = node; ; at = at.parentNode as Element) {
    const parent = at.parentNode;
    if (!parent) return false;
    const answers = wordsBehind(parent);
    const answer = answers.get(answers.has(at) ? at : null);
    if (answer !== undefined) return answer;
    if (!('tagName' in parent) || BLOCKS.has(parent.tagName)) return false;
  }
}

/** Of each parent: whether words stand in the line behind a child, or behind its beginning (`null`); undefined where the line goes on. */
const behind = new WeakMap<Parent, ReadonlyMap<Node | null, boolean | undefined>>();

/** Asked of every picture of a strip of thousands, so that all its children are looked at once. */
function wordsBehind(parent: Parent): ReadonlyMap<Node | null, boolean | undefined> {
  const known = behind.get(parent);
  if (known) return known;
  const answers = new Map<Node | null, boolean | undefined>();
  let answer: boolean | undefined;
  for (let at = parent.childNodes.length - 1; at >= -1; at -= 1) {
    const one = parent.childNodes[at];
    answers.set(one ?? null, answer);
    if (!one) break;
    if (isText(one)) answer = one.value.trim() !== '' ? true : answer;
    else if (isElement(one) && (BLOCKS.has(one.tagName) || one.tagName === 'br')) answer = false;
    else if (isElement(one) && hasText(one)) answer = true;
  }
  behind.set(parent, answers);
  return answers;
}

/** Over or behind the text, or said to be for the eye alone. */
const isAside = (svg: Element): boolean =>
  /(?:^|;)\s*position\s*:\s*(?:absolute|fixed)/i.test(attribute(svg, 'style') ?? '') ||
  attribute(svg, 'aria-hidden') === 'true' ||
  /^(?:presentation|none)$/i.test(attribute(svg, 'role') ?? '');

const fitsLine = ({ w, h }: Box): boolean => w <= LINE.w && h <= LINE.h;

/** A drawing that holds neither text nor pictures: in its line, as a picture, or left out, by the table above. */
export function pushDrawing(svg: Element, builder: Builder, context: Conversion, inherited: Inherited): void {
  if (inherited.hidden) return;
  const drawn = drawnBy(svg, inherited.size, context);
  const isKept = drawn !== null && draw(svg, drawn, builder, inherited);
  tell(svg, isKept ? 'kept' : 'svg', context);
}

/** Whether it was kept. */
function draw(svg: Element, drawn: Drawn, builder: Builder, inherited: Inherited): boolean {
  const name = nameOf(svg);
  // The client draws a wider one as wide as the column.
  const isInWords = drawn.h <= LINE.h && drawn.w <= COLUMN * 2 && isInLine(svg, builder);
  if (!isInWords && isAside(svg)) return false;
  if (isInWords || (name && fitsLine(drawn))) {
    drawInLine(name || UNNAMED, drawn, builder, inherited);
    return true;
  }
  const isOrnament = drawn.w < ORNAMENT.w || drawn.h < ORNAMENT.h || drawn.shapes <= FEW_SHAPES;
  if (isOrnament && !name) return false;
  const [w, h] = [drawn.w, drawn.h].map((one) => Math.round(one * EM));
  const picture = draftPicture({ src: DRAWN_PICTURE + drawn.svg(EM / 2), w: w!, h: h!, alt: name });
  builder.push({ type: 'image', ...picture, ...(inherited.href ? { href: inherited.href } : {}) });
  return true;
}

const PICTURE_TYPE = /^image\/|svg\+xml/i;
const PICTURE_ADDRESS = /\.(?:svgz?|png|jpe?g|gif|webp|bmp)(?:[?#]|$)|[?&]wx_fmt=|^https?:\/\/mmbiz\./i;

/**
 * An `<embed>` or `<object>` that is a picture: in the line where it is told to be as small as that, else a picture.
 * False for another one.
 */
export function pushEmbeddedPicture(
  node: Element,
  builder: Builder,
  context: Conversion,
  inherited: Inherited,
): boolean {
  if (node.tagName !== 'embed' && node.tagName !== 'object') return false;
  const address =
    attribute(node, node.tagName === 'object' ? 'data' : 'src') ?? attribute(node, 'data-src') ?? '';
  const type = attribute(node, 'type') ?? attribute(node, 'data-type') ?? '';
  const src =
    PICTURE_TYPE.test(type) || PICTURE_ADDRESS.test(address.trim()) ? context.picture(address) : null;
  if (!src) return false;
  if (inherited.hidden) return true;
  context.made += 1;
  context.note?.('picture', inherited.fate, address);
  const box = statedBox(node, inherited.size || 16);
  const name = nameOf(node);
  if (box.w > 0 && fitsLine(box)) {
    const drop = hundredths(box.drop);
    // A height that the page leaves to the picture is known when that is mirrored.
    const sized = { w: Math.max(1, hundredths(box.w)), h: hundredths(box.h), ...(drop > 0 ? { drop } : {}) };
    builder.draw(name || UNNAMED, { src, ...sized }, inherited);
  } else
    builder.push({
      type: 'image',
      ...draftPicture({ src, w: 0, h: 0, alt: name }),
      ...(inherited.href ? { href: inherited.href } : {}),
    });
  return true;
}

/** Drawings at or below a node, of those one in the other the outermost, in document order. */
export function drawingsIn(node: Element): Element[] {
  const found: Element[] = [];
  const stack: Node[] = [node];
  for (let one = stack.pop(); one; one = stack.pop()) {
    if (!isElement(one)) continue;
    if (one.tagName === 'svg' || one.tagName === 'math') found.push(one);
    else for (let at = one.childNodes.length - 1; at >= 0; at -= 1) stack.push(one.childNodes[at]!);
  }
  return found;
}

/** Whether a reader sees words in a drawing: a name is none. */
export const hasWords = (svg: Element): boolean => textOf(svg, INVISIBLE).trim() !== '';
