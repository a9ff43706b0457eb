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

/** MB for what dies young, as all that a page is read into does: with less, the threads collect instead of working. */
const YOUNG = 48;

/**
 * Starts a thread.
 * @param program its file
 * @param data what it finds in `workerData`
 * @param heap the most that its heap may hold, in MB
 */
export const startThread = (program: string, data: object, heap?: number): Worker =>
  new Worker(START, {
    eval: true,
    execArgv: [],
    workerData: { ...data, modules: [TSX, program] },
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG, ...(heap ? { maxOldGenerationSizeMb: heap } : {}) },
  });
