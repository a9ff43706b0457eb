import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { hasCode, readFault, SourceError, UsageError } from '../errors';

const SOURCES = new Set(['.txt', '.html', '.htm', '.mhtml', '.mht']);

export interface SourceFile {
  file: string;
  /** The folder that pictures of this source may lie in, symbolic links resolved. */
  root: string;
  /** Path below `root`, with forward slashes: names the source in reports and, at need, its identity. */
  name: string;
}

/** What is done about a folder that cannot be looked into. */
type Refused = (error: SourceError, name: string) => void;

const refuse: Refused = (error) => {
  throw error;
};

/**
 * Every source below the given files and folders, in a fixed order (by name, so that a run does not
 * depend on the file system). Hidden folders and those of saved pages, `*_files` and `*.files`, are not looked into. Links to files are
 * followed, also those that lead nowhere: whoever loads them says so. Links to folders are not, which may lead round.
 * Throws a `UsageError` for a path that does not exist or a single file of another kind.
 * @param refused what is done about a folder that cannot be looked into; else the error is thrown
 */
export async function* sourceFiles(from: readonly string[], refused = refuse): AsyncGenerator<SourceFile> {
  for (const start of from) {
    const resolved = path.resolve(start);
    const info = await stat(resolved).catch((error: unknown) => {
      if (hasCode(error, 'ENOENT')) throw new UsageError(`找不到 ${start}，请检查 --from 的路径`);
      throw readFault(error, start);
    });
    if (info.isDirectory()) yield* walk(resolved, await realOf(resolved, start), refused);
    else if (SOURCES.has(path.extname(resolved).toLowerCase()))
      yield {
        file: resolved,
        root: await realOf(path.dirname(resolved), start),
        name: path.basename(resolved),
      };
    else throw new UsageError(`${start} 不是文章来源：需要 .html、.mhtml 或 .txt 文件，或装有它们的文件夹`);
  }
}

const realOf = (folder: string, start: string): Promise<string> =>
  realpath(folder).catch((error: unknown) => {
    throw readFault(error, start);
  });

/** Whether a folder holds what was saved with a page: beside it lies the page. Of `_files` the name is enough. */
function isOfPage(folder: string, names: ReadonlySet<string>): boolean {
  if (folder.endsWith('_files')) return true;
  const page = /^(.+)\.files$/.exec(folder)?.[1];
  return page !== undefined && ['.html', '.htm'].some((type) => names.has(page + type));
}

async function* walk(
  folder: string,
  root: string,
  refused: Refused,
  prefix = '',
): AsyncGenerator<SourceFile> {
  const name = prefix || folder;
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    const fault = readFault(error, name);
    if (!(fault instanceof SourceError)) throw fault;
    refused(fault, name);
    return [];
  });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const names = new Set(entries.map((entry) => entry.name));
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const file = path.join(folder, entry.name);
    const below = prefix + entry.name;
    const isFile = entry.isFile() || entry.isSymbolicLink();
    if (entry.isDirectory() && !isOfPage(entry.name, names)) yield* walk(file, root, refused, `${below}/`);
    else if (isFile && SOURCES.has(path.extname(entry.name).toLowerCase())) yield { file, root, name: below };
  }
}
