import path from 'node:path';
import { threadId } from 'node:worker_threads';
import { hasCode, quietly } from '../errors';
import { disk } from './disk';

/** Half files of one process do not meet. */
let next = 0;

/**
 * Writes a file so that nobody ever sees half of it: elsewhere, then moved in.
 * @param parts folder of the same file system where half files may stay when the process dies
 * @param mode who may read it
 * @param isFirm whether no power cut may leave half of it either, be it before the next flush
 */
export function writeWhole(
  file: string,
  data: string | Uint8Array,
  { parts = path.dirname(file), mode = 0o666, isFirm = false } = {},
): void {
  const part = path.join(parts, `${path.basename(file)}.${process.pid}.${threadId}.${next++}.part`);
  try {
    withFolder(part, () => disk.writeFileSync(part, data, { mode }));
    if (isFirm) disk.syncFile(part);
    withFolder(file, () => disk.renameSync(part, file));
  } catch (error) {
    quietly(() => disk.rmSync(part, { force: true }));
    throw error;
  }
}

/** What a file holds; null where there is none. */
export function bytesOf(file: string): Buffer | null {
  try {
    return disk.readFileSync(file);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

/** The folder is nearly always there: to look for it each time would double the calls. */
function withFolder(file: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
    disk.mkdirSync(path.dirname(file), { recursive: true });
    work();
  }
}
