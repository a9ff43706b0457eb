/** What a list has in place of the end of a title: `青岛 | ...`, `青岛 | …`. Null where it has all of it. */
function beginning(listed: string): string | null {
  // By hand: a pattern for an end goes through a long row of dots once a dot.
  const whole = listed.endsWith('…') ? '…' : '.';
  let end = listed.length;
  while (end > 0 && listed[end - 1] === whole) end -= 1;
  const least = whole === '.' ? 2 : 1;
  return listed.length - end < least ? null : listed.slice(0, end).trimEnd();
}

/** Whether a list may name the article of this title so: whole, or cut off at its end. */
export function isListedAs(title: string, listed: string): boolean {
  const start = beginning(listed);
  return start === null ? listed === title : title.startsWith(start);
}
