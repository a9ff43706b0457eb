import { BUDGETS, judge } from '../bench/budgets';
import { columnFigures, packageFigures, readerFigures, searchFigures } from '../bench/client';
import type { Figures } from '../bench/figures';
import { inBrowser } from './support';

/* The budgets that are the same on every machine; `npm run bench` holds the others as well. */

/** The figures with a budget that CI holds, each with its verdict. */
const over = (figures: Figures) =>
  Object.keys(figures)
    .filter((name) => BUDGETS[name]?.steady)
    .map((name) => judge(name, figures))
    .filter(({ ok }) => !ok);

test('a figure above its most, below its least, or not measured at all is over budget', () => {
  const ok = (name: string, figures: Figures) => judge(name, figures).ok;
  expect(ok('first.calls', { 'first.calls': 2 })).toBe(true);
  expect(ok('first.calls', { 'first.calls': 3 })).toBe(false);
  expect(ok('first.calls', { 'first.calls': Number.NaN })).toBe(false);
  expect(ok('publish.page.per_s', { 'publish.page.per_s': 14 })).toBe(false);
  expect(ok('page50.bytes', { 'page2.bytes': 100, 'page50.bytes': 105 })).toBe(true);
  expect(ok('page50.bytes', { 'page2.bytes': 100, 'page50.bytes': 106 })).toBe(false);
  expect(ok('first.floor', { 'first.floor': 1e9 })).toBe(true);
});

inBrowser('budgets', () => {
  test('the package', () => {
    expect(over(packageFigures())).toEqual([]);
  });

  test('the column: first screen, fifty pages', async () => {
    expect(over(await columnFigures())).toEqual([]);
  }, 240_000);

  test('the reader: two long articles', async () => {
    expect(over(await readerFigures())).toEqual([]);
  }, 240_000);

  test('searching a column of ten thousand', async () => {
    expect(over(await searchFigures())).toEqual([]);
  }, 240_000);
});
