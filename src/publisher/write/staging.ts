import { constants } from 'node:fs';
import path from 'node:path';
import {
  type ArticleDocument,
  type ArticleId,
  type ContentHash,
  folders,
  isNamedByContent,
  isWithdrawn,
  paths,
  type WithdrawnDocument,
} from '../../feed';
import { hasCode, PublisherError } from '../errors';
import { contentName, nameIn } from '../hash';
import { disk, noteOthers } from './disk';
import { bytesOf } from './file';
import { Spool } from './spool';

/*
 * Atomic publishing. Everything new is written to `.staging/` inside the feed's folder (same file system, so that a
 * rename is atomic). The commit of the memory, which holds the plan of what moves and what goes, is the point of no
 * return: before it, a dead run leaves what readers see untouched; after it, whoever comes next carries the plan out to
 * its end. In between, at four places, what was done is brought to the disk before the next thing is. README.md beside
 * this file says why.
 *
 * Synchronous calls: a feed is thousands of small files, and a trip through the thread pool for each costs
 * more than the work (ten thousand articles: 20 s less).
 */

export const STAGING = '.staging';
const SPOOL = 'spool';

/** Readers come in by these, so that they move last, in this order. */
const LAST: readonly string[] = [paths.full, paths.head];

/** What documents show, and nothing else is asked for by: it is in its place before the documents are. */
const SHOWN = [folders.images, folders.cards, folders.codes];
const isShown = (name: string): boolean => SHOWN.some((folder) => name.startsWith(folder));

/** 0 moves first: files named by content, which nobody can ask for yet; then documents; then what leads to them. */
function turn(name: string): number {
  return isNamedByContent(name) ? 0 : 2 + LAST.indexOf(name);
}

/** What a file is to be: bytes, and the name that its content has (hash.ts). */
export interface Planned {
  path: string;
  size: number;
  hash: ContentHash;
  /** It is there already. */
  isKept?: true;
}

/** What is to be done to a feed: files that move in, in this order; then files that go. */
export interface Plan {
  moves: Planned[];
  removes: string[];
  /** Files that were to be written, and that readers see already: nothing is done to them. */
  kept?: readonly Planned[];
}

export interface StagingOptions {
  /** Whether copies are hard links. */
  link?: boolean;
  /** Published files that are not what they should be: they count as not there. */
  wrong?: ReadonlySet<string>;
  /** Whether a run that was committed has published a file: then it was on the disk. */
  isSettled?: (name: string) => boolean;
}

export class Staging {
  /** Texts of this run that are read again before it ends. */
  readonly spool: Spool;
  private readonly moves = new Map<string, Planned>();
  private readonly kept = new Map<string, Planned>();
  private readonly removes = new Set<string>();
  private readonly folders = new Set<string>();
  /** Which folders the feed has: of what is to be in one that is not there nothing need be looked for. */
  private readonly published = new Map<string, boolean>();
  /** Files and folders that are in their place before the commit, which had none of their name there. */
  private placed: string[] = [];
  /**
   * Files that a run that was committed has published, and that are lost or damaged. They move after the commit: the
   * memory vouches for whatever stands under their names, and a power cut may leave half of what is moved before.
   */
  private readonly vouched = new Set<string>();
  /** Moves that are done before the commit. */
  private settled: ReadonlySet<string> = new Set();

  private constructor(
    readonly feed: string,
    private readonly options: StagingOptions = {},
    spool = SPOOL,
  ) {
    this.spool = new Spool(path.join(feed, STAGING, spool));
  }

  /** Opens the staging area of a feed: throws away what a dead run left there without a plan. */
  static open(feed: string, options: StagingOptions = {}): Staging {
    const folder = path.join(feed, STAGING);
    if (disk.existsSync(folder)) disk.rmSync(folder, { recursive: true });
    return new Staging(feed, options);
  }

  /**
   * The staging area that another thread of this run has opened: what is staged here is adopted there.
   * @param name tells its spool apart
   */
  static beside(feed: string, name: string): Staging {
    return new Staging(feed, {}, `${SPOOL}.${name}`);
  }

  /** Takes over what was staged beside. */
  adopt(staged: Iterable<Planned>): void {
    for (const one of staged) {
      (one.isKept ? this.kept : this.moves).set(one.path, one);
      if (!one.isKept) noteOthers([path.join(this.feed, STAGING, one.path)]);
      this.removes.delete(one.path);
    }
  }

  /** Number of files that the run writes and removes. */
  get counts(): { written: number; removed: number } {
    return { written: this.moves.size, removed: this.removes.size };
  }

  /**
   * Stages a file that is named by its content, unless it is there; returns its hash. One under its name that holds
   * something else is a damaged one, and is exchanged.
   */
  put(pathOf: (hash: ContentHash) => string, data: string | Buffer): ContentHash {
    const bytes = Buffer.from(data as string);
    const hash = contentName(bytes);
    const name = pathOf(hash);
    this.removes.delete(name);
    if (!this.moves.has(name) && !this.isThere(name, bytes)) this.write(name, bytes, hash);
    return hash;
  }

  /** Stages a copy of a file that is named by its content, unless it is there. */
  copy(name: string, from: string): void {
    this.removes.delete(name);
    if (this.moves.has(name) || this.hasWhole(name)) return;
    const { size } = disk.statSync(from);
    if (!this.options.link || !linked(from, this.target(name)))
      // The blocks are shared where the file system can.
      disk.copyFileSync(from, this.target(name), constants.COPYFILE_FICLONE);
    this.staged({ path: name, size, hash: nameIn(name) });
  }

  /** Stages a file unless readers see these bytes already; returns what it is to be. */
  writeChanged(name: string, data: string | Buffer): Planned {
    const bytes = typeof data === 'string' ? Buffer.from(data) : data;
    const hash = contentName(bytes);
    if (!this.isThere(name, bytes)) return this.write(name, bytes, hash);
    this.removes.delete(name);
    this.discard(name);
    const kept: Planned = { path: name, size: bytes.length, hash, isKept: true };
    this.kept.set(name, kept);
    return kept;
  }

  private hasFolderOf(name: string): boolean {
    const folder = path.dirname(name);
    let has = this.published.get(folder);
    if (has === undefined) {
      has = disk.existsSync(path.join(this.feed, folder));
      this.published.set(folder, has);
    }
    return has;
  }

  /** Whether readers see these bytes under a name. */
  private isThere(name: string, bytes: Buffer): boolean {
    return this.hasFolderOf(name) && bytesOf(path.join(this.feed, name))?.equals(bytes) === true;
  }

  /** Whether a file is there that is named by its content. One that nobody has vouched for is read. */
  private hasWhole(name: string): boolean {
    const { wrong, isSettled } = this.options;
    if (!this.hasFolderOf(name) || wrong?.has(name)) return false;
    const file = path.join(this.feed, name);
    if (isSettled?.(name)) return disk.existsSync(file);
    const bytes = bytesOf(file);
    return bytes !== null && contentName(bytes) === nameIn(name);
  }

  private write(name: string, data: Buffer, hash: ContentHash): Planned {
    disk.writeFileSync(this.target(name), data);
    this.kept.delete(name);
    this.removes.delete(name);
    return this.staged({ path: name, size: data.length, hash });
  }

  private staged(planned: Planned): Planned {
    this.moves.set(planned.path, planned);
    // Before the run notes that it is its own.
    if (isShown(planned.path) && this.options.isSettled?.(planned.path)) this.vouched.add(planned.path);
    return planned;
  }

  private target(name: string): string {
    const file = path.join(this.feed, STAGING, name);
    this.folder(path.dirname(file));
    return file;
  }

  /** Stages the removal of a file; one that is only staged is forgotten. */
  remove(name: string): void {
    this.discard(name);
    this.kept.delete(name);
    if (disk.existsSync(path.join(this.feed, name))) this.removes.add(name);
  }

  /** A text as it will be after the commit; null when there is none. */
  read(name: string): string | null {
    if (this.removes.has(name)) return null;
    return bytesOf(this.fileOf(name))?.toString('utf8') ?? null;
  }

  /** The document of an article as it will be after the commit; null where there is none, or a notice. */
  document(id: ArticleId): ArticleDocument | null {
    const text = this.read(paths.article(id));
    if (text === null) return null;
    try {
      const found = JSON.parse(text) as ArticleDocument | WithdrawnDocument;
      return isWithdrawn(found) ? null : found;
    } catch {
      throw new PublisherError(
        `${this.fileOf(paths.article(id))} 已损坏，读不懂。请运行 check --repair <文件夹>，会用存档重新生成它`,
      );
    }
  }

  /** Where the bytes of a file lie now, staged or published. */
  private fileOf(name: string): string {
    return this.moves.has(name) ? path.join(this.feed, STAGING, name) : path.join(this.feed, name);
  }

  private discard(name: string): void {
    if (this.moves.delete(name)) disk.rmSync(path.join(this.feed, STAGING, name), { force: true });
  }

  /** What the commit is to do, in its order. */
  get plan(): Plan {
    const moves = [...this.moves.values()].sort(
      (a, b) => turn(a.path) - turn(b.path) || (a.path < b.path ? -1 : 1),
    );
    return { moves, removes: [...this.removes].sort(), kept: [...this.kept.values()] };
  }

  /**
   * The last thing before the commit: what documents show is put in its place, where nobody can ask for it yet, and all
   * that was written is brought to the disk. So a document that comes in afterwards shows nothing that is not there.
   * @param roots folders beside the feed that the commit relies on
   * @param isAll whether others than this thread have written there
   */
  settle(roots: readonly string[], isAll: boolean): void {
    this.spool.discard();
    const shown = [...this.moves.keys()].filter((name) => isShown(name) && !this.vouched.has(name)).sort();
    this.settled = new Set(shown);
    // A folder does not move as a whole of which some is to stay.
    for (const name of new Set([...this.vouched].map((one) => path.dirname(one))))
      disk.mkdirSync(path.join(this.feed, name), { recursive: true });
    moveIn(this.feed, shown, (name) => this.placed.push(name));
    disk.sync([this.feed, ...roots], isAll);
  }

  /** What of a plan is to be moved after the commit. */
  left({ moves }: Plan): string[] {
    return moves.flatMap(({ path: name }) => (this.settled.has(name) ? [] : name));
  }

  /** Gives the staging area back; staged files with it, unless a plan is open that needs them. */
  close({ isOpen = false } = {}): void {
    this.spool.close();
    if (isOpen) return;
    for (const name of this.placed) disk.rmSync(path.join(this.feed, name), { recursive: true, force: true });
    disk.rmSync(path.join(this.feed, STAGING), { recursive: true, force: true });
  }

  /** The commit is done: what is in its place stays. */
  committed(): void {
    this.placed = [];
  }

  private folder(folder: string): void {
    if (this.folders.has(folder)) return;
    disk.mkdirSync(folder, { recursive: true });
    this.folders.add(folder);
  }
}

/** Makes a hard link; false where the file system has none, or not between these two folders. */
function linked(from: string, to: string): boolean {
  try {
    disk.linkSync(from, to);
    return true;
  } catch (error) {
    if (['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP', 'ENOSYS'].some((code) => hasCode(error, code))) return false;
    throw error;
  }
}

/** Moves in what is staged under a name. What is not there was moved before, which `unfinished` has seen to. */
function move(feed: string, name: string): void {
  try {
    disk.renameSync(path.join(feed, STAGING, name), path.join(feed, name));
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
  if (disk.existsSync(target)) return false;
  disk.mkdirSync(path.dirname(target), { recursive: true });
  move(feed, folder);
  return true;
}

/** @param came told of each file or folder that had none of its name there */
function moveIn(feed: string, names: readonly string[], came?: (name: string) => void): void {
  /** Whether all that is staged for a folder is there by now. */
  const isWhole = new Map<string, boolean>();
  for (const name of names) {
    const folder = path.dirname(name);
    if (!isWhole.has(folder)) {
      isWhole.set(folder, moveFolder(feed, folder));
      if (isWhole.get(folder)) came?.(folder);
    }
    if (isWhole.get(folder)) continue;
    if (came && !disk.existsSync(path.join(feed, name))) came(name);
    move(feed, name);
  }
}

/**
 * What a plan that a dead run left would not bring in: files that are neither staged nor in their place, with the bytes
 * that the plan says. Such a plan is not to be carried out.
 * @returns their paths, and those of all that is not in its place
 */
export function unfinished(feed: string, { moves }: Plan): { lost: string[]; pending: string[] } {
  const pending = moves.filter((one) => !isWhole(path.join(feed, one.path), one));
  const lost = pending.filter((one) => !isWhole(path.join(feed, STAGING, one.path), one));
  return { lost: lost.map((one) => one.path), pending: pending.map((one) => one.path) };
}

function isWhole(file: string, planned: Planned): boolean {
  const bytes = bytesOf(file);
  return bytes !== null && isWhat(bytes, planned);
}

/** Whether bytes are what a file is to be. */
export const isWhat = (bytes: Buffer, { size, hash }: Planned): boolean =>
  bytes.length === size && contentName(bytes) === hash;

/**
 * Carries a plan out to its end, or on from where a dead run stopped. What leads to files is on the disk after them,
 * and what it no longer leads to goes when that is. A run that stages nothing touches nothing.
 * @param pending what is not in its place; it may be all of it unless told
 */
export function carryOut(
  feed: string,
  { moves, removes }: Plan,
  pending: readonly string[] = moves.map((one) => one.path),
): void {
  // The full feed names no files that are not there yet: without a flush of its own it may be newer than the head.
  for (const isHead of [false, true]) {
    const names = pending.filter((name) => (name === paths.head) === isHead);
    if (names.length === 0) continue;
    moveIn(feed, names);
    disk.sync([feed]);
  }
  if (removes.length === 0) return;
  for (const name of removes) disk.rmSync(path.join(feed, name), { force: true });
  disk.sync([feed]);
}
