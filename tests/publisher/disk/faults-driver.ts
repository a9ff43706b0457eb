import childProcess from 'node:child_process';
import fs from 'node:fs';
import { createInterface } from 'node:readline';
import { bundleFeed } from '../../../src/publisher/commands/bundle';
import { restore, withdraw } from '../../../src/publisher/commands/edit';
import { publish } from '../../../src/publisher/commands/publish';
import { rebuild } from '../../../src/publisher/commands/rebuild';
import { sync } from '../../../src/publisher/commands/sync';
import { PublisherError } from '../../../src/publisher/errors';
import type { Report } from '../../../src/publisher/report';
import { AccountClient } from '../../../src/publisher/source/account/client';
import { APP_ID, FakeAccount, SECRET } from '../commands/fake-account';
import type { Call, Fault, Outcome, Task } from './faults-process';

/*
 * The publisher as a process of its own, bundled by faults-process.ts: a run for each line of its standard input, and a
 * line for what became of it. The calls of Node's that it makes on files are counted, and one of them fails, as the
 * system's would. The memory's own calls are made by native code and are none of these (faults.c).
 */

const SYNC = [
  ...['appendFileSync', 'closeSync', 'copyFileSync', 'existsSync', 'fstatSync', 'fsyncSync', 'ftruncateSync'],
  ...['linkSync', 'mkdirSync', 'openSync', 'readFileSync', 'readSync', 'readdirSync', 'renameSync', 'rmSync'],
  ...['statSync', 'statfsSync', 'truncateSync', 'writeFileSync', 'writeSync'],
] as const;
const ASYNC = ['mkdir', 'readFile', 'readdir', 'realpath', 'rm', 'stat'] as const;

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'No space left on device',
  EIO: 'Input/output error',
  EMFILE: 'Too many open files',
  EACCES: 'Permission denied',
  EROFS: 'Read-only file system',
};

/** What happens to the disk during one run. */
interface Watch {
  root: string;
  fault: Fault | undefined;
  calls: Call[];
  failed?: Call;
}
let watch: Watch | null = null;
/** What is inside a call of Node's is part of it. */
let isInside = false;
const opened = new Map<unknown, string>();
const real = { ...fs };

/** The error that is this call's, if it is to fail. */
function failure(name: string, file: string | undefined, isNumber: boolean): Error | undefined {
  if (!watch || isInside || !file?.startsWith(watch.root)) return undefined;
  const { calls, fault } = watch;
  calls.push({ name, file });
  if (calls.length !== fault?.at) return undefined;
  const { code } = fault;
  watch.failed = calls.at(-1)!;
  const syscall = name.replace(/(?:File)?Sync$/, '');
  const where = isNumber ? {} : { path: file };
  return Object.assign(new Error(`${code}: ${REASONS[code]}, ${syscall}`), { code, syscall, ...where });
}

/** What a call leaves that fails in the middle. */
function half(name: string, given: readonly unknown[]): void {
  const [file, data] = given as [string, string | Uint8Array];
  const some = () => Buffer.from(data as string).subarray(0, data.length >> 1);
  isInside = true;
  try {
    if (name === 'writeFileSync') real.writeFileSync(file, some());
    if (name === 'appendFileSync') real.appendFileSync(file, some());
    if (name === 'copyFileSync') real.writeFileSync(String(data), real.readFileSync(file).subarray(0, 10));
    // Whatever it says, the number is free.
    if (name === 'closeSync') real.closeSync(given[0] as number);
  } catch {
    // It would have failed by itself.
  } finally {
    isInside = false;
  }
}

for (const name of SYNC) {
  const original = real[name] as (...given: unknown[]) => unknown;
  Object.assign(fs, {
    [name]: (...given: unknown[]) => {
      const isNumber = typeof given[0] === 'number';
      const error = failure(name, isNumber ? opened.get(given[0]) : String(given[0]), isNumber);
      // What Node makes of any error is that nothing is there.
      if (error && name === 'existsSync') return false;
      if (error) {
        half(name, given);
        throw error;
      }
      const outer = isInside;
      isInside = true;
      try {
        const result = original.apply(fs, given);
        if (name === 'openSync') opened.set(result, String(given[0]));
        if (name === 'closeSync') opened.delete(given[0]);
        return result;
      } finally {
        isInside = outer;
      }
    },
  });
}
// It has the system's own beside it.
Object.assign(fs.realpathSync, {
  native: (
    (original) =>
    (...given: Parameters<typeof original>) => {
      const error = failure('realpathSync', String(given[0]), false);
      if (error) throw error;
      return original(...given);
    }
  )(fs.realpathSync.native as (file: string) => string),
});
for (const name of ASYNC) {
  const original = fs.promises[name] as (...given: unknown[]) => Promise<unknown>;
  Object.assign(fs.promises, {
    [name]: async (...given: unknown[]) => {
      const error = failure(name, String(given[0]), false);
      if (error) throw error;
      return original.apply(fs.promises, given);
    },
  });
}
// What is flushed for real would be most of the time.
Object.assign(childProcess, {
  spawnSync: (command: string, given: string[]) => {
    const error = failure(command, given.at(-1), false) as NodeJS.ErrnoException | undefined;
    if (!error) return { status: 0, stderr: '' };
    // A process needs memory and numbers; the rest is the disk's own word.
    if (error.code === 'EMFILE')
      return { status: null, stderr: null, error: Object.assign(error, { path: command }) };
    const stderr = `sync: error syncing '${given.at(-1)}': ${REASONS[error.code!]}\n`;
    return { status: 1, stderr };
  },
});

async function work(task: Task): Promise<Report | null> {
  const { command, to, now, from = [], which = [], column, messages = [], bundle = '' } = task;
  const options = {
    ...{ to, images: true, cards: true, threads: 1, rename: true, column, now: () => now },
    codes: task.hasCodes ? { code: async (scene: string) => Buffer.from(`code ${scene}`) } : undefined,
  };
  if (command === 'publish') return publish({ ...options, from });
  if (command === 'rebuild') return rebuild(options);
  if (command === 'withdraw') return withdraw({ ...options, which });
  if (command === 'restore') return restore({ ...options, which });
  if (command === 'bundle') {
    await bundleFeed({ feed: to, to: bundle });
    return null;
  }
  const account = await FakeAccount.start();
  try {
    account.publish(...messages);
    const client = new AccountClient({
      appId: APP_ID,
      secret: SECRET,
      base: account.base,
      sleep: async () => {},
    });
    return await sync({ ...options, client });
  } finally {
    await account.stop();
  }
}

async function run(task: Task): Promise<Outcome> {
  const here: Watch = { root: task.root, fault: task.fault, calls: [] };
  watch = here;
  const told = (more: Partial<Outcome>): Outcome => {
    watch = null;
    const { calls, failed } = here;
    return { ...more, ...(task.isTraced && { calls }), ...(failed && { failed }) };
  };
  try {
    const report = await work(task);
    return told({ warnings: report?.warnings ?? [] });
  } catch (error) {
    const isOurs = error instanceof PublisherError;
    return told({ error: isOurs ? error.message : String((error as Error).stack), isOurs });
  }
}

// One after the other: whoever asks takes the answers in the order of the questions.
let turn: Promise<unknown> = Promise.resolve();
createInterface({ input: process.stdin }).on('line', (line) => {
  turn = turn.then(async () => {
    const outcome = await run(JSON.parse(line) as Task);
    real.writeSync(1, `${JSON.stringify(outcome)}\n`);
  });
});
