import { oneAtATime, PATIENCE, REST } from '../../src/domain/one-at-a-time';
import { fakePorts, settle } from '../support/ports';
import { rounds, seeded } from '../support/random';

function begin() {
  const { clock, advance } = fakePorts();
  const once = oneAtATime(clock.after);
  let begun = 0;
  const answers: { resolve: (value: string) => void; reject: (error: Error) => void }[] = [];
  const press = (rest?: number) =>
    once(
      () => {
        begun += 1;
        return new Promise<string>((resolve, reject) => answers.push({ resolve, reject }));
      },
      'unheard',
      rest,
    );
  return { press, advance, answers, begun: () => begun };
}

test('of two presses 80 ms apart one is begun, though the first has been answered; the other has "unheard"', async () => {
  const { press, advance, answers, begun } = begin();
  const first = press();
  answers[0]!.resolve('opened');
  await advance(80);
  await expect(press()).resolves.toBe('unheard');
  await expect(first).resolves.toBe('opened');
  expect(begun()).toBe(1);
});

test(`${REST} ms later the next press is heard`, async () => {
  const { press, advance, answers, begun } = begin();
  void press();
  answers[0]!.resolve('opened');
  await advance(REST);
  void press();
  expect(begun()).toBe(2);
});

test('what is under way for a second is under way: no second one', async () => {
  const { press, advance, begun } = begin();
  void press();
  await advance(1000);
  void press();
  expect(begun()).toBe(1);
});

test(`what is never answered makes way after ${PATIENCE} ms, and its late answer makes way for nobody else`, async () => {
  const { press, advance, answers, begun } = begin();
  void press();
  await advance(PATIENCE);
  void press();
  expect(begun()).toBe(2);
  answers[0]!.resolve('late');
  await advance(REST);
  await expect(press()).resolves.toBe('unheard');
  expect(begun()).toBe(2);
});

test.each([
  ['a refusal', () => Promise.reject(new Error('fail'))],
  [
    'a call that throws',
    () => {
      throw new Error('fail');
    },
  ],
])('%s is told, and makes way at once', async (_, refused) => {
  const once = oneAtATime(fakePorts().clock.after);
  await expect(once(refused, undefined)).rejects.toThrow('fail');
  await expect(once(async () => 'opened', 'unheard')).resolves.toBe('opened');
});

test('without a rest the next one is heard as soon as this one is answered', async () => {
  const { press, answers, begun } = begin();
  void press(0);
  answers[0]!.resolve('saved');
  await settle();
  void press(0);
  expect(begun()).toBe(2);
});

test(
  `law: never two within ${REST} ms, and never locked for longer than ${PATIENCE} ms`,
  seeded(async (next) => {
    for (let round = 0; round < rounds(60); round += 1) {
      const { press, advance, answers, begun } = begin();
      let now = 0;
      const refused = new Set<number>();
      let last = Number.NEGATIVE_INFINITY;
      for (let step = 0; step < 40; step += 1) {
        const before = begun();
        press().catch(() => {});
        if (begun() > before) {
          const wasRefused = refused.has(before - 1);
          if (before > 0 && !wasRefused) expect(now - last).toBeGreaterThanOrEqual(REST);
          last = now;
        } else expect(now - last).toBeLessThan(PATIENCE);
        const open = answers[begun() - 1]!;
        const luck = next();
        if (luck < 0.4) open.resolve('opened');
        else if (luck < 0.5) {
          open.reject(new Error('fail'));
          refused.add(begun() - 1);
        }
        const wait = Math.floor(next() * 700);
        await advance(wait);
        now += wait;
      }
    }
  }),
);
