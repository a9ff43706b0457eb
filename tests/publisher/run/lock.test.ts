import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { takeLock } from '../../../src/publisher/run/lock';
import { cleanUp, temporary, write } from '../support';

/*
 * A lock of whoever is dead is taken over, whatever is written beside it; that of whoever lives never is, however
 * quiet. It is the kernel's: it ends with its process, be that killed, in a container that is gone, or not reaped.
 */

const started: ChildProcess[] = [];
afterEach(() => {
  for (const one of started.splice(0)) one.kill('SIGKILL');
  cleanUp();
});

/** Takes the lock of a folder as another publisher does, and keeps it. */
const HOLD = `
  const db = new (require('libsql'))(process.argv[1]);
  db.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  console.log(process.pid);
  setInterval(() => {}, 1000);
`;

/** Starts a holder, as a child of a shell that never asks what became of it; returns its process number. */
async function holder(folder: string): Promise<number> {
  const script = `node -e "$2" "$1" & exec sleep 60`;
  const parent = spawn('sh', ['-c', script, 'sh', path.join(folder, 'lock.db'), HOLD], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PATH: `${path.dirname(process.execPath)}:${process.env.PATH}` },
  });
  started.push(parent);
  return new Promise((resolve, reject) => {
    parent.stdout!.once('data', (said) => resolve(Number(said)));
    parent.once('error', reject);
  });
}

/** What the kernel says of a process: R, S, T (stopped), Z (dead and not reaped). */
const stateOf = (pid: number): string =>
  /\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? '?';
async function until(pid: number, state: string): Promise<void> {
  while (stateOf(pid) !== state) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Takes the lock as soon as the kernel has put the dead one away: its threads end one after the other. */
async function takeSoon(folder: string): Promise<() => void> {
  for (let left = 500; ; left -= 1) {
    try {
      return takeLock(folder).giveBack;
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

const OLD = new Date('2001-01-01T00:00:00Z');

test('a note of 2001, of another host, or of a process that lives and is none of ours, keeps nobody out', () => {
  for (const note of [
    { pid: 1, host: 'gone.example.gov.cn' },
    { pid: process.pid, host: 'here' },
  ]) {
    const folder = write(temporary(), { lock: JSON.stringify(note), 'lock.db': '' });
    for (const name of ['lock', 'lock.db']) utimesSync(path.join(folder, name), OLD, OLD);
    const { giveBack: release } = takeLock(folder);
    expect(JSON.parse(readFileSync(path.join(folder, 'lock'), 'utf8'))).toMatchObject({ pid: process.pid });
    release();
    expect(existsSync(path.join(folder, 'lock'))).toBe(false);
  }
});

test('one who was killed keeps nobody out, though nobody has asked what became of it', async () => {
  const folder = temporary();
  const pid = await holder(folder);
  expect(() => takeLock(folder)).toThrow('另一个发布程序正在写同一个文件夹');
  process.kill(pid, 'SIGKILL');
  await until(pid, 'Z');
  (await takeSoon(folder))();
});

test('one who lives keeps everybody out, though it is stopped and its note is from 2001', async () => {
  const folder = temporary();
  const pid = await holder(folder);
  process.kill(pid, 'SIGSTOP');
  await until(pid, 'T');
  write(folder, { lock: JSON.stringify({ pid: 1, host: 'gone.example.gov.cn' }) });
  for (const name of ['lock', 'lock.db']) utimesSync(path.join(folder, name), OLD, OLD);
  expect(() => takeLock(folder)).toThrow('（进程 1，主机 gone.example.gov.cn）');
  process.kill(pid, 'SIGKILL');
  await until(pid, 'Z');
  (await takeSoon(folder))();
});
