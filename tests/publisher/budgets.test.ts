import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { BUDGETS, judge } from '../bench/budgets';
import type { Figures } from '../bench/figures';

/*
 * What is the same on every machine of the publisher's budgets; `npm run bench` holds times and larger columns as well.
 * In a process of its own: inside of jest, whose globals are slow to reach, it takes many times as long.
 */

const ROOT = path.join(__dirname, '../..');

test('publications in a column of 10,000 articles, and what readers fetch of it', async () => {
  const argv = ['--import', 'tsx', path.join(ROOT, 'tests/bench/publisher.ts'), 'publications', '10000'];
  const { stdout } = await promisify(execFile)(process.execPath, argv, { cwd: ROOT, maxBuffer: 1 << 24 });
  const figures = JSON.parse(stdout.slice(stdout.lastIndexOf('\n{') + 1)) as Figures;
  const held = Object.keys(figures).filter((name) => BUDGETS[name]?.steady);
  expect(held).toHaveLength(12);
  expect(held.map((name) => judge(name, figures)).filter(({ ok }) => !ok)).toEqual([]);
}, 600_000);
