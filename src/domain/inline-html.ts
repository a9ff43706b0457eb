import type { Inline, Mark } from '../feed';
import { fullWidth } from './typography';

/** Tags that WeChat's rich-text knows; a mark that is not here would not be drawn. */
const TAGS: Record<Mark, readonly [string, string]> = {
  strong: ['<b>', '</b>'],
  em: ['<i>', '</i>'],
  underline: ['<u>', '</u>'],
  strike: ['<s>', '</s>'],
  sup: ['<sup>', '</sup>'],
  sub: ['<sub>', '</sub>'],
  // Single quotes: in setData's JSON a double one takes two bytes.
  accent: ["<span class='ac'>", '</span>'],
};

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (one) => ESCAPES[one]!);

/** Shows punctuation full-width over the whole run: a mark's neighbour may stand in the next inline. */
export function displayInlines(inlines: readonly Inline[]): Inline[] {
  const shown = fullWidth(inlines.map((one) => one.text).join(''));
  let at = 0;
  return inlines.map((one) => {
    const text = shown.slice(at, at + one.text.length);
    at += one.text.length;
    return { ...one, text };
  });
}

/**
 * One paragraph's inlines as the HTML of a `rich-text`: made of typed inlines only, every character
 * escaped, no tag but those of the table above. One element and some 20 bytes a mark, where nested
 * `Text` would cost a node and 70 bytes a run.
 */
export function inlineHtml(inlines: readonly Inline[]): string {
  return displayInlines(inlines)
    .map(({ text, marks = [] }) => {
      const open = marks.map((mark) => TAGS[mark][0]).join('');
      const close = marks
        .map((mark) => TAGS[mark][1])
        .reverse()
        .join('');
      return open + escapeHtml(text).replace(/\n/g, '<br/>') + close;
    })
    .join('');
}
