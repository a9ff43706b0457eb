import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { folders } from '../../feed';
import { PublisherError } from '../errors';
import type { Report } from '../report';
import { Run, type RunOptions } from '../run/run';

/**
 * Makes every article anew from the archive: after a better converter, or with pictures that could not be
 * had before, or when the publisher's memory was lost. Asks WeChat for nothing but missing pictures. Removes files that nothing refers to.
 */
export async function rebuild(options: RunOptions): Promise<Report> {
  const run = await Run.open(options, { remakeAll: true });
  let names: string[];
  try {
    let count = 0;
    for await (const hash of run.archive.sources()) {
      count += 1;
      if (!run.memory.hasRead(hash)) await run.take(await run.archive.source(hash));
    }
    if (count === 0) throw new PublisherError(`${run.archive.folder} 里没有可重建的来源`);
    names = await leftovers(options.to);
  } catch (error) {
    await run.abandon();
    throw error;
  }
  return run.finish(names);
}

/** Files of the folders that hold one file or two an article. */
async function leftovers(feed: string): Promise<string[]> {
  const names: string[] = [];
  for (const folder of [folders.articles, folders.images, folders.cards, folders.codes])
    for (const name of await readdir(path.join(feed, folder)).catch(() => [])) names.push(folder + name);
  return names;
}
