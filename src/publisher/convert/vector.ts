import { attribute, descendants, type Element, isElement, type Node, type Parent } from '../html/dom';

/*
 * A page's SVG as SVG of our own: by lists of elements and attributes, so that nothing in it runs, loads or refers to
 * anything; bounded in size before it is rendered. What stands elsewhere in the page (`use`) is written where it is used.
 */

export interface Vector {
  /** What stands in the `<svg>`. */
  content: string;
  /** Its shapes that are painted. */
  shapes: number;
  /** Drawn in one grey, black or white alone, which was written as black. */
  ink: boolean;
}

/** Elements of a drawing, those that are written again where they are used among them. Real formulas have some hundred. */
const MOST_ELEMENTS = 4000;
/** Characters of its markup. */
export const LONGEST = 200_000;
const DEEPEST = 48;
/** Groups one in the other that are painted apart: each takes a picture of its own while it is rendered. */
const DEEPEST_LAYER = 6;
/** Of longer lines the joints are cut straight: a round one costs more, the wider the line. */
const LONGEST_ROUND = 2000;
/** Dashes multiply what a line costs: longer ones are drawn through. */
const LONGEST_DASHED = 400;
const MOST_DASHED = 40;

const CONTAINERS: ReadonlySet<string> = new Set(['g', 'a', 'switch']);
const GRADIENTS: ReadonlySet<string> = new Set(['linearGradient', 'radialGradient']);

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d)?(?:px|em|ex|pt|%)?$/i;
const NUMBERS = /^[\d\s,.e+-]*$/i;
const PATH = /^[mzlhvcsqta\d\s,.e+-]*$/i;
const TRANSFORM = /^[a-z\d\s,.()+-]*$/i;
const WORD = /^[a-z-]+(?: [a-z-]+)?$/i;
/** No picture has coordinates this large; rendering one would take its time for each line across it. */
const FAR = /(?<![.\d])\d{7}|e\+?\d/i;

/** The attributes that are passed on, and what their values look like. Paint is read apart. */
const ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  d: PATH,
  points: NUMBERS,
  transform: TRANSFORM,
  viewBox: NUMBERS,
  preserveAspectRatio: WORD,
  ...Object.fromEntries(
    `x y width height rx ry cx cy r x1 y1 x2 y2 fx fy offset opacity fill-opacity stroke-opacity stop-opacity
     stroke-miterlimit stroke-dashoffset`
      .split(/\s+/)
      .map((name) => [name, NUMBER]),
  ),
  ...Object.fromEntries(
    'fill-rule clip-rule stroke-linecap stroke-linejoin gradientUnits spreadMethod clipPathUnits'
      .split(' ')
      .map((name) => [name, WORD]),
  ),
  gradientTransform: TRANSFORM,
  'stroke-width': /^(?:\d{1,4}(?:\.\d*)?|\.\d+)(?:px|em|ex|pt|%)?$/i,
};

/** Those that what stands below inherits. */
const INHERITED: ReadonlySet<string> = new Set(
  `fill-rule clip-rule fill-opacity stroke-opacity stroke-width stroke-linecap stroke-linejoin stroke-miterlimit
   stroke-dashoffset opacity`.split(/\s+/),
);

/** What is drawn by itself, and the attributes without which it is nothing. */
const SHAPES: Readonly<Record<string, readonly string[]>> = {
  path: ['d'],
  rect: ['width', 'height'],
  circle: ['r'],
  ellipse: ['rx', 'ry'],
  line: [],
  polyline: ['points'],
  polygon: ['points'],
};

const STRAIGHT: Readonly<Record<string, string>> = { 'stroke-linejoin': 'bevel', 'stroke-linecap': 'butt' };

const COLOR = /^(?:#[\da-f]{3,8}|[a-z]+|(?:rgb|hsl)a?\([\d\s.,%/]+\))$/i;
const REFERENCE = /^url\(\s*["']?#([^"')\s]+)["']?\s*\)/i;

/** What paints: inherited, as in SVG. */
interface Paint {
  color: string;
  fill: string;
  stroke: string;
  width: string;
}

const BLACK: Paint = { color: '#000', fill: '#000', stroke: 'none', width: '1' };

/** What an element says, in its attributes or, before them, in its style. */
type Said = (name: string) => string | undefined;

/** The declarations of an inline style; no value that is read has a `;` in it. */
function said(node: Element): Said {
  const style = attribute(node, 'style');
  if (!style) return (name) => attribute(node, name)?.trim();
  const declared = new Map<string, string>();
  for (const one of style.split(';')) {
    const colon = one.indexOf(':');
    if (colon > 0) declared.set(one.slice(0, colon).trim(), one.slice(colon + 1).trim());
  }
  return (name) => declared.get(name) ?? attribute(node, name)?.trim();
}

const isNothing = (value: string | undefined) => value !== undefined && Number.parseFloat(value) === 0;

/** Elements of a page by their ids; the first of two counts, as in browsers. */
const named = new WeakMap<object, ReadonlyMap<string, Element>>();

function byId(around: Element, id: string): Element | undefined {
  let top: Parent = around;
  while ('parentNode' in top && top.parentNode) top = top.parentNode;
  let ids = named.get(top);
  if (!ids) {
    const found = new Map<string, Element>();
    for (const one of descendants(top)) {
      const own = attribute(one, 'id');
      if (own && !found.has(own)) found.set(own, one);
    }
    ids = found;
    named.set(top, ids);
  }
  return ids.get(id);
}

/** It is too large, or refers to itself. */
class Unfit extends Error {}

/** A drawing as SVG of our own; null for one that is more than a picture on a page can be, or refers to itself. */
export function vectorOf(svg: Element): Vector | null {
  const writer = new Writer();
  try {
    const content = writer.root(svg);
    const [only, more] = writer.paints;
    const ink = only !== undefined && more === undefined && isGrey(only);
    return {
      content: `${writer.definitions()}${ink ? content.replaceAll(`"${only}"`, '"#000"') : content}`,
      shapes: writer.shapes,
      ink,
    };
  } catch (error) {
    if (error instanceof Unfit) return null;
    throw error;
  }
}

class Writer {
  shapes = 0;
  /** The colours that are painted with. */
  readonly paints = new Set<string>();
  private elements = 0;
  private length = 0;
  private dashed = 0;
  /** Gradients and clips by the element that they are, with the name that they have here. */
  private readonly defined = new Map<Element, { name: string; markup: string }>();

  /** What stands in the drawing, under what its `<svg>` says of all. */
  root(svg: Element): string {
    const say = said(svg);
    const content = this.children(svg, this.paintOf(say, BLACK), 0, 0);
    const attributes = attributesOf((name) => (INHERITED.has(name) ? say(name) : undefined));
    return attributes && content ? this.write('g', attributes, content) : content;
  }

  children(parent: Element, paint: Paint, depth: number, layers: number): string {
    return parent.childNodes.map((child) => this.node(child, paint, depth + 1, layers)).join('');
  }

  definitions(): string {
    const all = [...this.defined.values()].map(({ markup }) => markup).join('');
    return all && `<defs>${all}</defs>`;
  }

  paintOf(say: Said, outer: Paint): Paint {
    const color = colorOf(say('color'), outer.color, outer.color);
    return {
      color,
      fill: colorOf(say('fill'), outer.fill, color),
      stroke: colorOf(say('stroke'), outer.stroke, color),
      width: say('stroke-width') ?? outer.width,
    };
  }

  private node(node: Node, outer: Paint, depth: number, layers: number): string {
    if (!isElement(node)) return '';
    this.elements += 1;
    if (this.elements > MOST_ELEMENTS || depth > DEEPEST) throw new Unfit();
    const { tagName } = node;
    const isShape = Object.hasOwn(SHAPES, tagName);
    if (!isShape && !CONTAINERS.has(tagName) && tagName !== 'svg' && tagName !== 'use') return '';
    const say = said(node);
    if (isUnseen(say)) return '';
    const paint = this.paintOf(say, outer);
    const clip = this.clipOf(node, say);
    const isLayer = clip !== '' || Number.parseFloat(say('opacity') ?? '1') < 1;
    const inside = layers + (isLayer ? 1 : 0);
    if (inside > DEEPEST_LAYER) throw new Unfit();
    if (isShape) return this.shape(node, say, paint, clip);
    if (tagName === 'use') return this.use(node, say, paint, clip, depth, inside);
    const content = this.children(node, paint, depth, inside);
    return content && this.write(tagName === 'svg' ? 'svg' : 'g', attributesOf(say) + clip, content);
  }

  private shape(node: Element, say: Said, paint: Paint, clip: string): string {
    if (!isDrawn(node.tagName, say)) return '';
    const fill = node.tagName === 'line' || isNothing(say('fill-opacity')) ? 'none' : paint.fill;
    const stroke = isNothing(paint.width) || isNothing(say('stroke-opacity')) ? 'none' : paint.stroke;
    const colors = [fill, stroke].map((one) => this.resolved(node, one));
    if (colors.every((one) => one === 'none')) return '';
    this.shapes += 1;
    for (const one of colors) if (one !== 'none') this.paints.add(one);
    const painted = ` fill="${colors[0]}"${colors[1] === 'none' ? '' : ` stroke="${colors[1]}"`}`;
    const isLong = (say('d') ?? say('points') ?? '').length > LONGEST_ROUND;
    const joined: Said = isLong ? (name) => STRAIGHT[name] ?? say(name) : say;
    return this.write(node.tagName, attributesOf(joined) + this.dashes(say) + painted + clip);
  }

  /** What is used, in a group where it is placed. */
  private use(node: Element, say: Said, paint: Paint, clip: string, depth: number, layers: number): string {
    const target = byId(node, (say('href') ?? say('xlink:href') ?? '').replace(/^#/, ''));
    if (!target) return '';
    const [x, y] = [say('x'), say('y')].map((one) => (one && NUMBER.test(one) ? Number.parseFloat(one) : 0));
    const content =
      target.tagName === 'symbol'
        ? this.symbol(target, say, paint, depth, layers)
        : this.node(target, paint, depth + 1, layers);
    const placed = x || y ? this.write('g', ` transform="translate(${x} ${y})"`, content) : content;
    const transform = say('transform');
    const moved = transform && TRANSFORM.test(transform) ? ` transform="${transform}"` : '';
    const opacity = say('opacity');
    const faded = opacity && NUMBER.test(opacity) ? ` opacity="${opacity}"` : '';
    return content && this.write('g', moved + faded + clip, placed);
  }

  private symbol(symbol: Element, say: Said, outer: Paint, depth: number, layers: number): string {
    const own = said(symbol);
    const box = own('viewBox');
    const content = this.children(symbol, this.paintOf(own, outer), depth + 1, layers);
    const size = ['width', 'height'].map((name) => [name, say(name)] as const);
    const sized = size.map(([name, value]) => (value && NUMBER.test(value) ? ` ${name}="${value}"` : ''));
    return (
      content &&
      this.write('svg', (box && NUMBERS.test(box) ? ` viewBox="${box}"` : '') + sized.join(''), content)
    );
  }

  /** Dashes, where they are short work. */
  private dashes(say: Said): string {
    const dashes = say('stroke-dasharray');
    if (!dashes || !NUMBERS.test(dashes)) return '';
    const sum = dashes.split(/[\s,]+/).reduce((all, one) => all + Number.parseFloat(one), 0);
    const length = (say('d') ?? say('points') ?? '').length;
    if (!(sum >= 1) || length > LONGEST_DASHED || this.dashed >= MOST_DASHED) return '';
    this.dashed += 1;
    return ` stroke-dasharray="${dashes}"`;
  }

  /** A colour, or the gradient that a paint refers to; nothing where there is none. */
  private resolved(around: Element, paint: string): string {
    const id = REFERENCE.exec(paint)?.[1];
    if (!id) return paint;
    const gradient = byId(around, id);
    if (!gradient || !GRADIENTS.has(gradient.tagName)) return 'none';
    return `url(#${this.define(gradient, () => this.gradient(gradient))})`;
  }

  /** A gradient may take its stops from another one. */
  private gradient(node: Element): string {
    const say = said(node);
    const base = byId(node, (say('href') ?? say('xlink:href') ?? '').replace(/^#/, ''));
    const stops = (one: Element | undefined) =>
      (one?.childNodes ?? []).filter(
        (child): child is Element => isElement(child) && child.tagName === 'stop',
      );
    const own = stops(node);
    const written = (own.length > 0 ? own : stops(base)).map((stop) => {
      const color = said(stop)('stop-color') ?? '#000';
      return this.write(
        'stop',
        `${attributesOf(said(stop))} stop-color="${COLOR.test(color) ? color : '#000'}"`,
      );
    });
    return this.write(node.tagName, attributesOf(say), written.join(''));
  }

  private clipOf(node: Element, say: Said): string {
    const id = REFERENCE.exec(say('clip-path') ?? '')?.[1];
    const clip = id ? byId(node, id) : undefined;
    if (clip?.tagName !== 'clipPath') return '';
    return ` clip-path="url(#${this.define(clip, () => this.clip(clip))})"`;
  }

  /** Shapes alone: what is clipped by a clip that is clipped is nobody's drawing. */
  private clip(clip: Element): string {
    const shapes = clip.childNodes.filter(
      (child): child is Element => isElement(child) && Object.hasOwn(SHAPES, child.tagName),
    );
    const written = shapes.map((one) => this.write(one.tagName, attributesOf(said(one))));
    return this.write('clipPath', attributesOf(said(clip)), written.join(''));
  }

  private define(element: Element, write: () => string): string {
    const known = this.defined.get(element);
    if (known) return known.name;
    const name = `d${this.defined.size}`;
    const one = { name, markup: '' };
    this.defined.set(element, one);
    one.markup = write().replace(/^<\w+/, `$& id="${name}"`);
    return name;
  }

  private write(name: string, attributes: string, content = ''): string {
    this.length += name.length + attributes.length;
    if (this.length > LONGEST) throw new Unfit();
    return content ? `<${name}${attributes}>${content}</${name}>` : `<${name}${attributes}/>`;
  }
}

const isUnseen = (say: Said): boolean =>
  say('display') === 'none' ||
  /^(?:hidden|collapse)$/.test(say('visibility') ?? '') ||
  isNothing(say('opacity'));

/** Whether a shape has what it is made of; a path that only moves draws nothing. */
const isDrawn = (name: string, say: Said): boolean =>
  SHAPES[name]!.every((one) => {
    const value = say(one);
    return one === 'd'
      ? /[lhvcsqtaz]|\d[^a-z]*[\s,-][^a-z]*\d[^a-z]*[\s,-][^a-z]*\d/i.test(value ?? '')
      : value && !isNothing(value);
  });

/** Those that are passed on, as they stand. */
function attributesOf(say: Said): string {
  let written = '';
  for (const [name, form] of Object.entries(ATTRIBUTES)) {
    const value = say(name);
    if (value === undefined || !form.test(value)) continue;
    if (FAR.test(value)) throw new Unfit();
    written += ` ${name}="${value.replace(/\s+/g, ' ')}"`;
  }
  return written;
}

/** A paint as it is written; one that is none of those that SVG knows changes nothing. */
function colorOf(value: string | undefined, outer: string, current: string): string {
  if (!value || /^inherit$/i.test(value)) return outer;
  if (/^currentcolor$/i.test(value)) return current;
  if (/^(?:none|transparent)$/i.test(value)) return 'none';
  const reference = REFERENCE.exec(value)?.[0];
  if (reference) return reference;
  return COLOR.test(value) ? plainColor(value) : outer;
}

const GREYS: Readonly<Record<string, string>> = { black: '#000', white: '#fff', gray: '#888', grey: '#888' };

/** Grey in one form, whichever it was written in: as drawings of one colour are told from others. */
function plainColor(value: string): string {
  const lower = value.toLowerCase();
  if (Object.hasOwn(GREYS, lower)) return GREYS[lower]!;
  const hex = /^#([\da-f]{3}|[\da-f]{6})$/.exec(lower)?.[1];
  const parts = hex
    ? [0, 1, 2].map((at) =>
        Number.parseInt(hex.length === 3 ? hex[at]!.repeat(2) : hex.slice(2 * at, 2 * at + 2), 16),
      )
    : /^rgb\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)\s*\)$/.exec(lower)?.slice(1).map(Number);
  if (!parts || Math.max(...parts) > 255) return lower;
  const full = parts.map((one) => one.toString(16).padStart(2, '0')).join('');
  return `#${full.replace(/^(.)\1(.)\2(.)\3$/, '$1$2$3')}`;
}

/** How far the parts of a colour may lie apart that is a grey to the eye. */
const GREY = 24;

function isGrey(color: string): boolean {
  const hex = /^#([\da-f]{3}|[\da-f]{6})$/.exec(color)?.[1];
  if (!hex) return false;
  const parts = [0, 1, 2].map((at) =>
    Number.parseInt(hex.length === 3 ? hex[at]!.repeat(2) : hex.slice(2 * at, 2 * at + 2), 16),
  );
  return Math.max(...parts) - Math.min(...parts) <= GREY;
}
