import { pixels, readLength } from './length';
import type { Style } from './style';

/** A width or height in pixels; 0 for one that depends on the page's width. */
export const shownLength = (style: Style, property: string): number => {
  const value = style.get(property);
  const length = value?.endsWith('%') ? null : readLength(value);
  return length ? pixels(length, 16) : 0;
};

/** No picture is longer on a side. */
const LONGEST = 100_000;

/** The number that an attribute begins with; 0 for none, and for what no picture measures. */
export const number = (value: string | undefined): number => {
  const amount = Number.parseFloat(value ?? '');
  return amount > 0 && amount <= LONGEST ? amount : 0;
};

/** The width of the text on a phone, in pixels. */
export const COLUMN = 343;
