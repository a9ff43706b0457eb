import { apart } from './apart';
import { eleventyFigures } from './eleventy';
import type { Figures } from './figures';

/** BENCH_ARTICLES makes the largest column smaller, for a quick look. */
const LARGEST = Number(process.env.BENCH_ARTICLES ?? 100_000);

/** What the publisher costs: names of the figures and what they were, values are medians. */
export async function benchPublisher(): Promise<Figures> {
  const figures: Figures = {};
  // First: a file system is slow to make files for some minutes after others have deleted many.
  Object.assign(figures, await eleventyFigures());
  for (const [part, ...given] of [
    ['rates'],
    ['titles'],
    ['convert'],
    ['check', 10_000],
    ['publications', 10_000],
    ['publications', LARGEST],
    ['full', LARGEST],
  ] as const) {
    console.error(`measuring: ${part} ${given.join('')}`);
    Object.assign(figures, await apart<Figures>(part, ...given));
  }
  return figures;
}
