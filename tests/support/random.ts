/*
 * How tests on random input are run. CI tries few cases from a fixed seed, so that two runs of a commit are the same:
 *
 *   FUZZ=100000   that many cases a test, from a fresh seed
 *   SEED=22       from this seed
 *
 * A failure tells the command that repeats it. fuzz.ts gives fast-check the same two.
 */

const CI_SEED = 22;

const { SEED, FUZZ } = process.env;
const many = FUZZ ? whole('FUZZ', FUZZ, 1) : undefined;

/** Where the random numbers of this run begin. */
export const seed = SEED
  ? whole('SEED', SEED, -(2 ** 31))
  : many
    ? Math.floor(Math.random() * 2 ** 31)
    : CI_SEED;

/** How many cases a test tries that has `usual` in CI. */
export const rounds = (usual: number): number => many ?? usual;

function whole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least)
    throw new Error(`${name}=${text}: a whole number of ${least} or more is wanted`);
  return value;
}

/** Numbers from 0 to 1, always the same ones from the same seed (the generator of Numerical Recipes). */
export function randomNumbers(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 0x1_0000_0000;
  };
}

/** The command that runs the test at hand once more on the same numbers. */
export function repeat(): string {
  const { testPath = '', currentTestName = '' } = expect.getState();
  const file = testPath.replace(/^.*?(?=tests\/)/, '');
  const name = currentTestName.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll("'", '.');
  return `SEED=${seed} ${many ? `FUZZ=${many} ` : ''}npx jest --testPathPatterns ${file} -t '${name}'`;
}

/** A hundred thousand cases take minutes; jest's limit is meant for few. Said where a file's tests are described. */
export function allowRounds(): void {
  if (many) jest.setTimeout(2 ** 31 - 1);
}

/**
 * The body of a test on random input: `test('…', seeded((next) => { for (let at = 0; at < rounds(400); at += 1) … }))`.
 * Where it fails, the error tells the command that repeats it.
 * @param body gets the numbers, and what `test.each` gives
 */
export function seeded<Given extends unknown[]>(
  body: (next: () => number, ...given: Given) => void | Promise<void>,
): (...given: Given) => Promise<void> {
  allowRounds();
  return async (...given) => {
    try {
      await body(randomNumbers(seed), ...given);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`${why}\n\nRepeat: ${repeat()}`, { cause: error });
    }
  };
}
