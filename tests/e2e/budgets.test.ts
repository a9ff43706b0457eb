import { BUDGETS, judge } from '../bench/budgets';
import { columnFigures, type Figures, packageFigures, readerFigures } from '../bench/client';
import { inBrowser } from './support';

/* The budgets that are the same on every machine; `npm run bench` holds the others as well. */

/** The figures with a budget that CI holds, each with its verdict. */
const over = (figures: Figures) =>
  Object.keys(figures)
    .filter((name) => BUDGETS[name]?.steady)
    .map((name) => judge(name, figures))
    .filter(({ ok }) => !ok);

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
});
