import type { Inline, Mark } from '../feed';

/** The inlines without these marks; links and all other marks stay. */
export const withoutMarks = (inlines: readonly Inline[], ...gone: readonly Mark[]): Inline[] =>
  inlines.map((whole) => {
    if (!whole.marks) return whole;
    const { marks, ...inline } = whole;
    const rest = marks.filter((mark) => !gone.includes(mark));
    return rest.length > 0 ? { ...inline, marks: rest } : inline;
  });
