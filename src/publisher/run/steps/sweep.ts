import { folders } from '../../../feed';
import type { Memory } from '../../memory/memory';
import type { Staging } from '../../write/staging';
import { allFiles, filesIn, isOurs } from '../lost';

const BELONGINGS = [folders.images, folders.cards, folders.codes];
/** What lies there is of one article. */
const OWNED = [folders.articles, ...BELONGINGS];

/**
 * Removes pictures, cards and codes that nothing refers to, nor ever did: a run put them there that died before its
 * commit.
 */
export function dropUnpublished(feed: string, memory: Memory, staging: Staging): void {
  const known = new Set(memory.paths());
  for (const folder of BELONGINGS)
    for (const path of filesIn(feed, folder)) if (isOurs(path) && !known.has(path)) staging.remove(path);
}

/** Removes what the head has not led to for longer than the grace period. `before` in milliseconds since 1970. */
export function sweep(before: number, memory: Memory, staging: Staging): void {
  for (const path of memory.files.replacedBefore(before)) {
    staging.remove(path);
    memory.files.release(path);
  }
}

/**
 * Files of the feed's folder that nothing refers to: a head of before may, for as long as their grace period lasts.
 * Where the memory is new, nobody knows whether a withdrawn article has left them: those that show one article go now.
 */
export function noteStrays(feed: string, memory: Memory, staging: Staging): void {
  const known = new Set(memory.paths());
  for (const path of allFiles(feed)) {
    if (known.has(path)) continue;
    if (memory.isNew && OWNED.some((folder) => path.startsWith(folder))) staging.remove(path);
    else memory.files.replace(path);
  }
}
