import { hanNumber } from '../../../src/publisher/convert/counters';
import { countOf, numberOf } from '../../../src/publisher/convert/headings/numbers';
import { writtenMarks } from '../../../src/publisher/convert/written-marks';
import {
  readEnclosed,
  readEnglish,
  readHan,
  readRoman,
} from '../../../src/publisher/convert/written-numbers';
import { roman } from '../../../src/publisher/html/roman';

const upTo = (most: number) => Array.from({ length: most }, (_, at) => at + 1);

describe('a number that was written is read again', () => {
  test('in Chinese', () => {
    for (const value of upTo(999)) expect([readHan(hanNumber(value)!), value]).toEqual([value, value]);
    expect(['拾贰', '一十二', '两', '一百〇五', '两百'].map(readHan)).toEqual([12, 12, 2, 105, 200]);
    expect(['', '十百', '一一', '五十十', '年', '一千'].map(readHan)).toEqual(Array(6).fill(Number.NaN));
  });

  test('in Roman letters', () => {
    for (const value of upTo(50)) expect(readRoman(roman(value)!.toUpperCase())).toBe(value);
    expect(['Ⅻ', 'ⅳ', 'IIII', 'VX', 'IC', ''].map(readRoman)).toEqual([12, 4, ...Array(4).fill(Number.NaN)]);
  });

  test('as one sign', () => {
    const signs = ['①', '⑳', '㉑', '㊿', '⑴', '⒇', '⒈', '⒛', '❶', '❿', '➀', '➉', '㈠', '㈩'];
    const values = [1, 20, 21, 50, 1, 20, 1, 20, 1, 10, 1, 10, 1, 10];
    expect(signs.map(readEnclosed)).toEqual(values);
    expect(['', '1', '①②', '⓪'].map(readEnclosed)).toEqual(Array(4).fill(Number.NaN));
  });

  test('in English', () => {
    expect(['ONE', 'Ten', 'eleven', ''].map(readEnglish)).toEqual([1, 10, Number.NaN, Number.NaN]);
  });
});

test.each([
  ['➁ 换乘', 2],
  ['㉑ 换乘', 21],
  ['❿ 换乘', 10],
  ['⒊换乘', 3],
])('%s counts the same at the head of a heading and of an item', (line, value) => {
  expect(numberOf(line)).toMatchObject({ value });
  expect(writtenMarks(line)[0]).toMatchObject({ value });
});

test.each([
  ['1.2.13', 13],
  ['03', 3],
  ['IV', 4],
  ['三', 3],
  ['ONE', 1],
  ['IIII', undefined],
  ['', undefined],
  [undefined, undefined],
])('%s as a count is %s', (text, value) => {
  expect(countOf(text)).toBe(value);
});
