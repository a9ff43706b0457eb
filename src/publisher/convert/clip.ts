import { readLength } from './length';

/*
 * Boxes that show nothing of what is in them: of no height or width, cut off, shrunk to a point, moved out of the page.
 * Editors keep preloaded pictures and drafts in them, others what a search engine is to read. Only by what the element
 * says itself; wherever its size could come from elsewhere, it is seen.
 */

type Declared = ReadonlyMap<string, string>;

/** As high as this, in pixels, a box shows no letter. */
const NOTHING = 1;
/** Further out than any page is wide, in pixels. */
const OUTSIDE = 500;

/** Whether what a style says of a box leaves nothing of its content to be seen; it says nothing of words in a line. */
export function readClipped(style: Declared): boolean {
  if (/^(?:inline-)?table|^table-/i.test(style.get('display') ?? '')) return false;
  return (
    (isCut('height', style) && !grows(style) && !has(style, 'padding', 'top', 'bottom')) ||
    (isCut('width', style) && !grows(style) && !has(style, 'padding', 'left', 'right')) ||
    isShrunk(style.get('transform') ?? style.get('-webkit-transform')) ||
    isClippedAway(style) ||
    isOutside(style)
  );
}

const SIDES = { height: 'overflow-y', width: 'overflow-x' } as const;

/** Of no size in one direction, with nothing that hangs over. */
function isCut(size: 'height' | 'width', style: Declared): boolean {
  const overflow = `${style.get('overflow') ?? ''} ${style.get(SIDES[size]) ?? ''}`;
  if (!/\b(?:hidden|clip|auto|scroll)\b/i.test(overflow)) return false;
  const least = style.get(`min-${size}`);
  if (least !== undefined && !isNothing(least)) return false;
  return isNothing(style.get(size)) || isNothing(style.get(`max-${size}`));
}

function isNothing(value: string | undefined): boolean {
  if (value === undefined || value.endsWith('%')) return false;
  if (/^0(?:\.0*)?[a-z]*$/i.test(value)) return true;
  const length = readLength(value);
  return length !== null && !length.relative && length.amount <= NOTHING;
}

/** Whether a flex box gives it what is left of its own. */
const grows = (style: Declared): boolean =>
  /^(?:[1-9.]|0\.|auto)/.test(style.get('flex') ?? '') ||
  /^(?:[1-9.]|0\.)/.test(style.get('flex-grow') ?? '');

/** Whether there is room on one of two sides: the box is as large as that, and its content lies over it. */
function has(
  style: Declared,
  property: 'padding',
  ...sides: ('top' | 'right' | 'bottom' | 'left')[]
): boolean {
  const parts = (style.get(property) ?? '').split(/\s+/);
  const [top = '', right = top, bottom = top, left = right] = parts;
  const all = { top, right, bottom, left };
  return sides.some((side) => /[1-9]/.test(style.get(`${property}-${side}`) ?? all[side]));
}

/** `scale(0)`, `scale(1, 0)`, `scaleY(0)`. */
const isShrunk = (transform: string | undefined): boolean =>
  transform !== undefined &&
  /scale(?:3d|x|y)?\((?:[\d.]+,)?0(?:\.0*)?[,)]/i.test(transform.replace(/\s+/g, ''));

const isApart = (style: Declared): boolean => /^(?:absolute|fixed)$/i.test(style.get('position') ?? '');

function isClippedAway(style: Declared): boolean {
  const [path, clip] = ['clip-path', 'clip'].map((name) => (style.get(name) ?? '').replace(/\s+/g, ' '));
  return (
    /^(?:inset\( ?(?:5\d|[6-9]\d|100)%|circle\( ?0)/i.test(path!) ||
    // All its sides are one: `rect(0 0 0 0)`, `rect(1px, 1px, 1px, 1px)`.
    (isApart(style) && /^rect\( ?([01])(?:px)?(?:,? ?\1(?:px)?){3} ?\)$/i.test(clip!))
  );
}

/** So far to the left or above that no page reaches there. */
function isOutside(style: Declared): boolean {
  const names = isApart(style) ? ['text-indent', 'left', 'top'] : ['text-indent'];
  return names.some((name) => {
    const value = style.get(name);
    const length = value?.startsWith('-') ? readLength(value.slice(1)) : null;
    return length !== null && (length.relative ? length.amount * 16 : length.amount) >= OUTSIDE;
  });
}
