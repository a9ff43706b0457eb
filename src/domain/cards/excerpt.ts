import { characters, cut } from '../characters';

/** A text of at most `limit` characters; a longer one ends with a mark or in the middle, and an ellipsis. */
export const shortened = (text: string, limit: number): string =>
  cut(text, limit) === text ? text : ended(cut(text, limit - 2));

/** A quotation for a card: whole sentences up to a limit; `cut` tells that something was left off. */
export function quoted(paragraph: string, limit: number): { text: string; cut: boolean } {
  const text = paragraph.replace(/\s+/g, ' ').trim();
  if (cut(text, limit) === text) return { text, cut: false };
  let kept = '';
  for (const sentence of text.match(/[^。！？；]+[。！？；]*[”’）]*/g) ?? []) {
    const more = kept + sentence;
    if (cut(more, limit) !== more) break;
    kept = more;
  }
  return { text: kept ? kept.replace(/；$/, '。') : shortened(text, limit), cut: true };
}

/** Text that ends in the middle: back to its last mark, if that is not far back, then an ellipsis. */
export function ended(text: string): string {
  const mark = Math.max(...['。', '，', '；', '、', '：'].map((m) => text.lastIndexOf(m)));
  const whole = mark > text.length / 2 ? text.slice(0, mark) : text.replace(/[\ud800-\udbff]$/, '');
  return `${whole}……`;
}

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
