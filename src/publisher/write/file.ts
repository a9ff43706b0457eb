import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Folders that are known to exist: making sure of one for each file would double the calls. */
const made = new Set<string>();

function make(folder: string): void {
  if (made.has(folder) && existsSync(folder)) return;
  mkdirSync(folder, { recursive: true });
  made.add(folder);
}

/**
 * Writes a file so that nobody ever sees half of it: elsewhere, then moved in.
 * @param parts folder of the same file system where half files may stay when the process dies
 */
export function writeWhole(file: string, data: string | Uint8Array, parts = path.dirname(file)): void {
  make(path.dirname(file));
  make(parts);
  const part = path.join(parts, `${path.basename(file)}.${randomBytes(4).toString('hex')}.part`);
  try {
    writeFileSync(part, data);
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}
