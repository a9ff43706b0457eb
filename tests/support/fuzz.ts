import fc from 'fast-check';
import { allowRounds, repeat, rounds, seed } from './random';

/*
 * A law is a property that holds for every input; fast-check makes the inputs and shrinks the one that breaks it.
 * random.ts says how many and from which seed (FUZZ, SEED).
 */

allowRounds();

/**
 * fast-check's parameters for a law that CI tries on `runs` inputs. Where it breaks, the error tells the
 * smallest input found and the command that repeats it.
 */
export const fuzz = <T>(runs: number): fc.Parameters<T> => ({
  seed,
  numRuns: rounds(runs),
  reporter: (details) => {
    if (!details.failed) return;
    throw new Error(`${fc.defaultReportMessage(details)}\n\nRepeat: ${repeat()}`, {
      cause: details.errorInstance,
    });
  },
});
