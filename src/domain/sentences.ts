/*
 * Where sentences end in Chinese print, and how marks stand inside of each other (GB/T 15834-2011, 标点符号用法). By
 * rules that can be said in a line each: what they cannot tell apart they leave together, for a sentence that is too
 * long can still be cut, and one that was torn is seen by everybody.
 */

/** Marks that stand around something, each before its other half. */
const AROUND = '“”‘’（）()《》〈〉「」『』【】〔〕';
const pairs = AROUND.match(/../g)!;
const closers = pairs.map((pair) => pair[1]).join('');

/** A run from a mark to its other half, with one more of its kind in it; a mark without one is a character like others. */
const RUN = pairs
  .map(([open, close]) => {
    const rest = `[^${open}${close}]*`;
    return `[${open}]${rest}(?:[${open}]${rest}[${close}]${rest})*[${close}]`;
  })
  .join('|');
const PARTS = new RegExp(`${RUN}|[。！？]+[${closers}]*|[^。！？${AROUND}]+|[^]`, 'g');
/** What ends a sentence: its stop, and what closes behind it. */
const END = new RegExp(`[。！？][${closers}]*$`);
/** A run that does so: `。` inside of it, no other mark, for “为什么堵？” may be a part of what goes on. */
const RUN_END = new RegExp(`。[${closers}]+$`);
const isRun = RegExp.prototype.test.bind(new RegExp(`^[${AROUND}]`));

/**
 * The sentences of a paragraph; joined they are the paragraph again. One ends at `。！？` and what closes behind it, not
 * inside of quotation marks, brackets or titles (but at a `。` right before they close), and never at a `.`, as in `1.`
 * and `3.5`. What follows the last one's end is the last piece: see `isWhole`. Takes time in proportion to the text.
 */
export function sentencesOf(text: string): string[] {
  const found: string[] = [];
  let sentence = '';
  for (const part of text.match(PARTS) ?? []) {
    sentence += part;
    if (!(isRun(part) ? RUN_END : END).test(part)) continue;
    found.push(sentence);
    sentence = '';
  }
  return sentence ? [...found, sentence] : found;
}

/**
 * Whether a text ends where a sentence does, and leaves nothing open. What WeChat cut out of one (54 characters, `…`) does
 * not.
 */
export const isWhole = (text: string): boolean => END.test(text) && !closing(text);

/** What closes what a text has left open, the innermost first; empty where nothing is. */
export function closing(text: string): string {
  let open = '';
  for (const mark of text) {
    const at = AROUND.indexOf(mark);
    if (at % 2 === 0) open = AROUND[at + 1] + open;
    else if (at > 0 && mark === open[0]) open = open.slice(1);
  }
  return open;
}

/**
 * A text as it stands inside of quotation marks: marks alternate with the depth (4.8.3.3: double ones outside, single
 * ones inside of them), so that `“甲‘乙’”` is `‘甲“乙”’`. An apostrophe stays.
 */
export function nested(text: string): string {
  let depth = 0;
  return text.replace(/[“”‘’]/g, (mark, at: number) => {
    if (/[“‘]/.test(mark)) return '‘“'[depth++ % 2]!;
    if (depth === 0 || (mark === '’' && /\w’\w/.test(text.slice(at - 1, at + 2)))) return mark;
    return '’”'[--depth % 2]!;
  });
}
