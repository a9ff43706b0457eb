import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import Libsql from 'libsql';
import { restore } from '../../../../src/publisher/commands/edit';
import { publish } from '../../../../src/publisher/commands/publish';
import { rebuild } from '../../../../src/publisher/commands/rebuild';
import { Database } from '../../../../src/publisher/memory/database';
import { Memory } from '../../../../src/publisher/memory/memory';
import { disk } from '../../../../src/publisher/write/disk';
import { packedLog } from '../../disk/log';
import { Recorder } from '../../disk/recorder';
import { copy } from './copy';
import type { Disturbed, Done, Job, Keeping, Recording } from './process';

/*
 * The publisher as a process of its own, bundled by process.ts.
 *
 *   driver once <job>   one run; says on its standard output what it comes to, so that it can be killed there
 *   driver serve        a run for each line of its standard input, and a line for what became of it
 *   driver serve hurried   the same, and nothing waits for the disk
 */

const FEED_CALLS = ['renameSync', 'rmSync', 'mkdirSync', 'writeFileSync', 'copyFileSync'] as const;

async function run({ now, restored, isRebuild, ...job }: Job): Promise<Done> {
  try {
    const options = {
      ...job,
      images: true,
      cards: true,
      // A bundle has no programs of threads. They end with their process, and what they write is whole or a part.
      threads: 1,
      codes: { code: async (scene: string) => Buffer.from(`code ${scene}`) },
      now: () => now,
    };
    if (restored) return { report: await restore({ ...options, which: restored }) };
    return { report: await (isRebuild ? rebuild(options) : publish(options)) };
  } catch (error) {
    const { name, message, stack } = error as Error;
    return { error: name === 'PublisherError' ? message : String(stack), isOurs: name === 'PublisherError' };
  }
}

/** Has something called before and after the memory is committed, and with what is done to files. */
function watch(calls: {
  commit(before: boolean): void;
  file(call: string, target: string): void;
}): () => void {
  const commit = Memory.prototype.commit;
  Memory.prototype.commit = function (this: Memory, ...given) {
    calls.commit(true);
    commit.apply(this, given);
    calls.commit(false);
  };
  const replaced = FEED_CALLS.map((name) => {
    const original = fs[name] as (...given: unknown[]) => unknown;
    Object.assign(fs, {
      [name]: (...given: unknown[]) => {
        calls.file(name, String(given[0]));
        return original.apply(fs, given);
      },
    });
    return () => Object.assign(fs, { [name]: original });
  });
  return () => {
    Memory.prototype.commit = commit;
    for (const restore of replaced) restore();
  };
}

/**
 * A run that keeps what lies on the disk before each of its calls: what is left behind where it is killed there.
 * States are numbered folders, with `feed` and `feed.archive` in them.
 */
async function runForStates(job: Job, { into, all, every }: Keeping): Promise<Done> {
  const real = { mkdirSync: fs.mkdirSync, copyFileSync: fs.copyFileSync };
  let count = 0;
  let isOn = all;
  let committed = 0;
  const keep = (must: boolean) => {
    count += 1;
    if (!must && count % every > 0) return;
    const state = path.join(into, String(count));
    for (const end of ['', '.archive'])
      if (fs.existsSync(job.to + end)) copy(job.to + end, `${state}/feed${end}`, real);
    real.mkdirSync(`${state}/feed.archive`, { recursive: true });
  };
  const stop = watch({
    commit(before) {
      isOn = true;
      keep(true);
      if (!before) committed = count;
    },
    file(_, target) {
      if (isOn && target.startsWith(job.to)) keep(count <= committed + 2);
    },
  });
  try {
    return { ...(await run(job)), committed };
  } finally {
    stop();
  }
}

/** A run one of whose calls behind the commit fails, as on a full disk. */
async function runFailing(job: Job, at: number): Promise<Done> {
  let count = Number.NEGATIVE_INFINITY;
  const stop = watch({
    commit(before) {
      if (!before) count = 0;
    },
    file() {
      count += 1;
      if (count === at) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    },
  });
  try {
    return await run(job);
  } finally {
    stop();
  }
}

/** A run that takes down what it does to the disk. */
async function runRecorded(job: Job, { into, drop }: Recording): Promise<Done> {
  const recorder = new Recorder(job.to, drop);
  const done = await run(job);
  const log = recorder.end();
  fs.writeFileSync(into, packedLog(log));
  return done;
}

/** Nothing waits for the disk any more: what a run leaves is the same. */
function hurry(): void {
  Object.assign(disk, { sync: () => {} });
  const { exec } = Libsql.prototype;
  Libsql.prototype.exec = function (this: InstanceType<typeof Libsql>, sql: string) {
    return exec.call(this, sql.replace('synchronous = FULL', 'synchronous = OFF'));
  };
}

const [, , mode, given] = process.argv;
const say = (word: string) => fs.writeSync(1, `${word}\n`);

if (mode === 'once') {
  const said = new Set<string>();
  const once = (word: string) => {
    if (!said.has(word)) say(word);
    said.add(word);
  };
  const open = Memory.open;
  Memory.open = (...given) => {
    once('open');
    return open(...given);
  };
  // What is brought to the disk before it takes longer than the commit itself.
  const { commit } = Database.prototype;
  Database.prototype.commit = function (this: Database) {
    if (said.has('stage')) once('commit');
    commit.call(this);
  };
  watch({
    commit: (before) => before || once('committed'),
    file(call, target) {
      if (!target.includes('/.staging')) return;
      if (call === 'renameSync') once('move');
      else if (call !== 'rmSync') once('stage');
    },
  });
  const done = Memory.prototype.done;
  Memory.prototype.done = function (this: Memory) {
    done.apply(this);
    if (said.has('committed')) once('carried');
  };
  run(JSON.parse(given!) as Job).then((done) => say(JSON.stringify(done)));
} else {
  if (given === 'hurried') hurry();
  const serve = ({ states, failing, recording, ...job }: Job & Disturbed): Promise<Done> => {
    if (recording) return runRecorded(job, recording);
    if (states) return runForStates(job, states);
    return failing ? runFailing(job, failing) : run(job);
  };
  // One after the other: whoever asks takes the answers in the order of the questions.
  let turn: Promise<unknown> = Promise.resolve();
  createInterface({ input: process.stdin }).on('line', (line) => {
    turn = turn.then(async () => say(JSON.stringify(await serve(JSON.parse(line) as Job & Disturbed))));
  });
}
