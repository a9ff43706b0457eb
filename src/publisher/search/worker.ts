import { parentPort, workerData } from 'node:worker_threads';
import { handOver } from '../write/disk';
import { Spool } from '../write/spool';
import { Staging } from '../write/staging';
import type { Result, Task } from './apart';
import { buildParts } from './build';
import { type Grams, gramsOfBytes } from './grams';

/* What runs in the thread of the search (apart.ts). */

const { feed, spool, places } = (workerData as { task: Task }).task;

function build(): Result {
  const staging = Staging.beside(feed, 'search');
  const source = Spool.of(spool);
  const count = places.length / 2;
  // Read one behind the other into the same bytes: each is added before the next one is asked for.
  let bytes = Buffer.alloc(0);
  function* grams(): Generator<[number, Grams]> {
    for (let number = 0; number < count; number += 1) {
      const [at, length] = [places[number * 2]!, places[number * 2 + 1]!];
      if (length > bytes.length) bytes = Buffer.alloc(length * 2);
      source.readInto(bytes, { at, length });
      yield [number, gramsOfBytes(bytes.subarray(0, length))];
    }
  }
  try {
    const parts = buildParts(grams(), count, staging);
    handOver();
    return { parts, staged: staging.plan.moves };
  } finally {
    source.close();
    staging.spool.close();
  }
}

parentPort!.postMessage(build());
