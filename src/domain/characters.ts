/*
 * A character is what a reader sees as one: a letter with its accents, a Chinese character with the selector of its
 * form, a keycap, a flag, a family. Whoever takes text apart, counts it, cuts it or puts something between its
 * characters does so here. The rules are those of Unicode (UAX #29, extended grapheme clusters) for what a Chinese
 * article may hold, written out: old engines of WeChat have neither `Intl.Segmenter` nor `\p{}`.
 */

/**
 * What stands on the character before it, as the inside of a class: accents and vowel signs, joiners, variation
 * selectors; of the living scripts those that read well without them are left out.
 */
const MARKS =
  '\\u0300-\\u036f\\u0483-\\u0489\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u0610-\\u061a' +
  '\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e4\\u06e7\\u06e8\\u06ea-\\u06ed\\u0711\\u0730-\\u074a' +
  '\\u08d3-\\u08e1\\u08e3-\\u0903\\u093a-\\u093c\\u093e-\\u094f\\u0951-\\u0957\\u0962\\u0963\\u0981-\\u0983\\u09bc' +
  '\\u09be-\\u09cd\\u09d7\\u09e2\\u09e3\\u0a01-\\u0a03\\u0a3c-\\u0a51\\u0a70\\u0a71\\u0a75\\u0a81-\\u0a83\\u0abc' +
  '\\u0abe-\\u0acd\\u0ae2\\u0ae3\\u0b01-\\u0b03\\u0b3c\\u0b3e-\\u0b57\\u0b62\\u0b63\\u0b82\\u0bbe-\\u0bcd\\u0bd7' +
  '\\u0c00-\\u0c04\\u0c3c\\u0c3e-\\u0c56\\u0c62\\u0c63\\u0c81-\\u0c83\\u0cbc\\u0cbe-\\u0cd6\\u0ce2\\u0ce3' +
  '\\u0d00-\\u0d03\\u0d3b\\u0d3c\\u0d3e-\\u0d4d\\u0d57\\u0d62\\u0d63\\u0d81-\\u0d83\\u0dca-\\u0ddf\\u0df2\\u0df3' +
  '\\u0e31\\u0e33-\\u0e3a\\u0e47-\\u0e4e\\u0eb1\\u0eb3-\\u0ebc\\u0ec8-\\u0ece\\u0f18\\u0f19\\u0f35\\u0f37\\u0f39' +
  '\\u0f3e\\u0f3f\\u0f71-\\u0f84\\u0f86\\u0f87\\u0f8d-\\u0fbc\\u102d-\\u1037\\u1039-\\u103e\\u1056-\\u1059' +
  // Vowels and final consonants of Korean that is written in its letters.
  '\\u1160-\\u11ff' +
  '\\u17b4-\\u17d3\\u180b-\\u180d\\u180f\\u1885\\u1886\\u18a9\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u200c\\u200d' +
  '\\u20d0-\\u20ff\\u302a-\\u302f\\u3099\\u309a\\ufe00-\\ufe0f\\ufe20-\\ufe2f\\uff9e\\uff9f';

/** The same as a pattern: one mark, beyond the basic plane skin tones, tags and the selectors of Chinese forms too. */
export const MARK = `(?:[${MARKS}]|\\ud83c[\\udffb-\\udfff]|\\udb40[\\udc20-\\udc7f\\udd00-\\uddef])`;

const isMark = RegExp.prototype.test.bind(new RegExp(`^${MARK}`));
/** Whether a character may have more than one unit: of most texts this one look, at few ranges, is all. */
const hasLong = RegExp.prototype.test.bind(
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: units are what it looks for.
  /[\r\u0300-\u1fff\u200c\u200d\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ud800-\udfff\ufe00-\ufe2f\uff9e\uff9f]/,
);
/** Controls and the invisible ones that stand for themselves: nothing stands on them. */
const isControl = RegExp.prototype.test.bind(
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what it looks for.
  /[\0-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb]/,
);

const isRegional = (code: number): boolean => code >= 0x1f1e6 && code <= 0x1f1ff;
const isTone = (code: number): boolean => code >= 0x1f3fb && code <= 0x1f3ff;
/** Whether a joiner may join it to another one. */
const isPicture = (code: number): boolean =>
  (code >= 0x2300 && code <= 0x27bf) ||
  (code >= 0x2b00 && code <= 0x2bff) ||
  (code >= 0x1f000 && code <= 0x1fbff && !isRegional(code) && !isTone(code)) ||
  '©®‼⁉™ℹ↔↕↖↗↘↙↩↪⤴⤵〰〽㊗㊙'.includes(String.fromCodePoint(code));
/** A Korean letter that begins a syllable, or a whole syllable. */
const isLead = (code: number): boolean => code >= 0x1100 && code < 0x1160;
const isSyllable = (code: number): boolean => code >= 0xac00 && code < 0xd7a4;

/**
 * The characters of a text as its reader sees them; joined they are the text again. Takes time in proportion to what
 * it looks at.
 * @param most where only so many are wanted: the first ones
 */
export function characters(text: string, most = Infinity): string[] {
  if (most === Infinity && !hasLong(text)) return text.split('');
  const found: string[] = [];
  let start = 0;
  /** The code point before, and the last one that is no mark. */
  let before = 0;
  let base = 0;
  let isHalfFlag = false;
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at)!;
    const end = at + (code > 0xffff ? 2 : 1);
    const mark = isMark(text.slice(at, end));
    const goesOn: boolean =
      (mark && !isControl(String.fromCodePoint(before))) ||
      (before === 0x200d && isPicture(base) && isPicture(code)) ||
      (isHalfFlag && isRegional(before) && isRegional(code)) ||
      (before === 13 && code === 10) ||
      (isLead(before) && (isLead(code) || isSyllable(code)));
    if (at > 0 && !goesOn) {
      found.push(text.slice(start, at));
      if (found.length >= most) return found;
      start = at;
    }
    isHalfFlag = isRegional(code) && !(goesOn && isHalfFlag);
    // A second joiner joins nothing.
    if (!mark || !goesOn || (code === 0x200d && before === code)) base = code;
    before = code;
    at = end;
  }
  if (start < text.length) found.push(text.slice(start));
  return found;
}

/** Characters that a reader reads: everything but white space. */
export const countCharacters = (text: string): number => {
  const dense = text.replace(/\s+/g, '');
  return hasLong(dense) ? characters(text).filter((one) => one.trim() !== '').length : dense.length;
};

/** The first `most` characters of a text, or all of it. */
export const cut = (text: string, most: number): string =>
  text.length > most ? characters(text, most).join('') : text;

/** A text of at most `most` characters, the last of them `…` where it had more. */
export function clipped(text: string, most: number): string {
  const start = text.length > most ? characters(text, most + 1) : [];
  return start.length > most ? `${start.slice(0, most - 1).join('')}…` : text;
}
