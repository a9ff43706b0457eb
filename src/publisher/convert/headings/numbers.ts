import { ENCLOSED, ENGLISH_NUMBERS, readEnclosed, readEnglish, readHan, readRoman } from '../written-numbers';

/*
 * How official articles number their parts. A number is told with what counts it (`kind`), so that `1、` and `10、` are of
 * one kind and `一、` and `（一）` of two, and with its value, so that a sequence can be seen.
 */

export interface Numbered {
  kind: NumberKind;
  /** Undefined where nothing is counted: `问：`. */
  value: number | undefined;
  /** What stands behind it. */
  rest: string;
}

const HAN = '[一二三四五六七八九十百零〇两壹贰叁肆伍陆柒捌玖拾]{1,5}';
const COUNT = `(?:\\d{1,2}|${ENGLISH_NUMBERS}|${HAN}|[IVX]{1,4})`;
const STOP = '[、.．:：,，|｜/·\\-—]';

/** The kinds from the outermost to the innermost, as official documents nest them, with how each is written. */
const KINDS = [
  ['chapter', `第(${HAN}|\\d{1,2})(?:部分|[章节篇编站回讲课集辑])`],
  ['part', `(?:PART|CHAPTER|SECTION|TOPIC)[.·\\s]*(?:NO[.\\s]*)?(${COUNT})(?![\\dA-Z])`],
  ['padded', `(?:NO[.．·\\s]*|[#/])?(0\\d)(?![\\d:：/年月日%-]|[.．]\\d)`],
  ['han', `(${HAN})(?:[、.．:：]|(?=[\\s\\u3000|｜]))`],
  [
    'named',
    `(?!其|第|十|百|周|星期|[一二三四五六七八九])[\\p{Script=Han}]{1,4}?(${HAN}|\\d{1,2})(?:[:：|｜]|[、\\s](?=\\S))`,
  ],
  [
    'step',
    `(?:(?:STEP|TIPS?|NO|DAY)[.．·\\s]*(${COUNT})(?![\\dA-Z])|第(${HAN}|\\d{1,2})[步招式条点项件个](?![\\p{Script=Han}]{0,2}[的是]))`,
  ],
  ['parenHan', `(?:[（(【〔](${HAN})[）)】〕]|([㈠-㈩]))`],
  [
    'digit',
    `(\\d{1,2})(?:[、．:：|｜](?!\\d{1,2}(?!\\d))|\\.(?![\\d.])|(?=\\s+\\p{Script=Han})|(?=\\p{Script=Han})(?![年月日时点分秒号个条辆座公万亿米元岁级期次人名家类项种路件天周小部大后强步招点位场届只张本台艘架支季期度折成秒微米])(?=.{2}))`,
  ],
  [
    'decimal',
    `(\\d{1,2}(?:[.．]\\d{1,2}){1,2})[.．、\\s]?(?=[\\s\\p{Script=Han}])(?![万亿元倍米公%]|[年月日])`,
  ],
  ['question', `(?:Q|问题?|提问)[.．·\\s]*(${COUNT})?[:：、.．|｜\\s]`],
  ['parenDigit', `(?:[（(【](\\d{1,2})[）)】]|(\\d{1,2})[）)])`],
  ['circled', `([${ENCLOSED}])`],
  ['point', `(?:其|第)?([一二三四五六七八九十]{1,2})(?:是|要)`],
] as const;

export type NumberKind = (typeof KINDS)[number][0];

const PATTERNS = KINDS.map(([kind, pattern]) => ({
  kind,
  pattern: new RegExp(
    `^(?:${pattern})${kind === 'question' || kind === 'point' ? '' : `\\s*${STOP}?`}\\s*`,
    'iu',
  ),
}));

/** Marks that a template sets before a line. */
const LEAD = /^[\s▎▍▌█|｜丨◆◇■□●○★☆✦►▶▷◉⊙❖✿→»>]+/u;

/** A line without what a template sets before it; the line itself where that is all of it. */
export const withoutOrnament = (text: string): string =>
  text
    .replace(/^(?:［图］\s*)+/, '')
    .replace(LEAD, '')
    .trim() || text.trim();

/** Whether a template, or an editor, has set a sign before a line. */
export const hasOrnament = (text: string): boolean =>
  /^[▎▍▌█◆◇■□●○★☆✦►▶▷◉⊙❖✿\p{Extended_Pictographic}]/u.test(text);

/** The value of a number as it is written; undefined for none. */
export function countOf(text: string | undefined): number | undefined {
  if (!text) return undefined;
  // 1.2 is the second of its own.
  const digits = /^(?:\d+[.．])*(\d+)$/.exec(text)?.[1];
  if (digits) return Number(digits);
  return [readHan, readEnclosed, readRoman, readEnglish].map((read) => read(text)).find((one) => one > 0);
}

/** The number that a line begins with, the outermost kind that fits; null for none. */
export function numberOf(text: string): Numbered | null {
  const line = text.replace(LEAD, '').trim();
  for (const { kind, pattern } of PATTERNS) {
    const found = pattern.exec(line);
    if (!found) continue;
    const count = found.slice(1).find((one) => one !== undefined);
    return { kind, value: countOf(count), rest: line.slice(found[0].length).trim() };
  }
  return null;
}

/** Numbers that stand for a level by themselves, however an editor set them. */
export const OFFICIAL: ReadonlySet<NumberKind> = new Set(['chapter', 'han', 'parenHan']);

/** How deep a kind stands by custom: 0 for the outermost. */
export const depthOf = (kind: NumberKind): number => KINDS.findIndex(([one]) => one === kind);

const BARE = new RegExp(
  `^[\\s/|｜—–\\-·•<>《》「」【】]*(?:(?:PART|CHAPTER|NO|STEP|SECTION|TOPIC|第)?[.．·\\s]*(?:0?\\d|1\\d|${ENGLISH_NUMBERS}|[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,2}|[IVX]{1,4})[、.．]?(?:章|部分|篇|节)?)[\\s/|｜—–\\-·•<>《》「」【】]*$`,
  'iu',
);

/** Whether a line is a number and nothing more: the title stands under it. */
export const isBareNumber = (text: string): boolean => text.length <= 12 && BARE.test(text);
