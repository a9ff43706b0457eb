import type { Mark } from '../../feed';
import { MARK_ORDER } from './allow';

/** A set of marks: a bit for each of `MARK_ORDER`, its first the lowest. 0 is none. */
export type Marks = number;

export const bitOf = (mark: Mark): Marks => 1 << MARK_ORDER.indexOf(mark);

/** Every set there is as a list in order. Inlines share the lists, so nothing may write to them. */
const LISTS: readonly Mark[][] = Array.from({ length: 1 << MARK_ORDER.length }, (_, marks) =>
  MARK_ORDER.filter((mark) => marks & bitOf(mark)),
);
for (const list of LISTS) Object.freeze(list);

/** The marks of a set in the order in which they are stored: the same list for the same set. */
export const listOf = (marks: Marks): Mark[] => LISTS[marks]!;
