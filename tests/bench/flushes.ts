import { disk } from '../../src/publisher/write/disk';

/** What a run had flushed to the disk. */
export interface Flushes {
  calls: number;
  seconds: number;
}

/**
 * Counts what some work has flushed, at the seam.
 * @param isReal false: nothing is flushed, for the time of the same work without
 */
export async function flushesOf(work: () => Promise<unknown>, isReal = true): Promise<Flushes> {
  const { sync } = disk;
  const flushes = { calls: 0, seconds: 0 };
  disk.sync = (...given) => {
    flushes.calls += 1;
    const begun = performance.now();
    if (isReal) sync(...given);
    flushes.seconds += (performance.now() - begun) / 1000;
  };
  try {
    await work();
    return flushes;
  } finally {
    disk.sync = sync;
  }
}
