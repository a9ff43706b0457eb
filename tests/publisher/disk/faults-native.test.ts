import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { rounds, seeded } from '../../support/random';
import { cleanUp, temporary } from '../support';
import { expectSame, expectUnlocked, expectWhole, expectWords } from './faults-look';
import { bundleCommandLine, bundleFaultsDriver, type Call, runCommand } from './faults-process';
import { Driver, forget, inMemory, type Scene, scenes, setUp } from './faults-world';

/*
 * The disk fails under the command line as a whole, its database included: a library that is loaded before all others
 * (faults.c) has a call of the process come to nothing, or all from one on, as on a disk that is full. The command says in
 * words which file and what mends it, and ends with 1; readers see a whole feed, and the next run comes to the end that
 * an undisturbed one comes to. In CI some of the calls of each command; with FUZZ every one.
 */

const CODES = ['ENOSPC', 'EIO', 'EMFILE', 'EACCES', 'EROFS'] as const;
const COMMANDS = ['first', 'second', 'withdraw', 'restore', 'rebuild', 'lost memory'];

const hasCompiler = process.platform === 'linux' && spawnSync('cc', ['--version']).status === 0;
const onLinux = hasCompiler || process.env.REQUIRE_BROWSER ? test : test.skip;

let cli: string;
let library: string;
let driver: Driver;

beforeAll(async () => {
  if (onLinux === test.skip) return;
  const folder = temporary();
  library = path.join(folder, 'faults.so');
  const flags = ['-shared', '-fPIC', '-O1', '-Wall', '-Werror'];
  execFileSync('cc', [...flags, '-o', library, path.join(__dirname, 'faults.c'), '-ldl']);
  cli = await bundleCommandLine(folder);
  driver = new Driver(await bundleFaultsDriver(folder));
});
afterAll(() => {
  driver?.close();
  cleanUp();
  forget();
});

/** Which calls of a process are counted, and what becomes of them. */
interface Plan {
  /** Those of the database alone. */
  isMemory: boolean;
  at?: number;
  code?: (typeof CODES)[number];
  /** Whether all behind it fail, too. */
  isRest?: boolean;
}

/** Runs a task under a plan; how it ended, and the calls that were counted. */
async function under(scene: Scene, root: string, { isMemory, at, code, isRest }: Plan) {
  const task = setUp(scene, root);
  const count = `${root}.calls`;
  rmSync(count, { force: true });
  const ended = await runCommand(cli, task, {
    LD_PRELOAD: library,
    // Sources are not the subject here: one that cannot be read is left out.
    FAULTS_BELOW: task.to,
    FAULTS_COUNT: count,
    ...(isMemory ? { FAULTS_IN: 'memory.db' } : {}),
    ...(at ? { FAULTS_AT: String(at), FAULTS_ERRNO: String(os.constants.errno[code!]) } : {}),
    ...(isRest ? { FAULTS_REST: '1' } : {}),
  });
  const calls = readFileSync(count, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): Call => {
      const [, name, file] = /^(\S+) (.*)$/.exec(line)!;
      return { name: name!, file: file! };
    });
  return { task, ended, calls };
}

/** The database takes a page that could not be read for one of zeros (memory/database.ts): of a single one nobody knows. */
const isUnseen = ({ name, file }: Call): boolean => name.startsWith('pread') && file.includes('memory.db');

async function disturb(scene: Scene, root: string, plan: Required<Plan>): Promise<'failed' | 'spared'> {
  const { task, ended, calls } = await under(scene, root, plan);
  const failed = calls[plan.at - 1];
  if (!failed) throw new Error('there were fewer calls');
  const { code, signal, out, err } = ended;
  const is = `${failed.name} ${failed.file}`;
  try {
    if (signal !== null) throw new Error(`it ended by ${signal}`);
    if (/\n\s+at /.test(err)) throw new Error(`a stack: ${err}`);
    if (code === 0) expectSame(scene, root);
    else {
      if (code !== 1 || out !== '') throw new Error(`it ended with ${code}: ${out}`);
      if (!/^[^\n]+\n$/.test(err)) throw new Error(`not one line: ${err}`);
      // Which of those that fail is told of first is left open.
      if (plan.isRest) expectWords(err, { name: 'mkdir', file: root }, plan.code);
      else expectWords(err, failed, plan.code);
      // On a disk that stays as it is nothing can be taken away.
      expectWhole(scene, root, plan.isRest);
      if (!plan.isRest) expectUnlocked(failed, root);
    }
    const again = await driver.run(task);
    if (again.error !== undefined) throw new Error(`the next run: ${again.error}`);
    expectSame(scene, root);
    return code === 0 ? 'spared' : 'failed';
  } catch (error) {
    throw new Error(`${is}: ${(error as Error).message}`);
  }
}

onLinux(
  'whichever call of the process fails, it is said, nothing is broken, and the next run is as if nothing had been',
  seeded(async (next) => {
    const begun = performance.now();
    const all = (await scenes(inMemory(), driver, false)).filter(({ name }) => COMMANDS.includes(name));
    const isAll = rounds(0) > 0;
    const plans: { scene: Scene; plan: Required<Plan> }[] = [];
    let turn = Math.floor(next() * CODES.length);
    for (const scene of all)
      for (const isMemory of [false, true]) {
        const { calls, ended } = await under(scene, path.join(inMemory(), 'whole'), { isMemory });
        expect(ended).toMatchObject({ code: 0, err: '' });
        const wanted = isAll ? calls.length : 15;
        for (let one = 0; one < wanted; one += 1) {
          // One of each stretch of the run.
          const at = 1 + Math.floor(((one + (isAll ? 0 : next())) / wanted) * calls.length);
          turn += 1;
          const plan = { isMemory, at, code: CODES[turn % CODES.length]!, isRest: turn % 3 === 0 };
          if (plan.isRest || !isUnseen(calls[at - 1]!)) plans.push({ scene, plan });
        }
      }
    const seen: Record<string, { failed: number; spared: number }> = {};
    const wrong: string[] = [];
    const lanes = [0, 1].map(async () => {
      const root = path.join(inMemory(), 'world');
      for (let one = plans.shift(); one; one = plans.shift()) {
        const { scene, plan } = one;
        const of = `${scene.name}${plan.isMemory ? ', database' : ''}`;
        seen[of] ??= { failed: 0, spared: 0 };
        try {
          seen[of][await disturb(scene, root, plan)] += 1;
        } catch (error) {
          const { at, code, isRest } = plan;
          wrong.push(
            `${of}, call ${at}${isRest ? ' and all behind' : ''}, ${code}: ${(error as Error).message}`,
          );
        }
      }
    });
    const total = plans.length;
    await Promise.all(lanes);
    console.info(
      `${total} faults under the command line, ${Math.round((performance.now() - begun) / 1000)} s: ${JSON.stringify(seen)}`,
    );
    expect(wrong).toEqual([]);
    expect(total).toBeGreaterThanOrEqual(150);
  }),
  600_000,
);
