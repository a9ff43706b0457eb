import type { StoredPart } from '../memory/trees';
import { endOf, startThread } from '../thread';
import type { Planned, Staging } from '../write/staging';

/** What the thread is given: the grams of article n stand in the spool at `places[2n]`, `places[2n + 1]` bytes long. */
export interface Task {
  feed: string;
  spool: string;
  places: Float64Array;
}

export interface Result {
  parts: StoredPart[];
  staged: Planned[];
}

/** MB for what dies young. */
const YOUNG = 16;
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
 * @param places where the grams of the articles stand in the spool, by number: begin and bytes of each
 * @returns null where there are too few articles
 */
export function buildApart(places: Float64Array, staging: Staging): Building | null {
  if (places.length < FEW * 2) return null;
  staging.spool.flush();
  const task: Task = { feed: staging.feed, spool: staging.spool.name, places };
  const worker = startThread('search/worker', { task }, { young: YOUNG });
  const parts = new Promise<StoredPart[]>((resolve, reject) => {
    worker.once('message', ({ parts: all, staged }: Result) => {
      staging.adopt(staged);
      resolve(all);
    });
    worker.once('error', (error) => reject(endOf(error)));
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
