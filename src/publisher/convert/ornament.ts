import { attribute, type Element } from '../html/dom';
import { sourceOf } from './leave';
import { COLUMN, number, shownLength } from './measure';
import { styleOf } from './style';

/*
 * Pictures that templates set between paragraphs to look at: strips of dots, moving bars, flourishes, small icons. On a
 * phone they are no higher than a line of text, or no larger than an icon; as pictures of the article they would each
 * fill the width of the screen.
 */

/** Shown no larger than this in both directions, and about square: an icon. A QR code or a chart is larger, a formula longer. */
const ICON = 48;
const SQUARE = 2;
/** Of its width a strip is no higher than this: a line of words, as of a screen, is higher. One that moves is a bar. */
const STRIP = 0.03;
const MOVING_STRIP = 0.085;
const SHORTEST_STRIP = 96;
const MOVING = /\.gif(?:[?#]|$)|[?&]wx_fmt=gif\b|\/(?:sz_)?mmbiz_gif\//i;
/** Boxes of their own width that are looked at for that of the picture in them. */
const AROUND = 4;

/** Whether a picture that stands alone is an ornament, by how large it is shown. Of unknown size it is none. */
export function isOrnament(image: Element): boolean {
  const natural = number(attribute(image, 'data-w'));
  const wide = Math.min(widthOf(image, natural), COLUMN);
  if (wide <= 0) return false;
  const stated = shownLength(styleOf(image), 'height') || pixelsOf(attribute(image, 'height'));
  const ratio = number(attribute(image, 'data-ratio')) || stated / wide;
  if (wide <= ICON) return ratio === 0 || (wide * ratio <= ICON && ratio <= SQUARE && ratio >= 1 / SQUARE);
  return (
    wide >= SHORTEST_STRIP && ratio > 0 && ratio <= (MOVING.test(sourceOf(image)) ? MOVING_STRIP : STRIP)
  );
}

const pixelsOf = (value: string | undefined): number => (value?.trim().endsWith('%') ? 0 : number(value));

/** How wide a picture is shown: as it is told, as its file is, or as the boxes around it let it be; 0 if unknown. */
function widthOf(image: Element, natural: number): number {
  const stated = statedWidth(image);
  if (stated?.pixels) return stated.pixels;
  let share = stated?.share ?? 1;
  let at = image.parentNode;
  for (let step = 0; step < AROUND && at && 'tagName' in at; step += 1, at = at.parentNode) {
    const around = statedWidth(at);
    if (around?.pixels)
      return share * (stated ? around.pixels : Math.min(around.pixels, natural || around.pixels));
    share *= around?.share ?? 1;
  }
  if (stated || share < 1) return share * COLUMN;
  return natural;
}

/** The width that an element says it has: so many pixels, or such a share of what is around it. */
function statedWidth(node: Element): { pixels?: number; share?: number } | null {
  const style = styleOf(node);
  const value = style.get('width') ?? (node.tagName === 'img' ? attribute(node, 'width') : undefined);
  if (value === undefined) return null;
  if (value.trim().endsWith('%')) return { share: Math.min(number(value), 100) / 100 || 1 };
  const length = style.get('width') === undefined ? pixelsOf(value) : shownLength(style, 'width');
  return length > 0 ? { pixels: length } : null;
}
