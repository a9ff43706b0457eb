import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

/*
 * A worker's program is TypeScript and the project CommonJS: tsx is loaded as CommonJS and nothing else, which is
 * quicker than its ES module hooks (these start one more thread each) and does not depend on how this process was
 * started.
 */
const START = `
const { modules } = require('node:worker_threads').workerData;
for (const file of modules) require(file);
`;
const TSX = createRequire(__filename).resolve('tsx/cjs');

/**
 * Starts a thread.
 * @param program its file
 * @param data what it finds in `workerData`
 * @param limits of its heap in MB: the whole of it, and what is for things that die young
 */
export const startThread = (
  program: string,
  data: object,
  { heap, young }: { heap?: number | undefined; young: number },
): Worker =>
  new Worker(START, {
    eval: true,
    execArgv: [],
    workerData: { ...data, modules: [TSX, program] },
    resourceLimits: { maxYoungGenerationSizeMb: young, ...(heap ? { maxOldGenerationSizeMb: heap } : {}) },
  });
