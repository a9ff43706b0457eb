import { characters, cut } from '../characters';
import { closing, nested, sentencesOf } from '../sentences';

/** Characters: the longest quotation that stays legible on a card in a chat. */
export const QUOTE_LIMIT = 118;

/** What stands between quotation marks. */
export interface Quotation {
  text: string;
  /** Something was left off: it is said to be 节选. */
  isPart: boolean;
}

/**
 * A quotation for a card or a title: the paragraph, else so many whole sentences from its beginning as there is room for.
 * Of a first sentence that is too long by itself the clauses that fit, with what they left open closed. Nothing is put in
 * place of what is left off: it says 节选. Quotation marks are those that stand inside of others.
 * @param limit of a whole paragraph, in characters
 * @param part of what is left of a longer one
 */
export function quoted(paragraph: string, limit: number, part = limit): Quotation {
  const text = paragraph.replace(/\s+/g, ' ').trim();
  const isPart = cut(text, limit) !== text;
  return { text: nested(isPart ? beginningOf(text, part) : text), isPart };
}

function beginningOf(text: string, limit: number): string {
  const fits = (some: string) => cut(some, limit) === some;
  let kept = '';
  for (const sentence of sentencesOf(text)) {
    if (!fits(kept + sentence)) break;
    kept += sentence;
  }
  if (kept) return kept.trim();
  for (let room = limit; ; room -= 1) {
    const clauses = clausesOf(cut(text, room)).replace(/[“‘（(《〈「『【〔]+$/, '');
    const closed = clauses + closing(clauses);
    if (fits(closed)) return closed;
  }
}

/** Text that ends in the middle, back to its last mark, if that is not far back; else without the number or Latin word at its end. */
function clausesOf(text: string): string {
  const mark = Math.max(...['。', '，', '；', '、', '：'].map((m) => text.lastIndexOf(m)));
  return mark > text.length / 2
    ? text.slice(0, mark)
    : text.replace(/[\ud800-\udbff]$|\s*\b[\w.,]+$/, '') || text;
}

/** Text that ends in the middle: its clauses and an ellipsis. */
export const ended = (text: string): string => `${clausesOf(text)}……`;

const dense = (text: string): string => text.replace(/\s+/g, '');

/** As much of a text as was shown of it: lines have lost the spaces at their ends. */
export function beginning(text: string, shown: string): string {
  let left = dense(shown).length;
  let kept = '';
  for (const one of characters(text)) {
    if (left <= 0) break;
    kept += one;
    left -= dense(one).length;
  }
  return kept;
}
