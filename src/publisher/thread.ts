import { Worker } from 'node:worker_threads';
import { DiskError, diskFault, PublisherError, SourceError } from './errors';
import { programOf, starter } from './program.cjs';

/**
 * Starts a thread.
 * @param entry its program (program.cjs)
 * @param data what it finds in `workerData`
 * @param limits of its heap in MB: the whole of it, and what is for things that die young
 */
export const startThread = (
  entry: string,
  data: object,
  { heap, young }: { heap?: number | undefined; young: number },
): Worker =>
  new Worker(starter, {
    execArgv: [],
    workerData: { ...data, program: programOf(entry) },
    resourceLimits: { maxYoungGenerationSizeMb: young, ...(heap ? { maxOldGenerationSizeMb: heap } : {}) },
  });

/** An error as data: its class does not cross threads. */
export interface Fault {
  /** `PublisherError`, one of the disk's, or one that is a source's own; anything else is a bug. */
  kind: 'source' | 'disk' | 'publisher' | 'bug';
  /** The system's, of one of the disk's. */
  code: string;
  message: string;
  stack: string | undefined;
}

/** In the thread that threw it. */
export function faultOf(thrown: unknown): Fault {
  const error = diskFault(thrown);
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  const told = { code: '', message, stack };
  if (error instanceof DiskError) return { ...told, kind: 'disk', code: error.code };
  if (error instanceof SourceError) return { ...told, kind: 'source' };
  return { ...told, kind: error instanceof PublisherError ? 'publisher' : 'bug' };
}

const CLASSES = { source: SourceError, publisher: PublisherError, bug: Error } as const;

/** In the thread that is told of it. */
export function errorOf({ kind, code, message, stack }: Fault): Error {
  const made = kind === 'disk' ? new DiskError(code, message) : new CLASSES[kind](message);
  if (stack) made.stack = stack;
  return made;
}

/** What ended a thread, of the class that it had there: what an error has of its own does cross threads. */
export function endOf(cause: Error): Error {
  const { name, message, stack } = cause;
  const { code } = cause as { code?: unknown };
  if (name === 'PublisherError' && typeof code === 'string')
    return errorOf({ kind: 'disk', code, message, stack });
  if (name === 'PublisherError') return errorOf({ kind: 'publisher', code: '', message, stack });
  // It could not begin.
  const [system] = (code === 'ERR_WORKER_INIT_FAILED' && /\bE[A-Z]{3,}\b/.exec(message)) || [];
  const told = diskFault(system ? { code: system, syscall: '开始一个线程' } : cause);
  return told instanceof Error ? told : cause;
}
