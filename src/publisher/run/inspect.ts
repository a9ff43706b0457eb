import path from 'node:path';
import { folders, isArticleId, isNamedByContent, paths } from '../../feed';
import { DiskError, hasCode } from '../errors';
import { contentName, nameIn } from '../hash';
import type { Memory } from '../memory/memory';
import { disk } from '../write/disk';
import { isWhat, type Planned } from '../write/staging';
import { allFiles, isOurs } from './lost';

/** What a feed's folder is, against what the memory says that it should be. */
export interface Inspection {
  /** Files that are not there, or hold something else than they should, by their paths: what is wrong with each. */
  wrong: Map<string, string>;
  /** Those of them that the head no longer leads to, and that wait for the end of their grace period. */
  waiting: ReadonlySet<string>;
  /** Files that nothing explains, as the publisher names them. */
  strays: string[];
  /** Files in the publisher's folders that it does not name so. */
  foreign: string[];
  /** Whether the feed tells of more than the memory knows: that is of another time, or of another feed. */
  isOther: boolean;
  /** Files that were looked at. */
  files: number;
}

/** Files that are neither pictures nor pages and lie in no folder. */
const TOP = [paths.head, paths.full];

/**
 * Reads every file of a feed, once, and compares it with what it should hold: by its name, where that says so, else by
 * what the memory noted when it was published. So the closure of the head is whole where nothing is wrong: the head is
 * the one that was published, and so is everything that it leads to. No run may be at work, and no plan open.
 */
export function inspectFeed(memory: Memory, feed: string): Inspection {
  const expected = new Set([...memory.paths(), ...TOP]);
  const contents = memory.files.contents();
  const wrong = new Map<string, string>();
  const strays: string[] = [];
  const foreign: string[] = [];
  let isOther = false;
  const there = [...allFiles(feed), ...TOP.filter((name) => disk.existsSync(path.join(feed, name)))];
  for (const name of there) {
    if (!expected.delete(name)) {
      (isOurs(name) ? strays : foreign).push(name);
      if (isOurs(name) && isLiveDocument(feed, name)) isOther = true;
      continue;
    }
    const fault = faultOf(feed, name, contents.get(name));
    if (fault === null) continue;
    wrong.set(name, fault);
    if (isNewlyWithdrawn(feed, name, memory)) isOther = true;
  }
  for (const name of expected) wrong.set(name, '缺少这个文件');
  return {
    wrong,
    waiting: new Set(memory.files.replaced().map((one) => one.path)),
    strays: strays.sort(),
    foreign: foreign.sort(),
    // Beside the head that was published they are a stray and an exchanged file.
    isOther: wrong.has(paths.head) && isHead(feed) && (isOther || leadsTo(feed, strays)),
    files: there.length,
  };
}

/**
 * What is wrong with a file; null where nothing is, or nothing is known of it.
 * @param content what it should hold, where its name does not say so
 */
export function faultOf(feed: string, name: string, content?: Planned): string | null {
  let bytes: Buffer;
  try {
    bytes = disk.readFileSync(path.join(feed, name));
  } catch (error) {
    return unreadable(error);
  }
  return faultIn(bytes, name, content);
}

function faultIn(bytes: Buffer, name: string, content?: Planned): string | null {
  if (bytes.length === 0) return '是空文件';
  if (isNamedByContent(name)) return contentName(bytes) === nameIn(name) ? null : '内容与文件名不一致';
  if (!content || isWhat(bytes, content)) return null;
  return bytes.length === content.size
    ? '内容与发布时不同'
    : `内容与发布时不同：应有 ${content.size} 字节，实有 ${bytes.length} 字节`;
}

/** Why a file cannot be read. A fault of the system that is no file's ends the check. */
function unreadable(error: unknown): string {
  if (hasCode(error, 'ENOENT')) return '缺少这个文件';
  const isFiles = ['EIO', 'EISDIR', 'EACCES', 'EPERM', 'ELOOP', 'ENXIO'].some((code) => hasCode(error, code));
  if (!(error instanceof DiskError) || !isFiles) throw error;
  return `读不出来：${error.message}`;
}

const objectIn = (found: unknown): { [key: string]: unknown } =>
  typeof found === 'object' && found !== null ? { ...found } : {};

/** The values of a file that is an object; none for another. */
function objectAt(feed: string, name: string): { [key: string]: unknown } {
  try {
    const found: unknown = JSON.parse(disk.readFileSync(path.join(feed, name), 'utf8'));
    return objectIn(found);
  } catch {
    return {};
  }
}

/** Whether the head can be one at all. */
const isHead = (feed: string): boolean => Array.isArray(objectAt(feed, paths.head).items);

/** Whether the head leads to one of these files, and that holds what its name says: then it is a head of its own. */
function leadsTo(feed: string, strays: readonly string[]): boolean {
  const { lists, search, recalled } = objectIn(objectAt(feed, paths.head)._column);
  const names = (Array.isArray(lists) ? lists : []).flatMap((list) => {
    const { slug, page, index } = objectIn(list);
    return [page, index].map((hash) => paths.listFile(String(slug), String(hash)));
  });
  names.push(paths.search(String(search)), paths.withdrawn(String(recalled)));
  return names.some((name) => strays.includes(name) && faultOf(feed, name) === null);
}

const idIn = (name: string): string | null => {
  const id = path.basename(name, '.json');
  return name === paths.article(id) && isArticleId(id) ? id : null;
};

/** Whether a file is an article under its own name. */
function isLiveDocument(feed: string, name: string): boolean {
  if (!name.startsWith(folders.articles)) return false;
  const { id, title, withdrawn } = objectAt(feed, name);
  return id === idIn(name) && typeof title === 'string' && withdrawn === undefined;
}

/** Whether a file says that an article was withdrawn which is living as far as the memory knows. */
function isNewlyWithdrawn(feed: string, name: string, memory: Memory): boolean {
  const id = idIn(name);
  if (id === null || !memory.articles.has(id)) return false;
  const found = objectAt(feed, name);
  return found.id === id && typeof found.withdrawn === 'string';
}
