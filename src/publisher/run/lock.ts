import { hostname } from 'node:os';
import path from 'node:path';
import { PublisherError, quietly } from '../errors';
import { lockFile } from '../memory/database';
import { disk } from '../write/disk';

export interface Lock {
  /** Whether the one that had it before died with it: what that wrote may not be on the disk yet. */
  isInherited: boolean;
  /** @param isSeenTo false: what the dead one wrote need not be on the disk yet, and whoever comes next is to know */
  giveBack(isSeenTo?: boolean): void;
}

/**
 * Takes the publisher's lock in a folder, as `lock.db`. It is the system's, and ends with the process however that
 * dies. `lock` beside it says who is at work; where it is found, its owner died. Throws a `PublisherError` where another
 * publisher is.
 */
export function takeLock(folder: string): Lock {
  disk.mkdirSync(folder, { recursive: true });
  const unlock = lockFile(path.join(folder, 'lock.db'));
  const note = path.join(folder, 'lock');
  if (!unlock) throw new PublisherError(`另一个发布程序正在写同一个文件夹${whoseIs(note)}。等它结束再运行`);
  // One that stays says nothing while the lock is free.
  const forget = () => quietly(() => disk.rmSync(note, { force: true }));
  let isInherited = true;
  try {
    isInherited = disk.existsSync(note);
    disk.writeFileSync(note, JSON.stringify({ pid: process.pid, host: hostname() }));
  } catch (error) {
    if (!isInherited) forget();
    unlock();
    throw error;
  }
  return {
    isInherited,
    giveBack(isSeenTo = true) {
      if (isSeenTo) forget();
      unlock();
    },
  };
}

/** Who has the lock, in brackets; empty while its owner has not said so yet. */
function whoseIs(note: string): string {
  try {
    const { pid, host } = JSON.parse(disk.readFileSync(note, 'utf8')) as { pid: number; host: string };
    return `（进程 ${pid}，主机 ${host}）`;
  } catch {
    return '';
  }
}
