import { allBlocks, childrenOf, inlinesOf } from '../../domain/blocks';
import { blockTexts } from '../../domain/text';
import type { Block, BlockOf, Cell, Inline } from '../../feed';
import {
  attribute,
  descendants,
  type Element,
  hasText,
  holds,
  isElement,
  isLongerThan,
  textOf,
} from '../html/dom';
import { Builder, type Conversion } from './builder';
import { numberCells, pushLines } from './code';
import type { Inherited } from './context';
import { embolden } from './emphasis';
import { isBareNumber } from './headings/numbers';
import { isLayoutTable } from './layout-table';
import { pixels } from './length';
import { isGone } from './sight';
import { styleOf } from './style';

const SPAN_LIMIT = 100;

/** The blocks of a container's children, in a builder of its own. */
function inner(node: Element, context: Conversion, inherited: Inherited): Block[] {
  const builder = new Builder();
  context.content(node, builder, inherited);
  return builder.blocks();
}

/** The same where only text will be left of them. */
export function flatInner(node: Element, context: Conversion, inherited: Inherited): Block[] {
  const { isFlat } = context;
  context.isFlat = true;
  const blocks = inner(node, context, inherited);
  context.isFlat = isFlat;
  return blocks;
}

/** The contents lead to no heading inside a list or a quotation: it is a bold line there. */
export const withoutHeadings = (blocks: readonly Block[]): Block[] =>
  blocks.map((block) =>
    block.type === 'heading' ? { type: 'paragraph', inlines: embolden(block.inlines) } : block,
  );

/** A quotation; an empty one leaves nothing. */
export function pushQuote(node: Element, builder: Builder, context: Conversion, inherited: Inherited): void {
  const inside = new Builder();
  context.content(node, inside, { ...inherited, align: undefined });
  const blocks = inside.blocks();
  if (blocks.length > 0) builder.push({ type: 'quote', blocks: withoutHeadings(blocks) }, inside.drafts);
}

const GROUPS: ReadonlySet<string> = new Set(['thead', 'tbody', 'tfoot']);

/** Rows of the table itself that have a place, not of tables inside its cells. */
function rowsOf(table: Element): Element[] {
  return table.childNodes.filter(isElement).flatMap((child) => {
    if (isGone(child)) return [];
    if (child.tagName === 'tr') return [child];
    return GROUPS.has(child.tagName) ? rowsOf(child) : [];
  });
}

const cellsOf = (row: Element) =>
  row.childNodes.filter(
    (child): child is Element =>
      isElement(child) && (child.tagName === 'td' || child.tagName === 'th') && !isGone(child),
  );

/** A cell as all there is of its table, so that what row and group say of it counts. */
function alone(cell: Element): Element {
  let one = cell;
  for (let at = cell.parentNode; at && 'tagName' in at && at.tagName !== 'table'; at = at.parentNode)
    one = { ...at, childNodes: [one] };
  return { ...one, tagName: 'table', attrs: [], childNodes: [one] };
}

const span = (cell: Element, name: string) => {
  const value = Number.parseInt(attribute(cell, name) ?? '', 10);
  return value > 1 ? { [name]: Math.min(value, SPAN_LIMIT) } : {};
};

/** What keeps its shape below a table: a cell could hold its text at best. */
type Standing = BlockOf<
  'table' | 'code' | 'image' | 'gallery' | 'video' | 'audio' | 'card' | 'divider' | 'unsupported'
>;

/** What a cell can hold is text: its paragraphs joined by line breaks; all else is returned to stand below. */
function flatten(blocks: readonly Block[]): { inlines: Inline[]; rest: Block[] } {
  const inlines: Inline[] = [];
  const rest: Block[] = [];
  const add = (more: readonly Inline[]) => {
    if (inlines.length > 0 && more.length > 0) inlines.push({ text: '\n' });
    // One by one: arguments stand on the stack, and a hundred thousand are too many.
    for (const one of more) inlines.push(one);
  };
  for (const block of blocks)
    switch (block.type) {
      case 'heading':
      case 'paragraph':
        add(block.inlines);
        break;
      case 'quote':
      case 'list': {
        const flat = flatten(childrenOf(block));
        add(flat.inlines);
        for (const one of flat.rest) rest.push(one);
        break;
      }
      default:
        rest.push(block satisfies Standing);
    }
  return { inlines, rest };
}

/** A table; one that only lays things out (a single column, tables inside, pictures beside words) is unwrapped. */
export function pushTable(node: Element, builder: Builder, context: Conversion, inherited: Inherited): void {
  builder.close();
  const rows = rowsOf(node);
  const grid = rows.map(cellsOf);
  const numbers = numberCells(grid);
  if (numbers) {
    pushLines(node, numbers, builder, context, inherited);
    return;
  }
  const isLayout = grid.every((row) => row.length < 2) || isLayoutTable(node, grid) || isTitle(grid);
  if (holds(node, 'table') || isLayout) {
    context.children(node, builder, inherited);
    builder.close();
    return;
  }
  // A browser shows every one, the first above.
  const captions = node.childNodes.filter(
    (child): child is Element => isElement(child) && child.tagName === 'caption',
  );
  const words = (some: readonly Element[]) =>
    some.flatMap((caption) => flatInner({ ...node, childNodes: [caption] }, context, inherited));
  const first = node.childNodes.findIndex(
    (one) => isElement(one) && (one.tagName === 'tr' || GROUPS.has(one.tagName)),
  );
  const isEarly = (caption: Element) => node.childNodes.indexOf(caption) < first;
  const above = words(captions.filter(isEarly));
  const { cells, head, below } = cellsBelow(grid, context, { ...inherited, align: undefined });
  above.push(...words(captions.filter((one) => !isEarly(one))));
  const filled = cells.filter((row) => row.length > 0);
  const isFilled = filled.some((row) => row.some((cell) => cell.inlines.length > 0));
  const title = isFilled ? wordsAlone(above) : null;
  if (title === null) for (const block of above) builder.push(block);
  if (isFilled) builder.push({ type: 'table', ...(title ? { caption: title } : {}), head, rows: filled });
  for (const block of below) builder.push(block);
}

/** Whether a table is a number beside its title: one row, whatever lines it draws. */
function isTitle(grid: readonly (readonly Element[])[]): boolean {
  const [row, ...more] = grid;
  if (!row || more.length > 0 || row.length !== 2) return false;
  const [number, title] = row;
  if (isLongerThan(number!, BADGE) || isLongerThan(title!, TITLE)) return false;
  // What can be tapped is data, or a menu.
  return isBareNumber(textOf(number!).trim()) && isLarge(number!) && hasText(title!) && !holds(title!, 'a');
}

/** A number of data is set as the data are. */
const isLarge = (cell: Element): boolean =>
  [cell, ...descendants(cell)].some((one) => {
    const { fontSize } = styleOf(one);
    return fontSize !== null && pixels(fontSize, 16) >= LARGE;
  });
const LARGE = 20;

/** Characters of a number as it stands beside a title, and of that. */
const BADGE = 12;
const TITLE = 40;

/** What the cells of rows hold, and what keeps its shape below them. */
function cellsBelow(
  grid: readonly (readonly Element[])[],
  context: Conversion,
  inherited: Inherited,
): { cells: Cell[][]; head: boolean; below: Block[] } {
  const below: Block[] = [];
  let head = false;
  const cells = grid.map((elements, index): Cell[] => {
    const made = elements.map((cell): Cell => {
      const { inlines, rest } = flatten(flatInner(alone(cell), context, inherited));
      for (const one of rest) below.push(one);
      return { inlines, ...span(cell, 'colspan'), ...span(cell, 'rowspan') };
    });
    if (index === 0)
      head =
        elements.every((cell) => cell.tagName === 'th') ||
        isInHead(elements[0]) ||
        made.every(
          ({ inlines }) =>
            inlines.length > 0 &&
            inlines.every((one) => one.marks?.includes('strong') || one.text.trim() === ''),
        );
    return made;
  });
  return { cells, head, below };
}

const isInHead = (cell: Element | undefined): boolean => {
  const row = cell?.parentNode as Element | null | undefined;
  return (row?.parentNode as Element | null | undefined)?.tagName === 'thead';
};

const WORDS: ReadonlySet<Block['type']> = new Set([
  'paragraph',
  'heading',
  'quote',
  'list',
  'code',
  'divider',
]);

/** Blocks as the words of a caption, which has nothing but words; null where more than those would be lost. */
export function wordsAlone(blocks: readonly Block[]): string | null {
  const isWords = allBlocks(blocks).every(
    (block) => WORDS.has(block.type) && inlinesOf(block).every(({ href, drawing }) => !href && !drawing),
  );
  return isWords ? blockTexts(blocks).join(' ') : null;
}
