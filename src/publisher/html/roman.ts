const DIGITS: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

/** A number of 1 to 3999 in small Roman letters. */
export function roman(value: number): string | null {
  if (value < 1 || value > 3999) return null;
  let text = '';
  let left = value;
  for (const [worth, letters] of DIGITS) for (; left >= worth; left -= worth) text += letters;
  return text;
}
