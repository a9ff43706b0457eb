import { markOf } from '../../../domain/blocks';
import { countCharacters } from '../../../domain/characters';
import { plain } from '../../../domain/text';
import type { Inline } from '../../../feed';
import type { Draft } from '../context';

/*
 * Where a line can stand: as a paragraph or a heading of its own, or alone in a box that is no more than its frame. Editors
 * set titles in quotations and in lists of one item, whose mark is their number.
 */

export interface Seat {
  text: string;
  inlines: readonly Inline[];
  /** The paragraph that says how it is set. */
  set: Draft;
}

/** Lines and characters of a box that is a title's frame. */
const BOX = { lines: 3, length: 40 };

const wordsIn = ({ block }: Draft): readonly Inline[] | null =>
  block.type === 'paragraph' || block.type === 'heading' ? block.inlines : null;

/** The line that a draft is; null for what is none. */
export function seatOf(draft: Draft): Seat | null {
  const inlines = wordsIn(draft);
  if (inlines) return { text: plain(inlines).trim(), inlines, set: draft };
  const { inner = [], block } = draft;
  if (inner.length === 0 || inner.length > BOX.lines) return null;
  const lines = inner.map(wordsIn);
  if (lines.some((line) => line === null)) return null;
  const all = lines.flatMap((line, at): Inline[] => (at > 0 ? [{ text: ' ' }, ...line!] : [...line!]));
  if (countCharacters(plain(all)) > BOX.length) return null;
  // A bullet is the list's, a number is the title's.
  const mark = block.type === 'list' && (block.ordered || block.marks) ? markOf(block, 0) : '';
  const whole = mark ? [{ text: `${mark}${/[、.．]$/.test(mark) ? '' : ' '}` }, ...all] : all;
  const set = inner.reduce((most, one) => (lengthOf(one) > lengthOf(most) ? one : most));
  return { text: plain(whole).trim(), inlines: whole, set };
}

const lengthOf = (draft: Draft): number => plain(wordsIn(draft) ?? []).length;
