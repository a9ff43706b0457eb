import { withoutMarks } from '../../domain/marks';
import { plain } from '../../domain/text';
import {
  attribute,
  descendants,
  type Element,
  hasText,
  isBlank,
  isElement,
  isLongerThan,
  isText,
  type Node,
  type Parent,
  textOf,
} from '../html/dom';
import { linkUrl } from '../html/url';
import { FOLLOW_MARK, INVISIBLE } from './allow';
import { Builder, type Conversion } from './builder';
import { mayBeCode, pushCode, pushNumbers } from './code';
import { type Draft, type Inherited, leave } from './context';
import { pushEmbeddedPicture } from './drawing';
import { blocksOfPart, embedOf } from './embeds';
import { isFormula, pushFormula } from './formula';
import { pushGround } from './ground';
import { type Kind, kindOf } from './kinds';
import type { Layout } from './layout';
import { leaveAll, tellCard, tellLink } from './leave';
import { pixels } from './length';
import { isGallery, pushGallery } from './media';
import { type Part, partOf } from './page-ui';
import { isProgramLink, programLinkCard } from './program';
import { isRevealed } from './reveal';
import { HTML, isClosed, isHiddenBy, isShut, isSvg, isUndrawn, isUnknownToSvg, isVeiled } from './sight';
import { type Style, styleOf, styleOfText } from './style';

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
  letters: undefined,
  color: undefined,
  frame: undefined,
  fate: 'kept',
};

/** Browsers stop at 512; below this only the text is kept, so that no page can exhaust our stack. */
const DEPTH_LIMIT = 256;

/** The attributes that any element may have. */
interface Attributes {
  style: string | undefined;
  class: string | undefined;
  id: string | undefined;
  /** What an editor's program calls it (`data-role`), and what it is to a screen reader. */
  template: string | undefined;
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
  // Of nearly all elements this look is all.
  const { namespaceURI } = parent as Partial<Element>;
  const isSilent = namespaceURI !== undefined && namespaceURI !== HTML && isUndrawn(parent);
  for (const child of parent.childNodes)
    if (!isSilent || !isText(child)) walk(child, builder, context, inherited);
}

function walk(node: Node, builder: Builder, context: Conversion, inherited: Inherited): void {
  // Of all nodes only elements have attributes.
  if ((node as Partial<Element>).attrs !== undefined) {
    if (context.depth > DEPTH_LIMIT) tooDeep(node as Element, builder, context, inherited);
    else element(node as Element, builder, context, inherited);
  } else if (isText(node)) text(node.value, builder, context, inherited);
}

function text(value: string, builder: Builder, context: Conversion, inherited: Inherited): void {
  const { pre, size, hidden, letters, fate } = inherited;
  if (hidden) return;
  if (size === 0) {
    if (/\S/.test(value)) leave(context, 'text', 'zero-size', value);
    return;
  }
  const broken = !pre && (value.includes('\n') || value.includes('\r'));
  const line = broken ? value.replace(/[\n\r]+/g, ' ') : value;
  const shown = letters ? inLetters(line, letters) : line;
  if (builder.text(shown, inherited)) context.made += 1;
  context.note?.('text', fate, shown);
}

/** As `text-transform` shows it. */
function inLetters(value: string, letters: NonNullable<Inherited['letters']>): string {
  switch (letters) {
    case 'uppercase':
      return value.toUpperCase();
    case 'lowercase':
      return value.toLowerCase();
    case 'capitalize':
      return value.replace(/(?<![\p{L}\p{N}])\p{Ll}/gu, (one) => one.toUpperCase());
  }
}

function tooDeep(node: Element, builder: Builder, context: Conversion, inherited: Inherited): void {
  if (!INVISIBLE.has(node.tagName)) text(textOf(node, INVISIBLE), builder, context, inherited);
}

function element(node: Element, builder: Builder, context: Conversion, outer: Inherited): void {
  const kind = kindOf(node.tagName);
  const isForeign = node.namespaceURI !== HTML;
  if (kind.invisible || (isForeign && isUnknownToSvg(node))) return;
  const box = context.boxes.size > 0 ? context.boxes.get(node) : undefined;
  if (box === 'done') return;
  const attributes = attributesOf(node);
  const style = styleOfText(
    isForeign && isSvg(node) ? presentationOf(node, attributes.style) : attributes.style,
  );
  if (style.layout.atomic && !box && !kind.push) {
    const row = boxesFrom(node);
    if (row) {
      for (const one of row) context.boxes.set(one, 'own');
      pushCells(
        row.map((one) => [one]),
        { ...style.layout, wraps: true },
        builder,
        context,
        outer,
      );
      for (const one of row) context.boxes.set(one, 'done');
      return;
    }
  }
  const isVeiledNow = isVeiled(style.gone || attributes.hidden, style) || isShut(node, style, kind.block);
  const revealed = isVeiledNow && isRevealed(node, style);
  if (!revealed && isGone(node, kind, attributes, style, context, outer)) return;
  const isNamed = attributes.class ?? attributes.id ?? attributes.role;
  const part =
    isNamed === undefined && node.tagName !== 'button'
      ? undefined
      : partOf(node, attributes.class, attributes.id, attributes.role);
  if (part) {
    if (!outer.hidden) pushPart(node, part, builder, context);
    return;
  }
  if (isFollow(attributes.class) || isFollow(attributes.template)) {
    leaveAll(node, 'follow-strip', context);
    return;
  }
  const inherited = inherit(node, kind, attributes, style, outer, revealed);
  context.depth += 1;
  const { made } = context;
  const from = builder.drafts.length;
  if (!isSpecial(node, kind, attributes, style, builder, context, inherited))
    flow(node, kind, style, builder, context, inherited);
  if (node.tagName === 'a' && (!inherited.hidden || context.made > made)) {
    const isFilled = context.made > made;
    // A player or a piece of code cannot lead anywhere itself.
    if (isFilled && inherited.href !== null && !builder.leadsTo(inherited.href, from))
      builder.push({ type: 'card', kind: 'link', title: LINK, url: inherited.href });
    if (isProgramLink(node)) endProgramLink(node, isFilled, builder, context, inherited);
    else tellLink(node, inherited.href, isFilled, context, inherited.fate);
  }
  context.depth -= 1;
}

/** A link around something that has no words of its own for it. */
const LINK = '相关链接';

/** A link to a mini-program, which has its card below. Its address, if any, is for programs that know none. */
function endProgramLink(
  node: Element,
  isFilled: boolean,
  builder: Builder,
  context: Conversion,
  { href, fate }: Inherited,
): void {
  const card = programLinkCard(node, isFilled);
  if (card) {
    builder.pushBelow(card);
    context.made += 1;
  }
  if (href !== null || (!card && !isFilled)) tellLink(node, href, isFilled, context, fate);
  else leave(context, 'link', card ? 'program-link' : 'program-unknown', attribute(node, 'href'));
}

/** Attributes of SVG that are properties of its style, which has the last word. */
const PRESENTATION = ['display', 'visibility', 'opacity', 'font-size', 'font-weight'];

function presentationOf(node: Element, style: string | undefined): string | undefined {
  const stated = PRESENTATION.flatMap((name) => {
    const value = attribute(node, name);
    return value === undefined || value.includes(';') ? [] : [`${name}:${value}`];
  });
  return stated.length > 0 ? `${stated.join(';')};${style ?? ''}` : style;
}

const CLOSED: ReadonlySet<string> = new Set(['dialog', 'rp']);

/** Whether nothing of an element is ever seen. What stands there unseen is told of. */
function isGone(
  node: Element,
  kind: Kind,
  { hidden }: Attributes,
  style: Style,
  context: Conversion,
  outer: Inherited,
): boolean {
  if (style.gone || hidden || (CLOSED.has(node.tagName) && isClosed(node))) return true;
  // Saved pages hide pictures until they have loaded, so an image's own opacity means nothing.
  const isTransparent = style.transparent && node.tagName !== 'img';
  if (!isTransparent && !isShut(node, style, kind.block)) return false;
  if (!outer.hidden) leaveAll(node, isTransparent ? 'transparent' : 'shut', context);
  return true;
}

/** What the page's program has put here: what it stands for, or nothing. */
function pushPart(node: Element, part: Part, builder: Builder, context: Conversion): void {
  const blocks = blocksOfPart(node, part, context);
  if (blocks.length === 0) {
    leaveAll(node, 'page', context);
    return;
  }
  for (const block of blocks) builder.push(block);
  context.made += 1;
  leaveAll(node, 'card-text', context);
}

/** An element that is no more than its children, and how they lie. */
function flow(
  node: Element,
  kind: Kind,
  style: Style,
  builder: Builder,
  context: Conversion,
  inherited: Inherited,
): void {
  const { layout } = style;
  const block = isBlock(node, kind, style, builder);
  const isApart = !block && (layout.before || layout.after) && !isOneHan(node);
  if (block) builder.close();
  else if ((isApart && layout.before) || isFurtherLabel(node)) builder.gap();
  if (style.ground) pushGround(node, style, builder, context, inherited);
  const from = builder.drafts.length;
  if (node.tagName === 'details' && attribute(node, 'open') === undefined)
    walkDetails(node, builder, context, inherited);
  else walkLaidOut(node, style, builder, context, inherited);
  if (block) builder.close();
  else if (isApart && layout.after) builder.gap();
  if (kind.level && block) toHeadings(builder.drafts.slice(from), kind.level);
}

/** Walks the children of an element as its own style lays them out. */
export function walkLaidOut(
  node: Element,
  { layout }: Style,
  builder: Builder,
  context: Conversion,
  inherited: Inherited,
): void {
  if (layout.columns === 1) walkStacked(node, builder, context, inherited);
  else if (layout.columns > 1) walkRow(node, layout, builder, context, inherited);
  else walkChildren(node, builder, context, inherited);
}

/** Longer texts are sentences: side by side they are columns, each to be read by itself. */
const LONGEST_CELL = 30;

function isBlock(node: Element, kind: Kind, { layout }: Style, builder: Builder): boolean {
  if (layout.line === undefined) return kind.block;
  if (layout.line === 'block') return true;
  // Alone in its line, as titles in their frames are, a heading is one still.
  if (kind.level && !builder.open && !isFollowed(node)) return true;
  return layout.box && isLongerThan(node, LONGEST_CELL);
}

/** Words of a drawing stand apart, each where it puts them: all but the first have others before them. */
function isFurtherLabel(node: Element): boolean {
  if (node.tagName !== 'text' || !isSvg(node)) return false;
  let svg: Parent | null = node.parentNode;
  while (svg && 'tagName' in svg && svg.tagName !== 'svg') svg = svg.parentNode;
  for (const one of svg ? descendants(svg) : []) if (one.tagName === 'text') return one !== node;
  return false;
}

/** A letter in a frame of its own is part of its word, as a drop cap is. */
const isOneHan = (node: Element): boolean => !isLongerThan(node, 1) && HAN.test(textOf(node).trim());
const HAN = /^\p{Script=Han}$/u;

/**
 * Boxes in the line that stand side by side, from the first one on, with nothing but white space between: two at least,
 * and alone in their lines. Null for a box in a sentence.
 */
function boxesFrom(node: Element): Element[] | null {
  const siblings = node.parentNode?.childNodes ?? [];
  const first = siblings.indexOf(node);
  const row: Element[] = [];
  let at = first;
  for (; at < siblings.length; at += 1) {
    const one = siblings[at]!;
    if (isElement(one) && isBox(one)) row.push(one);
    else if (!isBlank(one)) break;
  }
  if (row.length < 2 || isWords(siblings[at])) return null;
  let before = first - 1;
  while (before >= 0 && isBlank(siblings[before]!)) before -= 1;
  return isWords(siblings[before]) ? null : row;
}

const isBox = (node: Element): boolean => styleOf(node).layout.atomic && !kindOf(node.tagName).push;

/** Whether what stands beside boxes goes on in their line. */
function isWords(node: Node | undefined): boolean {
  if (!node) return false;
  if (!isElement(node)) return isText(node);
  if (node.tagName === 'br') return false;
  const { line } = styleOf(node).layout;
  return (line === undefined ? !kindOf(node.tagName).block : line === 'inline') && hasText(node);
}

/** Whether text stands behind an element in the same parent. */
function isFollowed(node: Element): boolean {
  const siblings = node.parentNode?.childNodes ?? [];
  return siblings
    .slice(siblings.indexOf(node) + 1)
    .some((one) => (isText(one) ? one.value.trim() !== '' : isElement(one) && hasText(one)));
}

/** Children that lie one below the other, whatever they are. */
function walkStacked(node: Element, builder: Builder, context: Conversion, inherited: Inherited): void {
  for (const cell of cellsOf(node)) {
    for (const one of cell) walk(one, builder, context, inherited);
    builder.close();
  }
}

/** A closed one shows its summary alone; a tap opens the rest. */
function walkDetails(node: Element, builder: Builder, context: Conversion, inherited: Inherited): void {
  const rest: Inherited = { ...inherited, fate: 'revealed' };
  for (const one of node.childNodes) {
    const isSummary = isElement(one) && one.tagName === 'summary';
    walk(one, builder, context, isSummary ? inherited : rest);
  }
}

/** Boxes side by side that make one line together have no more characters. */
const LONGEST_ROW = 60;

/** Children that lie side by side. */
function walkRow(
  node: Element,
  layout: Layout,
  builder: Builder,
  context: Conversion,
  inherited: Inherited,
): void {
  const cells = cellsOf(node);
  if (cells.length < 2) walkChildren(node, builder, context, inherited);
  else pushCells(cells, layout, builder, context, inherited);
}

/** Boxes side by side: words in each are a line, as they are seen; anything more stands by itself. */
function pushCells(
  cells: readonly Node[][],
  layout: Layout,
  builder: Builder,
  context: Conversion,
  inherited: Inherited,
): void {
  rowsOf(cells, layout).forEach((row, at) => {
    if (at > 0) builder.close();
    const filled = row
      .map((nodes): Draft[] => {
        const inside = new Builder();
        for (const one of nodes) walk(one, inside, context, inherited);
        inside.close();
        return inside.drafts;
      })
      .filter((drafts) => drafts.length > 0);
    const length = filled.flat().reduce((sum, draft) => sum + lineOf(draft).length, 0);
    if (length <= LONGEST_ROW && filled.every(([draft, more]) => draft && !more && lineOf(draft) !== ''))
      joinLine(
        filled.map(([draft]) => draft!),
        builder,
      );
    else for (const drafts of filled) builder.take(drafts);
  });
}

/** Letters in frames of their own are a word: nothing stands between them. */
function joinLine(line: readonly Draft[], builder: Builder): void {
  line.forEach((draft, at) => {
    const isWord = at > 0 && HAN.test(lineOf(line[at - 1]!)) && HAN.test(lineOf(draft));
    if (at > 0 && !isWord) builder.gap();
    builder.join(draft);
  });
}

/** Of all widths in a row, as much more than the whole as rounding makes. */
const FULL = 1.02;

/** Which boxes stand in one row: so many as there are columns, or as their widths let in. */
function rowsOf(cells: readonly Node[][], { columns, wraps }: Layout): Node[][][] {
  const rows: Node[][][] = [];
  let sum = 0;
  for (const cell of cells) {
    const [first] = cell;
    const share = wraps && first && isElement(first) ? styleOf(first).layout.share : 0;
    const row = rows.at(-1);
    if (!row || row.length >= (columns || Number.POSITIVE_INFINITY) || sum + share > FULL) {
      rows.push([cell]);
      sum = share;
    } else {
      row.push(cell);
      sum += share;
    }
  }
  return rows;
}

/** The words of a line; '' for what is none. */
function lineOf({ block }: Draft): string {
  if (block.type !== 'paragraph') return '';
  const words = plain(block.inlines);
  return words.includes('\n') ? '' : words;
}

/** The boxes that a flex box or grid has for its children: one for each element, and for the text between two. */
function cellsOf(node: Element): Node[][] {
  const cells: Node[][] = [];
  let words: Node[] | null = null;
  for (const child of node.childNodes)
    if (isElement(child)) {
      words = null;
      cells.push([child]);
    } else if (isText(child) && (words || child.value.trim() !== '')) {
      if (words) words.push(child);
      else {
        words = [child];
        cells.push(words);
      }
    }
  return cells;
}

/** Written out, not copied: an engine makes it so several times as fast. */
const blankAttributes = (): Attributes => ({
  style: undefined,
  class: undefined,
  id: undefined,
  template: undefined,
  role: undefined,
  align: undefined,
  formula: undefined,
  hidden: false,
});
const NO_ATTRIBUTES: Readonly<Attributes> = blankAttributes();

/** What any element may have of those of this one; of an attribute that stands twice the first counts. */
function attributesOf(node: Element): Readonly<Attributes> {
  if (node.attrs.length === 0) return NO_ATTRIBUTES;
  const found = blankAttributes();
  for (const { name, value } of node.attrs)
    switch (name) {
      case 'style':
        found.style ??= value;
        break;
      case 'class':
        found.class ??= value;
        break;
      case 'id':
        found.id ??= value;
        break;
      case 'data-role':
        found.template ??= value;
        break;
      case 'role':
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
  if (attributes.formula?.trim() && node.tagName === 'img') {
    pushFormula(node, builder, context, inherited);
    return true;
  }
  if (context.hasCode && pushNumbers(node, attributes.class, context, inherited)) return true;
  const isNamed = attributes.class !== undefined;
  const mayScroll = style.scrolls || isNamed;
  const push = kind.push ?? (mayScroll && isGallery(node, style, attributes.class) ? pushGallery : undefined);
  if (push) {
    push(node, builder, context, inherited);
    return true;
  }
  if ((isNamed || attributes.formula) && isFormula(node, attributes.class, attributes.formula)) {
    pushFormula(node, builder, context, inherited);
    return true;
  }
  if (kind.embed && pushEmbeddedPicture(node, builder, context, inherited)) return true;
  const embed = kind.embed && !inherited.hidden ? embedOf(node, context) : null;
  if (embed) {
    for (const block of embed) builder.push(block);
    if (embed.length > 0) context.made += 1;
    tellCard(node, embed, context);
    return true;
  }
  if (!kind.code && !inherited.pre && !(isNamed && mayBeCode(attributes.class))) return false;
  return pushCode(node, attributes.class, style, builder, context, inherited);
}

/** Paragraphs inside a heading element are its lines; a heading is bold and coloured by itself. */
function toHeadings(drafts: readonly Draft[], level: 1 | 2 | 3): void {
  for (const draft of drafts) {
    if (draft.block.type !== 'paragraph') continue;
    const inlines = withoutMarks(draft.block.inlines, 'strong', 'accent');
    draft.block = { type: 'heading', id: '', level, inlines };
    draft.tag = level;
  }
}

/** What an element's children inherit. */
function inherit(
  node: Element,
  kind: Kind,
  attributes: Attributes,
  style: Style,
  outer: Inherited,
  revealed: boolean,
): Inherited {
  const marks = (outer.marks | kind.mark | style.on) & ~style.off;
  const href = node.tagName === 'a' ? linkUrl(attribute(node, 'href')) : outer.href;
  const size = style.fontSize ? pixels(style.fontSize, outer.size) : outer.size;
  const stated = style.align ?? attributes.align ?? (node.tagName === 'center' ? 'center' : undefined);
  const align = stated === 'center' || stated === 'right' ? stated : stated ? undefined : outer.align;
  const hidden = isHidden(node, style, outer, revealed);
  const pre = style.pre ?? (outer.pre || node.tagName === 'pre');
  const letters = style.letters ?? outer.letters;
  const color = style.color ?? outer.color;
  const frame = style.frame ? { ...style.frame, around: outer.frame } : outer.frame;
  const fate = revealed ? 'revealed' : outer.fate;
  const isSame =
    marks === outer.marks &&
    href === outer.href &&
    size === outer.size &&
    align === outer.align &&
    hidden === outer.hidden &&
    pre === outer.pre &&
    letters === outer.letters &&
    color === outer.color &&
    frame === outer.frame &&
    fate === outer.fate;
  return isSame ? outer : { marks, href, align, size, hidden, pre, letters, color, frame, fate };
}

function isHidden(node: Element, style: Style, outer: Inherited, revealed: boolean): boolean {
  // As with its opacity.
  if (node.tagName === 'img') return outer.hidden;
  return !revealed && isHiddenBy(style, outer.hidden);
}
