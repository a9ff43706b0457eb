import { ENCLOSED, readEnclosed, readHan, readRoman } from './written-numbers';

/*
 * The marks that authors write into the text of their items (`• 带好身份证件`, `1. 先安检`, `（二）`). One item alone does
 * not tell a mark from content (`3 路公交改道`, `- 5 ℃`, `1.5 米以下儿童`), so that what may be a mark is read here, and
 * lists.ts decides over all items of a list.
 */

/** A mark at the head of a text. */
export interface Written {
  /** As it was written, white space around it aside. */
  mark: string;
  /** UTF-16 units from the beginning of the text to what is marked. */
  length: number;
  /** `dot`: says no more than a bullet does. `sign`: means something, such as ✓ and ✗. Else numbers in such digits. */
  form: Form;
  /** Of a number. */
  value: number;
  /** What follows may be its continuation: `1、2 号线`, `一、二年级`. */
  isDoubtful: boolean;
}

export type Form = 'dot' | 'sign' | Digits;
type Digits = 'decimal' | 'han' | 'upper' | 'lower' | 'upper-roman' | 'lower-roman' | 'circled';

const DOT = /^(?:[•●○◦∙⋅·・‧▪▫■◆◇❖►▶▸▹▷➢➣➤◎⚫⚪♦◉]\ufe0f?|[🔸🔹🔶🔷🔴🔵])/u;
/** Lines and stars are marks before a gap or a Chinese character: others are minus signs, options, footnotes. */
const LINE = /^(?:[-–—−*+](?=\s+[^\d\s])|[-–—](?=[\p{Script=Han}“《]))/u;
/** Those that no text begins with in another sense. */
const SURE_DOT = /^[•●○◦▪■◆]$/;
const SIGN = /^(?:[✓✔☑✅√✗✘❌☒✕✖★☆□☐▲△▼※→⇒➜➔]\ufe0f?|[👉📌📍])/u;

export const isSureDot = (mark: string): boolean => SURE_DOT.test(mark);

/** A checkbox, as a list of tasks has them: it says of its own item alone whether that is done. */
const CHECKBOX = /^[☑☐]$/;
export const isCheckbox = (mark: string): boolean => CHECKBOX.test(mark);

/** Where a number ends: in brackets, or before one of these. */
const CLOSE = '[.．、)）]';
const bracketed = (digits: string, after = '') =>
  new RegExp(`^(?:[（(]\\s?(${digits})\\s?[）)]|(${digits})\\s?${CLOSE}${after})`, 'u');

/** Digits and letters as wide as Chinese characters, as the same ones of half the width. */
const halved = (text: string): string =>
  text.replace(/[０-９Ａ-Ｚａ-ｚ]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0));

const indexIn = (digits: string) => (text: string) => digits.indexOf(halved(text)) + 1;

const HAN = '一二三四五六七八九';

/** ③, and 3️⃣ that a keyboard writes. */
const readSign = (text: string): number => Number(text[0]) || readEnclosed(text);

/** `i.e.`, `A.I.`, `A、B 两座`. */
const LETTER = /^[A-Za-zＡ-Ｚａ-ｚ.Ⅰ-Ⅻⅰ-ⅻ]/;

/** How a number is written, how it is read, and what right behind a stop may continue it. */
const NUMBERS: readonly { form: Digits; pattern: RegExp; read(digits: string): number; more: RegExp }[] = [
  // No digit follows a stop but a year's: 1.5 is one number.
  {
    form: 'decimal',
    pattern: bracketed('[\\d０-９]{1,3}', '(?!(?<=[.．])(?!\\d{4}年)[\\d０-９])'),
    read: (digits) => Number(halved(digits)),
    more: /^[\d０-９]/,
  },
  { form: 'han', pattern: bracketed(`[十${HAN}]{1,3}`), read: readHan, more: new RegExp(`^[十${HAN}]`) },
  {
    form: 'upper',
    pattern: bracketed('[A-ZＡ-Ｚ]'),
    read: indexIn('ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
    more: LETTER,
  },
  {
    form: 'lower',
    pattern: bracketed('[a-zａ-ｚ]'),
    read: indexIn('abcdefghijklmnopqrstuvwxyz'),
    more: LETTER,
  },
  { form: 'upper-roman', pattern: bracketed('[IVXL]{1,6}|[Ⅰ-Ⅻ]'), read: readRoman, more: LETTER },
  { form: 'lower-roman', pattern: bracketed('[ivxl]{1,6}|[ⅰ-ⅻ]'), read: readRoman, more: LETTER },
  {
    form: 'circled',
    pattern: new RegExp(`^(?:([${ENCLOSED}]|[1-9]\\ufe0f?\\u20e3)[.．、]?)`, 'u'),
    read: readSign,
    // ①②: one and two.
    more: new RegExp(`^[${ENCLOSED}]`, 'u'),
  },
];

/** No mark is longer, nor is the white space around it. */
const LONGEST = 24;

/** Everything that the head of a text may be as a mark, the likeliest first: `i.` is a ninth letter or a first number. */
export function writtenMarks(whole: string): Written[] {
  const head = whole.slice(0, LONGEST);
  const text = head.trimStart();
  const before = head.length - text.length;
  const written = (mark: string, form: Form, value: number, more?: RegExp): Written => {
    const rest = text.slice(mark.length);
    const gap = rest.length - rest.trimStart().length;
    return {
      mark,
      length: before + mark.length + gap,
      form,
      value,
      isDoubtful: gap === 0 && /[^)）]$/.test(mark) && !!more?.test(rest),
    };
  };
  const dot = (DOT.exec(text) ?? LINE.exec(text))?.[0];
  if (dot) return [written(dot, 'dot', 0)];
  const sign = SIGN.exec(text)?.[0];
  if (sign) return [written(sign, 'sign', 0)];
  return NUMBERS.flatMap(({ form, pattern, read, more }) => {
    const [mark, inside, before] = pattern.exec(text) ?? [];
    const value = mark ? read((inside ?? before)!) : Number.NaN;
    return value > 0 || /[0０]/.test(mark ?? '') ? [written(mark!, form, value, more)] : [];
  });
}

/** A mark as a list shows it: `3.`, `3、` and `３ ．` as its own `3.`, but `03.` and `（3）` as they are. */
export function shownMark({ mark, form, value }: Written): string {
  const dense = mark.replace(/\s/g, '');
  const isPlain =
    form === 'decimal' && halved(dense.slice(0, -1)) === String(value) && /[.．、]$/.test(dense);
  return isPlain ? `${value}.` : dense;
}
