import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hasCode } from '../errors';

/*
 * Atomic publishing. Everything new is written to `.staging/` inside the feed's folder (same file system,
 * so that a rename is atomic). Writing the plan is the point of no return: before it, a dead run leaves
 * the old feed untouched; after it, whoever comes next carries the plan out to its end. Moves go in the
 * order of the plan: documents and pages first, `feed.json` last, removals after that.
 */

interface Plan {
  moves: string[];
  removes: string[];
}

const FOLDER = '.staging';
const PLAN = 'plan.json';
/** What readers start from is moved last, in this order. */
const LAST = ['lists/index.json', 'search/index.json', 'feed.json'];

export class Staging {
  private readonly moves = new Set<string>();
  private readonly removes = new Set<string>();
  private readonly folders = new Set<string>();

  private constructor(private readonly feed: string) {}

  /** Opens the staging area of a feed: finishes the plan of a run that died, throws away what had no plan. */
  static async open(feed: string): Promise<Staging> {
    await mkdir(feed, { recursive: true });
    const staging = new Staging(feed);
    const plan = await readFile(path.join(feed, FOLDER, PLAN), 'utf8').catch(() => null);
    if (plan !== null) await staging.carryOut(JSON.parse(plan) as Plan);
    await rm(path.join(feed, FOLDER), { recursive: true, force: true });
    return staging;
  }

  /** Number of files that the commit will write and remove. */
  get counts(): { written: number; removed: number } {
    return { written: this.moves.size, removed: this.removes.size };
  }

  /** Stages a file, named by its path in the feed. */
  async write(name: string, data: string | Uint8Array): Promise<void> {
    const file = path.join(this.feed, FOLDER, name);
    await this.folder(path.dirname(file));
    await writeFile(file, data);
    this.moves.add(name);
    this.removes.delete(name);
  }

  /** Stages the removal of a file; one that is only staged is forgotten. */
  async remove(name: string): Promise<void> {
    await this.discard(name);
    const there = await access(path.join(this.feed, name)).then(
      () => true,
      () => false,
    );
    if (there) this.removes.add(name);
  }

  /** A file as it will be after the commit; null when there is none. */
  async read(name: string): Promise<string | null> {
    if (this.removes.has(name)) return null;
    const base = this.moves.has(name) ? path.join(this.feed, FOLDER) : this.feed;
    return readText(path.join(base, name));
  }

  /** A file as readers see it now; null when there is none. */
  live(name: string): Promise<string | null> {
    return readText(path.join(this.feed, name));
  }

  /** Stages a file unless readers see these bytes already. */
  async writeChanged(name: string, data: string | Uint8Array): Promise<void> {
    const there = await readFile(path.join(this.feed, name)).catch(() => null);
    if (there === null || !there.equals(Buffer.from(data as Uint8Array))) await this.write(name, data);
  }

  /** Takes a staged file back, because it turned out to be what is there already. */
  async discard(name: string): Promise<void> {
    if (!this.moves.delete(name)) return;
    await rm(path.join(this.feed, FOLDER, name), { force: true });
  }

  /** Moves everything in. A run that stages nothing touches nothing. */
  async commit(): Promise<void> {
    if (this.moves.size === 0 && this.removes.size === 0) return this.close();
    const first = [...this.moves].filter((name) => !LAST.includes(name)).sort();
    const plan: Plan = {
      moves: [...first, ...LAST.filter((name) => this.moves.has(name))],
      removes: [...this.removes].sort(),
    };
    const folder = path.join(this.feed, FOLDER);
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, `${PLAN}.new`), JSON.stringify(plan), { flush: true });
    await rename(path.join(folder, `${PLAN}.new`), path.join(folder, PLAN));
    await this.carryOut(plan);
    await this.close();
  }

  /** Removes what is staged, unless its plan stands: then the next run carries it out. */
  async abandon(): Promise<void> {
    if ((await readText(path.join(this.feed, FOLDER, PLAN))) === null) await this.close();
  }

  private async close(): Promise<void> {
    await rm(path.join(this.feed, FOLDER), { recursive: true, force: true });
  }

  private async carryOut(plan: Plan): Promise<void> {
    for (const name of plan.moves) {
      const target = path.join(this.feed, name);
      await this.folder(path.dirname(target));
      await rename(path.join(this.feed, FOLDER, name), target).catch((error: unknown) => {
        // Moved already by the run that died.
        if (!hasCode(error, 'ENOENT')) throw error;
      });
    }
    for (const name of plan.removes) await rm(path.join(this.feed, name), { force: true });
  }

  private async folder(folder: string): Promise<void> {
    if (this.folders.has(folder)) return;
    await mkdir(folder, { recursive: true });
    this.folders.add(folder);
  }
}

async function readText(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}
