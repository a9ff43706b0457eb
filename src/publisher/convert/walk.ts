import { withoutMarks } from '../../domain/marks';
import { cleanedLine } from '../clean';
import { attribute, type Element, isText, type Node, type Parent, textOf } from '../html/dom';
import { webUrl } from '../html/url';
import { FOLLOW_MARK, INVISIBLE } from './allow';
import type { Builder, Conversion } from './builder';
import { mayBeCode, pushCode } from './code';
import type { Draft, Inherited } from './context';
import { embedOf } from './embeds';
import { type Kind, kindOf } from './kinds';
import { isGallery, pushGallery } from './media';
import { pixels, type Style, styleOfText } from './style';

/*
 * The walk over a body. Templates nest ten elements around every line, so what one element costs is what a
 * body costs: its name is looked up once, its attributes are gone through once, and most leave nothing.
 */

export const ROOT: Inherited = {
  marks: 0,
  href: null,
  align: undefined,
  size: 16,
  hidden: false,
  pre: false,
};

/** Browsers stop at 512; below this only the text is kept, so that no page can exhaust our stack. */
const DEPTH_LIMIT = 256;

/** The attributes that any element may have. */
interface Attributes {
  style: string | undefined;
  class: string | undefined;
  role: string | undefined;
  align: string | undefined;
  formula: string | undefined;
  hidden: boolean;
}

/** Walks the children of a node into a builder. */
export function walkChildren(
  parent: Parent,
  builder: Builder,
  context: Conversion,
  inherited: Inherited,
): void {
  for (const child of parent.childNodes) walk(child, builder, context, inherited);
}

function walk(node: Node, builder: Builder, context: Conversion, inherited: Inherited): void {
  // Of all nodes only elements have attributes.
  if ((node as Partial<Element>).attrs !== undefined) {
    if (context.depth > DEPTH_LIMIT) tooDeep(node as Element, builder, context, inherited);
    else element(node as Element, builder, context, inherited);
  } else if (isText(node) && inherited.size !== 0) {
    const { value } = node;
    const broken = !inherited.pre && (value.includes('\n') || value.includes('\r'));
    if (!inherited.hidden) context.note?.('text', 'kept', value);
    builder.text(broken ? value.replace(/[\n\r]+/g, ' ') : value, inherited);
  }
}

function tooDeep(node: Element, builder: Builder, context: Conversion, inherited: Inherited): void {
  if (INVISIBLE.has(node.tagName)) return;
  const text = textOf(node, INVISIBLE);
  if (!inherited.hidden) context.note?.('text', 'kept', text);
  builder.text(text, inherited);
}

function element(node: Element, builder: Builder, context: Conversion, outer: Inherited): void {
  const kind = kindOf(node.tagName);
  if (kind.invisible) return;
  const attributes = attributesOf(node);
  const style = styleOfText(attributes.style);
  // Saved pages hide pictures until they have loaded, so an image's own opacity means nothing.
  if ((style.gone || attributes.hidden) && node.tagName !== 'img') return;
  if (isFollow(attributes.class) || isFollow(attributes.role)) {
    context.drop('follow-strip');
    return;
  }
  const inherited = inherit(node, kind, attributes, style, outer);
  context.depth += 1;
  if (!isSpecial(node, kind, attributes, style, builder, context, inherited)) {
    const block = kind.block || style.block;
    if (block) builder.close();
    const from = builder.drafts.length;
    walkChildren(node, builder, context, inherited);
    if (block) builder.close();
    if (kind.level) toHeadings(builder.drafts.slice(from), kind.level);
  }
  context.depth -= 1;
}

const NO_ATTRIBUTES: Readonly<Attributes> = {
  style: undefined,
  class: undefined,
  role: undefined,
  align: undefined,
  formula: undefined,
  hidden: false,
};

/** What any element may have of those of this one; of an attribute that stands twice the first counts. */
function attributesOf(node: Element): Readonly<Attributes> {
  if (node.attrs.length === 0) return NO_ATTRIBUTES;
  const found: Attributes = { ...NO_ATTRIBUTES };
  for (const { name, value } of node.attrs)
    switch (name) {
      case 'style':
        found.style ??= value;
        break;
      case 'class':
        found.class ??= value;
        break;
      case 'data-role':
        found.role ??= value;
        break;
      case 'align':
        found.align ??= value;
        break;
      case 'data-formula':
        found.formula ??= value;
        break;
      case 'hidden':
        found.hidden = true;
        break;
    }
  return found;
}

const isFollow = (value: string | undefined) => value !== undefined && FOLLOW_MARK.test(value);

/** Elements that are more than their children: breaks, pictures, players, code, lists, tables. */
function isSpecial(
  node: Element,
  kind: Kind,
  attributes: Attributes,
  style: Style,
  builder: Builder,
  context: Conversion,
  inherited: Inherited,
): boolean {
  const push = kind.push ?? (isGallery(node, style, attributes.class) ? pushGallery : undefined);
  if (push) {
    push(node, builder, context, inherited);
    return true;
  }
  const formula = attributes.formula && cleanedLine(attributes.formula).trim();
  if (formula) {
    builder.text(formula, inherited);
    return true;
  }
  const embed = kind.embed ? embedOf(node, context) : null;
  if (embed) {
    if (!inherited.hidden) for (const block of embed) builder.push(block);
    return true;
  }
  if (!kind.code && !mayBeCode(attributes.class)) return false;
  return pushCode(node, attributes.class, style, builder, context, inherited);
}

/** Paragraphs inside a heading element are its lines; a heading is bold and coloured by itself. */
function toHeadings(drafts: readonly Draft[], level: 1 | 2 | 3): void {
  for (const draft of drafts) {
    if (draft.block.type !== 'paragraph') continue;
    const inlines = withoutMarks(draft.block.inlines, 'strong', 'accent');
    draft.block = { type: 'heading', id: '', level, inlines };
  }
}

/** What an element's children inherit. */
function inherit(
  node: Element,
  kind: Kind,
  attributes: Attributes,
  style: Style,
  outer: Inherited,
): Inherited {
  const marks = (outer.marks | kind.mark | style.on) & ~style.off;
  const href = node.tagName === 'a' ? webUrl(attribute(node, 'href')) : outer.href;
  const size = style.fontSize ? pixels(style.fontSize, outer.size) : outer.size;
  const stated = style.align ?? attributes.align ?? (node.tagName === 'center' ? 'center' : undefined);
  const align = stated === 'center' || stated === 'right' ? stated : stated ? undefined : outer.align;
  const { visibility } = style;
  const hidden =
    visibility === 'visible' ? false : outer.hidden || visibility === 'hidden' || visibility === 'collapse';
  const pre = style.pre ?? (outer.pre || node.tagName === 'pre');
  const isSame =
    marks === outer.marks &&
    href === outer.href &&
    size === outer.size &&
    align === outer.align &&
    hidden === outer.hidden &&
    pre === outer.pre;
  return isSame ? outer : { marks, href, align, size, hidden, pre };
}
