import { readdirSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Every file under a folder, as `/`-separated paths in a stable order. */
export function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split('\\')
        .join('/'),
    )
    .sort();
}

/** Resolves a path the way WeChat does: `/x` from the package's root, everything else from the file that names it. */
export function resolvePath(from: string, to: string): string {
  return to.startsWith('/') ? posix.normalize(to.slice(1)) : posix.join(posix.dirname(from), to);
}
