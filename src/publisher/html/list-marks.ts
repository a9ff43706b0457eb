import { roman } from './roman';

/*
 * The marks of a list, as far as HTML can count them: `ol` draws numbers, letters and Roman numerals with a full stop,
 * each item with its own `value`. What it cannot draw is for the caller to write.
 */

/** As `ol` has them in `type`. */
type Counter = '1' | 'a' | 'A' | 'i' | 'I';

/** Those of 1 to 300, the most items that anybody numbers so. */
const ROMANS = new Map(Array.from({ length: 300 }, (_, n) => [roman(n + 1)!, n + 1]));

/** What a mark without its full stop is worth to each counter; undefined where it would draw another one. */
const WORTH: Record<Counter, (mark: string) => number | undefined> = {
  '1': (mark) => (/^(?:0|[1-9]\d{0,5})$/.test(mark) ? Number(mark) : undefined),
  a: (mark) => (/^[a-z]$/.test(mark) ? mark.charCodeAt(0) - 96 : undefined),
  A: (mark) => (/^[A-Z]$/.test(mark) ? mark.charCodeAt(0) - 64 : undefined),
  i: (mark) => ROMANS.get(mark),
  I: (mark) => (/[a-z]/.test(mark) ? undefined : ROMANS.get(mark.toLowerCase())),
};

/** How HTML counts to these marks: the `type` of the list and the `value` of each item; null where it cannot. */
export function countingTo(marks: readonly string[]): { type: Counter; values: number[] } | null {
  if (!marks.every((mark) => mark.endsWith('.'))) return null;
  for (const type of Object.keys(WORTH) as Counter[]) {
    const values = marks.flatMap((mark) => WORTH[type](mark.slice(0, -1)) ?? []);
    if (values.length === marks.length) return { type, values };
  }
  return null;
}
