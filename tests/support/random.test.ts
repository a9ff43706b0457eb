import { randomNumbers, rounds, seed, seeded } from './random';

test('a failure tells what was wrong and the command that repeats it', async () => {
  const body = seeded((next, name: string) => {
    throw new Error(`${name} failed on ${next()}`);
  });
  await expect(body('it')).rejects.toThrow(
    new RegExp(
      `^it failed on ${randomNumbers(seed)()}\\s+Repeat: SEED=${seed} .*npx jest .*random\\.test\\.ts -t 'a failure [^']*'$`,
    ),
  );
});

test('without FUZZ a test tries its usual number of cases, from the same numbers', async () => {
  const seen: number[] = [];
  const body = seeded((next) => void seen.push(next()));
  await body();
  await body();
  expect(seen[0]).toBe(seen[1]);
  expect(rounds(7)).toBe(Number(process.env.FUZZ ?? 7));
});
