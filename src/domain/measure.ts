import type { SizeStep } from './comfort';

/*
 * Measures of the reader that its styles have as well: what is planned before anything is drawn has to agree with
 * what is drawn. tests/domain/measure.test.ts holds both to each other.
 */

/** Left and right of the text, in px, on a screen narrower than TABLET. */
const SIDE = 20;
/** From this width of the screen on the text is as wide as it gets: lines of 37 characters. */
const TABLET = 700;
const WIDEST = 640;

/** Width of the text column on a screen of `screen` px, in px (`--measure` is what it leaves on each side). */
export const columnWidth = (screen: number): number => (screen >= TABLET ? WIDEST : screen - 2 * SIDE);

const UNITS: Record<SizeStep, number> = { 1: 0.89, 2: 1, 3: 1.25, 4: 1.68, 5: 2.34 };

/** How high a text is at a size, beside its height at the standard size: about the square of the sizes' ratio (`--u`). */
export const heightUnit = (step: SizeStep): number => UNITS[step];
