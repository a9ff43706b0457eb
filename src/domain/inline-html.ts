import type { Drawing, Inline, Mark } from '../feed';
import { fullWidth, JOINER } from './typography';

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
/** Text between single quotes. */
const attribute = (text: string) => escapeHtml(text).replace(/'/g, '&#39;');

/** What begins no line, what ends none: a drawing lets a line break on both of its sides, but beside a joiner. */
const CLOSING = /^[，。、；：？！）》」】”’…—,.;:?!)\]]/;
const OPENING = /[（《「【“‘([]$/;

/**
 * Shows punctuation full-width over the whole run: a mark's neighbour may stand in the next inline. Beside a drawing it
 * stays on its line. What a drawing says is read aloud or copied, and stays.
 */
export function displayInlines(inlines: readonly Inline[]): Inline[] {
  const shown = fullWidth(inlines.map((one) => one.text).join(''));
  let at = 0;
  return inlines.map((one, place) => {
    const text = shown.slice(at, at + one.text.length);
    at += one.text.length;
    const before = inlines[place - 1]?.drawing && CLOSING.test(text) ? JOINER : '';
    const after = inlines[place + 1]?.drawing && OPENING.test(text) ? JOINER : '';
    return one.drawing ? one : { ...one, text: before + text + after };
  });
}

const em = (hundredths: number) => `${hundredths / 100}em`;
/** In hundredths of an em: what is wider may be wider than a column, which holds 11 em at the largest text size. */
const WIDE = 900;

/** A class of `text.css`, and the rest as a style: its size in em, and of a wide one the height that the column leaves. */
export const drawingClass = ({ ink }: Drawing): string => (ink ? 'dr ink' : 'dr');
export const drawingStyle = ({ w, h, drop }: Drawing): string =>
  `width:${em(w)};height:${em(h)};` +
  (drop ? `vertical-align:-${em(drop)};` : '') +
  (w > WIDE ? `max-height:calc((100vw - 2*var(--measure))*${(h / w).toFixed(3)});` : '');

/**
 * One paragraph's inlines as the HTML of a `rich-text`: made of typed inlines only, every character
 * escaped, no tag but those of the table above and a drawing's. One element and some 20 bytes a mark, where nested
 * `Text` would cost a node and 70 bytes a run.
 * @param url makes the address of a drawing
 */
export function inlineHtml(inlines: readonly Inline[], url: (src: string) => string): string {
  return displayInlines(inlines)
    .map(({ text, marks = [], drawing }) => {
      const open = marks.map((mark) => TAGS[mark][0]).join('');
      const close = marks
        .map((mark) => TAGS[mark][1])
        .reverse()
        .join('');
      const content = drawing
        ? `<img class='${drawingClass(drawing)}' style='${drawingStyle(drawing)}' src='${attribute(url(drawing.src))}' alt='${attribute(text)}'/>`
        : escapeHtml(text).replace(/\n/g, '<br/>');
      return open + content + close;
    })
    .join('');
}
