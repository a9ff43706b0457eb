import fc from 'fast-check';
import { fuzz } from './fuzz';

/** The words of the error of a law that does not hold. */
function failure(): string {
  try {
    fc.assert(
      fc.property(fc.nat(), (n) => n < 100),
      fuzz(1000),
    );
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('a law that does not hold was believed');
}

test("a broken law tells its smallest input and the command that repeats it: '(x)'", () => {
  const message = failure();
  expect(message).toContain('Counterexample: [100]');
  const [, seed] = /seed: (-?\d+)/.exec(message)!;
  expect(message).toMatch(
    new RegExp(`Repeat: SEED=${seed} .*npx jest .*tests/support/fuzz\\.test\\.ts -t 'a broken law [^']*'$`),
  );
});

test('two runs from one seed see the same inputs', () => {
  const inputs = () => {
    const seen: number[] = [];
    fc.assert(
      fc.property(fc.nat(), (n) => void seen.push(n)),
      fuzz(20),
    );
    return seen;
  };
  expect(inputs()).toEqual(inputs());
});
