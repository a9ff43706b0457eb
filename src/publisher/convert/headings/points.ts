import { characters } from '../../../domain/characters';
import type { Inline } from '../../../feed';
import { countOf } from './numbers';

/*
 * Points: paragraphs that begin with 一是, 二是 (or 一要) and a short sentence that says what the rest is about. Where an
 * article has headings they stand under them in its contents.
 */

const POINT = /^\s*([一二三四五六七八九十百]{1,4})(?:是|要)([^。！!；;]{2,})[。！!；;]/;
/** A longer sentence says more than a line of the contents can. */
const LIMIT = 40;

export interface Point {
  value: number;
  /** With number and stop. */
  sentence: string;
  /** Without. */
  title: string;
}

/** `一是以日常巡查守住安全。每天……` -> its leading sentence and that sentence without number and stop. */
export function pointOf(text: string): Point | null {
  const match = POINT.exec(text);
  return match && characters(match[2]!, LIMIT + 1).length <= LIMIT
    ? { value: countOf(match[1])!, sentence: match[0], title: match[2]!.trim() }
    : null;
}

/**
 * Which of the paragraphs of one section are its points: rows of two at least, each counted from one on.
 * @param texts '' for what is no paragraph
 */
export function pointsOf(texts: readonly string[]): (Point | null)[] {
  const found = texts.map(pointOf);
  const rows: number[][] = [];
  found.forEach((point, at) => {
    const row = rows.at(-1);
    if (point?.value === 1) rows.push([at]);
    else if (point && row && point.value === found[row.at(-1)!]!.value + 1) row.push(at);
  });
  const counted = new Set(rows.filter(({ length }) => length > 1).flat());
  return found.map((point, at) => (counted.has(at) ? point : null));
}

/** Gives the first `length` UTF-16 units of the inlines the mark `strong`; other marks and links stay. */
export function emphasise(inlines: readonly Inline[], length: number): Inline[] {
  const result: Inline[] = [];
  let left = length;
  for (const inline of inlines) {
    // A drawing says all of its text, or none.
    const whole = inline.drawing && left > 0 ? inline.text.length : left;
    const head = inline.text.slice(0, Math.max(0, whole));
    const tail = inline.text.slice(head.length);
    left -= inline.text.length;
    if (head)
      result.push({
        ...inline,
        text: head,
        marks: inline.marks?.includes('strong') ? inline.marks : ['strong', ...(inline.marks ?? [])],
      });
    if (tail) result.push({ ...inline, text: tail });
  }
  return result;
}
