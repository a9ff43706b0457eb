import fc from 'fast-check';

/*
 * How the laws are run. A law is a property that holds for every input; fast-check makes inputs and shrinks the
 * one that breaks it. CI asks few of them from a fixed seed, so that two runs of a commit are the same:
 *
 *   FUZZ=100000   that many inputs a law, from a fresh seed, which is printed
 *   SEED=22       from this seed: repeats a run
 */

const CI_SEED = 22;

const { SEED, FUZZ } = process.env;
const many = FUZZ ? whole('FUZZ', FUZZ, 1) : undefined;
const seed = SEED ? whole('SEED', SEED, -(2 ** 31)) : many ? (Math.random() * 2 ** 31) | 0 : CI_SEED;

if (many) {
  // A law over a hundred thousand inputs takes minutes; jest's limit is meant for tests.
  jest.setTimeout(2 ** 31 - 1);
  if (!SEED) process.stderr.write(`SEED=${seed} FUZZ=${many}\n`);
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least)
    throw new Error(`${name}=${text}: a whole number of ${least} or more is wanted`);
  return value;
}

/** The command that runs the law at hand once more from the same seed. */
function repeat(numRuns: number | undefined): string {
  const { testPath = '', currentTestName = '' } = expect.getState();
  const file = testPath.replace(/^.*?(?=tests\/)/, '');
  const name = currentTestName.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll("'", '.');
  const runs = many ? `FUZZ=${numRuns} ` : '';
  return `SEED=${seed} ${runs}npx jest --selectProjects unit --testPathPatterns ${file} -t '${name}'`;
}

/**
 * fast-check's parameters for a law that CI tries on `runs` inputs. Where it breaks, the error tells the
 * smallest input found and the command that repeats it.
 */
export function fuzz<T>(runs: number): fc.Parameters<T> {
  const numRuns = many ?? runs;
  return {
    seed,
    numRuns,
    reporter: (details) => {
      if (!details.failed) return;
      throw new Error(`${fc.defaultReportMessage(details)}\n\nRepeat: ${repeat(numRuns)}`, {
        cause: details.errorInstance,
      });
    },
  };
}
