import { cleanedLine } from '../clean';
import { attribute, type Element, isElement, isText, textOf } from '../html/dom';
import { INVISIBLE } from './allow';

/*
 * A formula as text of one line, as one would type it: (a+b)/2, x², v_max, √(x+1). It is what search and screen
 * readers get of a formula that is drawn, and what is shown of one that cannot be. `element` names are MathML's (MathML
 * Core, and MathML 3 where pages still hold it).
 */

const SUPERSCRIPTS: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789+-−=()ni'].map((one, at) => [one, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ'][at]!]),
);
const SUBSCRIPTS: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789+-−=()'].map((one, at) => [one, [...'₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎'][at]!]),
);
const PRIMES = /^[′″‴'’*∗†°∘]+$/;
/** Accents over one letter, as what combines with it. */
const ACCENTS: Readonly<Record<string, string>> = {
  '¯': '\u0304',
  '‾': '\u0304',
  '―': '\u0304',
  '→': '\u20d7',
  '^': '\u0302',
  ˆ: '\u0302',
  '˙': '\u0307',
  '~': '\u0303',
  '˜': '\u0303',
};

/** Formulas nest some ten deep; below this only the text is kept. */
const DEEPEST = 60;

/** A formula as text; empty where it says nothing. */
export function linear(math: Element): string {
  return cleanedLine(written(math, 0)).replace(/\s+/g, ' ').trim();
}

type Rule = (parts: readonly string[], node: Element) => string;

/** Parts one behind the other, apart where they would be read as one: sin x, ∑_(i=1)ⁿ x, (a+b)/2 c. */
const joined: Rule = (parts) =>
  parts
    .filter((part) => part !== '')
    .map((part, at, all) => (isApart(all[at - 1] ?? '', part) ? ` ${part}` : part))
    .join('');

function isApart(before: string, part: string): boolean {
  if (/^[⁰¹²³⁴-ⁿ]/.test(part)) return /[⁰¹²³⁴-₎]$/.test(before);
  if (!/^[\p{L}\p{Nd}√(]/u.test(part)) return false;
  if (/^(?:[∑∏∫⋃⋂]|lim)|\/./.test(before)) return true;
  return /[a-z\d]$/i.test(before) && (/[a-z\d]{2}$/i.test(before) || /^[a-z\d]{2}/i.test(part));
}

/** A part of a formula as one: in brackets, unless it is one already. */
const one = (part: string): string =>
  /^(?:[\p{L}\p{N}.]+[\p{M}²³₀-₉]*|\([^()]*\)|√(?:[\p{L}\p{N}]+|\([^()]*\)))$/u.test(part)
    ? part
    : `(${part})`;

const inTable = (text: string, table: Readonly<Record<string, string>>): string | null => {
  const all = [...text].map((letter) => table[letter]);
  return all.length > 0 && all.every((letter) => letter !== undefined) ? all.join('') : null;
};

const raised = (part: string): string =>
  part === '' || PRIMES.test(part) ? part : (inTable(part, SUPERSCRIPTS) ?? `^${one(part)}`);
const lowered = (part: string): string => (part === '' ? '' : (inTable(part, SUBSCRIPTS) ?? `_${one(part)}`));

const bounded: Rule = ([base = '', under = '', over = '']) => base + lowered(under) + raised(over);

const over: Rule = ([base = '', mark = '']) => {
  const accent = ACCENTS[mark];
  if (accent) return [...base].length === 1 ? base + accent : base;
  return base + raised(mark);
};

const fraction: Rule = ([above = '', below = ''], node) =>
  /^0(?:[a-z%]*)$/.test(attribute(node, 'linethickness') ?? '')
    ? `${above}; ${below}`
    : `${one(above)}/${one(below)}`;

const fenced: Rule = (parts, node) => {
  const separators = [...(attribute(node, 'separators') ?? ',').replace(/\s/g, '')];
  const inside = parts.map((part, at) => {
    const separator = separators[Math.min(at, separators.length) - 1] ?? separators.at(-1) ?? '';
    return at === 0 ? part : separator + part;
  });
  return (attribute(node, 'open') ?? '(') + inside.join('') + (attribute(node, 'close') ?? ')');
};

const first: Rule = ([part = '']) => part;
const nothing: Rule = () => '';

const RULES: Readonly<Record<string, Rule>> = {
  mfrac: fraction,
  msqrt: (parts, node) => `√${one(joined(parts, node))}`,
  mroot: ([base = '', index = '']) => `${inTable(index, SUPERSCRIPTS) ?? `(${index})`}√${one(base)}`,
  msup: ([base = '', script = '']) => base + raised(script),
  msub: ([base = '', script = '']) => base + lowered(script),
  msubsup: bounded,
  munder: ([base = '', script = '']) =>
    ACCENTS[script] || /^[_⏟︸]$/.test(script) ? base : base + lowered(script),
  mover: over,
  munderover: bounded,
  mtable: (parts) => parts.join('；'),
  mtr: (parts) => parts.filter((part) => part !== '').join('，'),
  mlabeledtr: (parts) => parts.slice(1).join('，'),
  mfenced: fenced,
  ms: (parts, node) => `"${joined(parts, node)}"`,
  semantics: first,
  maction: first,
  annotation: nothing,
  'annotation-xml': nothing,
  mphantom: nothing,
  mspace: () => ' ',
  none: nothing,
  mprescripts: nothing,
};

function written(node: Element, depth: number): string {
  if (INVISIBLE.has(node.tagName)) return '';
  if (depth > DEEPEST) return textOf(node, INVISIBLE);
  const isLeaf = !node.childNodes.some(isElement);
  if (isLeaf && !Object.hasOwn(RULES, node.tagName))
    return textOf(node, INVISIBLE).replace(/\s+/g, ' ').trim();
  const parts: string[] = [];
  for (const child of node.childNodes) {
    if (isElement(child)) parts.push(written(child, depth + 1));
    else if (isText(child) && child.value.trim() !== '') parts.push(child.value.trim());
  }
  const rule = Object.hasOwn(RULES, node.tagName) ? RULES[node.tagName]! : joined;
  return rule(parts, node);
}
