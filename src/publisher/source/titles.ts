/** How a list shows that it cut a title off: `青岛 | ...`, `青岛 | …`. A pattern takes the square of a run of dots. */
function uncut(listed: string): string | null {
  let end = listed.length;
  const last = listed[end - 1];
  if (last !== '.' && last !== '…') return null;
  while (end > 0 && listed[end - 1] === last) end -= 1;
  return last === '.' && listed.length - end < 2 ? null : listed.slice(0, end).trimEnd();
}

/** Whether a list may name the article of this title so: whole, or cut off at its end. */
export function isListedAs(title: string, listed: string): boolean {
  const start = uncut(listed);
  return start === null ? listed === title : title.startsWith(start);
}
