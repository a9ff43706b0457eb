import { characters } from '../../domain/characters';
import type { Drawing, Inline } from '../../feed';
import { listOf, type Marks } from './marks';

/** Appends text to a run, in one inline with its neighbour where marks and link agree. */
export function append(run: Inline[], text: string, marks: Marks, href: string | null): void {
  if (text === '') return;
  const list = marks === 0 ? undefined : listOf(marks);
  const last = run[run.length - 1];
  if (last && !last.drawing && last.marks === list && last.href === (href || undefined)) {
    last.text += text;
    return;
  }
  const inline: Inline = { text };
  if (list) inline.marks = list;
  if (href) inline.href = href;
  run.push(inline);
}

/** Appends a drawing, an inline of its own: nothing is joined with it, taken off its text, or cut in it. */
export function appendDrawing(
  run: Inline[],
  text: string,
  drawing: Drawing,
  marks: Marks,
  href: string | null,
): void {
  run.push({ text, ...(marks ? { marks: listOf(marks) } : {}), ...(href ? { href } : {}), drawing });
}

const WIDE = /[\t\r\f\v\u00a0\u3000 ]+/g;
/** Whether there is anything to collapse: of most texts this one look is all. */
const LOOSE = /[\t\r\f\v\u00a0\u3000]| {2}|\n /;

/**
 * Collapses white space inside a run as a browser does: to one space, none beside a line break. The run is
 * used up.
 */
export function collapse(run: readonly Inline[]): Inline[] {
  const result: Inline[] = [];
  let before = '\n';
  for (const inline of run) {
    let { text } = inline;
    if (inline.drawing) {
      before = '';
      result.push(inline);
      continue;
    }
    if (LOOSE.test(text)) text = text.replace(WIDE, wide).replace(/\n +/g, '\n');
    if ((before === ' ' || before === '\n') && text.startsWith(' ')) text = text.replace(/^ +/, '');
    if (text === '') continue;
    before = text[text.length - 1]!;
    inline.text = text;
    result.push(inline);
  }
  return trimEnds(result);
}

/** An ideographic space between characters is set on purpose (`青　岛`); at the edges it is an indent. */
const wide = (found: string) => (found.includes('\u3000') && found.length === 1 ? '\u3000' : ' ');

/** Takes white space off the ends of a run and its lines, in place. */
function trimEnds(run: Inline[]): Inline[] {
  for (let last = run.at(-1); last && !last.drawing; last = run.at(-1)) {
    last.text = last.text.trimEnd();
    if (last.text) break;
    run.pop();
  }
  const first = run[0];
  if (first && !first.drawing) {
    first.text = first.text.trimStart();
    if (!first.text) run.shift();
  }
  for (const one of run)
    if (!one.drawing && one.text.includes(' \n')) one.text = one.text.replace(/ +\n/g, '\n');
  return run;
}

/** Splits a run at empty lines: two line breaks are how many editors end a paragraph. */
export function splitParagraphs(run: Inline[]): Inline[][] {
  if (!run.some((one) => one.text.includes('\n'))) return run.length > 0 ? [run] : [];
  const text = run.map((one) => one.text).join('');
  const parts: Inline[][] = [];
  let from = 0;
  const cut = cutter(run);
  for (const gap of text.matchAll(/\n\s*\n\s*/g)) {
    parts.push(cut(from, gap.index));
    from = gap.index + gap[0].length;
  }
  parts.push(cut(from, text.length));
  return parts.map(trimEnds).filter((part) => part.length > 0);
}

/** Gives the parts of a run between two offsets of its text, one after the other: each begins where the last ended. */
function cutter(run: readonly Inline[]): (from: number, to: number) => Inline[] {
  let at = 0;
  /** Of the text before the inline at hand. */
  let offset = 0;
  return (from, to) => {
    const part: Inline[] = [];
    for (; at < run.length; at += 1) {
      const inline = run[at]!;
      const text = inline.text.slice(Math.max(0, from - offset), Math.max(0, to - offset));
      if (text) part.push({ ...inline, text });
      // What follows may have its beginning in the same inline.
      if (offset + inline.text.length > to) break;
      offset += inline.text.length;
    }
    return part;
  };
}

/** A longer paragraph is nobody's, and could not be sent to a page in one piece. */
const LONGEST = 10_000;
const MOST_INLINES = 1000;

/** A run as paragraphs that a phone can show: itself, for all that anybody has written. */
export function shortened(run: Inline[]): Inline[][] {
  const parts: Inline[][] = [];
  let part: Inline[] = [];
  let length = 0;
  for (const inline of run) {
    let { text } = inline;
    for (; length + text.length > LONGEST || part.length === MOST_INLINES; length = 0) {
      const isWhole = part.length === MOST_INLINES || inline.drawing !== undefined;
      const end = isWhole ? 0 : sentenceEnd(text, LONGEST - length);
      if (end > 0) part.push({ ...inline, text: text.slice(0, end) });
      parts.push(part);
      part = [];
      text = text.slice(end);
    }
    length += text.length;
    if (text !== '') part.push(text === inline.text ? inline : { ...inline, text });
  }
  if (part.length > 0) parts.push(part);
  return parts;
}

/** Where the last sentence ends that ends in the first so many units, or those where none does; never inside a character. */
function sentenceEnd(text: string, most: number): number {
  const end = Math.max(text.lastIndexOf('。', most - 1), text.lastIndexOf('\n', most - 1)) + 1;
  if (end > 0) return end;
  // The character that begins before the end is whole in these, if it is no longer than a pair of halves.
  let whole = 0;
  for (const one of characters(text.slice(0, most + 2))) {
    if (whole + one.length > most) break;
    whole += one.length;
  }
  return whole || most;
}
