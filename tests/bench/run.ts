import compile from '../support/compile';
import { BUDGETS, judge, type Verdict } from './budgets';
import {
  bootFigures,
  columnFigures,
  packageFigures,
  readerFigures,
  richTextFigures,
  searchFigures,
} from './client';
import type { Figures } from './figures';
import { benchPublisher } from './publisher';

/*
 * `npm run bench`: every figure that the project keeps, beside its budget; ends with 1 when one is exceeded.
 *   --json    one object, name to figure
 *   --quick   only what is the same on every machine: packages, calls, bytes, nodes
 */

const SMALL = 10;

const round = (value: number): number => Number(value.toFixed(Math.abs(value) < SMALL ? 3 : 1));

/** The larger of two measurements of one figure counts: search is measured on two columns. */
function add(figures: Figures, more: Figures): void {
  for (const [name, value] of Object.entries(more)) figures[name] = Math.max(figures[name] ?? value, value);
}

async function measure(quick: boolean): Promise<Figures> {
  const parts: [string, () => Figures | Promise<Figures>][] = [
    ['package', packageFigures],
    ['column', columnFigures],
    ['reader', readerFigures],
    ['search', searchFigures],
  ];
  if (!quick)
    parts.push(['boot', bootFigures], ['rich-text', richTextFigures], ['publisher', benchPublisher]);
  const figures: Figures = {};
  for (const [name, run] of parts) {
    console.error(`measuring: ${name}`);
    add(figures, await run());
  }
  const names = Object.keys(figures).filter((name) => !quick || (BUDGETS[name]?.steady ?? !/ms$/.test(name)));
  return Object.fromEntries(names.map((name) => [name, round(figures[name]!)]));
}

function table(verdicts: readonly Verdict[]): string {
  const lines = [
    ['figure', 'measured', 'budget', ''],
    ...verdicts.map(({ name, value, budget, ok }) => [
      name,
      String(value),
      budget,
      ok ? (budget ? 'ok' : '') : 'OVER',
    ]),
  ];
  const width = (column: number) => Math.max(...lines.map((line) => line[column]!.length));
  const widths = [0, 1, 2].map(width);
  return lines
    .map(([name, value, budget, ok]) =>
      `${name!.padEnd(widths[0]!)}  ${value!.padStart(widths[1]!)}  ${budget!.padEnd(widths[2]!)}  ${ok}`.trimEnd(),
    )
    .join('\n');
}

async function main(): Promise<void> {
  const given = new Set(process.argv.slice(2));
  await compile();
  const figures = await measure(given.has('--quick'));
  const verdicts = Object.keys(figures).map((name) => judge(name, figures));
  console.log(given.has('--json') ? JSON.stringify(figures) : table(verdicts));
  const over = verdicts.filter(({ ok }) => !ok).map(({ name }) => name);
  if (over.length === 0) return;
  console.error(`over budget: ${over.join(', ')}`);
  process.exitCode = 1;
}

main().catch((error: Error) => {
  console.error(error.stack);
  process.exitCode = 1;
});
