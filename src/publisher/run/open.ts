import type { ArticleId } from '../../feed';
import type { Archive } from '../memory/archive';
import { FACT } from '../memory/facts';
import { Memory } from '../memory/memory';
import type { RunRecord, Told } from '../memory/record';
import { carryOut } from '../write/staging';
import { headOf } from './lost';

/**
 * The memory of an archive, its last run carried out to its end, with a run begun. One that the record goes beyond is
 * an older one that was put back: it is set aside, and a new one is made. What a run wrote to the record that died
 * before its commit is taken back.
 */
export function openMemory(
  archive: Archive,
  record: RunRecord,
  feed: string,
  now: number,
): { memory: Memory; isOlder: boolean } {
  const memory = Memory.open(archive.folder, now, archive.isEmpty && record.size === 0);
  try {
    const { plan } = memory;
    if (plan) {
      carryOut(feed, plan);
      memory.done();
    }
    memory.begin();
    if (memory.isNew) {
      record.cutTail(0);
      return { memory, isOlder: false };
    }
    const head = headOf(memory, feed);
    const isCurrent = head === 'published' || (head === 'missing' && memory.fact(FACT.headHash) === null);
    const { recorded } = memory;
    // One that is not what is known was lost: it is written anew, or knows more than a memory that was put back.
    if (!record.isKnown(recorded)) {
      if (isCurrent || record.size === 0) return { memory, isOlder: false };
    } else {
      const behind = record.cutTail(recorded.size);
      if (behind.length === 0) return { memory, isOlder: false };
      if (isCurrent && behind.length === 1) {
        record.cut(recorded.size);
        return { memory, isOlder: false };
      }
    }
  } catch (error) {
    memory.close();
    throw error;
  }
  memory.setAside();
  const made = Memory.open(archive.folder, now);
  made.begin();
  return { memory: made, isOlder: true };
}

/**
 * Forgets what the record says of sources that are no longer there: of the copies that are left the best one counts.
 * @returns the articles that were made of them
 */
export function missingIn(told: Told, { sources }: Memory): Set<ArticleId> {
  const missing = new Set<ArticleId>();
  const isGone = (source: string) => sources.standing(source) === 'new';
  for (const [id, { source }] of told.made) if (isGone(source)) missing.add(id);
  for (const id of missing) told.made.delete(id);
  for (const row of told.withdrawn.values()) if (row.source !== null && isGone(row.source)) row.source = null;
  return missing;
}
