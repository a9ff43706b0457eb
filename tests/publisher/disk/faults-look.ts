import { existsSync } from 'node:fs';
import path from 'node:path';
import { paths } from '../../../src/feed';
import { look } from '../commands/kills/look';
import { differences, stateOf } from '../commands/kills/state';
import { archived, contents, type Files } from '../commands/kills/story';
import { articlesOf } from '../commands/kills/whole';
import type { Call, Outcome } from './faults-process';
import type { Scene } from './faults-world';

/* What is to be seen after a fault of the disk, and after the run behind it. Each throws where it is not so. */

/** The words of a fault: Chinese, with the file, the code of the system's or the database's, and what mends it. */
export function expectWords(error: string, { name, file }: Call, code: string): void {
  if (!/[\u4e00-\u9fff]/.test(error)) throw new Error(`not in Chinese: ${error}`);
  if (!error.includes(toldOf(name, file, code))) throw new Error(`names no file: ${error}`);
  // The database has codes of its own; what Node looks at once more where a folder cannot be made says why.
  const isOther = /memory\.db|lock\.db/.test(error) ? /（SQLITE_\w+）/.test(error) : name === 'mkdir';
  if (!error.includes(code) && !isOther) throw new Error(`names no code: ${error}`);
  if (!error.includes('请')) throw new Error(`says no mend: ${error}`);
  if (/\n\s+at /.test(error)) throw new Error(`a stack: ${error}`);
}

/** How a file is told of. */
function toldOf(name: string, file: string, code: string): string {
  // Of what is given it is by its name below what was given.
  if (file.includes('/inbox-')) return path.basename(file);
  if (name === 'sync' && code === 'EMFILE') return name;
  // The journal is the database's own business.
  return file.replace(/-journal$/, '');
}

/** What is said of a source that is left out, or of what lay beside it. */
export function expectSources({ warnings = [] }: Outcome, { file }: Call): void {
  // A folder of sources is told by what was looked for in it.
  const name = /\/inbox-\d$/.test(file) ? '所在的文件夹' : path.basename(file);
  const words = warnings.map(({ article, message }) => `${article}：${message}`);
  if (!words.some((one) => one.includes(name) || one.includes(file)))
    throw new Error(`no warning names ${name}: ${words.join('; ')}`);
}

/**
 * Readers see the whole feed, of before or of the run; nothing else lies there but what a plan is to bring in.
 * @param isLeft whether what was staged, or in its place before the commit, could not be taken away
 */
export function expectWhole({ chapters }: Scene, root: string, isLeft = false): void {
  const feed = path.join(root, 'feed');
  const { head, plan, sound } = look(`${feed}.archive`);
  // A memory that is to be made again knows no head.
  if (head !== null || chapters.length === 1) stateOf(feed, chapters);
  else if (!sound) throw new Error('the memory is damaged');
  if (plan > 0 || (isLeft && head !== null)) return;
  const files = contents(feed, isLeft ? undefined : /^$/);
  const led = chapters.find((one) => one.led.get(paths.head) === files.get(paths.head));
  const isThere = (name: string) => !isLeft || led?.folder.has(name);
  const wrong = differences(files, led?.folder ?? NOTHING).filter(isThere);
  if (wrong.length > 0) throw new Error(`${wrong.join(', ')} differ`);
}

/** Nobody has the lock, by its note; one that could not be taken away stays. */
export function expectUnlocked({ name, file }: Call, root: string): void {
  const note = path.join(root, 'feed.archive/lock');
  if (existsSync(note) && (name !== 'rmSync' || file !== note)) throw new Error('a lock is left');
}

const NOTHING: Files = new Map();

/** Calls of an account's interface count, whatever comes of them; a note of who had the lock says nothing. */
const without = (files: Files): Files =>
  new Map([...files].filter(([name]) => name !== 'lock' && !name.startsWith('calls-')));

/** Everything is as if nothing had failed: feed, archive, memory, and what was cut out. */
export function expectSame({ chapters, end }: Scene, root: string): void {
  const { folder, archive, memory } = chapters.at(-1)!;
  const feed = path.join(root, 'feed');
  const wrong = [
    ...differences(contents(feed, /^$/), folder),
    ...differences(without(archived(`${feed}.archive`)), without(archive)),
    ...differences(contents(path.join(root, 'bundle')), contents(path.join(end, 'bundle'))),
  ];
  if (wrong.length > 0) throw new Error(`after the next run ${wrong.join(', ')} differ`);
  const { dump, plan } = look(`${feed}.archive`);
  if (plan > 0) throw new Error('after the next run a plan is open');
  for (const table of new Set([...Object.keys(dump), ...Object.keys(memory)]))
    expect({ [table]: dump[table] }).toEqual({ [table]: memory[table] });
}

/** Every article is there in its edition, whenever it came. */
export async function expectArticles({ end }: Scene, root: string): Promise<void> {
  expect(await articlesOf(path.join(root, 'feed'))).toEqual(await articlesOf(path.join(end, 'feed')));
}
