/** How a list shows that it cut a title off: `青岛 | ...`. */
const CUT = /\s*(?:\.{2,}|…+)$/;

/** Whether a list may name the article of this title so: whole, or cut off at its end. */
export const isListedAs = (title: string, listed: string): boolean =>
  CUT.test(listed) ? title.startsWith(listed.replace(CUT, '')) : listed === title;
