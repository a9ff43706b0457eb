import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { paths } from '../../feed';
import { hasCode } from '../errors';

/*
 * Atomic publishing. Everything new is written to `.staging/` inside the feed's folder (same file system,
 * so that a rename is atomic). Writing the plan is the point of no return: before it, a dead run leaves
 * the old feed untouched; after it, whoever comes next carries the plan out to its end. Moves go in the
 * order of the plan: documents and pages first, `feed.json` last, removals after that.
 *
 * Synchronous calls: a feed is thousands of small files, and a trip through the thread pool for each costs
 * more than the work (ten thousand articles: 20 s less).
 */

interface Plan {
  moves: string[];
  removes: string[];
}

const FOLDER = '.staging';
const PLAN = 'plan.json';
/** Characters of documents that wait in memory: two or three thousand ordinary articles. */
const DEFER_LIMIT = 24_000_000;
/** What readers start from is moved last, in this order. */
const LAST: readonly string[] = [paths.listIndex, paths.searchIndex, paths.head];

export class Staging {
  private readonly moves = new Set<string>();
  private readonly removes = new Set<string>();
  private readonly folders = new Set<string>();
  private readonly deferred = new Map<string, string>();
  private deferredLength = 0;

  private constructor(private readonly feed: string) {}

  /** Opens the staging area of a feed: finishes the plan of a run that died, throws away what had no plan. */
  static open(feed: string): Staging {
    mkdirSync(feed, { recursive: true });
    const staging = new Staging(feed);
    const plan = readText(path.join(feed, FOLDER, PLAN));
    if (plan !== null) staging.carryOut(JSON.parse(plan) as Plan);
    staging.close();
    return staging;
  }

  /** Number of files that the commit will write and remove. */
  get counts(): { written: number; removed: number } {
    return { written: this.moves.size, removed: this.removes.size };
  }

  /**
   * Stages a file that will be written once more before the commit: it waits in memory as long as there is
   * room, and goes to the disk otherwise.
   */
  defer(name: string, data: string): void {
    if (this.deferredLength + data.length > DEFER_LIMIT) {
      this.write(name, data);
      return;
    }
    this.release(name);
    this.deferred.set(name, data);
    this.deferredLength += data.length;
  }

  private release(name: string): void {
    this.deferredLength -= this.deferred.get(name)?.length ?? 0;
    this.deferred.delete(name);
  }

  /** Stages a file, named by its path in the feed. */
  write(name: string, data: string | Uint8Array): void {
    const file = path.join(this.feed, FOLDER, name);
    this.folder(path.dirname(file));
    writeFileSync(file, data);
    this.release(name);
    this.moves.add(name);
    this.removes.delete(name);
  }

  /** Stages the removal of a file; one that is only staged is forgotten. */
  remove(name: string): void {
    this.discard(name);
    if (existsSync(path.join(this.feed, name))) this.removes.add(name);
  }

  /** A file as it will be after the commit; null when there is none. */
  read(name: string): string | null {
    if (this.removes.has(name)) return null;
    const deferred = this.deferred.get(name);
    if (deferred !== undefined) return deferred;
    const base = this.moves.has(name) ? path.join(this.feed, FOLDER) : this.feed;
    return readText(path.join(base, name));
  }

  /** A file as readers see it now; null when there is none. */
  live(name: string): string | null {
    return readText(path.join(this.feed, name));
  }

  /** Stages a file unless readers see these bytes already. */
  writeChanged(name: string, data: string | Uint8Array): void {
    const there = readBytes(path.join(this.feed, name));
    if (!there?.equals(Buffer.from(data as Uint8Array))) this.write(name, data);
  }

  /** Takes a staged file back, because it turned out to be what is there already. */
  discard(name: string): void {
    this.release(name);
    if (!this.moves.delete(name)) return;
    rmSync(path.join(this.feed, FOLDER, name), { force: true });
  }

  /** Moves everything in. A run that stages nothing touches nothing. */
  commit(): void {
    for (const [name, data] of [...this.deferred]) this.write(name, data);
    if (this.moves.size === 0 && this.removes.size === 0) {
      this.close();
      return;
    }
    const first = [...this.moves].filter((name) => !LAST.includes(name)).sort();
    const plan: Plan = {
      moves: [...first, ...LAST.filter((name) => this.moves.has(name))],
      removes: [...this.removes].sort(),
    };
    const folder = path.join(this.feed, FOLDER);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, `${PLAN}.new`), JSON.stringify(plan), { flush: true });
    renameSync(path.join(folder, `${PLAN}.new`), path.join(folder, PLAN));
    this.carryOut(plan);
    this.close();
  }

  /** Removes what is staged, unless its plan stands: then the next run carries it out. */
  abandon(): void {
    if (readText(path.join(this.feed, FOLDER, PLAN)) === null) this.close();
  }

  private close(): void {
    rmSync(path.join(this.feed, FOLDER), { recursive: true, force: true });
  }

  private carryOut(plan: Plan): void {
    for (const name of plan.moves) {
      const target = path.join(this.feed, name);
      this.folder(path.dirname(target));
      try {
        renameSync(path.join(this.feed, FOLDER, name), target);
      } catch (error) {
        // Moved already by the run that died.
        if (!hasCode(error, 'ENOENT')) throw error;
      }
    }
    for (const name of plan.removes) rmSync(path.join(this.feed, name), { force: true });
  }

  private folder(folder: string): void {
    if (this.folders.has(folder)) return;
    mkdirSync(folder, { recursive: true });
    this.folders.add(folder);
  }
}

const readText = (file: string): string | null => readBytes(file)?.toString('utf8') ?? null;

function readBytes(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}
