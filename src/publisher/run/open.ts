import path from 'node:path';
import { type ArticleId, paths } from '../../feed';
import { quietly } from '../errors';
import type { Archive } from '../memory/archive';
import { FACT } from '../memory/facts';
import { Memory } from '../memory/memory';
import { runOf } from '../memory/pack';
import type { RunRecord, Told } from '../memory/record';
import { disk, noteOthers } from '../write/disk';
import { carryOut, unfinished } from '../write/staging';
import { headOf } from './lost';

/** What became of the plan of a run that died after its commit, where it cannot be carried out. */
export interface Broken {
  /** Files that are neither staged nor in their place as the plan says. */
  lost: string[];
  /** Everything that is not in its place: it is made again. */
  pending: ReadonlySet<string>;
  /** What is to go, when that is there. */
  removes: readonly string[];
}

export interface Opened {
  memory: Memory;
  /** Whether there was another memory, older than the record. */
  isOlder: boolean;
  broken: Broken | null;
}

/**
 * The memory of an archive, its last run carried out to its end, with a run begun. One that the record goes beyond is
 * an older one that was put back: it is set aside, and a new one is made. What a run wrote to the record that died
 * before its commit is taken back.
 */
export function openMemory(archive: Archive, record: RunRecord, feed: string, now: number): Opened {
  const memory = Memory.open(archive.folder, now, archive.isEmpty && record.size === 0);
  try {
    const broken = carryOn(memory, feed);
    const opened: Opened = { memory, isOlder: false, broken };
    memory.begin();
    if (memory.isNew) {
      record.cutTail(0);
      return opened;
    }
    const head = headOf(memory, feed);
    const isCurrent =
      broken !== null || head === 'published' || (head === 'missing' && memory.fact(FACT.headHash) === null);
    const { recorded } = memory;
    // One that is not what is known was lost: it is written anew, or knows more than a memory that was put back.
    if (!record.isKnown(recorded)) {
      if (isCurrent || record.size === 0) return opened;
    } else if (record.runsBehind(recorded.size) <= (isCurrent ? 1 : 0)) {
      record.cut(recorded.size);
      return opened;
    } else record.cutTail(recorded.size);
  } catch (error) {
    quietly(() => memory.close());
    throw error;
  }
  memory.setAside();
  const made = Memory.open(archive.folder, now);
  made.begin();
  return { memory: made, isOlder: true, broken: null };
}

/** Carries the plan of a run out that died after its commit; what of it is broken, where readers are not to see it. */
function carryOn(memory: Memory, feed: string): Broken | null {
  const { plan } = memory;
  if (!plan) return null;
  const { lost, pending } = unfinished(feed, plan);
  if (lost.length > 0) return { lost, pending: new Set(pending), removes: plan.removes };
  // What the dead run had moved need not have come to the disk.
  noteOthers([...plan.moves.map((one) => one.path), ...plan.removes].map((name) => path.join(feed, name)));
  carryOut(feed, plan, pending);
  memory.done();
  return null;
}

/**
 * Which packs, of those that the memory does not know, are of runs that were committed, or were read by such.
 * @param told what the record says, for a memory that is made again
 */
export function committedBy(
  memory: Memory,
  told: Told | null,
  feed: string,
  archive: Archive,
): (pack: string) => boolean {
  if (!memory.isNew) return () => false;
  if (told)
    return (pack) => told.hasRun(runOf(pack)) || archive.linesOf(pack).some((packed) => told.wasRead(packed));
  const wasPublished = disk.existsSync(path.join(feed, paths.head));
  return () => wasPublished;
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
