import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** Names of files that are pictures. */
export const PICTURE = /\.(?:png|jpe?g|gif|webp|svg|avif|bmp)$/i;
const MARK = '.cover.';

/**
 * Finds the covers that lie beside captured texts, `<same name>.cover.<type>`. A folder is listed once for all
 * of its texts: a new `Covers` sees what came into it since. Only folders on the way to the last one asked for
 * are remembered, since sources come folder by folder, and of them nothing but the covers.
 */
export class Covers {
  private readonly folders = new Map<string, Map<string, string>>();

  /** The name of a text's cover, the first of several in the order of their names; null where there is none. */
  async beside(file: string): Promise<string | null> {
    const folder = path.dirname(file);
    let covers = this.folders.get(folder);
    if (!covers) {
      for (const other of this.folders.keys())
        if (!folder.startsWith(other + path.sep)) this.folders.delete(other);
      covers = coversAmong(await readdir(folder));
      this.folders.set(folder, covers);
    }
    return covers.get(path.basename(file, path.extname(file))) ?? null;
  }
}

/** The first cover by the name of what it belongs to, without extension. */
function coversAmong(names: readonly string[]): Map<string, string> {
  const covers = new Map<string, string>();
  for (const name of names) {
    if (!PICTURE.test(name)) continue;
    // `a.cover.cover.png` is one of `a` and one of `a.cover`.
    for (let at = name.indexOf(MARK); at >= 0; at = name.indexOf(MARK, at + 1)) {
      const stem = name.slice(0, at);
      const other = covers.get(stem);
      if (other === undefined || name < other) covers.set(stem, name);
    }
  }
  return covers;
}
