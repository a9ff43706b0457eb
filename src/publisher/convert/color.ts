/** A colour as 0xRRGGBB. */
export type Color = number;

const HEX = /^#(?:([0-9a-f]{3})[0-9a-f]?|([0-9a-f]{6})(?:[0-9a-f]{2})?)$/i;
const RGB =
  /^rgba?\(\s*(\d{1,3})(?:\.\d+)?[\s,]+(\d{1,3})(?:\.\d+)?[\s,]+(\d{1,3})(?:\.\d+)?\s*(?:[,/]\s*([\d.]+%?)\s*)?\)$/i;
const NAMED: Readonly<Record<string, Color>> = {
  black: 0x000000,
  blue: 0x0000ff,
  gray: 0x808080,
  green: 0x008000,
  grey: 0x808080,
  orange: 0xffa500,
  red: 0xff0000,
  white: 0xffffff,
};

/** Less of a colour is seen through. */
const FAINT = 0.08;

const packed = (red: number, green: number, blue: number): Color => (red << 16) | (green << 8) | blue;
const parts = (color: Color): [number, number, number] => [color >> 16, (color >> 8) & 255, color & 255];

/** A colour of CSS; undefined for one that is seen through, depends on others, or is written in another way. */
export function colorOf(value: string | undefined): Color | undefined {
  if (!value) return undefined;
  const text = value.trim().toLowerCase();
  const [, short, long] = HEX.exec(text) ?? [];
  if (short) return Number.parseInt(short.replace(/./g, '$&$&'), 16);
  if (long) return Number.parseInt(long, 16);
  const found = RGB.exec(text);
  if (!found) return Object.hasOwn(NAMED, text) ? NAMED[text] : undefined;
  const alpha = found[4] === undefined ? 1 : Number.parseFloat(found[4]) / (found[4].endsWith('%') ? 100 : 1);
  if (alpha < FAINT) return undefined;
  const [red, green, blue] = [1, 2, 3].map((at) => Math.min(255, Number(found[at]))) as [
    number,
    number,
    number,
  ];
  return packed(red, green, blue);
}

/** Whether a text colour stands out from black, grey and white. */
export function isVivid(color: Color): boolean {
  const all = parts(color);
  const max = Math.max(...all);
  return max - Math.min(...all) > 90 && max > 110;
}

/** How light a colour is, 0 to 255, as the eye weighs its parts (ITU-R BT.601). */
export function lightness(color: Color): number {
  const [red, green, blue] = parts(color);
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

/** How far two colours lie apart, 0 to 255. */
export function distance(one: Color, other: Color): number {
  const [a, b] = [parts(one), parts(other)];
  return Math.max(...a.map((part, at) => Math.abs(part - b[at]!)));
}
