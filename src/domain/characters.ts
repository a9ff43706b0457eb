/*
 * A character is what a reader sees as one: a letter with its accents, a Chinese character with the selector of its
 * form, a keycap, a flag, a family. Whoever takes text apart, counts it, cuts it or puts something between its
 * characters does so here. The rules are those of Unicode (UAX #29, extended grapheme clusters) for what a Chinese
 * article may hold, written out: old engines of WeChat have neither `Intl.Segmenter` nor `\p{}`.
 */

/**
 * What stands on the character before it, as the inside of a class: accents and vowel signs, joiners, variation
 * selectors; of the living scripts those that read well without them are left out. In four hexadecimal digits each.
 */
const MARKS = (
  '0300-036f0483-04890591-05bd05bf05c105c205c405c505c70610-061a' +
  '064b-065f067006d6-06dc06df-06e406e706e806ea-06ed07110730-074a' +
  '08d3-08e108e3-0903093a-093c093e-094f0951-0957096209630981-098309bc' +
  '09be-09cd09d709e209e30a01-0a030a3c-0a510a700a710a750a81-0a830abc' +
  '0abe-0acd0ae20ae30b01-0b030b3c0b3e-0b570b620b630b820bbe-0bcd0bd7' +
  '0c00-0c040c3c0c3e-0c560c620c630c81-0c830cbc0cbe-0cd60ce20ce3' +
  '0d00-0d030d3b0d3c0d3e-0d4d0d570d620d630d81-0d830dca-0ddf0df20df3' +
  '0e310e33-0e3a0e47-0e4e0eb10eb3-0ebc0ec8-0ece0f180f190f350f370f39' +
  '0f3e0f3f0f71-0f840f860f870f8d-0fbc102d-10371039-103e1056-1059' +
  // Vowels and final consonants of Korean that is written in its letters.
  '1160-11ff' +
  '17b4-17d3180b-180d180f1885188618a91ab0-1aff1dc0-1dff200c200d' +
  '20d0-20ff302a-302f3099309afe00-fe0ffe20-fe2fff9eff9f'
).replace(/[\da-f]{4}/g, '\\u$&');

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
