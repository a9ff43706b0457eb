import type { Worker } from 'node:worker_threads';
import { hasCode, messageOf, PublisherError } from '../errors';
import { startThread } from '../thread';
import type { RunArchive } from './local';
import type { Hands, Prepared, Read, SourceInput } from './types';
import type { Answer, Fault, Request } from './worker';

/** MB for what dies young, as all that a page is read into does: with less, the threads collect instead of working. */
const YOUNG = 48;

interface Waiting {
  /** Of what source. */
  name: string;
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/** Has the work done in another thread. */
export class Thread implements Hands {
  private readonly worker: Worker;
  /** Requests without an answer yet, in the order in which they were sent and will be answered. */
  private readonly waiting: Waiting[] = [];
  /** Names of what is held there. */
  private readonly names = new Map<number, string>();
  private dead: Error | null = null;

  /** @param heap the most that its heap may hold, in MB; for tests */
  constructor(archive: RunArchive, heap?: number) {
    this.worker = startThread('work/worker', { archive }, { heap, young: YOUNG });
    this.worker.on('message', (answer: Answer) => this.waiting.shift()?.resolve(answer));
    this.worker.on('error', (error) => this.die(error));
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
    // What a thread kept that died is whole, and the next run puts it where it stays.
    if (this.dead) return;
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
    const [current] = this.waiting;
    this.dead ??= deathOf(cause, current?.name);
    for (const { reject } of this.waiting.splice(0)) reject(this.dead);
  }
}

const thrown = (answer: Answer): Error =>
  'fault' in answer ? errorOf(answer.fault) : new Error('a worker answered another question');

function nameOf(input: SourceInput): string {
  if ('file' in input) return input.file.name;
  return 'raw' in input ? input.raw.name : input.archived.hash;
}

/** Why a thread ended that should not have; `name` is what it was at work on. */
function deathOf(cause: Error, name: string | undefined): Error {
  if (hasCode(cause, 'ERR_WORKER_OUT_OF_MEMORY'))
    return new PublisherError(`${name ?? '来源'}：处理它时内存不够，请检查这个文件是不是一篇文章`);
  const what = name ? `at work on ${name}` : 'before it had any work';
  return new Error(`a worker died ${what}: ${messageOf(cause)}`, { cause });
}

function errorOf({ isOurs, message, stack }: Fault): Error {
  const made = isOurs ? new PublisherError(message) : new Error(message);
  if (stack) made.stack = stack;
  return made;
}
