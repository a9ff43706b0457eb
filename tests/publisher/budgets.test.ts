import { BUDGETS, judge } from '../bench/budgets';
import { publicationFigures } from '../bench/publications';

/* What is the same on every machine of the publisher's budgets; `npm run bench` holds times and larger columns as well. */

test('publications in a column of 10,000 articles, and what readers fetch of it', async () => {
  const figures = await publicationFigures(10_000, '10k');
  const held = Object.keys(figures).filter((name) => BUDGETS[name]?.steady);
  expect(held).toHaveLength(12);
  expect(held.map((name) => judge(name, figures)).filter(({ ok }) => !ok)).toEqual([]);
}, 600_000);
