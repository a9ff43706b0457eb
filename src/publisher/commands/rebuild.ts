import { PublisherError } from '../errors';
import type { Report } from '../report';
import { Run, type RunOptions } from '../run/run';

/**
 * Makes every article anew from the archive: after a better converter, or with pictures that could not be had
 * before, or when the publisher's memory was lost. Lists and search are cut as if everything had come at once. Asks
 * WeChat for nothing but missing pictures. What nothing refers to goes when its grace period ends.
 */
export async function rebuild(options: RunOptions): Promise<Report> {
  const run = await Run.open(options, { remakeAll: true });
  try {
    const count = await run.takeUnread((error, name) => run.reporter.skip(error, name));
    if (count === 0) throw new PublisherError(`${run.archive.folder} 里没有可重建的来源`);
  } catch (error) {
    await run.abandon();
    throw error;
  }
  return run.finish();
}
