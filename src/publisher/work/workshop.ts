import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { SourceError } from '../errors';
import { Local, type RunArchive } from './local';
import { LostThread, nameOf, Thread } from './thread';
import type { Hands, Prepared, SourceInput, Standing } from './types';

/** Beyond this many threads the one that takes their results is what takes the time. */
const MOST_THREADS = 4;
/** Larger sources are for the other threads: one that takes all memory ends a thread, and not the run. */
const OWN_BYTES = 1024 * 1024;
/** Fewer sources, and smaller ones, are done before a thread has started (0.4 s). */
const FEW_SOURCES = 40;
const FEW_BYTES = 8 * 1024 * 1024;
/** Sources that a thread has before it, in work or waiting: some, or as many as have so many bytes, but always two. */
const AHEAD = 8;
const HELPER_BYTES = 512 * 1024;
/** Sources begun before their turn, for each thread: done ones wait for those in front of them. */
const BEGUN = 2 * AHEAD;
/** Bytes of sources in work: a page costs some five times its bytes while it is read. */
const BYTES_AHEAD = 12 * 1024 * 1024;

export interface WorkshopOptions {
  archive: RunArchive;
  /** How many threads work, with this one; 1 is this one alone. As many as there are processors, at most four. */
  threads?: number | undefined;
  /** How many sources are done in this thread before others are started. */
  few?: number | undefined;
  /** The most that the heap of a thread may hold, in MB; for tests. */
  heap?: number | undefined;
}

interface Job {
  input: SourceInput;
  /** Size of the source in bytes. */
  bytes: number;
}

/** A job that was begun. */
interface Begun {
  work: Promise<Prepared>;
  isDone: boolean;
}

interface Helper {
  hands: Hands;
  /** How many it has to do, and bytes of their sources. */
  jobs: number;
  bytes: number;
}

/** Lets what other threads have sent come in. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Takes sources to pieces on all processors: each is loaded, archived, read and converted. What comes out is
 * plain data and the same, in the same order, whatever the number of threads. To be closed after use.
 */
export class Workshop {
  private readonly local: Local;
  private helpers: Helper[] = [];
  /** Threads that died, and what they kept with them, until it is sealed. */
  private lost: Hands[] = [];
  private hadHelpers = false;
  private next = 0;
  private bytes = 0;

  constructor(private readonly options: WorkshopOptions) {
    this.local = new Local(options.archive);
  }

  /**
   * Prepares sources, those behind the next one ahead of their turn. A source that is
   * refused, since it cannot be loaded or is malformed, says so in its turn. Throws, in its turn, what is no source's
   * fault: a `PublisherError` where the archive lost one. Once it ends, also before all were given out, nothing is in
   * work any more.
   * @param standing of a source, by its hash, perhaps before sources in front of it were given out. Without it all
   * are new, which saves the threads a question for each.
   */
  async *prepare(
    sources: AsyncIterable<SourceInput> | Iterable<SourceInput>,
    standing?: (hash: string) => Standing,
  ): AsyncGenerator<Prepared> {
    const begun: Begun[] = [];
    try {
      for await (const job of this.gathered(sources)) {
        while (begun.length > 0 && (begun[0]!.isDone || !this.canBegin(job, begun.length)))
          yield await begun.shift()!.work;
        begun.push(this.begin(job, standing));
        if (this.helpers.length > 0) await turn();
      }
      while (begun.length > 0) yield await begun.shift()!.work;
    } finally {
      await Promise.allSettled(begun.map(({ work }) => work));
    }
  }

  /** Whether no other thread was ever started. */
  get wasAlone(): boolean {
    return !this.hadHelpers;
  }

  /** Prepares one source. */
  one(input: SourceInput, standing?: (hash: string) => Standing): Promise<Prepared> {
    return this.work({ input, bytes: 0 }, this.leastBusy(), standing);
  }

  /** What was archived so far is whole, and can be read. Nothing may be in work. */
  async seal(): Promise<void> {
    const all = [this.local, ...this.lost.splice(0), ...this.helpers.map(({ hands }) => hands)];
    await Promise.all(all.map((hands) => hands.seal()));
  }

  /** Ends the threads. What they are at work on is given up. */
  async close(): Promise<void> {
    await Promise.all([this.local, ...this.helpers.map((one) => one.hands)].map((hands) => hands.close()));
    this.helpers = [];
  }

  /** The jobs of the sources: the first few are held back until it is known whether threads are worth while. */
  private async *gathered(sources: AsyncIterable<SourceInput> | Iterable<SourceInput>): AsyncGenerator<Job> {
    const few = this.options.few ?? FEW_SOURCES;
    const held: Job[] = [];
    let bytes = 0;
    for await (const input of sources) {
      const job = { input, bytes: sizeOf(input) };
      if (this.helpers.length > 0 || this.most === 1) {
        yield job;
        continue;
      }
      held.push(job);
      bytes += job.bytes;
      if (held.length <= few && bytes <= FEW_BYTES) continue;
      this.start();
      yield* held.splice(0);
    }
    yield* held;
  }

  private get most(): number {
    return this.options.threads ?? Math.min(availableParallelism(), MOST_THREADS);
  }

  private start(): void {
    this.hadHelpers = true;
    for (let count = 1; count < this.most; count += 1)
      this.helpers.push({ hands: this.thread(), jobs: 0, bytes: 0 });
  }

  private thread(): Thread {
    return new Thread(this.options.archive, this.options.heap);
  }

  /** Whether one more may be begun beside so many. */
  private canBegin({ bytes }: Job, begun: number): boolean {
    if (this.helpers.length === 0 || begun >= BEGUN * (this.helpers.length + 1)) return false;
    if (this.bytes > 0 && this.bytes + bytes > BYTES_AHEAD) return false;
    return bytes <= OWN_BYTES || this.free() !== undefined;
  }

  /** The other threads have always something before them; what is beyond this is done here meanwhile. */
  private begin(job: Job, standing?: (hash: string) => Standing): Begun {
    const helper = this.free() ?? (job.bytes > OWN_BYTES ? this.leastBusy() : undefined);
    const begun = { work: this.work(job, helper, standing), isDone: false };
    const done = () => {
      begun.isDone = true;
    };
    // Whoever awaits it comes later; until then a failure is nobody's.
    begun.work.then(done, done);
    return begun;
  }

  /** @param helper who does it; this thread where there is none */
  private async work(
    { input, bytes }: Job,
    helper: Helper | undefined,
    standing?: (hash: string) => Standing,
  ): Promise<Prepared> {
    if ('archived' in input && standing?.(input.archived.hash) === 'read') {
      const { hash } = input.archived;
      return { hash, name: hash, readings: null };
    }
    this.next += 1;
    const job = this.next;
    if (helper) {
      helper.jobs += 1;
      helper.bytes += bytes;
    }
    this.bytes += bytes;
    try {
      return await this.persist(job, input, helper, standing);
    } finally {
      this.bytes -= bytes;
      if (helper) {
        helper.jobs -= 1;
        helper.bytes -= bytes;
      }
    }
  }

  /** Does the work, anew where the thread that was to do it was lost before; what is refused says so. */
  private async persist(
    job: number,
    input: SourceInput,
    helper: Helper | undefined,
    standing?: (hash: string) => Standing,
  ): Promise<Prepared> {
    // Each thread that is lost takes the source with it that it died of, so that this ends.
    for (;;) {
      const hands = helper?.hands ?? this.local;
      try {
        return own(await workOf(hands, job, input, standing), helper);
      } catch (error) {
        if (error instanceof SourceError)
          return { hash: '', name: nameOf(input), readings: null, refused: error.message };
        if (!helper || !(error instanceof LostThread)) throw error;
        if (helper.hands !== hands) continue;
        this.lost.push(hands);
        helper.hands = this.thread();
      }
    }
  }

  private leastBusy(): Helper | undefined {
    let found = this.helpers[0];
    for (const one of this.helpers) if (one.jobs < found!.jobs) found = one;
    return found;
  }

  /** A helper that has room for one more. */
  private free(): Helper | undefined {
    const helper = this.leastBusy();
    if (!helper || helper.jobs >= AHEAD) return undefined;
    return helper.jobs < 2 || helper.bytes < HELPER_BYTES ? helper : undefined;
  }
}

async function workOf(
  hands: Hands,
  job: number,
  input: SourceInput,
  standing?: (hash: string) => Standing,
): Promise<Prepared> {
  if (!standing) return hands.prepare(job, input);
  const loaded = await hands.load(job, input);
  const known = standing(loaded.hash);
  if (known !== 'read') return { ...loaded, ...(await hands.read(job, known === 'new')) };
  hands.release(job);
  return loaded;
}

/**
 * What was prepared, sharing no text with its source: a string cut out of a page keeps the whole page in memory for
 * as long as it lives itself. What comes from a thread is a copy already.
 */
const own = (prepared: Prepared, helper: Helper | undefined): Prepared =>
  helper ? prepared : structuredClone(prepared);

/** How many times its gzip a page is, about. */
const INFLATED = 8;

/** Size of a source in bytes, as far as it can be told. */
function sizeOf(input: SourceInput): number {
  if ('raw' in input) return input.raw.text.length;
  if ('archived' in input) return input.archived.length * INFLATED;
  try {
    return statSync(input.file.file).size;
  } catch {
    // Whoever loads it says why.
    return 0;
  }
}
