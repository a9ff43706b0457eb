import { Worker } from 'node:worker_threads';
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
