import { roman } from '../html/roman';
import { CIRCLED, hanNumber } from './counters';

/*
 * Numbers as authors write them, beside digits: Chinese, Roman, English and enclosed ones. Items of lists and headings are
 * counted by the same readers; which of them may stand where, their own patterns say.
 */

/** The numbers of 1 to so many by how they are written. */
const numbered = (most: number, write: (value: number) => string | null): ReadonlyMap<string, number> =>
  new Map(Array.from({ length: most }, (_, index) => [write(index + 1)!, index + 1]));

/** What stands on contracts and in speech in place of the plain character. */
const PLAIN: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Array.from('壹贰叁肆伍陆柒捌玖拾', (one, at) => [one, '一二三四五六七八九十'[at]!])),
  两: '二',
  〇: '零',
};

const HAN_NUMBERS = numbered(999, hanNumber);
/** 十二, 贰拾, 一百零五: a Chinese number of 1 to 999; NaN for others. */
export function readHan(text: string): number {
  const plain = Array.from(text, (one) => PLAIN[one] ?? one).join('');
  return HAN_NUMBERS.get(plain) ?? HAN_NUMBERS.get(plain.replace(/^一(?=十)/, '')) ?? Number.NaN;
}

const ROMANS = numbered(50, roman);
const SIGNS = 'ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ';

/** Which of these signs a text is, from 1 on; NaN for none. */
const signOf = (signs: string, text: string): number =>
  (text.length === 1 && signs.indexOf(text) + 1) || Number.NaN;

/** A Roman number of 1 to 50, in letters or as one sign, large or small; NaN for others. */
export function readRoman(text: string): number {
  const small = text.toLowerCase();
  return ROMANS.get(small) ?? signOf(SIGNS, small);
}

const SETS = [
  CIRCLED,
  '⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇',
  '⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛',
  '❶❷❸❹❺❻❼❽❾❿',
  '➀➁➂➃➄➅➆➇➈➉',
  '㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩',
];
/** Signs that are a number of 1 and more with what stands around it, in the order of their sets. */
export const ENCLOSED = SETS.slice(0, 5).join('');
/** ③, ⑶, ⒊, ❸, ➂, ㈢: the number that one sign is; NaN for others. */
export const readEnclosed = (text: string): number =>
  SETS.map((signs) => signOf(signs, text)).find((one) => one > 0) ?? Number.NaN;

const ENGLISH = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
/** For patterns. */
export const ENGLISH_NUMBERS = ENGLISH.join('|');
/** `Two`: an English number of 1 to 10; NaN for others. */
export const readEnglish = (text: string): number => ENGLISH.indexOf(text.toLowerCase()) + 1 || Number.NaN;
