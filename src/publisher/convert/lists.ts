import type { Block, BlockOf, Inline } from '../../feed';
import { attribute, type Element, isBlank, isElement, isLongerThan, type Node } from '../html/dom';
import { Builder, type Conversion } from './builder';
import { type Draft, heldBack, type Inherited, type Told } from './context';
import { BULLET, isCounting, marker, typeOfAttribute, typeOfStyle } from './counters';
import { pixels, readLength } from './length';
import { isGone } from './sight';
import { withoutHeadings } from './structures';
import { type Style, styleOf } from './style';
import { isCheckbox, isSureDot, shownMark, type Written, writtenMarks } from './written-marks';

/*
 * Lists, each item with one mark: the one that a browser draws before it (by `list-style`, `type`, `start`, `value`,
 * `reversed`, `display`), or the one that its author wrote into the text, which is taken off there.
 */

/** Boxes between a list and its items: HTML has none, editors have. */
const WRAPPERS: ReadonlySet<string> = new Set(['section', 'div', 'span', 'p', 'article', 'font']);
const WRAPPER_DEPTH = 8;

/** An item while its list is made. */
interface Item {
  blocks: Block[];
  drafts: readonly Draft[];
  /** What a browser draws before it; '' for nothing. */
  drawn: string;
  isCounted: boolean;
  /** What was told of its content, kept back until its mark is known. */
  told: Told[];
}

/** A list; an empty one leaves nothing, and one without items is its content. */
export function pushList(node: Element, builder: Builder, context: Conversion, inherited: Inherited): void {
  const members = membersOf(node);
  const items = members.filter((one): one is Element => !Array.isArray(one));
  if (items.length === 0 || items.every((item) => isInline(styleOf(item)))) {
    for (const item of items) context.items.set(item, 'own');
    builder.close();
    context.content(node, builder, inherited);
    builder.close();
  } else push(node, members, builder, context, inherited);
}

/** An item: its content where its list walks it. One outside of lists makes a list with those that follow it. */
export function pushItem(node: Element, builder: Builder, context: Conversion, inherited: Inherited): void {
  const state = context.items.get(node);
  const style = styleOf(node);
  if (state === 'done') return;
  if (state === 'own' || !isMarked(style)) {
    if (isInline(style)) pushInline(node, style, builder, context, inherited);
    else {
      builder.close();
      context.content(node, builder, inherited);
      builder.close();
    }
    return;
  }
  const run = runFrom(node);
  const parent = node.parentNode as Node;
  const attrs = isElement(parent) ? parent.attrs.filter(({ name }) => name === 'style') : [];
  push({ ...node, tagName: 'ul', attrs, childNodes: run }, run, builder, context, inherited);
  for (const item of run) context.items.set(item, 'done');
}

/** An item in a line, as menus are made: apart from its neighbours, unless a word is made of items of a letter each. */
function pushInline(
  node: Element,
  style: Style,
  builder: Builder,
  context: Conversion,
  inherited: Inherited,
): void {
  if (style.layout.before || isBesideItem(node)) builder.gap();
  context.content(node, builder, inherited);
  if (style.layout.after) builder.gap();
}

/** Whether the element in front of an item is another one, and both have more than a letter. */
function isBesideItem(node: Element): boolean {
  const siblings = (node.parentNode?.childNodes ?? []).filter((one) => !isBlank(one));
  const before = siblings[siblings.indexOf(node) - 1];
  if (!before || !isElement(before) || before.tagName !== 'li') return false;
  return [before, node].every((one) => isLongerThan(one, 1));
}

/** An item without a list, and the items after it with nothing but white space between. */
function runFrom(node: Element): Element[] {
  const siblings = node.parentNode?.childNodes ?? [];
  const run: Element[] = [];
  for (let at = siblings.indexOf(node); at < siblings.length; at += 1) {
    const one = siblings[at]!;
    if (isElement(one) && one.tagName === 'li' && isMarked(styleOf(one))) run.push(one);
    else if (!isBlank(one)) break;
  }
  return run;
}

/** The content of a list in order: its items, and what stands between them. */
type Member = Element | Node[];

function membersOf(list: Element): Member[] {
  const members: Member[] = [];
  const add = (parent: Element, depth: number): void => {
    for (const child of parent.childNodes) {
      if (isBlank(child)) continue;
      if (isElement(child) && child.tagName === 'li') members.push(child);
      else if (isElement(child) && wrapsItems(child, depth)) add(child, depth + 1);
      else {
        const last = members.at(-1);
        if (Array.isArray(last)) last.push(child);
        else members.push([child]);
      }
    }
  };
  add(list, 0);
  return members;
}

const wrapsItems = (node: Element, depth: number): boolean =>
  depth < WRAPPER_DEPTH &&
  WRAPPERS.has(node.tagName) &&
  !isGone(node) &&
  node.childNodes.some(
    (child) => isElement(child) && (child.tagName === 'li' || wrapsItems(child, depth + 1)),
  );

const displayOf = (style: Style): string => style.get('display')?.toLowerCase() ?? '';
const isInline = (style: Style): boolean => /^inline(?:-\w+)?$/.test(displayOf(style));
/** Only what is displayed as an item of a list has a mark; a value that no browser knows changes nothing. */
const isMarked = (style: Style): boolean =>
  !/^(?:block|flow-root|contents|inline(?:-[\w-]+)?|flex|grid|table(?:-[\w-]+)?|-webkit-[\w-]+)$/.test(
    displayOf(style),
  );

/** What an element says of the marks of its items, or an item of its own. */
const typeStated = (node: Element, style: Style): string | undefined =>
  typeOfStyle(style.get('list-style-type')) ??
  (/^(?:url|image)/i.test(style.get('list-style-image') ?? '') ? 'disc' : undefined) ??
  typeOfAttribute(attribute(node, 'type'));

const LISTS: ReadonlySet<string> = new Set(['ul', 'ol', 'menu', 'dir']);

/** The type of a list's marks: its own, or where it says that it inherits it, that of the element around it. */
function typeOfList(list: Element): string {
  const stated = typeStated(list, styleOf(list));
  if (stated === undefined) return list.tagName === 'ol' ? 'decimal' : 'disc';
  if (stated !== 'inherit') return stated;
  for (let at = list.parentNode; at && 'tagName' in at; at = at.parentNode) {
    const around = typeStated(at, styleOf(at));
    if (around !== undefined && around !== 'inherit') return around;
    if (around === undefined && LISTS.has(at.tagName)) return at.tagName === 'ol' ? 'decimal' : 'disc';
  }
  return 'disc';
}

/** The type of an item's mark: what it says itself, or a box between it and its list, or its list. */
function typeOfItem(item: Element, usual: string): string {
  for (let at: Node | Element['parentNode'] = item; at && 'tagName' in at; at = at.parentNode) {
    if (LISTS.has(at.tagName)) break;
    const stated = typeStated(at, styleOf(at));
    if (stated !== undefined && stated !== 'inherit') return stated;
  }
  return usual;
}

const LARGEST = 2 ** 31 - 1;

/** A whole number of an attribute, as HTML reads it. */
function wholeNumber(node: Element, name: string): number | undefined {
  const value = Number(/^\s*([+-]?\d+)/.exec(attribute(node, name) ?? '')?.[1] ?? Number.NaN);
  return Math.abs(value) <= LARGEST ? value : undefined;
}

/** Makes a list of members and pushes it. */
function push(
  list: Element,
  members: readonly Member[],
  builder: Builder,
  context: Conversion,
  inherited: Inherited,
): void {
  const counted = members.filter((one) => !Array.isArray(one) && isMarked(styleOf(one)) && !isGone(one));
  const isReversed = list.tagName === 'ol' && attribute(list, 'reversed') !== undefined;
  let next = wholeNumber(list, 'start') ?? (isReversed ? counted.length : 1);
  const usual = typeOfList(list);
  const items: Item[] = [];
  for (const member of members) {
    if (Array.isArray(member)) {
      addBetween(member, list, items, context, inherited);
      continue;
    }
    const style = styleOf(member);
    context.items.set(member, 'own');
    const item = itemOf({ ...list, childNodes: [member] }, context, inherited);
    // What hides itself is walked all the same: it may be told of, or be shown by an animation.
    if (isMarked(style) && (item.blocks.length > 0 || !isGone(member))) {
      const value = wholeNumber(member, 'value') ?? next;
      next = value + (isReversed ? -1 : 1);
      const type = typeOfItem(member, usual);
      item.drawn = marker(type, value);
      item.isCounted = isCounting(type);
    }
    if (item.drawn === '' && hasDrawnDot(member)) item.drawn = BULLET;
    items.push(item);
  }
  finish(items, builder, context);
}

/** The content of a node as an item without a mark. What is told of it is kept back. */
function itemOf(node: Element, context: Conversion, inherited: Inherited): Item {
  const inside = new Builder();
  const told = heldBack(context, () => context.children(node, inside, inherited));
  const blocks = withoutHeadings(inside.blocks());
  return { blocks, drafts: inside.drafts, drawn: '', isCounted: false, told };
}

/** What stands between items: a list belongs to the item before it, all else is an item without a mark. */
function addBetween(
  nodes: Node[],
  list: Element,
  items: Item[],
  context: Conversion,
  inherited: Inherited,
): void {
  const item = itemOf({ ...list, childNodes: nodes as Element['childNodes'] }, context, inherited);
  const before = items.at(-1);
  if (before && item.blocks.every((block) => block.type === 'list')) {
    before.blocks = [...before.blocks, ...item.blocks];
    before.told = [...before.told, ...item.told];
  } else items.push(item);
}

/** A dot that an editor draws by an empty box at the head of an item: `<span style="display:inline-block;width:5px;height:5px">`. */
function hasDrawnDot(item: Element): boolean {
  const first = item.childNodes.find((child) => !isBlank(child));
  if (!first || !isElement(first) || first.childNodes.some((child) => !isBlank(child))) return false;
  const style = styleOf(first);
  const isSmall = (name: string) => {
    const length = readLength(style.get(name));
    const size = length ? pixels(length, 16) : 0;
    return size > 0 && size <= DOT_SIZE;
  };
  return displayOf(style) === 'inline-block' && isSmall('width') && isSmall('height');
}
const DOT_SIZE = 12;

/** Settles the marks, tells what was kept back and pushes the list. */
function finish(items: readonly Item[], builder: Builder, context: Conversion): void {
  const written = context.isFlat ? [] : writtenOf(items);
  const marks = items.map(({ drawn }) => drawn);
  items.forEach((item, index) => {
    const mark = written[index];
    if (mark) {
      takeOff(item, mark);
      const isDot = mark.form === 'dot';
      if (!isDot) item.isCounted = mark.form !== 'sign';
      marks[index] = isDot ? marks[index] || BULLET : shownMark(mark);
    }
    if (context.note) for (const one of item.told) context.note(...one);
  });
  // An empty item is not shown, but counted.
  const filled = items.map((_, index) => index).filter((index) => items[index]!.blocks.length > 0);
  if (filled.length === 0) return;
  const isOrdered = filled.some((index) => items[index]!.isCounted);
  const [only, ...others] = filled;
  builder.push(
    {
      type: 'list',
      ...numbering(
        filled.map((index) => marks[index]!),
        isOrdered,
      ),
      items: filled.map((index) => items[index]!.blocks),
    },
    // A mark that was taken off its text is not in these any more.
    others.length === 0 && !written[only!] ? items[only!]!.drafts : undefined,
  );
}

/** What the contract says of such marks: that they are counted from a number, that they are bullets, or each of them. */
function numbering(
  marks: readonly string[],
  isOrdered: boolean,
): Pick<BlockOf<'list'>, 'ordered' | 'start' | 'marks'> {
  if (marks.every((mark) => mark === BULLET)) return { ordered: false };
  const start = Number.parseInt(marks[0]!, 10);
  const isPlain = start >= 0 && marks.every((mark, index) => mark === `${start + index}.`);
  if (!isPlain) return { ordered: isOrdered, marks: [...marks] };
  return start === 1 ? { ordered: true } : { ordered: true, start };
}

/** The mark that its author wrote before each item, where it is one: numbers only where they go on from item to item. */
function writtenOf(items: readonly Item[]): (Written | undefined)[] {
  const found = items.map((item) => {
    const text = leadOf(item);
    if (text === undefined) return undefined;
    return writtenMarks(text).filter(({ length }) => length < text.length || item.blocks.length > 1);
  });
  // An item that begins with a picture or a list has no text that could begin with a mark.
  const texts = found.filter((one) => one !== undefined);
  const isCounted = items.some((item) => item.isCounted);
  const isMark = (one: Written) => one.form === 'dot' || (one.form === 'sign' && !isCounted);
  if (texts.every(([one]) => one && isMark(one))) return found.map((marks) => marks?.[0]);
  for (const { form } of texts[0] ?? []) {
    const sequence = texts.map((marks) => marks.find((one) => one.form === form));
    if (isSequence(sequence)) return found.map((marks) => marks?.find((one) => one.form === form));
  }
  return found.map((marks, index) => {
    const mark = marks?.[0];
    if (!mark) return undefined;
    const { drawn } = items[index]!;
    const isBox = isCheckbox(mark.mark) && (drawn === BULLET || drawn === '');
    return isBox || (drawn === BULLET && isSureDot(mark.mark)) ? mark : undefined;
  });
}

/** Whether numbers count up or down by one, at least one of them without a doubt. */
function isSequence(marks: readonly (Written | undefined)[]): boolean {
  const [first, second] = marks;
  const step = second && first && second.value < first.value ? -1 : 1;
  return (
    first !== undefined &&
    marks.every((one, index) => one?.value === first.value + index * step) &&
    marks.some((one) => !one!.isDoubtful)
  );
}

/** The text that an item begins with; undefined where it begins with something else. */
function leadOf({ blocks: [first] }: Item): string | undefined {
  if (first?.type !== 'paragraph' || first.inlines[0]?.drawing) return undefined;
  let text = '';
  for (const inline of first.inlines) {
    if (inline.drawing) break;
    text += inline.text;
  }
  return text;
}

/** Takes a written mark off an item, and tells of it where its text was told of. */
function takeOff(item: Item, { mark, length }: Written): void {
  const [first, ...others] = item.blocks as [BlockOf<'paragraph'>, ...Block[]];
  const inlines = withoutHead(first.inlines, length);
  item.blocks = inlines.length > 0 ? [{ ...first, inlines }, ...others] : others;
  let left = mark.replace(/\s/g, '');
  item.told = item.told.flatMap((one): Told[] => {
    const [thing, fate, value] = one;
    // No text of the page, but what a checkbox was written as: its list draws it.
    if (left === value && fate === 'revealed' && isCheckbox(value)) {
      left = '';
      return [];
    }
    if (left === '' || thing !== 'text' || !value.trimStart().startsWith(left[0]!)) return [one];
    let end = 0;
    for (; end < value.length && left !== ''; end += 1) if (value[end] === left[0]) left = left.slice(1);
    const rest = value.slice(end);
    return [['text', 'list-mark', value.slice(0, end)], ...(rest ? [[thing, fate, rest] as Told] : [])];
  });
}

/** Inlines without the first so many units of their text. */
function withoutHead(inlines: readonly Inline[], length: number): Inline[] {
  let left = length;
  return inlines.flatMap((inline) => {
    const text = inline.text.slice(left);
    left = Math.max(0, left - inline.text.length);
    return text ? [{ ...inline, text }] : [];
  });
}
