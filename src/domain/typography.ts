/*
 * How stored text is set on the screen. The stored and the copied text stay as the source has them
 * (spec 2, "Setting rules"); only what is drawn passes through here.
 */

const HAN = '\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef\\u3000-\\u303f“”‘’—…';
const FULL: Record<string, string> = { ',': '，', '!': '！', ';': '；', ':': '：', '?': '？' };
// Half-width marks after a Chinese character (or a closing mark) and before another, or at the end.
const HALF = new RegExp(`([${HAN}])([,!;:?])(?=[${HAN}0-9A-Za-z]|$)`, 'g');

/** Shows half-width `, ! ; : ?` after Chinese characters full-width: `抓养护,保畅通` -> `抓养护，保畅通`. */
export const fullWidth = (text: string): string =>
  text.replace(HALF, (_, before: string, mark: string) => before + FULL[mark]);

const JOINER = '\u2060'; // WORD JOINER: forbids a line break, has no width (UAX #14, class WJ)
const BREAK = '\u200b'; // ZERO WIDTH SPACE: allows one; some web views allow none before a quotation mark
const QUOTATION = /“[^“”]{1,6}”/g;
/** The last two letters of a title, with what closes it. */
const END = /([\u4e00-\u9fff])([\u4e00-\u9fff][，。、；：？！）》」】’…]*)$/;
const OPENING = /[（《「【]$/;
const CLOSING = /^(?:[，。、；：？！）》」】”’…—]|$)/;

/**
 * A title, heading or contents line as it is drawn: full-width punctuation, quotations of up to 6 characters
 * kept on one line, with a break allowed before and after them, and no last line of one character. Joiners
 * between the characters do that in every web view and without an element for each quotation, which would
 * cost a node and some 60 bytes of setData.
 */
export function displayTitle(text: string): string {
  return fullWidth(text)
    .replace(QUOTATION, (quotation, at: number, title: string) => {
      const before = at === 0 || OPENING.test(title.slice(0, at)) ? '' : BREAK;
      const after = CLOSING.test(title.slice(at + quotation.length)) ? '' : BREAK;
      return before + Array.from(quotation).join(JOINER) + after;
    })
    .replace(END, `$1${JOINER}$2`);
}

/** A reader title with `——` after 4 to 12 characters breaks after it: one or two lines. */
export function titleLines(headline: string): string[] {
  const match = /^([^—]{4,12}——)([^—].*)$/.exec(headline);
  return (match ? [match[1]!, match[2]!] : [headline]).map(displayTitle);
}
