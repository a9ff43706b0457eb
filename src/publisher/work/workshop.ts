import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Local } from './local';
import { Thread } from './thread';
import type { Hands, Prepared, SourceInput } from './types';

/** Beyond this many threads the one that takes their results is what takes the time. */
const MOST_THREADS = 4;
/** Fewer sources, and smaller ones, are done before a thread has started (0.4 s). */
const FEW_SOURCES = 40;
const FEW_BYTES = 8 * 1024 * 1024;
/** Sources begun before their turn, for each thread. */
const AHEAD = 8;
/** Bytes of sources in work: a page costs some five times its bytes while it is read. */
const BYTES_AHEAD = 12 * 1024 * 1024;

export interface WorkshopOptions {
  /** The archive's folder. */
  archive: string;
  /** How many threads work; 1 is this one alone. As many as there are processors, at most four. */
  threads?: number | undefined;
  /** How many sources are done in this thread before others are started. */
  few?: number | undefined;
}

interface Job {
  input: SourceInput;
  /** Size of the source in bytes. */
  bytes: number;
}

/**
 * Takes sources to pieces on all processors: each is loaded, archived, read and converted. What comes out is
 * plain data and the same, in the same order, whatever the number of threads. To be closed after use.
 */
export class Workshop {
  private readonly local: Local;
  private threads: { hands: Hands; jobs: number }[] = [];
  private next = 0;
  private bytes = 0;

  constructor(private readonly options: WorkshopOptions) {
    this.local = new Local(options.archive);
  }

  /**
   * Prepares sources, those behind the next one ahead of their turn. Throws, in its turn, what preparing a
   * source threw: a `PublisherError` for what cannot be loaded. Once it ends, also before all were given out,
   * nothing is in work any more.
   * @param isKnown says of a hash that its source need not be read, perhaps before sources in front of it were
   * given out. Without it every one is read, which saves the threads a question for each.
   */
  async *prepare(
    sources: AsyncIterable<SourceInput> | Iterable<SourceInput>,
    isKnown?: (hash: string) => boolean,
  ): AsyncGenerator<Prepared> {
    const begun: Promise<Prepared>[] = [];
    try {
      for await (const job of this.gathered(sources)) {
        while (begun.length > 0 && !this.hasRoom(begun.length, job.bytes)) yield await begun.shift()!;
        const work = this.work(job, isKnown);
        // Whoever awaits it comes later; until then a failure is nobody's.
        work.catch(() => {});
        begun.push(work);
      }
      while (begun.length > 0) yield await begun.shift()!;
    } finally {
      await Promise.allSettled(begun);
    }
  }

  /** Prepares one source. */
  one(input: SourceInput, isKnown?: (hash: string) => boolean): Promise<Prepared> {
    return this.work({ input, bytes: 0 }, isKnown);
  }

  /** Ends the threads. What they are at work on is given up. */
  async close(): Promise<void> {
    await Promise.all([this.local, ...this.threads.map((one) => one.hands)].map((hands) => hands.close()));
    this.threads = [];
  }

  /** The jobs of the sources: the first few are held back until it is known whether threads are worth while. */
  private async *gathered(sources: AsyncIterable<SourceInput> | Iterable<SourceInput>): AsyncGenerator<Job> {
    const few = this.options.few ?? FEW_SOURCES;
    const held: Job[] = [];
    let bytes = 0;
    for await (const input of sources) {
      const job = { input, bytes: sizeOf(input) };
      if (this.threads.length > 0 || this.most === 1) {
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
    for (let count = 0; count < this.most; count += 1)
      this.threads.push({ hands: new Thread(this.options.archive), jobs: 0 });
  }

  private hasRoom(begun: number, bytes: number): boolean {
    const places = this.threads.length * AHEAD;
    return begun < places && (this.bytes === 0 || this.bytes + bytes <= BYTES_AHEAD);
  }

  private async work({ input, bytes }: Job, isKnown?: (hash: string) => boolean): Promise<Prepared> {
    if ('archived' in input && isKnown?.(input.archived))
      return { hash: input.archived, name: input.archived, readings: null };
    this.next += 1;
    const job = this.next;
    const thread = this.leastBusy();
    const hands = thread?.hands ?? this.local;
    if (thread) thread.jobs += 1;
    this.bytes += bytes;
    try {
      if (!isKnown) return own(await hands.prepare(job, input), thread);
      const loaded = await hands.load(job, input);
      if (!isKnown(loaded.hash)) return own({ ...loaded, ...(await hands.read(job)) }, thread);
      hands.release(job);
      return loaded;
    } finally {
      this.bytes -= bytes;
      if (thread) thread.jobs -= 1;
    }
  }

  private leastBusy() {
    let found = this.threads[0];
    for (const one of this.threads) if (one.jobs < found!.jobs) found = one;
    return found;
  }
}

/**
 * What was prepared, sharing no text with its source: a string cut out of a page keeps the whole page in memory for
 * as long as it lives itself. What comes from a thread is a copy already.
 */
const own = (prepared: Prepared, thread: object | undefined): Prepared =>
  thread ? prepared : structuredClone(prepared);

/** Size of a source in bytes; 0 where it cannot be told: an archived one is a page without its program. */
function sizeOf(input: SourceInput): number {
  if ('raw' in input) return input.raw.text.length;
  if ('archived' in input) return 0;
  return statSync(input.file.file, { throwIfNoEntry: false })?.size ?? 0;
}
