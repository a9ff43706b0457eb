import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { sourceFiles } from './files';
import { NO_PICTURE } from './kind';

/**
 * What is about to come in from files and folders, before any is read: how many sources are new by their names, and
 * bytes of the pictures that were saved beside them. What cannot be looked at counts for nothing: whoever loads it says
 * why.
 */
export async function comingFrom(
  from: readonly string[],
  isKnown: (name: string) => boolean,
): Promise<{ sources: number; pictures: number }> {
  const coming = { sources: 0, pictures: 0 };
  for await (const { file, name } of sourceFiles(from, () => {})) {
    if (isKnown(name)) continue;
    coming.sources += 1;
    if (path.extname(file).toLowerCase() !== '.txt')
      coming.pictures += await picturesIn(`${stemOf(file)}_files`);
  }
  return coming;
}

const stemOf = (file: string): string => file.slice(0, -path.extname(file).length);

async function picturesIn(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  let bytes = 0;
  for (const name of names)
    if (!NO_PICTURE.test(name))
      bytes += await stat(path.join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      );
  return bytes;
}
