import { copyFileSync, existsSync, linkSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isWrittenInto } from '../commands/kills/copy';
import type { State } from './model';

/**
 * Lays a state down as folders and files. Of what nobody writes into they are links: a state costs a few milliseconds.
 * @param base where the files of the beginning lie
 * @param pool where those are put that were made since
 */
export function lay({ files, folders, database }: State, into: string, base: string, pool: string): void {
  for (const folder of [into, pool]) mkdirSync(folder, { recursive: true });
  for (const folder of folders) mkdirSync(path.join(into, folder), { recursive: true });
  for (const [name, content] of files) {
    const file = path.join(into, name);
    let from: string;
    if ('base' in content) from = path.join(base, content.base);
    else {
      from = path.join(pool, content.hash);
      if (!existsSync(from)) writeFileSync(from, content.bytes);
    }
    if (isWrittenInto(name)) copyFileSync(from, file);
    else linkSync(from, file);
  }
  const archive = folders.find((name) => /^[^/]+\.archive$/.test(name));
  if (archive && database) writeFileSync(path.join(into, archive, 'memory.db'), database);
}
