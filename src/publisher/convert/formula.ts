import { clipped } from '../../domain/characters';
import { cleanedLine } from '../clean';
import {
  attribute,
  descendants,
  type Element,
  isElement,
  isText,
  type Node,
  type Parent,
  textOf,
} from '../html/dom';
import { parseBody } from '../html/parser';
import { INVISIBLE } from './allow';
import type { Builder, Conversion } from './builder';
import type { Inherited } from './context';
import { type Drawn, drawInLine, drawingsIn, drawnBy, hasWords, NAME_LIMIT, nameOf } from './drawing';
import { tellBelow } from './leave';
import { linear } from './linear';
import { mathOfTex, svgOfMath } from './mathjax';

/*
 * Formulas. A page holds one in up to four ways at once (a drawing, MathML for screen readers, HTML of spans, TeX): it is
 * one drawing in the line, made of the first that there is:
 *
 *   an `<svg>` without text     the page's own drawing, at its own size
 *   `<math>`                    drawn by MathJax
 *   TeX                         read and drawn by MathJax
 *   none of these               its text: what cannot be drawn (words in Chinese depend on fonts) is written in a line
 *
 * Its text is the name that the page gives it, unless that is TeX; else what `linear` makes of the MathML, or of the
 * TeX by way of MathML; else the TeX.
 */

/** By its class, where WeChat's editors, MathJax 2 and 3, KaTeX and wikis put one. */
const FORMULA =
  /(?:^|\s)(?:katex|mathjax|mathjax_svg|mathjax_chtml|mjx-chtml|mwe-math-element|katex-block|katex-inline|block-equation|inline-equation)(?:\s|$)/i;

/** Whether an element that is no `<math>` is one formula. */
export const isFormula = (node: Element, classes: string | undefined, tex: string | undefined): boolean =>
  tex?.trim() ? true : classes !== undefined && FORMULA.test(classes) && isOne(node);

/** Not a wrapper around a text in which there are formulas. */
function isOne(node: Element): boolean {
  if (attribute(node, 'data-mathml') !== undefined) return true;
  const below = drawingsIn(node);
  const maths = below.filter((one) => one.tagName === 'math').length;
  return (maths === 1 || (maths === 0 && below.length === 1)) && !hasWordsBeside(node);
}

/** What libraries put beside a drawing, to say the same to programs, or in HTML. */
const SAME = /(?:^|\s)(?:katex-|mjx|mathjax|mwe-math-)/i;

/** Whether a text stands beside the formula in an element. */
function hasWordsBeside(node: Element): boolean {
  return node.childNodes.some((one) => {
    if (isText(one)) return one.value.trim() !== '';
    if (!isElement(one) || INVISIBLE.has(one.tagName) || one.tagName === 'svg' || one.tagName === 'math')
      return false;
    if (one.tagName.startsWith('mjx-') || SAME.test(attribute(one, 'class') ?? '')) return false;
    return hasWordsBeside(one);
  });
}

/** What a formula is made of. */
interface Source {
  svg: Element | undefined;
  math: Element | undefined;
  tex: string;
  display: boolean;
}

function sourceOf(node: Element): Source {
  const below = drawingsIn(node);
  // KaTeX draws its roots and arrows in SVG, a piece each.
  const isPieces = below.length > 2 || /(?:^|\s)katex(?:\s|$)/.test(attribute(node, 'class') ?? '');
  const math = below.find((one) => one.tagName === 'math') ?? parsed(attribute(node, 'data-mathml'), 'math');
  const svg = isPieces ? undefined : below.find((one) => one.tagName === 'svg');
  const stated = attribute(node, 'data-formula') ?? attribute(node, 'data-tex') ?? annotationOf(math) ?? '';
  const display = attribute(math ?? node, 'display');
  return {
    svg: svg && !hasWords(svg) ? svg : undefined,
    math,
    tex: cleanedLine(stated).trim(),
    display: display === 'block' || display === 'true',
  };
}

/** The first element of a name in markup. */
function parsed(markup: string | undefined | null, name: string): Element | undefined {
  if (!markup) return undefined;
  for (const one of descendants(parseBody(markup) as Parent)) if (one.tagName === name) return one;
  return undefined;
}

const TEX = /\btex\b/i;

function annotationOf(math: Element | undefined): string | undefined {
  for (const one of math ? descendants(math) : [])
    if (one.tagName === 'annotation' && TEX.test(attribute(one, 'encoding') ?? '')) return textOf(one);
  return undefined;
}

const UNNAMED = '［公式］';
/** Names that are TeX, which nobody reads aloud. */
const IS_TEX = /[\\{}^_$]/;

/** A formula: a drawing in the line, with its text; where it cannot be drawn, the text alone. */
export function pushFormula(
  node: Element,
  builder: Builder,
  context: Conversion,
  inherited: Inherited,
): void {
  if (inherited.hidden) return;
  const source = sourceOf(node);
  const math = source.math ?? parsed(source.tex && mathOfTex(source.tex, source.display), 'math');
  const text = textFor(node, source, math);
  const own = source.svg && drawnBy(source.svg, inherited.size, context);
  const drawn = own ?? (math && drawnByMathJax(math, source.display, context));
  if (drawn) drawInLine(clipped(text || UNNAMED, NAME_LIMIT), drawn, builder, inherited);
  else {
    builder.text(text || UNNAMED, inherited);
    context.note?.('text', 'revealed', text || UNNAMED);
  }
  context.made += 1;
  account(node, drawn ? (own ? source.svg : source.math) : undefined, context);
}

function textFor(node: Element, { svg, tex }: Source, math: Element | undefined): string {
  const names = [node, svg, math].map((one) => (one ? nameOf(one) : '')).concat(math ? alttext(math) : '');
  const name = names.find((one) => one !== '' && !IS_TEX.test(one));
  return name ?? ((math && linear(math)) || tex);
}

const alttext = (math: Element): string => cleanedLine(attribute(math, 'alttext') ?? '').trim();

/** One thing of it is kept, the others say the same. */
function account(node: Element, kept: Element | undefined, context: Conversion): void {
  if (context.note) tellBelow(node, 'formula-source', context, { kept });
}

/** Wider or higher than this is no formula: a page can ask for any space. */
const LARGEST = { w: 80, h: 40 };

function drawnByMathJax(math: Element, display: boolean, context: Conversion): Drawn | null {
  const markup = mathml(math);
  const svg = markup && parsed(svgOfMath(markup, display), 'svg');
  if (!svg || hasWords(svg)) return null;
  const drawn = drawnBy(svg, 16, context);
  return drawn && drawn.w <= LARGEST.w && drawn.h <= LARGEST.h ? drawn : null;
}

const ELEMENTS: ReadonlySet<string> = new Set(
  `math semantics mrow mi mn mo mtext ms mspace mfrac msqrt mroot mstyle merror mpadded mphantom mfenced menclose msub
   msup msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mlabeledtr mtd maction`.split(
    /\s+/,
  ),
);
const UNSEEN: ReadonlySet<string> = new Set([...INVISIBLE, 'annotation', 'annotation-xml']);
const ATTRIBUTES: ReadonlySet<string> = new Set(
  `accent accentunder align bevelled close columnalign columnlines columnspacing columnspan denomalign depth display
   displaystyle fence form frame height largeop linebreak linethickness lquote lspace mathcolor mathvariant maxsize minsize
   movablelimits notation numalign open rowalign rowlines rowspacing rowspan rquote rspace scriptlevel selection separator
   separators stretchy symmetric voffset width`.split(/\s+/),
);
/** Real formulas have some hundred elements; MathJax goes through them by recursion. */
const MOST_ELEMENTS = 2000;
const DEEPEST = 60;

/** MathML of what MathJax is given, by lists of elements and attributes; null for another one, or too large a one. */
function mathml(math: Element): string | null {
  let left = MOST_ELEMENTS;
  const write = (node: Node, depth: number): string | null => {
    if (isText(node)) return escaped(node.value);
    if (!isElement(node) || UNSEEN.has(node.tagName)) return '';
    left -= 1;
    if (left < 0 || depth > DEEPEST) return null;
    // HTML may stand in the text of a formula.
    if (!ELEMENTS.has(node.tagName))
      return depth > 0 && isToken(node.parentNode) ? escaped(textOf(node, INVISIBLE)) : null;
    const inside = node.childNodes.map((child) => write(child, depth + 1));
    if (inside.includes(null)) return null;
    const attributes = node.attrs
      .filter(({ name }) => ATTRIBUTES.has(name))
      .map(({ name, value }) => ` ${name}="${escaped(value)}"`);
    return `<${node.tagName}${attributes.join('')}>${inside.join('')}</${node.tagName}>`;
  };
  return write(math, 0);
}

const isToken = (node: Parent | null): boolean =>
  node !== null && 'tagName' in node && /^m(?:text|i|o|n|s)$/.test(node.tagName);

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
