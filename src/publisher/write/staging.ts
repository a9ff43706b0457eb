import {
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {
  type ArticleDocument,
  type ArticleId,
  type ContentHash,
  isNamedByContent,
  isWithdrawn,
  paths,
  type WithdrawnDocument,
} from '../../feed';
import { hasCode } from '../errors';
import { contentName } from '../hash';
import { Spool } from './spool';

/*
 * Atomic publishing. Everything new is written to `.staging/` inside the feed's folder (same file system, so that a
 * rename is atomic). The commit of the memory, which holds the plan of what moves and what goes, is the point of no
 * return: before it, a dead run leaves the old feed untouched; after it, whoever comes next carries the plan out to
 * its end. README.md beside this file says why.
 *
 * Synchronous calls: a feed is thousands of small files, and a trip through the thread pool for each costs
 * more than the work (ten thousand articles: 20 s less).
 */

const FOLDER = '.staging';
const SPOOL = 'spool';

/** Readers come in by these, so that they move last, in this order. */
const LAST: readonly string[] = [paths.full, paths.head];

/** 0 moves first: files named by content, which nobody can ask for yet; then documents; then what leads to them. */
function turn(name: string): number {
  return isNamedByContent(name) ? 0 : 2 + LAST.indexOf(name);
}

export class Staging {
  /** Texts of this run that are read again before it ends. */
  readonly spool: Spool;
  private readonly moves = new Set<string>();
  private readonly removes = new Set<string>();
  private readonly folders = new Set<string>();
  /** Which folders the feed has: of what is to be in one that is not there nothing need be looked for. */
  private readonly published = new Map<string, boolean>();

  private constructor(
    readonly feed: string,
    /** Whether copies are hard links. */
    private readonly link = false,
    spool = SPOOL,
  ) {
    this.spool = new Spool(path.join(feed, FOLDER, spool));
  }

  /** Opens the staging area of a feed: throws away what a dead run left there without a plan. */
  static open(feed: string, { link = false } = {}): Staging {
    rmSync(path.join(feed, FOLDER), { recursive: true, force: true });
    return new Staging(feed, link);
  }

  /**
   * The staging area that another thread of this run has opened: what is staged here is adopted there.
   * @param name tells its spool apart
   */
  static beside(feed: string, name: string): Staging {
    return new Staging(feed, false, `${SPOOL}.${name}`);
  }

  /** Takes over what was staged beside. */
  adopt(names: Iterable<string>): void {
    for (const name of names) {
      this.moves.add(name);
      this.removes.delete(name);
    }
  }

  /** Number of files that the run writes and removes. */
  get counts(): { written: number; removed: number } {
    return { written: this.moves.size, removed: this.removes.size };
  }

  /**
   * Stages a file that is named by its content, unless it is there; returns its hash. A file of another size under
   * the name is a damaged one, and is exchanged.
   */
  put(pathOf: (hash: ContentHash) => string, data: string | Buffer): ContentHash {
    const bytes = Buffer.from(data as string);
    const hash = contentName(bytes);
    const name = pathOf(hash);
    this.removes.delete(name);
    if (!this.moves.has(name) && this.sizeOf(name) !== bytes.length) this.write(name, bytes);
    return hash;
  }

  /** Stages a copy of a file that is named by its content, unless it is there. */
  copy(name: string, from: string): void {
    this.removes.delete(name);
    if (this.moves.has(name) || this.sizeOf(name) >= 0) return;
    if (!this.link || !linked(from, this.target(name)))
      // The blocks are shared where the file system can.
      copyFileSync(from, this.target(name), constants.COPYFILE_FICLONE);
    this.moves.add(name);
  }

  /** Stages a file unless readers see these bytes already; returns whether it did. */
  writeChanged(name: string, data: string | Buffer): boolean {
    const bytes = typeof data === 'string' ? Buffer.from(data) : data;
    if (this.hasFolderOf(name) && readBytes(path.join(this.feed, name))?.equals(bytes)) {
      this.removes.delete(name);
      this.discard(name);
      return false;
    }
    this.write(name, bytes);
    return true;
  }

  private hasFolderOf(name: string): boolean {
    const folder = path.dirname(name);
    let has = this.published.get(folder);
    if (has === undefined) {
      has = existsSync(path.join(this.feed, folder));
      this.published.set(folder, has);
    }
    return has;
  }

  /** Bytes of a published file; -1 where there is none. */
  private sizeOf(name: string): number {
    if (!this.hasFolderOf(name)) return -1;
    return statSync(path.join(this.feed, name), { throwIfNoEntry: false })?.size ?? -1;
  }

  private write(name: string, data: Buffer): void {
    writeFileSync(this.target(name), data);
    this.moves.add(name);
    this.removes.delete(name);
  }

  private target(name: string): string {
    const file = path.join(this.feed, FOLDER, name);
    this.folder(path.dirname(file));
    return file;
  }

  /** Stages the removal of a file; one that is only staged is forgotten. */
  remove(name: string): void {
    this.discard(name);
    if (existsSync(path.join(this.feed, name))) this.removes.add(name);
  }

  /** A text as it will be after the commit; null when there is none. */
  read(name: string): string | null {
    if (this.removes.has(name)) return null;
    return readBytes(this.fileOf(name))?.toString('utf8') ?? null;
  }

  /** The document of an article as it will be after the commit; null where there is none, or a notice. */
  document(id: ArticleId): ArticleDocument | null {
    const text = this.read(paths.article(id));
    if (text === null) return null;
    const found = JSON.parse(text) as ArticleDocument | WithdrawnDocument;
    return isWithdrawn(found) ? null : found;
  }

  /** Where the bytes of a file lie now, staged or published. */
  private fileOf(name: string): string {
    return this.moves.has(name) ? path.join(this.feed, FOLDER, name) : path.join(this.feed, name);
  }

  private discard(name: string): void {
    if (this.moves.delete(name)) rmSync(path.join(this.feed, FOLDER, name), { force: true });
  }

  /** What the commit is to do, in its order. */
  get plan(): { moves: string[]; removes: string[] } {
    const moves = [...this.moves].sort((a, b) => turn(a) - turn(b) || (a < b ? -1 : 1));
    return { moves, removes: [...this.removes].sort() };
  }

  /** Gives the staging area back; staged files with it, unless a plan is open that needs them. */
  close({ isOpen = false } = {}): void {
    this.spool.close();
    if (!isOpen) rmSync(path.join(this.feed, FOLDER), { recursive: true, force: true });
  }

  private folder(folder: string): void {
    if (this.folders.has(folder)) return;
    mkdirSync(folder, { recursive: true });
    this.folders.add(folder);
  }
}

/** Makes a hard link; false where the file system has none, or not between these two folders. */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP', 'ENOSYS'].some((code) => hasCode(error, code))) return false;
    throw error;
  }
}

/** Moves in what is staged under a name. What is not there was moved by the run that died. */
function move(feed: string, name: string): void {
  try {
    renameSync(path.join(feed, FOLDER, name), path.join(feed, name));
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}

/**
 * Moves a folder in as a whole where the feed has none of its name: what a first publication staged for it, and
 * nothing else, lies there. Else sees to it that its files can be moved.
 */
function moveFolder(feed: string, folder: string): boolean {
  const target = path.join(feed, folder);
  if (existsSync(target)) return false;
  mkdirSync(path.dirname(target), { recursive: true });
  move(feed, folder);
  return true;
}

/** Carries a plan out to its end, or on from where a dead run stopped. A run that stages nothing touches nothing. */
export function carryOut(
  feed: string,
  { moves, removes }: { moves: readonly string[]; removes: readonly string[] },
): void {
  /** Whether all that is staged for a folder is there by now. */
  const isWhole = new Map<string, boolean>();
  for (const name of moves) {
    const folder = path.dirname(name);
    if (!isWhole.has(folder)) isWhole.set(folder, moveFolder(feed, folder));
    if (!isWhole.get(folder)) move(feed, name);
  }
  for (const name of removes) rmSync(path.join(feed, name), { force: true });
}

function readBytes(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}
