/** No text and no picture is longer: such a length is a mistake, and times another it may be infinite. */
const LONGEST = 100_000;

/** A length: so many pixels, or so many times the inherited size. */
export interface Length {
  amount: number;
  relative: boolean;
}

const LENGTH = /^(\d+(?:\.\d+)?|\.\d+)\s*(px|pt|em|rem|%)?$/i;

/** A length in pixels, `base` being the inherited size in pixels. */
export const pixels = ({ amount, relative }: Length, base: number): number =>
  relative ? amount * base : amount;

/** Reads a length; null for what cannot be known without a layout. */
export function readLength(value: string | undefined): Length | null {
  const found = LENGTH.exec(value ?? '');
  const amount = Number(found?.[1]);
  if (!found || amount > LONGEST) return null;
  switch (found[2]?.toLowerCase()) {
    case 'pt':
      return { amount: (amount * 4) / 3, relative: false };
    case 'em':
      return { amount, relative: true };
    case 'rem':
      return { amount: amount * 16, relative: false };
    case '%':
      return { amount: amount / 100, relative: true };
    default:
      return { amount, relative: false };
  }
}
