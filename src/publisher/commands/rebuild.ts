import { PublisherError } from '../errors';
import type { Report } from '../report';
import { Run, type RunOptions, type SourceInput } from '../run/run';

/**
 * Makes every article anew from the archive: after a better converter, or with pictures that could not be had
 * before, or when the publisher's memory was lost. Lists and search are cut as if everything had come at once. Asks
 * WeChat for nothing but missing pictures. What nothing refers to goes when its grace period ends.
 */
export async function rebuild(options: RunOptions): Promise<Report> {
  const run = await Run.open(options, { remakeAll: true });
  try {
    let count = 0;
    async function* unread(): AsyncGenerator<SourceInput> {
      for await (const hash of run.archive.sources()) {
        count += 1;
        if (!run.memory.hasRead(hash)) yield { archived: hash };
      }
    }
    await run.takeAll(unread());
    if (count === 0) throw new PublisherError(`${run.archive.folder} 里没有可重建的来源`);
  } catch (error) {
    await run.abandon();
    throw error;
  }
  return run.finish();
}
