import type { Entry } from '../memory/state';

/** Entries in the order of the archive: oldest first, ids deciding within one second. */
export const inOrder = (entries: readonly Entry[]): Entry[] =>
  [...entries].sort((a, b) => a.published - b.published || (a.id < b.id ? -1 : 1));
