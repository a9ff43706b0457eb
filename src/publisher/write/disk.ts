import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { DiskError, diskFault, hasCode, wordsOf } from '../errors';

/*
 * The one seam to the disk: whatever the publisher does to feed and archive, the database aside, goes through `disk`.
 * It says what fails in words, it knows what is not on the disk yet, and tests put another one in its place.
 *
 * What the kernel was given it writes in whatever order and whenever it likes: a power cut leaves any part of it. So
 * whoever needs one thing to be there before another calls `sync` in between (README.md beside this file says where).
 */

/** The calls of `node:fs` that the publisher makes; their names and arguments are Node's. */
export type Disk = Pick<
  typeof fs,
  | 'appendFileSync'
  | 'closeSync'
  | 'copyFileSync'
  | 'existsSync'
  | 'fstatSync'
  | 'ftruncateSync'
  | 'linkSync'
  | 'mkdirSync'
  | 'openSync'
  | 'readFileSync'
  | 'readSync'
  | 'readdirSync'
  | 'renameSync'
  | 'rmSync'
  | 'statSync'
  | 'statfsSync'
  | 'truncateSync'
  | 'writeFileSync'
  | 'writeSync'
> & {
  /**
   * Empties a file, or makes it, and opens it for reading and writing: one that no power cut need spare, for whoever comes
   * next throws it away, or that has somebody of its own to flush it, as a database.
   */
  openScratchSync(file: string, mode?: number): number;
  /**
   * Brings to the disk what was written, renamed and removed since the last time, all at one go. Throws a `DiskError`
   * where the disk does not take it.
   * @param roots folders in which everything lies
   * @param isAll whether others than this thread have written there
   */
  sync(roots: readonly string[], isAll?: boolean): void;
  /** Brings the bytes of one file to the disk at once: it costs as much as many writes. */
  syncFile(file: string): void;
};

/** Beyond so many files and folders one flush of the file system costs less than each by itself. */
const FEW = 100;

/** Files whose bytes, and folders whose names, are not known to be on the disk. */
class Unsynced {
  readonly files = new Set<string>();
  readonly folders = new Set<string>();
  /** Whether there are more than were kept. */
  isMore = false;

  file(name: unknown): void {
    this.files.add(String(name));
    this.limit();
  }

  /** A name came into the folder that it stands in, or left it. */
  name(name: unknown): void {
    this.folders.add(path.dirname(String(name)));
    this.limit();
  }

  moved(from: unknown, to: unknown): void {
    const [before, now] = [String(from), String(to)];
    this.name(before);
    this.name(now);
    if (this.files.delete(before)) this.files.add(now);
    // Of a folder everything in it goes along.
    if (!this.folders.has(before)) return;
    for (const set of [this.files, this.folders])
      for (const one of [...set])
        if (one === before || one.startsWith(before + path.sep)) {
          set.delete(one);
          set.add(now + one.slice(before.length));
        }
  }

  clear(): void {
    this.files.clear();
    this.folders.clear();
    this.isMore = false;
  }

  /** What is more than a few is not brought there one by one, where there is another way. */
  private limit(): void {
    if (this.files.size + this.folders.size <= FEW || !hasCommand()) return;
    this.clear();
    this.isMore = true;
  }
}

const unsynced = new Unsynced();
/** Names of the files that are open, by their numbers: an error of a number does not say which file it is about. */
const opened = new Map<unknown, string>();

/** A call of Node's that says what fails in words. `note` is told of one that was done. */
function through<K extends Exclude<keyof Disk, 'openScratchSync' | 'sync' | 'syncFile'>>(
  name: K,
  note?: (given: unknown[], result: unknown) => void,
): Disk[K] {
  const call = (...given: unknown[]) => {
    try {
      const result = (fs[name] as (...given: unknown[]) => unknown)(...given);
      note?.(given, result);
      return result;
    } catch (error) {
      throw diskFault(error, typeof given[0] === 'string' ? given[0] : opened.get(given[0]));
    }
  };
  return call as unknown as Disk[K];
}

const writes = (flags: unknown): boolean => typeof flags === 'string' && flags !== 'r';

export const disk: Disk = {
  closeSync: through('closeSync', ([number]) => opened.delete(number)),
  fstatSync: through('fstatSync'),
  readFileSync: through('readFileSync'),
  readSync: through('readSync'),
  readdirSync: through('readdirSync'),
  statSync: through('statSync'),
  statfsSync: through('statfsSync'),
  // What is written by its number is noted when it is opened.
  writeSync: through('writeSync'),
  ftruncateSync: through('ftruncateSync'),
  appendFileSync: through('appendFileSync', ([file]) => noteNew(file)),
  copyFileSync: through('copyFileSync', ([, to]) => noteNew(to)),
  linkSync: through('linkSync', ([, to]) => unsynced.name(to)),
  mkdirSync: through('mkdirSync', ([folder], first) => noteFolders(String(folder), first)),
  openSync: through('openSync', ([file, flags], number) => {
    opened.set(number, String(file));
    if (writes(flags)) noteNew(file);
  }),
  renameSync: through('renameSync', ([from, to]) => unsynced.moved(from, to)),
  rmSync: through('rmSync', ([file]) => unsynced.name(file)),
  truncateSync: through('truncateSync', ([file]) => unsynced.file(file)),
  writeFileSync: through('writeFileSync', ([file]) => noteNew(file)),

  // Node's own says of what cannot be looked at that it is not there.
  existsSync: (file) => disk.statSync(file, { throwIfNoEntry: false }) !== undefined,

  openScratchSync(file, mode) {
    try {
      const number = fs.openSync(file, 'w+', mode);
      opened.set(number, file);
      return number;
    } catch (error) {
      throw diskFault(error);
    }
  },

  sync(roots, isAll = false) {
    const { files, folders, isMore } = unsynced;
    if ((isMore || isAll) && hasCommand()) flush(roots);
    else {
      for (const file of files) fsync(file);
      // Windows flushes no folders, and needs none to be.
      if (!IS_WINDOWS) for (const folder of folders) fsync(folder, NO_SUCH_FLUSH);
    }
    unsynced.clear();
  },

  syncFile: (file) => fsync(file),
};

/** These files came from others than this process, and may not be on the disk yet: they are to be there after the next `sync`. */
export function noteOthers(files: Iterable<string>): void {
  for (const file of files) noteNew(file);
}

function noteNew(file: unknown): void {
  unsynced.file(file);
  unsynced.name(file);
}

/** @param first the outermost of the folders that were made; none were where it is undefined */
function noteFolders(folder: string, first: unknown): void {
  if (typeof first !== 'string') return;
  for (let made = path.resolve(folder); made.length >= first.length; made = path.dirname(made))
    unsynced.name(made);
}

/** What a thread has written brings it to the disk itself where nobody else can: the one that syncs does not know of it. */
export function handOver(): void {
  if (!isMainThread && !hasCommand()) disk.sync([]);
}

const IS_WINDOWS = process.platform === 'win32';
/** What file systems say that flush no folders, such as those that a virtual machine shares with its host. */
const NO_SUCH_FLUSH = ['EINVAL', 'ENOTSUP', 'ENOSYS', 'EISDIR'];

/** @param passing codes of errors that are none */
function fsync(name: string, passing: readonly string[] = []): void {
  let number: number;
  try {
    // Where reading is enough for it: a copy of a picture may be one that nobody may write to.
    number = fs.openSync(name, IS_WINDOWS ? 'r+' : 'r');
  } catch (error) {
    // It has gone since.
    if (hasCode(error, 'ENOENT')) return;
    throw diskFault(error);
  }
  try {
    try {
      fs.fsyncSync(number);
    } finally {
      fs.closeSync(number);
    }
  } catch (error) {
    if (!passing.some((code) => hasCode(error, code))) throw diskFault(error, name);
  }
}

let command: boolean | undefined;

/** Whether the system has `sync`, which flushes a whole file system (`syncfs`): Linux has. */
function hasCommand(): boolean {
  command ??=
    process.platform === 'linux' &&
    (process.env.PATH ?? '').split(path.delimiter).some((folder) => fs.existsSync(path.join(folder, 'sync')));
  return command;
}

/** What the command says of what a disk that took the bytes at first did not keep. */
const REASONS: readonly (readonly [words: string, code: string])[] = [
  ['No space left on device', 'ENOSPC'],
  ['Disk quota exceeded', 'EDQUOT'],
  ['Read-only file system', 'EROFS'],
  ['Permission denied', 'EACCES'],
  ['Too many open files in system', 'ENFILE'],
  ['Too many open files', 'EMFILE'],
  ['Cannot allocate memory', 'ENOMEM'],
];

function unflushed(said: string, roots: readonly string[]): DiskError {
  const code = REASONS.find(([words]) => said.includes(words))?.[1] ?? 'EIO';
  return new DiskError(code, wordsOf(code, `sync ${roots.join(' ')}`));
}

/** Flushes the file systems of these folders. */
function flush(roots: readonly string[]): void {
  const there = roots.filter((root) => fs.existsSync(root));
  // BusyBox may have no `-f`: then all file systems are flushed.
  for (const given of [['-f', ...there], []]) {
    const env = { ...process.env, LC_ALL: 'C' };
    const { status, error, stderr } = spawnSync('sync', given, { encoding: 'utf8', env });
    if (status === 0) return;
    if (error && !hasCode(error, 'ENOENT')) throw diskFault(error);
    const isRefused = /invalid option|unrecognized option|usage/i.test(stderr ?? '');
    if (!isRefused || given.length === 0) throw unflushed(stderr ?? '', there);
  }
}
