import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type ArticleId, isArticleId, paths } from '../../feed';
import type { Memory } from '../memory/memory';

/**
 * Notes what a published feed says was withdrawn, for a memory that has lost it: an article that vanished from a
 * listing is withdrawn by no source of the archive, and must not be public again. The feed may be of an older
 * edition, or none.
 */
export function adoptWithdrawn(feed: string, memory: Memory): void {
  const head = read(feed, paths.head) as { _column?: { withdrawn?: unknown; recalled?: unknown } } | null;
  const { withdrawn, recalled } = head?._column ?? {};
  const older = typeof recalled === 'string' ? read(feed, paths.withdrawn(recalled)) : null;
  const lists = [withdrawn, (older as { withdrawn?: unknown } | null)?.withdrawn];
  const ids = lists.flatMap((one): ArticleId[] => (Array.isArray(one) ? one.filter(isArticleId) : []));
  // The last one withdrawn is the first in the head: they are noted in the order in which they went.
  for (const id of ids.reverse()) {
    const notice = read(feed, paths.article(id)) as { withdrawn?: unknown } | null;
    const time = Date.parse(String(notice?.withdrawn));
    memory.withdrawals.adopt(id, Number.isNaN(time) ? 0 : time);
  }
}

function read(feed: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(path.join(feed, name), 'utf8'));
  } catch {
    return null;
  }
}
