import { paths } from '../../../feed';
import type { Memory } from '../../memory/memory';
import type { Staging } from '../../write/staging';
import { allFiles } from '../lost';
import { RECALLED, SEARCH } from './head';

/** Removes what the head has not led to for longer than the grace period. `before` in milliseconds since 1970. */
export function sweep(before: number, memory: Memory, staging: Staging): void {
  for (const path of memory.files.replacedBefore(before)) {
    staging.remove(path);
    memory.files.gone(path);
  }
}

/** Files of the feed's folder that nothing refers to: a head of before may, for as long as their grace period lasts. */
export function noteStrays(feed: string, memory: Memory): void {
  const known = new Set(memory.paths());
  const [search, recalled] = [memory.fact<string>(SEARCH), memory.fact<string>(RECALLED)];
  if (search) known.add(paths.search(search));
  if (recalled) known.add(paths.withdrawn(recalled));
  for (const path of allFiles(feed)) if (!known.has(path)) memory.files.replace(path);
}
