import type { Mark } from '../../feed';
import { attribute, type Element } from '../html/dom';

/** What of an element's inline style bears on meaning. */
export interface Style {
  get(property: string): string | undefined;
}

const EMPTY: Style = { get: () => undefined };

/** Editors' templates repeat the same few styles thousands of times. */
const cache = new Map<string, Style>();
const CACHE_LIMIT = 2000;
const CACHED_LENGTH = 2000;

/** Reads a `style` attribute; the last declaration of a property wins, as in CSS. */
export function styleOf(element: Element): Style {
  const text = attribute(element, 'style');
  if (!text) return EMPTY;
  const known = cache.get(text);
  if (known) return known;
  const style = parseStyle(text);
  if (cache.size >= CACHE_LIMIT) cache.clear();
  if (text.length <= CACHED_LENGTH) cache.set(text, style);
  return style;
}

function parseStyle(text: string): Style {
  const map = new Map<string, string>();
  for (const declaration of splitDeclarations(text)) {
    const colon = declaration.indexOf(':');
    if (colon < 0) continue;
    const value = declaration
      .slice(colon + 1)
      .replace(/!\s*important/i, '')
      .trim();
    if (value) map.set(declaration.slice(0, colon).trim().toLowerCase(), value);
  }
  return map;
}

/** Splits at `;` outside parentheses and quotes (`url("data:image/png;base64,…")`). Those without an end are text. */
function splitDeclarations(text: string): string[] {
  const parts: string[] = [];
  const lastEnd = text.lastIndexOf(')');
  let from = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"' || char === "'") at = Math.max(at, text.indexOf(char, at + 1));
    else if (char === '(' && at < lastEnd) depth += 1;
    else if (char === ')' && depth > 0) depth -= 1;
    else if (char === ';' && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

/** No text and no picture is longer: such a length is a mistake, and times another it may be infinite. */
const LONGEST = 100_000;

/** A length in pixels, or null for what cannot be known without a layout. `base` is the inherited size. */
export function pixels(value: string | undefined, base: number): number | null {
  const found = /^(\d+(?:\.\d+)?|\.\d+)\s*(px|pt|em|rem|%)?$/i.exec(value ?? '');
  const amount = Number(found?.[1]);
  if (!found || amount > LONGEST) return null;
  switch (found[2]?.toLowerCase()) {
    case 'pt':
      return (amount * 4) / 3;
    case 'em':
      return amount * base;
    case 'rem':
      return amount * 16;
    case '%':
      return (amount / 100) * base;
    default:
      return amount;
  }
}

/** The marks that a style sets (`true`) or takes away (`false`). */
export function styleMarks(style: Style): Partial<Record<Mark, boolean>> {
  let marks = marksByStyle.get(style);
  if (!marks) {
    marks = readMarks(style);
    marksByStyle.set(style, marks);
  }
  return marks;
}

const marksByStyle = new WeakMap<Style, Partial<Record<Mark, boolean>>>();

function readMarks(style: Style): Partial<Record<Mark, boolean>> {
  const marks: Partial<Record<Mark, boolean>> = {};
  const weight = style.get('font-weight');
  if (weight) marks.strong = /^bold/i.test(weight) || Number.parseInt(weight, 10) >= 600;
  const slant = style.get('font-style');
  if (slant) marks.em = /italic|oblique/i.test(slant);
  const line = `${style.get('text-decoration') ?? ''} ${style.get('text-decoration-line') ?? ''}`;
  if (/underline/i.test(line)) marks.underline = true;
  if (/line-through/i.test(line)) marks.strike = true;
  const vertical = style.get('vertical-align');
  if (vertical) {
    marks.sup = /^super$/i.test(vertical);
    marks.sub = /^sub$/i.test(vertical);
  }
  const color = style.get('color');
  if (color) marks.accent = isVivid(color);
  return marks;
}

const HEX = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i;

function rgb(color: string): [number, number, number] | null {
  const hex = HEX.exec(color)?.[1];
  if (hex) {
    const full = hex.length === 3 ? hex.replace(/./g, '$&$&') : hex;
    return [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16)) as [number, number, number];
  }
  const parts = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)/i.exec(color);
  if (parts) return [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return /^red$/i.test(color) ? [255, 0, 0] : /^blue$/i.test(color) ? [0, 0, 255] : null;
}

/** Whether a text colour stands out from black, grey and white. */
function isVivid(color: string): boolean {
  const parts = rgb(color);
  if (!parts) return false;
  const max = Math.max(...parts);
  const min = Math.min(...parts);
  return max - min > 90 && max > 110;
}

/** Hidden with everything below it, whatever the children say. */
export function isGone(element: Element, style: Style): boolean {
  return (
    attribute(element, 'hidden') !== undefined ||
    style.get('display')?.toLowerCase() === 'none' ||
    Number.parseFloat(style.get('opacity') ?? '1') === 0
  );
}
