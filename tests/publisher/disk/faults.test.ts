import { randomNumbers, rounds, seeded } from '../../support/random';
import { cleanUp, temporary } from '../support';
import {
  expectArticles,
  expectSame,
  expectSources,
  expectUnlocked,
  expectWhole,
  expectWords,
} from './faults-look';
import { bundleFaultsDriver, type Call, type Fault, type Outcome } from './faults-process';
import { Driver, forget, inMemory, type Scene, scenes, setUp } from './faults-world';

/*
 * The disk fails at a call of a run, whichever: it is said in words that name the file and the mend, readers see a whole
 * feed, and the next run comes to the end that an undisturbed one comes to. In CI it is each kind of call in each scene;
 * with FUZZ every call, with every code.
 */

const CODES = ['ENOSPC', 'EIO', 'EMFILE', 'EACCES', 'EROFS'] as const;

let driver: string;
let lanes: Driver[];

beforeAll(async () => {
  driver = await bundleFaultsDriver(temporary());
  lanes = [new Driver(driver), new Driver(driver, false)];
});
afterAll(() => {
  for (const lane of lanes) lane.close();
  cleanUp();
  forget();
});

/** What a call is one of: names of what is named by content or by number are all the same. */
const kindOf = ({ name, file }: Call, root: string): string =>
  `${name} ${file
    .slice(root.length)
    .replace(/\.\d+\.\d+\.\d+\.part$/, '.part')
    .replace(/(?<=\/)[\w-]{8}(?:[\w-]{4})?(?=[./]|$)/g, '*')
    .replace(/\/[0-9a-zA-Z_-]{2}(?=\/|$)/g, '/*')
    .replace(/\/lists\/\w+/, '/lists/*')
    .replace(/\d+(?=[-.\w]*\.(?:html|png)$)/g, 'N')
    .replace(/\b\d{6}\.\d+\.\d+\.pack/, 'N.pack')}`;

/** Kinds of calls that were tried, in whichever scene. */
const tried = new Set<string>();
/** How much of what was tried in one scene is tried in another one. */
const AGAIN = 0.3;

/** Of each kind of call one that is tried, by its place from 1. */
function chosen(kinds: readonly string[], next: () => number): number[] {
  const places = new Map<string, number[]>();
  for (const [at, kind] of kinds.entries()) places.set(kind, [...(places.get(kind) ?? []), at + 1]);
  const some = [...places].filter(([kind]) => !tried.has(kind) || next() < AGAIN);
  for (const [kind] of some) tried.add(kind);
  return some.map(([, all]) => all[Math.floor(next() * all.length)]!).sort((a, b) => a - b);
}

/** Has one call of a scene fail, and the run repeated. Returns what was wrong with it. */
async function disturb(scene: Scene, root: string, lane: Driver, fault: Fault): Promise<Outcome> {
  const task = setUp(scene, root);
  const outcome = await lane.run({ ...task, fault });
  const { failed } = outcome;
  if (!failed) throw new Error('there were fewer calls');
  if (outcome.error !== undefined) {
    if (!outcome.isOurs) throw new Error(outcome.error);
    expectWords(outcome.error, failed, fault.code);
  }
  const isLeftOut = (outcome.warnings ?? []).some(({ message }) => message.startsWith('已跳过'));
  if (isLeftOut) expectSources(outcome, failed);
  // A call that a run can do without changes nothing.
  else if (outcome.error === undefined) expectSame(scene, root);
  else expectWhole(scene, root);
  expectUnlocked(failed, root);
  const again = await lane.run(task);
  if (again.error !== undefined) throw new Error(`the next run: ${again.error}`);
  // What was left out came in another order then.
  if (isLeftOut) await expectArticles(scene, root);
  else expectSame(scene, root);
  return outcome;
}

/** Has each call of a scene fail that is to, one after the other. */
async function eachFault(scene: Scene, lane: Driver, next: () => number) {
  const root = `${inMemory()}/world`;
  const { calls = [], error } = await lane.run({ ...setUp(scene, root), isTraced: true });
  if (error !== undefined) throw new Error(`${scene.name}, with no call that fails: ${error}`);
  expectSame(scene, root);
  const kinds = calls.map((call) => kindOf(call, root));
  const isAll = rounds(0) > 0;
  const seen = { faults: 0, spared: 0 };
  const wrong: string[] = [];
  let turn = Math.floor(next() * CODES.length);
  for (const at of isAll ? kinds.map((_, index) => index + 1) : chosen(kinds, next)) {
    turn += 1;
    for (const code of isAll ? CODES : [CODES[turn % CODES.length]!]) {
      try {
        const { error } = await disturb(scene, root, lane, { at, code });
        seen.faults += 1;
        if (error === undefined) seen.spared += 1;
      } catch (error) {
        wrong.push(`${scene.name}, call ${at}, ${kinds[at - 1]}, ${code}: ${(error as Error).message}`);
      }
    }
  }
  return { seen, wrong };
}

test(
  'whichever call of the disk fails, it is said, nothing is broken, and the next run is as if nothing had been',
  seeded(async (next) => {
    const begun = performance.now();
    const all = await scenes(inMemory(), lanes[0]!);
    const seen: Record<string, object> = {};
    const wrong: string[] = [];
    await Promise.all(
      lanes.map(async (lane, index) => {
        const own = randomNumbers(Math.floor(next() * 2 ** 32) + index);
        for (const scene of all.filter((_, at) => at % lanes.length === index)) {
          const found = await eachFault(scene, lane, own);
          seen[scene.name] = found.seen;
          wrong.push(...found.wrong);
        }
      }),
    );
    const total = Object.values(seen).reduce((sum, one) => sum + (one as { faults: number }).faults, 0);
    console.info(
      `${total} faults of the disk, ${Math.round((performance.now() - begun) / 1000)} s: ${JSON.stringify(seen)}`,
    );
    expect(wrong).toEqual([]);
    expect(total).toBeGreaterThanOrEqual(250);
  }),
  600_000,
);
