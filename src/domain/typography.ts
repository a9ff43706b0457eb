/*
 * How stored text is set on the screen. The stored and the copied text stay as the source has them
 * (spec 2, "Setting rules"); only what is drawn passes through here.
 */

import { characters } from './characters';

const HAN = '\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef\\u3000-\\u303f“”‘’—…';
const FULL: Record<string, string> = { ',': '，', '!': '！', ';': '；', ':': '：', '?': '？' };
// Half-width marks after a Chinese character (or a closing mark) and before another, or at the end.
const HALF = new RegExp(`([${HAN}]|\\udb40[\\udd00-\\uddef])([,!;:?])(?=[${HAN}0-9A-Za-z]|$)`, 'g');

/** Shows half-width `, ! ; : ?` after Chinese characters full-width: `抓养护,保畅通` -> `抓养护，保畅通`. */
export const fullWidth = (text: string): string =>
  text.replace(HALF, (_, before: string, mark: string) => before + FULL[mark]);

/** WORD JOINER: forbids a line break, has no width (UAX #14, class WJ). */
export const JOINER = '\u2060';
const BREAK = '\u200b'; // ZERO WIDTH SPACE: allows one; some web views allow none before a quotation mark
const QUOTED = '“[^“”]+”|「[^「」]+」|《[^《》]+》';
const QUOTATION = new RegExp(QUOTED, 'g');
const BEGINNING = new RegExp(`^(?:${QUOTED})`);
/** The longest quotation that stays on one line, in characters. */
const SHORT = 6;
const isShort = (quotation: string): boolean => characters(quotation, SHORT + 3).length <= SHORT + 2;
/** A Chinese character, with the selector of its form where it has one. */
const LETTER =
  '(?:[\\u3400-\\u9fff]|[\\ud840-\\ud8ff][\\udc00-\\udfff])(?:[\\ufe00-\\ufe0f]|\\udb40[\\udd00-\\uddef])?';
/** The last two letters of a title, with what closes it. */
const END = new RegExp(`(${LETTER})(${LETTER}[，。、；：？！）》」】’…]*)$`);
const OPENING = /[（《「【]$/;
const CLOSING = /^(?:[，。、；：？！）》」】”’…—]|$)/;

/** The quotation that a text begins with; undefined where there is none. */
export const quotationAt = (text: string): string | undefined => BEGINNING.exec(text)?.[0];

/** The same, if it has up to 6 characters. */
export const shortQuotationAt = (text: string): string | undefined => {
  const quotation = quotationAt(text);
  return quotation && isShort(quotation) ? quotation : undefined;
};

/**
 * A title, heading or contents line as it is drawn: full-width punctuation, quotations of up to 6 characters
 * kept on one line, with a break allowed before and after them, and no last line of one character. Joiners
 * between the characters do that in every web view and without an element for each quotation, which would
 * cost a node and some 60 bytes of setData.
 */
export function displayTitle(text: string): string {
  return fullWidth(text)
    .replace(QUOTATION, (quotation, at: number, title: string) => {
      if (!isShort(quotation)) return quotation;
      const before = at === 0 || OPENING.test(title.slice(0, at)) ? '' : BREAK;
      const after = CLOSING.test(title.slice(at + quotation.length)) ? '' : BREAK;
      return before + characters(quotation).join(JOINER) + after;
    })
    .replace(END, `$1${JOINER}$2`);
}

/** A reader title with `——` after 4 to 12 characters breaks after it: one or two lines. */
export function titleLines(headline: string): string[] {
  const [, start, rest] = /^([^—]+——)([^—].*)$/.exec(headline) ?? [];
  const length = start ? characters(start).length - 2 : 0;
  return (rest && length >= 4 && length <= 12 ? [start!, rest] : [headline]).map(displayTitle);
}
