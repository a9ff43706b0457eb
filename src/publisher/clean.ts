/*
 * What no reader sees is not published. A title with a zero-width space in it is not found, one with U+202E turns
 * round whatever line it stands in, and readers of XML or JSON refuse controls and halves of characters. Every text
 * that enters the feed, whatever field of whatever source it comes from, passes through `cleaned`: markup as it is
 * parsed (html/parser.ts) and where an attribute is words, the fields of a source in source/bounds.ts, the names of
 * the column in run/column.ts.
 */

/** Scripts whose letters take another shape, or none, beside a joiner or a non-joiner. */
const SCRIPTS =
  'Arabic Syriac Nko Mongolian Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Khmer';
const LETTER = `[${SCRIPTS.split(' ')
  .map((name) => `\\p{Script=${name}}`)
  .join('')}]`;
const VIRAMA = '[\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d4d\\u0dca]';
const PICTURE = '\\p{Extended_Pictographic}(?:\\p{Emoji_Modifier}|[\\ufe0e\\ufe0f])?';

/** Where an invisible character is a part of one that is seen. */
const BELONGING = [
  // A keycap, the flag of a part of a country, an emoji of at most ten: no other is longer.
  '[0-9#*]\\ufe0f?\\u20e3',
  '\\u{1f3f4}[\\u{e0020}-\\u{e007e}]{1,30}\\u{e007f}',
  `${PICTURE}(?:\\u200d${PICTURE}){0,9}`,
  // The form of a Chinese character, as names have it, of a mark, a sign or a digit.
  '\\p{Script=Han}[\\ufe00-\\ufe02\\u{e0100}-\\u{e01ef}]',
  '[\\p{P}\\p{S}\\p{Nd}][\\ufe00-\\ufe02]',
  `(?<=${LETTER})[\\u200c\\u200d\\u180b-\\u180f](?=${LETTER})`,
  `(?<=${VIRAMA})\\u200d`,
].join('|');

/** Controls but tab and line break, what Unicode itself calls ignorable, annotations, noncharacters, lone halves. */
const UNSEEN =
  '(?![\\t\\n])[\\p{Cc}\\p{Default_Ignorable_Code_Point}\\ufff9-\\ufffb\\p{Noncharacter_Code_Point}\\p{Surrogate}]';
const SEEN_OR_NOT = new RegExp(`(${BELONGING})|${UNSEEN}`, 'gu');

/** What stands on the letter before it: more than 30 of these, says Unicode too (UAX #15), are no text. */
const HEAPED =
  /([\p{M}\u0e33\u0eb3\u1160-\u11ff\uff9e\uff9f]{30})[\p{M}\u0e33\u0eb3\u1160-\u11ff\uff9e\uff9f]+|([\u1100-\u115f]{4})[\u1100-\u115f]+/gu;

/** Whether there may be anything to clean: of nearly all texts this one look, at few ranges, is all. */
const SUSPECT =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what it looks for.
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: units are what it looks for.
  /[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u0300-\u036f\u0483-\u1fff\u200b-\u200f\u2028-\u202e\u2060-\u206f\u20d0-\u20ff\u3099\u309a\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe2f\ufeff\uff9e-\uffa0\ufff0-\uffff]/;

/**
 * A text without what no reader sees: controls, zero-width and direction-changing characters, soft hyphens, fillers,
 * loose joiners, selectors and tags, noncharacters, lone halves of characters. What belongs to an emoji, to the form
 * of a Chinese character or to Indic and Arabic letters stays. Every kind of line break becomes `\n`.
 */
export function cleaned(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\v\f]/g, ' ')
    .replace(SEEN_OR_NOT, '$1')
    .replace(HEAPED, '$1$2');
}

/** A field of one line, cleaned: what a line break or a gap of it leaves is one space. */
export function cleanedLine(text: string): string {
  const clean = cleaned(text);
  return clean === text ? text : clean.replace(/\s+/g, ' ').trim();
}

/** The code points that `cleaned` takes out of a text, as `U+202E`, each once, in the order in which they come. */
export function unseenIn(text: string): string[] {
  if (!SUSPECT.test(text)) return [];
  const found = new Set<string>();
  for (const [one, belonging] of text.matchAll(SEEN_OR_NOT))
    if (belonging === undefined && !/[\r\v\f]/.test(one)) found.add(codeOf(one));
  for (const one of text.match(/[\u2028\u2029]/g) ?? []) found.add(codeOf(one));
  return [...found];
}

const codeOf = (one: string): string =>
  `U+${one.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
