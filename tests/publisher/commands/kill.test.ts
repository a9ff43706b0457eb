import path from 'node:path';
import { randomNumbers, rounds, seeded } from '../../support/random';
import { cleanUp, temporary } from '../support';
import { bundleDriver, type Done, type Mark, Process, Server } from './kills/process';
import { expectUndisturbed, type State, stateOf } from './kills/state';
import { Story } from './kills/story';

/*
 * A publisher that is killed with SIGKILL at any moment of its run, hundreds of times. A reference is published by the
 * same steps and disturbed by nobody: what is there after each kill is compared with it, byte by byte.
 */

let driver: string;
let server: Server;
const begun = performance.now();

beforeAll(async () => {
  const folder = temporary();
  driver = await bundleDriver(folder);
  server = new Server(driver);
});
afterAll(() => {
  server.close();
  cleanUp();
});

/** Kills at each moment of a run that is told apart. */
const FOUND = {
  'before anything was opened': 0,
  'before anything was staged': 0,
  'with files staged, nothing committed': 0,
  'inside the commit': 0,
  'with a hot journal': 0,
  'in the middle of the moves and removals': 0,
  'carried out': 0,
};

function tell(marks: Process['marks'], state: State): void {
  if (state.hot) FOUND['with a hot journal'] += 1;
  if (!marks.has('open')) FOUND['before anything was opened'] += 1;
  else if (marks.has('commit') && !marks.has('committed')) FOUND['inside the commit'] += 1;
  else if (!state.committed && state.staging) FOUND['with files staged, nothing committed'] += 1;
  else if (!state.committed) FOUND['before anything was staged'] += 1;
  else if (state.plan === 0) FOUND['carried out'] += 1;
  else FOUND['in the middle of the moves and removals'] += 1;
}

/** How long it takes from one moment to another, as seen so far, in milliseconds. */
class Pace {
  private readonly times = new Map<string, number>();
  learn(what: string, ms: number): void {
    const known = this.times.get(what);
    this.times.set(what, known === undefined ? ms : known * 0.8 + ms * 0.2);
  }
  of(what: string, unless: number): number {
    return this.times.get(what) ?? unless;
  }
}

/** From which mark on a kill falls, how often, and how long it is to the next as long as nobody knows. */
const MOMENTS: readonly { upTo: number; from: Mark | null; unless: number }[] = [
  { upTo: 0.28, from: null, unless: 500 },
  { upTo: 0.42, from: 'open', unless: 60 },
  { upTo: 0.55, from: 'stage', unless: 40 },
  { upTo: 0.77, from: 'commit', unless: 8 },
  { upTo: 1, from: 'committed', unless: 12 },
];

/** Runs once, and kills the process at some moment; what it did before it was killed, or that it was not. */
async function disturb(
  process: Process,
  next: () => number,
  pace: Pace,
): Promise<{ killed: boolean; done: Done | null }> {
  const at = next();
  const moment = MOMENTS.find(({ upTo }) => at < upTo)!;
  const { from } = moment;
  const delay = next() * pace.of(String(from), moment.unless) * 1.15;
  if (from) await process.comesTo(from);
  await process.killAfter(delay);
  const { killed, done } = await process.ended;
  const { marks } = process;
  const span = (begin: Mark, until: number | undefined) => {
    const since = marks.get(begin);
    if (since !== undefined && until !== undefined) pace.learn(begin, until - since);
  };
  if (marks.has('committed')) pace.learn('null', marks.get('committed')! * 1.05);
  span('open', marks.get('stage'));
  span('stage', marks.get('commit'));
  span('commit', marks.get('committed'));
  span('committed', marks.get('carried'));
  return { killed, done };
}

interface Tally {
  kills: number;
  steps: number;
  /** Steps that were begun while the plan of the one before was open. */
  taken: number;
}

/** Publishes step after step to a feed whose publishers are killed, until there were so many kills. */
async function live(root: string, wanted: number, next: () => number): Promise<Tally> {
  const story = new Story(root, server, next);
  const to = path.join(root, 'to');
  const pace = new Pace();
  const tally = { kills: 0, steps: 0, taken: 0 };
  while (tally.kills < wanted) {
    const now = await story.turn();
    const job = { ...now.job, to };
    tally.steps += 1;
    for (let attempt = 0, committed = false, open = false; ; attempt += 1) {
      const choice = next();
      if (committed && choice < 0.4) {
        if (open) tally.taken += 1;
        break;
      }
      if (attempt >= 8 || (committed && choice < 0.7)) {
        expect(await server.run(job)).not.toHaveProperty('error');
        expectUndisturbed(to, now);
        break;
      }
      const process = new Process(driver, job);
      const { killed, done } = await disturb(process, next, pace);
      if (!killed) {
        expect(done).not.toHaveProperty('error');
        expectUndisturbed(to, now);
        break;
      }
      tally.kills += 1;
      const state = stateOf(to, story.chapters);
      tell(process.marks, state);
      committed = state.committed;
      open = state.plan > 0;
    }
  }
  const { last } = story;
  expect(await server.run({ ...last.job, to })).not.toHaveProperty('error');
  expectUndisturbed(to, last);
  return tally;
}

test(
  'killed at any moment, readers see a whole feed, and what follows is as if nobody had died',
  seeded(async (next) => {
    const wanted = rounds(200);
    const lanes = [0, 1].map((lane) => {
      const own = randomNumbers(Math.floor(next() * 2 ** 32));
      return live(path.join(temporary(), String(lane)), Math.ceil(wanted / 2), own);
    });
    const tallies = await Promise.all(lanes);
    const sum = (of: keyof Tally) => tallies.reduce((total, one) => total + one[of], 0);
    console.info(
      `${sum('kills')} kills in ${sum('steps')} steps, ${sum('taken')} of them taken over with an open plan, ` +
        `${Math.round((performance.now() - begun) / 1000)} s\n${JSON.stringify(FOUND, null, 1)}`,
    );
    expect(sum('kills')).toBeGreaterThanOrEqual(wanted);
    expect(Object.entries(FOUND).filter(([, count]) => count === 0)).toEqual([]);
  }),
  600_000,
);

test(
  'of two publishers the second refuses while the first lives, and takes over when it is dead',
  seeded(async (next) => {
    const root = temporary();
    const story = new Story(root, server, next);
    const to = path.join(root, 'to');
    for (let round = 0; round < rounds(8); round += 1) {
      const { job } = await story.turn();
      const first = new Process(driver, { ...job, to });
      await first.comesTo('open');
      await first.killAfter(next() * 40, 'SIGSTOP');
      expect(first.isRunning).toBe(true);
      const second = await server.run({ ...job, to });
      expect(second).toMatchObject({ isOurs: true, error: expect.stringContaining('另一个发布程序正在写') });
      await first.killAfter(0);
      expect((await first.ended).killed).toBe(true);
      stateOf(to, story.chapters);
      expect(await server.run({ ...job, to })).not.toHaveProperty('error');
      expectUndisturbed(to, story.last);
    }
  }),
);

test(
  'of those that begin at one moment, over the lock of a dead one too, one publishes and the others refuse or find it done',
  seeded(async (next) => {
    const root = temporary();
    const story = new Story(root, server, next);
    const to = path.join(root, 'to');
    for (let round = 0; round < rounds(6); round += 1) {
      const { job } = await story.turn();
      const dead = new Process(driver, { ...job, to });
      await dead.comesTo('open');
      await dead.killAfter(next() * 20);
      await dead.ended;
      const all = await Promise.all([0, 1, 2].map(() => new Process(driver, { ...job, to }).ended));
      const errors = all.flatMap(({ done }) => done?.error ?? []);
      expect(errors.filter((error) => !error.startsWith('另一个发布程序正在写'))).toEqual([]);
      expect(errors.length).toBeLessThan(3);
      expectUndisturbed(to, story.last);
    }
  }),
);
