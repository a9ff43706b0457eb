import type { Worker } from 'node:worker_threads';
import { hasCode, messageOf, PublisherError, SourceError } from '../errors';
import { Archive } from '../memory/archive';
import { endOf, errorOf, startThread } from '../thread';
import type { RunArchive } from './local';
import type { Hands, Prepared, Read, SourceInput } from './types';
import type { Answer, Request } from './worker';

/** MB for what dies young, as all that a page is read into does: with less, the threads collect instead of working. */
const YOUNG = 48;

interface Waiting {
  /** Of what source. */
  name: string;
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/** The thread is gone, for the sake of what another one has done to it: what waited for it can be done elsewhere. */
export class LostThread extends Error {}

/** Has the work done in another thread. */
export class Thread implements Hands {
  private readonly worker: Worker;
  /** Requests without an answer yet, in the order in which they were sent and will be answered. */
  private readonly waiting: Waiting[] = [];
  /** Names of what is held there. */
  private readonly names = new Map<number, string>();
  private dead: Error | null = null;
  /** Its number, which a thread that ended has no more. */
  private readonly number: number;

  /** @param heap the most that its heap may hold, in MB; for tests */
  constructor(
    private readonly archive: RunArchive,
    heap?: number,
  ) {
    this.worker = startThread('work/worker', { archive }, { heap, young: YOUNG });
    this.number = this.worker.threadId;
    this.worker.on('message', (answer: Answer) => this.waiting.shift()?.resolve(answer));
    this.worker.on('error', (error) => this.die(endOf(error)));
    this.worker.on('exit', (code) => this.die(new Error(`exit code ${code}`)));
  }

  async prepare(job: number, input: SourceInput): Promise<Prepared> {
    const answer = await this.ask({ ask: 'prepare', job, input }, nameOf(input));
    if ('prepared' in answer) return answer.prepared;
    throw thrown(answer);
  }

  async load(job: number, input: SourceInput): Promise<Prepared> {
    const answer = await this.ask({ ask: 'load', job, input }, nameOf(input));
    if (!('prepared' in answer)) throw thrown(answer);
    this.names.set(job, answer.prepared.name);
    return answer.prepared;
  }

  async read(job: number, keep: boolean): Promise<Read> {
    const name = this.names.get(job)!;
    this.names.delete(job);
    const answer = await this.ask({ ask: 'read', job, keep }, name);
    if ('read' in answer) return answer.read;
    throw thrown(answer);
  }

  release(job: number): void {
    this.names.delete(job);
    if (!this.dead) this.worker.postMessage({ ask: 'release', job } satisfies Request);
  }

  async seal(): Promise<void> {
    if (this.dead) {
      await this.worker.terminate();
      const { folder, run } = this.archive;
      new Archive(folder, run).adopt(this.number);
      return;
    }
    const answer = await this.ask({ ask: 'seal', job: 0 }, '存档');
    if (!('sealed' in answer)) throw thrown(answer);
  }

  async close(): Promise<void> {
    this.dead ??= new Error('closed');
    await this.worker.terminate();
  }

  private ask(request: Exclude<Request, { ask: 'release' }>, name: string): Promise<Answer> {
    if (this.dead) return Promise.reject(this.dead);
    return new Promise((resolve, reject) => {
      this.waiting.push({ name, resolve, reject });
      try {
        this.worker.postMessage(request);
      } catch (error) {
        this.waiting.pop();
        reject(error);
      }
    });
  }

  /** The first cause counts: an exit follows every error. */
  private die(cause: Error): void {
    const [current, ...others] = this.waiting.splice(0);
    const isFirst = this.dead === null;
    this.dead ??= deathOf(cause, current?.name);
    // Of what it was at work on there is more to say than that it is lost.
    current?.reject(isFirst && this.dead instanceof LostThread ? tooLarge(current.name) : this.dead);
    for (const { reject } of others) reject(this.dead);
  }
}

const thrown = (answer: Answer): Error =>
  'fault' in answer ? errorOf(answer.fault) : new Error('a worker answered another question');

/** What a source is called before it is loaded. */
export function nameOf(input: SourceInput): string {
  if ('file' in input) return input.file.name;
  return 'raw' in input ? input.raw.name : input.archived.hash;
}

/** Why a thread ended that should not have; `name` is what it was at work on. */
function deathOf(cause: Error, name: string | undefined): Error {
  if (cause instanceof PublisherError) return cause;
  const what = name ? `at work on ${name}` : 'before it had any work';
  // Without work there is no source to leave out: the next thread would die as this one did.
  if (name && hasCode(cause, 'ERR_WORKER_OUT_OF_MEMORY'))
    return new LostThread(`a worker had no memory left ${what}`, { cause });
  return new Error(`a worker died ${what}: ${messageOf(cause)}`, { cause });
}

const tooLarge = (name: string): SourceError =>
  new SourceError(`${name}：处理它时内存不够，请检查这个文件是不是一篇文章`);
