import { withoutMarks } from '../../domain/marks';
import type { Mark } from '../../feed';
import { attribute, type Element, isElement, isText, type Node, type Parent, textOf } from '../html/dom';
import { webUrl } from '../html/url';
import { BLOCKS, FOLLOW_MARK, HEADINGS, INVISIBLE, MARKS } from './allow';
import type { Builder, Conversion } from './builder';
import { codeText, isCodeBlock } from './code';
import type { Draft, Inherited } from './context';
import { embedOf } from './embeds';
import { isGallery, pushFigure, pushGallery, pushImage, pushSvg } from './media';
import { pushList, pushTable } from './structures';
import { isGone, pixels, type Style, styleMarks, styleOf } from './style';

export const ROOT: Inherited = {
  marks: new Set(),
  href: null,
  align: undefined,
  size: 16,
  hidden: false,
  pre: false,
  depth: 0,
};

/** Browsers stop at 512; below this only the text is kept, so that no page can exhaust our stack. */
const DEPTH_LIMIT = 256;

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
  if (isText(node)) {
    const text = inherited.pre ? node.value : node.value.replace(/[\n\r]+/g, ' ');
    builder.text(text, inherited.size === 0 ? { ...inherited, hidden: true } : inherited);
    return;
  }
  if (!isElement(node)) return;
  if (inherited.depth > DEPTH_LIMIT) {
    builder.text(textOf(node), inherited);
    return;
  }
  element(node, builder, context, inherited);
}

function element(node: Element, builder: Builder, context: Conversion, outer: Inherited): void {
  const tag = node.tagName;
  if (INVISIBLE.has(tag)) return;
  const style = styleOf(node);
  // Saved pages hide pictures until they have loaded, so an image's own opacity means nothing.
  if (tag !== 'img' && isGone(node, style)) return;
  if (isFollowStrip(node)) {
    context.drop('follow-strip');
    return;
  }
  const inherited = inherit(node, style, outer);
  if (isSpecial(node, style, builder, context, inherited)) return;
  const level = HEADINGS[tag];
  const block = level || BLOCKS.has(tag) || /^(?:block|flex|grid|table)$/.test(style.get('display') ?? '');
  if (block) builder.close();
  const from = builder.drafts.length;
  walkChildren(node, builder, context, inherited);
  if (block) builder.close();
  if (level) toHeadings(builder.drafts.slice(from), level);
}

const isFollowStrip = (node: Element) =>
  FOLLOW_MARK.test(attribute(node, 'class') ?? '') || FOLLOW_MARK.test(attribute(node, 'data-role') ?? '');

/** Elements that are more than their children: breaks, pictures, players, code, lists, tables. */
function isSpecial(
  node: Element,
  style: Style,
  builder: Builder,
  context: Conversion,
  inherited: Inherited,
): boolean {
  const push = PUSHERS[node.tagName] ?? (isGallery(node, style) ? pushGallery : undefined);
  if (push) {
    push(node, builder, context, inherited);
    return true;
  }
  const formula = attribute(node, 'data-formula')?.trim();
  if (formula) {
    builder.text(formula, inherited);
    return true;
  }
  const embed = embedOf(node, context);
  if (embed) {
    if (!inherited.hidden) for (const block of embed) builder.push(block);
    return true;
  }
  if (!isCodeBlock(node)) return false;
  const code = codeText(node);
  if (code.text.trim() !== '' && !inherited.hidden) builder.push({ type: 'code', ...code });
  return true;
}

type Push = (node: Element, builder: Builder, context: Conversion, inherited: Inherited) => void;
const PUSHERS: Readonly<Record<string, Push>> = {
  br: (_, builder) => builder.lineBreak(),
  hr: (_, builder) => builder.push({ type: 'divider' }),
  img: pushImage,
  svg: pushSvg,
  figure: pushFigure,
  blockquote: pushList,
  ul: pushList,
  ol: pushList,
  table: pushTable,
};

/** Paragraphs inside a heading element are its lines; a heading is bold and coloured by itself. */
function toHeadings(drafts: readonly Draft[], level: 1 | 2 | 3): void {
  for (const draft of drafts) {
    if (draft.block.type !== 'paragraph') continue;
    const inlines = withoutMarks(draft.block.inlines, 'strong', 'accent');
    draft.block = { type: 'heading', id: '', level, inlines };
  }
}

/** The marks inside an element; the very set of its parent where it changes none, as most do. */
function marksOf(node: Element, style: Style, outer: ReadonlySet<Mark>): ReadonlySet<Mark> {
  const own = MARKS[node.tagName];
  const set = styleMarks(style);
  const names = Object.keys(set) as Mark[];
  if (!own && names.every((mark) => set[mark] === outer.has(mark))) return outer;
  const marks = new Set<Mark>(outer);
  if (own) marks.add(own);
  for (const mark of names) {
    if (set[mark]) marks.add(mark);
    else marks.delete(mark);
  }
  return marks;
}

function inherit(node: Element, style: ReturnType<typeof styleOf>, outer: Inherited): Inherited {
  const marks = marksOf(node, style, outer.marks);
  const size = pixels(style.get('font-size'), outer.size) ?? outer.size;
  const align =
    style.get('text-align')?.toLowerCase() ??
    attribute(node, 'align') ??
    (node.tagName === 'center' ? 'center' : undefined);
  const visibility = style.get('visibility')?.toLowerCase();
  return {
    marks,
    href: node.tagName === 'a' ? webUrl(attribute(node, 'href')) : outer.href,
    align: align === 'center' || align === 'right' ? align : align ? undefined : outer.align,
    size,
    hidden:
      visibility === 'visible' ? false : outer.hidden || visibility === 'hidden' || visibility === 'collapse',
    pre:
      outer.pre ||
      node.tagName === 'pre' ||
      /^(?:pre|pre-wrap|pre-line|break-spaces)$/.test(style.get('white-space') ?? ''),
    depth: outer.depth + 1,
  };
}
