import { attribute, type Element, type Parent } from '../html/dom';
import { type Style, styleOf } from './style';

/*
 * What a browser shows of an element and what it hides, by its style, its attributes and its name: the walk, lists,
 * tables, code and whoever tells of what is left out ask the same questions here.
 */

/** Whether an element takes no place at all, by its own style or attribute. */
export const isGone = (node: Element, style: Style = styleOf(node)): boolean =>
  style.gone || attribute(node, 'hidden') !== undefined;

/** Whether an element that takes no place or has a style hides what is in it, at first. */
export const isVeiled = (gone: boolean, { transparent, visibility }: Style): boolean =>
  gone || transparent || visibility === 'hidden';

/**
 * Whether an element is a box that shows nothing of what is in it. Words in a line have no box, what stands in a table is
 * as large as what is in it, and a graphic has sizes of its own.
 */
export const isShut = (node: Element, style: Style, isBlock: boolean): boolean =>
  style.clipped &&
  node.namespaceURI === HTML &&
  !TABLE.has(node.tagName) &&
  (style.layout.line === undefined
    ? isBlock || node.tagName === 'blockquote'
    : style.layout.line === 'block' || style.layout.atomic);

const TABLE: ReadonlySet<string> = new Set(
  'table caption colgroup col thead tbody tfoot tr td th img'.split(' '),
);

/** Whether what is in an element is hidden, by its style or as what is around it is. */
export const isHiddenBy = ({ visibility }: Style, around: boolean): boolean =>
  visibility === 'visible' ? false : around || visibility === 'hidden' || visibility === 'collapse';

/** A dialog that no program has opened, and brackets for programs that know no ruby; unless their own style shows them. */
export const isClosed = (node: Element): boolean =>
  ((node.tagName === 'dialog' && attribute(node, 'open') === undefined) || node.tagName === 'rp') &&
  styleOf(node).get('display') === undefined;

export const HTML = 'http://www.w3.org/1999/xhtml';
const SVG = 'http://www.w3.org/2000/svg';
const MATH = 'http://www.w3.org/1998/Math/MathML';
const TOKENS: ReadonlySet<string> = new Set(['mi', 'mn', 'mo', 'ms', 'mtext']);
const LETTERS: ReadonlySet<string> = new Set(['text', 'tspan', 'textPath', 'textpath', 'foreignObject', 'a']);
/** What a drawing shows. An element of another name in it shows nothing, whatever is in there. */
const SHOWN: ReadonlySet<string> = new Set(
  `svg g a switch text tspan textPath tref foreignObject image use path rect circle ellipse line polyline polygon`.split(
    ' ',
  ),
);

export const isSvg = (node: Element): boolean => node.namespaceURI === SVG;

export const isUnknownToSvg = (node: Element): boolean => isSvg(node) && !SHOWN.has(node.tagName);

/** Whether text directly in an element is never drawn: of a drawing outside of its `<text>`, of a formula outside of its tokens. */
export const isUndrawn = (node: Parent): boolean =>
  'namespaceURI' in node &&
  ((node.namespaceURI === SVG && !LETTERS.has(node.tagName)) ||
    (node.namespaceURI === MATH && !TOKENS.has(node.tagName)));
