import path from 'node:path';
import type { StoredPart } from '../memory/trees';
import { startThread } from '../thread';
import type { Spooled } from '../write/spool';
import type { Staging } from '../write/staging';

/** What the thread is given: the grams of article n stand in the spool at `places[2n]`, `places[2n + 1]` bytes long. */
export interface Task {
  feed: string;
  spool: string;
  places: Float64Array;
}

export type Result = { parts: StoredPart[]; staged: string[] } | { fault: string };

/** Fewer articles are written before a thread has started. */
const FEW = 2000;

/** Every part of the index, while they are being written. To be closed, whatever came of it. */
export interface Building {
  parts: Promise<StoredPart[]>;
  close(): Promise<void>;
}

/**
 * Begins to write every part of the index in a thread of its own: a first publication has all grams before its
 * articles have their links, and a second processor that has nothing to do then.
 * @param grams where those of the articles stand in the spool, by number
 * @returns null where there are too few articles
 */
export function buildApart(grams: readonly Spooled[], staging: Staging): Building | null {
  if (grams.length < FEW) return null;
  staging.spool.flush();
  const places = new Float64Array(grams.length * 2);
  for (const [number, { at, length }] of grams.entries()) places.set([at, length], number * 2);
  const task: Task = { feed: staging.feed, spool: staging.spool.name, places };
  const worker = startThread(path.join(__dirname, 'worker.ts'), { task });
  const parts = new Promise<StoredPart[]>((resolve, reject) => {
    worker.once('message', (result: Result) => {
      if ('fault' in result) return reject(new Error(result.fault));
      staging.adopt(result.staged);
      resolve(result.parts);
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread of the search ended with ${code}`)));
  });
  // Whoever awaits it comes later; until then a failure is nobody's.
  parts.catch(() => {});
  return {
    parts,
    close: async () => {
      await worker.terminate();
    },
  };
}
