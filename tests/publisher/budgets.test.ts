import { apart } from '../bench/apart';
import { BUDGETS, judge } from '../bench/budgets';
import type { Figures } from '../bench/figures';

/*
 * What is the same on every machine of the publisher's budgets; `npm run bench` holds times and larger columns as well.
 * In a process of its own: inside of jest, whose globals are slow to reach, it takes many times as long.
 */

test('publications in a column of 10,000 articles, and what readers fetch of it', async () => {
  const figures = await apart<Figures>('publications', 10_000);
  const held = Object.keys(figures).filter((name) => BUDGETS[name]?.steady);
  expect(held).toHaveLength(13);
  expect(held.map((name) => judge(name, figures)).filter(({ ok }) => !ok)).toEqual([]);
}, 600_000);
