import { attribute, descendants, type Element, hasText } from '../html/dom';
import { isEmoji } from './emoji';
import { number, shownLength } from './measure';
import { isGone } from './sight';
import { styleOf } from './style';

/*
 * Tables that set a picture beside its words. They have no head and draw no lines, and in each of their rows a picture
 * stands where a table of data has something to read.
 */

/** Pictures that are shown smaller are marks in a cell: a tick, a flag. */
const PICTURE = 48;
const MOST_COLUMNS = 3;

type Cell = 'picture' | 'words' | 'empty' | 'both';

/** Whether a table does no more than lay pictures and words side by side. */
export function isLayoutTable(table: Element, grid: readonly (readonly Element[])[]): boolean {
  if (isFramed(table) || hasHead(table)) return false;
  const rows = grid.filter((row) => row.length > 0);
  if (rows.some((row) => row.length > MOST_COLUMNS || row.some(isFramed))) return false;
  const kinds = rows.map((row) => row.map(kindOf));
  const isPlaced = (row: readonly Cell[]) =>
    row.length === 1 || row.includes('picture') || row.includes('both');
  return kinds.some((row) => row.includes('picture') && row.length > 1) && kinds.every(isPlaced);
}

function hasHead(table: Element): boolean {
  for (const { tagName } of descendants(table))
    if (tagName === 'th' || tagName === 'thead' || tagName === 'caption') return true;
  return false;
}

const SIDES = [
  'border',
  'border-top',
  'border-right',
  'border-bottom',
  'border-left',
  'border-width',
  'border-style',
];

/** Whether an element says that it is drawn with a line around it. */
function isFramed(node: Element): boolean {
  if (node.tagName === 'table' && number(attribute(node, 'border')) > 0) return true;
  const style = styleOf(node);
  return SIDES.some((side) => {
    // Colours have noughts of their own.
    const value = (style.get(side) ?? '').replace(/\([^()]*\)/g, '').trim();
    if (side === 'border-width') return /[1-9]/.test(value);
    return value !== '' && !NO_LINE.test(value);
  });
}

const NO_LINE = /(?:^|\s)(?:none|hidden|transparent|initial|unset|0(?:px|pt)?)(?:\s|$)/i;

function kindOf(cell: Element): Cell {
  const words = hasText(cell);
  for (const one of descendants(cell))
    if (one.tagName === 'img' && isLarge(one) && !isGone(one)) return words ? 'both' : 'picture';
  return words ? 'words' : 'empty';
}

function isLarge(image: Element): boolean {
  if (isEmoji(image)) return false;
  const style = styleOf(image);
  const sides = ['width', 'height'].map((side) => shownLength(style, side) || number(attribute(image, side)));
  const [wide = 0, high = 0] = sides;
  const natural = wide || high ? Math.max(wide, high) : number(attribute(image, 'data-w'));
  return natural === 0 || natural > PICTURE;
}
