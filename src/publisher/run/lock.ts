import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { hasCode, PublisherError } from '../errors';

interface Owner {
  pid: number;
  host: string;
  /** When the process started, where the system tells: a number may have been given to another since. */
  started: string;
}

/** The start time of a process as Linux counts it; empty elsewhere and for processes that are gone. */
async function startOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

async function isHeld(owner: Owner): Promise<boolean> {
  if (owner.host !== hostname()) return true;
  if (!isAlive(owner.pid)) return false;
  return owner.started === '' || owner.started === (await startOf(owner.pid));
}

function parseOwner(text: string): Owner | null {
  try {
    const value = JSON.parse(text) as Partial<Owner>;
    return typeof value.pid === 'number' && typeof value.host === 'string'
      ? { pid: value.pid, host: value.host, started: String(value.started ?? '') }
      : null;
  } catch {
    return null;
  }
}

/**
 * Takes the publisher's lock in a folder; the function returned gives it back. A lock whose process died
 * is taken over. Throws a `PublisherError` where another publisher is at work.
 */
export async function takeLock(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, 'lock');
  const mine: Owner = { pid: process.pid, host: hostname(), started: await startOf(process.pid) };
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      const handle = await open(file, 'wx');
      await handle.writeFile(JSON.stringify(mine));
      await handle.close();
      await removeStale(folder);
      return () => rm(file, { force: true });
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
    const text = await readFile(file, 'utf8').catch(() => '');
    const owner = parseOwner(text);
    // Empty: its owner is between creating and writing it, or died there.
    if (owner && (await isHeld(owner)))
      throw new PublisherError(
        `另一个发布程序正在写同一个文件夹（进程 ${owner.pid}，主机 ${owner.host}）。等它结束再运行；若确认它已不在运行，删除 ${file}`,
      );
    // Renaming is what only one of several successors can do.
    const stale = `${file}.${process.pid}.stale`;
    await rename(file, stale).catch(() => {});
    await rm(stale, { force: true });
  }
  throw new PublisherError(`拿不到发布锁 ${file}，请稍后再试`);
}

/** A successor may have died between renaming a lock away and removing it; whoever has the lock now tidies up. */
async function removeStale(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (/^lock\.\d+\.stale$/.test(name)) await rm(path.join(folder, name), { force: true });
}
