import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type ArticleDocument,
  type Head,
  type ListItem,
  parseArticle,
  parseHead,
  paths,
} from '../../src/feed';
import { Walk } from '../../src/publisher/commands/walk';
import { Memory } from '../../src/publisher/memory/memory';

const made: string[] = [];

/** A fresh folder that `cleanUp` takes away. */
export function temporary(within = tmpdir()): string {
  const folder = mkdtempSync(path.join(within, 'publisher-'));
  made.push(folder);
  return folder;
}

/** One in memory, where the system has room for that: thousands of small files come and go several times as fast. */
export function fleeting(): string {
  const [shared, least] = ['/dev/shm', 256 * 1024 * 1024];
  if (!existsSync(shared)) return temporary();
  const { bavail, bsize } = statfsSync(shared);
  return temporary(bavail * bsize < least ? tmpdir() : shared);
}

export function cleanUp(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Writes files, named by their paths below the folder. */
export function write(folder: string, files: Record<string, string | Uint8Array>): string {
  for (const [name, data] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, data);
  }
  return folder;
}

/** Every file below a folder: its path, its content and the moment it was written. */
export function snapshot(folder: string): Map<string, { content: string; written: number }> {
  const files = new Map<string, { content: string; written: number }>();
  const visit = (below: string) => {
    for (const entry of readdirSync(path.join(folder, below), { withFileTypes: true })) {
      const name = path.posix.join(below, entry.name);
      if (entry.isDirectory()) visit(name);
      else {
        const file = path.join(folder, name);
        const content = createHash('sha256').update(readFileSync(file)).digest('hex');
        files.set(name, { content, written: statSync(file).mtimeMs });
      }
    }
  };
  if (existsSync(folder)) visit('');
  return files;
}

/** The content of every file that readers of a feed are led to, by its path; head, full feed and notices included. */
export async function closure(feed: string): Promise<Map<string, { content: string; written: number }>> {
  const all = snapshot(feed);
  const files: [string, { content: string; written: number }][] = [];
  const found: string[] = [];
  const walk = new Walk(feed, {
    fault: (where, message) => found.push(`${where}: ${message}`),
    file: (name) => files.push([name, all.get(name)!]),
  });
  await walk.run();
  if (found.length > 0) throw new Error(found.join('\n'));
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Paths that differ in content, or are in one of the two only. */
export function changed(before: ReturnType<typeof snapshot>, after: ReturnType<typeof snapshot>): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name)?.content !== after.get(name)?.content).sort();
}

const json = (folder: string, name: string): unknown =>
  JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
export const headOf = (feed: string): Head => parseHead(json(feed, paths.head));
export const itemOf = (feed: string, title: string): ListItem => {
  const item = headOf(feed).items.find((one) => one.title === title);
  if (!item) throw new Error(`no item ${title}`);
  return item;
};
export const documentOf = (feed: string, title: string): ArticleDocument =>
  parseArticle(json(feed, paths.article(itemOf(feed, title).id))) as ArticleDocument;
export { json as readJson };

/** Options of a run that touches nothing outside the folder. */
export const plain = { images: false, cards: false } as const;

/** Files that wait for the end of their grace period; those of them that were replaced before a moment. */
export function waiting(feed: string, before = 0): { all: string[]; late: string[] } {
  const memory = Memory.open(`${feed}.archive`, 0);
  try {
    const all = memory.files.replaced().map((one) => one.path);
    return { all, late: memory.files.replacedBefore(before) };
  } finally {
    memory.close();
  }
}

/** Files in a feed's folder that neither its head leads to nor wait for their end. */
export async function strays(feed: string): Promise<string[]> {
  const known = new Set([...(await closure(feed)).keys(), ...waiting(feed).all]);
  return [...snapshot(feed).keys()].filter((name) => !known.has(name));
}
