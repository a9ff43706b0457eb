import type { Inline, Mark } from '../../feed';
import { MARK_ORDER } from './allow';

const same = (a: Inline, b: Inline) => a.href === b.href && (a.marks ?? []).join() === (b.marks ?? []).join();

/** Appends text to a run, in one inline with its neighbour where marks and link agree. */
export function append(run: Inline[], text: string, marks: ReadonlySet<Mark>, href: string | null): void {
  if (text === '') return;
  const inline: Inline = { text };
  if (marks.size > 0) inline.marks = MARK_ORDER.filter((mark) => marks.has(mark));
  if (href) inline.href = href;
  const last = run.at(-1);
  if (last && same(last, inline)) last.text += text;
  else run.push(inline);
}

const INVISIBLE = /[\u200b\u200c\u200e\u200f\u2060\ufeff]/g;

/** Collapses white space inside a run as a browser does: to one space, none beside a line break. */
export function collapse(run: readonly Inline[]): Inline[] {
  const result: Inline[] = [];
  let before = '\n';
  for (const inline of run) {
    let text = inline.text
      .replace(INVISIBLE, '')
      .replace(/[\t\r\f\v\u00a0\u3000 ]+/g, wide)
      .replace(/\n +/g, '\n');
    if (before === ' ' || before === '\n') text = text.replace(/^ +/, '');
    if (text === '') continue;
    before = text[text.length - 1]!;
    result.push({ ...inline, text });
  }
  return trimEnd(result);
}

/** An ideographic space between characters is set on purpose (`青　岛`); at the edges it is an indent. */
const wide = (found: string) => (found.includes('\u3000') && found.length === 1 ? '\u3000' : ' ');

function trimEnd(run: Inline[]): Inline[] {
  for (let last = run.at(-1); last; last = run.at(-1)) {
    last.text = last.text.replace(/[\s\u3000]+$/, '');
    if (last.text) break;
    run.pop();
  }
  const first = run[0];
  if (first) first.text = first.text.replace(/^[\s\u3000]+/, '');
  return run
    .filter((one) => one.text !== '')
    .map((one) => ({ ...one, text: one.text.replace(/ +\n/g, '\n') }));
}

/** Splits a run at empty lines: two line breaks are how many editors end a paragraph. */
export function splitParagraphs(run: readonly Inline[]): Inline[][] {
  const text = run.map((one) => one.text).join('');
  if (!text.includes('\n')) return run.length > 0 ? [[...run]] : [];
  const parts: Inline[][] = [];
  let from = 0;
  for (const gap of text.matchAll(/\n\s*\n\s*/g)) {
    parts.push(cut(run, from, gap.index));
    from = gap.index + gap[0].length;
  }
  parts.push(cut(run, from, text.length));
  return parts.map(trimEnd).filter((part) => part.length > 0);
}

/** The part of a run between two offsets of its text. */
function cut(run: readonly Inline[], from: number, to: number): Inline[] {
  let offset = 0;
  return run.flatMap((inline) => {
    const start = offset;
    offset += inline.text.length;
    const text = inline.text.slice(Math.max(0, from - start), Math.max(0, to - start));
    return text ? [{ ...inline, text }] : [];
  });
}
