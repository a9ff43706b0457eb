import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { rounds, seeded } from '../../support/random';
import { cleanUp, temporary } from '../support';
import { bundleDriver, Server } from './kills/process';
import { expectUndisturbed, stateOf } from './kills/state';
import { type Chapter, Story } from './kills/story';

/*
 * Every state that a run's commit goes through. The publisher keeps what lies on the disk before each of its calls,
 * which is what is left where it is killed there (kill.test.ts does it for real); from each of them the next run has
 * to come to the end that an undisturbed one comes to.
 */

let driver: string;
let server: Server;

beforeAll(async () => {
  driver = await bundleDriver(temporary());
  server = new Server(driver);
});
afterAll(() => {
  server.close();
  cleanUp();
});

interface World {
  root: string;
  story: Story;
  to: string;
}

function world(next: () => number): World {
  const root = temporary();
  return { root, story: new Story(root, server, next), to: path.join(root, 'to') };
}

/** Publishes the next step to both, without disturbance. */
async function publishBoth({ story, to }: World, step?: Parameters<Story['turn']>[0]): Promise<Chapter> {
  const chapter = await story.turn(step);
  expect(await server.run({ ...chapter.job, to })).not.toHaveProperty('error');
  return chapter;
}

/** Looks at states of the last chapter's run on a feed, and has each carried to the end. */
async function eachState(
  { root, story, to }: World,
  keeping: { all: boolean; every: number },
): Promise<{ states: number; open: number; carried: number }> {
  const into = path.join(root, 'states');
  const { job } = story.last;
  expect(await server.run({ ...job, to, states: { into, ...keeping } })).not.toHaveProperty('error');
  expectUndisturbed(to, story.last);
  const seen = { states: 0, open: 0, carried: 0 };
  for (const at of numbers(into)) {
    const feed = path.join(into, String(at), 'feed');
    try {
      const state = stateOf(feed, story.chapters);
      seen.states += 1;
      if (state.plan > 0) seen.open += 1;
      if (state.plan > 0 && state.carried) seen.carried += 1;
      expect(await server.run({ ...job, to: feed })).not.toHaveProperty('error');
      expectUndisturbed(feed, story.last);
    } catch (error) {
      throw new Error(`state ${at}: ${(error as Error).message}`, { cause: error });
    }
  }
  rmSync(into, { recursive: true });
  return seen;
}

const numbers = (folder: string): number[] =>
  readdirSync(folder)
    .map(Number)
    .sort((a, b) => a - b);

const MANY = { add: 24, edit: 4, withdraw: 0 };

test(
  'from every state of a commit the next run comes to the same end',
  seeded(async (next) => {
    const begun = performance.now();
    // In CI some of them; with FUZZ every one.
    const every = (usual: number) => (rounds(0) > 0 ? 1 : usual);
    const here = world(next);
    const { story, to, root } = here;
    const seen: Record<string, object> = {};
    await publishBoth(here);
    await story.turn(MANY);
    seen.publication = await eachState(here, { all: false, every: every(4) });
    await story.turn({ add: 1, edit: 1, withdraw: 4 });
    seen.withdrawal = await eachState(here, { all: false, every: every(3) });
    await publishBoth(here, { add: 1, edit: 0, withdraw: 0 });
    await story.turn({ add: 1, edit: 0, withdraw: 0 });
    seen.sweep = await eachState(here, { all: false, every: every(2) });

    // A plan that is open, in the middle, and a next run that has other things to publish.
    const middle = path.join(root, 'middle');
    const chapter = await story.turn(MANY);
    const states = { into: middle, all: false, every: 10 };
    const { committed } = await server.run({ ...chapter.job, to, states });
    const behind = numbers(middle).filter((at) => at > committed!);
    const half = path.join(middle, String(behind[behind.length >> 1]), 'feed');
    expect(stateOf(half, story.chapters)).toMatchObject({ carried: false, committed: true });
    await story.turn({ add: 3, edit: 3, withdraw: 3 });
    seen['carrying on'] = await eachState({ root, story, to: half }, { all: true, every: every(6) });
    const total = Object.values(seen).reduce((sum, one) => sum + (one as { states: number }).states, 0);
    console.info(
      `${total} states of commits, ${Math.round((performance.now() - begun) / 1000)} s: ${JSON.stringify(seen)}`,
    );
    expect(total).toBeGreaterThanOrEqual(150);
  }),
  600_000,
);

test(
  'where the disk fails behind the commit, the next run carries on',
  seeded(async (next) => {
    const here = world(next);
    const { story, to } = here;
    await publishBoth(here);
    let failed = 0;
    for (let round = 0; round < rounds(8); round += 1) {
      const { job } = await story.turn({ add: 4, edit: 2, withdraw: 2 });
      const done = await server.run({ ...job, to, failing: 1 + Math.floor(next() * 60) });
      if (done.error) {
        expect(done.error).toContain('ENOSPC');
        expect(stateOf(to, story.chapters)).toMatchObject({ committed: true, staging: true });
        failed += 1;
      }
      expect(await server.run({ ...job, to })).not.toHaveProperty('error');
      expectUndisturbed(to, story.last);
    }
    expect(failed).toBeGreaterThan(0);
  }),
);
