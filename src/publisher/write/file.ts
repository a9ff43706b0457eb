import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Folders that are known to exist: making sure of one for each file would double the calls. */
const made = new Set<string>();

/** Writes a file so that nobody ever sees half of it: beside its place, then moved in. */
export function writeWhole(file: string, data: string | Uint8Array): void {
  const folder = path.dirname(file);
  if (!made.has(folder) || !existsSync(folder)) {
    mkdirSync(folder, { recursive: true });
    made.add(folder);
  }
  const part = `${file}.${randomBytes(4).toString('hex')}.part`;
  try {
    writeFileSync(part, data);
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}
