import { roman } from '../html/roman';

/*
 * What a browser draws before an item: the predefined counter styles of CSS Counter Styles Level 3 that Chinese and
 * Latin pages use. Others are drawn as decimal numbers, as a browser does with a style that it does not know.
 */

export const BULLET = '•';

/** A counter style: a number in its digits, null beyond its range, and what stands behind it. */
interface CounterStyle {
  write(value: number): string | null;
  suffix: string;
}

/** a, b, … z, aa, ab … */
const alphabetic = (digits: string) => (value: number) => {
  let text = '';
  for (let left = value; left > 0; left = Math.floor((left - 1) / digits.length))
    text = digits[(left - 1) % digits.length] + text;
  return text || null;
};

/** So many signs and no more: ①, 甲. */
const fixed = (signs: string) => (value: number) => Array.from(signs)[value - 1] ?? null;

/** 十一, 一百零五: a number of 0 to 9999 as it is spoken, `isInformal` without 一 before a leading 十. */
const chinese = (digits: string, units: string, isInformal: boolean) => (value: number) => {
  if (value < 0 || value > 9999) return null;
  if (value === 0) return digits[0]!;
  let text = '';
  let isGap = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(value / 10 ** place) % 10;
    if (digit > 0) text += (isGap ? digits[0] : '') + digits[digit]! + (place > 0 ? units[place - 1] : '');
    isGap = digit === 0 && text !== '';
  }
  return isInformal && value >= 10 && value < 20 ? text.slice(1) : text;
};

export const hanNumber = chinese('零一二三四五六七八九', '十百千', true);
export const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿';

const dotted = (write: CounterStyle['write']): CounterStyle => ({ write, suffix: '.' });
const listed = (write: CounterStyle['write']): CounterStyle => ({ write, suffix: '、' });

const LOWER = dotted(alphabetic('abcdefghijklmnopqrstuvwxyz'));
const UPPER = dotted(alphabetic('ABCDEFGHIJKLMNOPQRSTUVWXYZ'));
const SPOKEN = listed(hanNumber);

const COUNTERS: Readonly<Record<string, CounterStyle>> = {
  'decimal-leading-zero': dotted((value) =>
    value >= 0 && value < 10 ? `0${value}` : value < 0 && value > -10 ? `-0${-value}` : String(value),
  ),
  'lower-alpha': LOWER,
  'lower-latin': LOWER,
  'upper-alpha': UPPER,
  'upper-latin': UPPER,
  'lower-greek': dotted(alphabetic('αβγδεζηθικλμνξοπρστυφχψω')),
  'lower-roman': dotted(roman),
  'upper-roman': dotted((value) => roman(value)?.toUpperCase() ?? null),
  'cjk-ideographic': SPOKEN,
  'simp-chinese-informal': SPOKEN,
  'trad-chinese-informal': SPOKEN,
  'simp-chinese-formal': listed(chinese('零壹贰叁肆伍陆柒捌玖', '拾佰仟', false)),
  'trad-chinese-formal': listed(chinese('零壹貳參肆伍陸柒捌玖', '拾佰仟', false)),
  'cjk-decimal': listed((value) =>
    value < 0 ? null : String(value).replace(/\d/g, (digit) => '〇一二三四五六七八九'[Number(digit)]!),
  ),
  'cjk-heavenly-stem': listed(fixed('甲乙丙丁戊己庚辛壬癸')),
  'cjk-earthly-branch': listed(fixed('子丑寅卯辰巳午未申酉戌亥')),
  // Not predefined, but written (and meant) by editors whose own style sheet defines it.
  'circled-decimal': { write: fixed(CIRCLED), suffix: '' },
};

/** Types that count nothing, and what they draw. */
const SYMBOLS: Readonly<Record<string, string>> = {
  none: '',
  disc: BULLET,
  circle: BULLET,
  square: BULLET,
  'disclosure-open': '▾',
  'disclosure-closed': '▸',
};

/** The values of the attribute `type`; those of letters tell capitals from small ones (HTML, 15.3.9). */
const TYPES: Readonly<Record<string, string>> = {
  '1': 'decimal',
  a: 'lower-alpha',
  A: 'upper-alpha',
  i: 'lower-roman',
  I: 'upper-roman',
};

/** The `list-style-type` that an attribute `type` stands for; undefined for one that stands for none. */
export function typeOfAttribute(value: string | undefined): string | undefined {
  const text = value?.trim() ?? '';
  if (Object.hasOwn(TYPES, text)) return TYPES[text];
  return /^(?:none|disc|circle|square)$/i.test(text) ? text.toLowerCase() : undefined;
}

const TOKENS = /"[^"]*"|'[^']*'|[\w-]+\([^)]*\)|[^\s"']+/g;

const IMAGE = /^(?:url|image|image-set|[\w-]*gradient)\(/i;

/**
 * The `list-style-type` in the value of `list-style` or `list-style-type`: a name in lower case, or a text in quotes. A
 * picture as a mark is a bullet, a shorthand that says nothing of a type sets it to disc. `inherit` for what is around the
 * element to say (`unset` is that of an inherited property). Undefined for `revert` and for what a browser would not
 * understand.
 */
export function typeOfStyle(value: string | undefined): string | undefined {
  const tokens = value?.match(TOKENS) ?? [];
  if (tokens.length === 0) return undefined;
  if (tokens.some((one) => IMAGE.test(one))) return 'disc';
  const types = tokens.filter((one) => !/^(?:inside|outside)$/i.test(one));
  const [type = 'disc'] = types;
  if (types.length > 1 || type.includes('(')) return undefined;
  if (/^["']/.test(type)) return type;
  const name = type.toLowerCase();
  if (name.startsWith('revert')) return undefined;
  if (name === 'unset') return 'inherit';
  return name === 'initial' ? 'disc' : name;
}

/** What is drawn before an item of such a type that is counted as `value`; '' for nothing. */
export function marker(type: string, value: number): string {
  if (/^["']/.test(type)) return type.slice(1, -1).trim();
  if (Object.hasOwn(SYMBOLS, type)) return SYMBOLS[type]!;
  const counter = Object.hasOwn(COUNTERS, type) ? COUNTERS[type]! : undefined;
  const written = counter?.write(value) ?? null;
  // Beyond a style's range numbers are decimal, with what stands behind the style's own.
  return `${written ?? value}${counter ? counter.suffix : '.'}`;
}

/** Whether such a type draws numbers. */
export const isCounting = (type: string): boolean => !/^["']/.test(type) && !Object.hasOwn(SYMBOLS, type);
