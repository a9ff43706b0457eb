import { characters } from '../../../domain/characters';
import type { Inline } from '../../../feed';
import { countOf, numberOf } from './numbers';

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
  /** As the contents name it. */
  title: string;
}

/** How a paragraph begins that goes on: bold, with an official number (`（一）加强组织领导。各市……`). */
const RUN_IN = /^[（(][一二三四五六七八九十]{1,3}[）)]|^[一二三四五六七八九十]{1,3}、/;
const STOP = /[。：:；;\s\u3000]+$/;

/** The bold head of a paragraph that is numbered as a heading is; null where there is none, or nothing behind it. */
export function runInOf(inlines: readonly Inline[]): Point | null {
  let sentence = '';
  let at = 0;
  for (; at < inlines.length && inlines[at]!.marks?.includes('strong'); at += 1)
    sentence += inlines[at]!.text;
  const head = sentence.trim();
  const rest = inlines
    .slice(at)
    .map(({ text }) => text)
    .join('');
  if (!RUN_IN.test(head) || characters(head, LIMIT + 1).length > LIMIT || rest.trim().length < LEAST)
    return null;
  // Else it is a sentence of which the beginning is bold.
  if (!STOP.test(sentence) && !/^[。：:；;\s\u3000]/.test(rest)) return null;
  return { value: numberOf(head)?.value ?? 0, sentence, title: head.replace(STOP, '') };
}

/** Characters of what goes on behind a head. */
const LEAST = 8;

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
export const pointsOf = (texts: readonly string[]): (Point | null)[] => inRows(texts.map(pointOf));

/** Those that stand in such a row. */
export function inRows(found: readonly (Point | null)[]): (Point | null)[] {
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
