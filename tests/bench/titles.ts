import { registerCardFonts } from '../../src/publisher/cards/canvas';
import { breaksOf } from '../../src/publisher/titles/breaks';
import { anyTitle } from '../fixtures/cards/titles';
import { LAYOUTS, linesOf, markedTitles } from '../publisher/titles/marked';
import { randomNumbers } from '../support/random';
import type { Figures } from './figures';

/* What it takes to find where the lines of titles may end, and to set them. */

const COUNT = 3000;
const SEED = 29;
const RUNS = 5;

/** Half of them real ones, one behind the other; half of everything that an editor may type. */
function titles(): string[] {
  const random = randomNumbers(SEED);
  const marked = markedTitles('titles.txt');
  return Array.from({ length: COUNT }, (_, at) =>
    at % 2 ? anyTitle(random) : (marked[at % marked.length]!.title + anyTitle(random)).slice(0, 64),
  );
}

/** The first title opens the dictionary; of 3,000 the mean and the slowest. Alone in its process. */
export async function titleFigures(): Promise<Figures> {
  registerCardFonts();
  const all = titles();
  const timed = (work: () => unknown): number => {
    const start = performance.now();
    work();
    return performance.now() - start;
  };
  const start = timed(() => breaksOf(all[0]!));
  const first = timed(() => all.map(breaksOf));
  let again = Infinity;
  for (let run = 0; run < RUNS; run += 1)
    again = Math.min(
      again,
      timed(() => all.map(breaksOf)),
    );
  const draws = all.map((title) =>
    timed(() => {
      const breaks = breaksOf(title);
      for (const layout of LAYOUTS) linesOf(layout, title, breaks);
    }),
  );
  return {
    'titles.start.ms': start,
    'titles.breaks.first.us': (first * 1000) / COUNT,
    'titles.breaks.us': (again * 1000) / COUNT,
    'titles.seven_layouts.ms': draws.reduce((sum, ms) => sum + ms, 0) / COUNT,
    'titles.seven_layouts.worst.ms': Math.max(...draws),
  };
}
