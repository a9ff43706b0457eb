import path from 'node:path';
import { paths } from '../../feed';
import { Archive, archiveFolder } from '../memory/archive';
import { Memory } from '../memory/memory';
import { RunRecord } from '../memory/record';
import type { Examination } from './examine';

/**
 * Sees to what of the archive is damaged before a repair relies on it: pictures are taken from the feed, where that has
 * a sound copy, and thrown away else, so that they are rendered again; record and memory are made of each other.
 * Whoever calls it has the lock. What it throws away is of no use to anybody: it may end at any point.
 * @returns whether a run can go on from there; it cannot where the record is damaged and there is no sound memory
 */
export function prepareRepair(feed: string, { archive: found }: Examination): boolean {
  const archive = new Archive(archiveFolder(feed));
  // Nothing else says what was withdrawn.
  if (found.isRecordDamaged && !found.hasMemory) return false;
  if (found.isMemoryDamaged) Memory.setAside(archive.folder);
  if (found.isRecordDamaged) {
    const record = new RunRecord(archive.folder);
    if (record.size > 0) record.setAside();
  }
  for (const damaged of found.damages) {
    if (damaged.what !== 'rendered') continue;
    const { hash } = damaged;
    const copies = [paths.image(hash), paths.tallImage(hash)].map((copy) => path.join(feed, copy));
    if (!copies.some((copy) => archive.recover(hash, copy))) archive.dropRendered(hash);
  }
  return true;
}
