import path from 'node:path';
import { type ArticleId, folders, HEAD_SIZE, paths } from '../../feed';
import { hasCode } from '../errors';
import { contentHash } from '../hash';
import { FACT } from '../memory/facts';
import type { Memory } from '../memory/memory';
import { disk } from '../write/disk';
import { bytesOf } from '../write/file';
import { isWhat } from '../write/staging';

/** What the memory says is published and the folder no longer has. */
export interface Lost {
  /** Articles of which a file is gone: they are made anew from the archive. */
  articles: Set<ArticleId>;
  /** Of those, the ones whose cards or whose code is gone. */
  cards: Set<ArticleId>;
  codes: Set<ArticleId>;
  /** Withdrawn articles whose notice is gone. */
  notices: Set<ArticleId>;
  /** Whether pages of the lists or blocks of rows are gone, and whether files of the search index are. */
  lists: boolean;
  search: boolean;
  /** Whether there are pictures, cards or codes that nothing refers to: a run that died put them there. */
  strays: boolean;
}

/** Nothing is lost. */
export const nothingLost = (): Lost => ({
  articles: new Set(),
  cards: new Set(),
  codes: new Set(),
  notices: new Set(),
  lists: false,
  search: false,
  strays: false,
});

/** Whether a file of the feed's folders can be one of the publisher's. */
export const isOurs = (name: string): boolean =>
  /\/(?:[\w-]{8}|[0-9A-Za-z]{12})\.(?:json|webp|jpg|png)$/.test(name);

/** Paths of the files of one folder of the feed, those of folders in it included; none where there is no such folder. */
export function filesIn(feed: string, folder: string): string[] {
  try {
    return disk
      .readdirSync(path.join(feed, folder), { withFileTypes: true })
      .flatMap((entry) =>
        entry.isDirectory() ? filesIn(feed, `${folder}${entry.name}/`) : [folder + entry.name],
      );
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return [];
    throw error;
  }
}

/** Every file of the feed's folders, head and full feed aside. */
export const allFiles = (feed: string): string[] =>
  Object.values(folders).flatMap((folder) => filesIn(feed, folder));

/**
 * Articles of the head whose documents are there and hold something else than was published: every run reads them. Of
 * those that cannot be made again nothing is said here; a deep check finds them, as it finds all others.
 */
function unsoundInHead({ articles, files, sources }: Memory, feed: string): ArticleId[] {
  return articles.newest(HEAD_SIZE).flatMap(({ id }) => {
    const name = paths.article(id);
    const content = files.content(name);
    const bytes = content && bytesOf(path.join(feed, name));
    const isSound = !bytes || isWhat(bytes, content);
    const source = isSound ? undefined : articles.get(id)?.source;
    return source !== undefined && sources.find(source) ? [id] : [];
  });
}

/**
 * Files may have been lost since they were published (the folder deleted, half a copy restored). Nothing is missed
 * where the head is the one that was published and no folder holds fewer files than it should: so a run that finds
 * everything in order looks at names alone, and only counts them.
 * @param wrong files that are there and not what they should be
 * @param mended files that this run has staged already
 */
export function findLost(
  memory: Memory,
  feed: string,
  wrong: ReadonlySet<string> = new Set<string>(),
  mended: Iterable<string> = [],
): Lost {
  const lost = nothingLost();
  const { articles, withdrawals, files, trees } = memory;
  const there = (...names: string[]) =>
    names.flatMap((name) => filesIn(feed, name)).filter((name) => isOurs(name) && !wrong.has(name));
  const documents = there(folders.articles);
  const belongings = there(folders.images, folders.cards, folders.codes);
  const pages = there(folders.lists, folders.rows);
  const search = there(folders.search);
  const shown = withdrawals.shown();
  const shards = trees.parts().flatMap((part) => part.shards);
  const waiting = files.replaced().map((one) => one.path);
  const waitingIn = (...names: string[]) =>
    waiting.filter((one) => names.some((name) => one.startsWith(name))).length;
  const belonging = files.count + waitingIn(folders.images, folders.cards, folders.codes);
  lost.strays = belongings.length > belonging;
  for (const id of unsoundInHead(memory, feed)) lost.articles.add(id);
  const isWhole =
    wrong.size === 0 &&
    headOf(memory, feed) === 'published' &&
    documents.length >= articles.count + shown.length + waitingIn(folders.articles) &&
    belongings.length >= belonging &&
    pages.length >= trees.count + waitingIn(folders.lists, folders.rows) &&
    search.length >= (memory.fact(FACT.search) ? 1 : 0) + shards.length + waitingIn(folders.search);
  if (isWhole) return lost;
  const found = new Set([...documents, ...belongings, ...pages, ...search, ...mended]);
  for (const id of articles.ids()) {
    const gone = files.of(id).filter((file) => !found.has(file));
    if (gone.length > 0 || !found.has(paths.article(id))) lost.articles.add(id);
    if (gone.some((file) => file.startsWith(folders.cards))) lost.cards.add(id);
    if (gone.some((file) => file.startsWith(folders.codes))) lost.codes.add(id);
  }
  for (const id of shown) if (!found.has(paths.article(id))) lost.notices.add(id);
  lost.lists = true;
  lost.search = shards.some((hash) => !found.has(paths.search(hash)));
  return lost;
}

/**
 * Whether the head is the one that the memory published.
 * @param orFormer or the one before it, where the last plan was not carried out
 */
export function headOf(memory: Memory, feed: string, orFormer = false): 'published' | 'other' | 'missing' {
  try {
    const hash = contentHash(disk.readFileSync(path.join(feed, paths.head)));
    const known = [FACT.headHash, ...(orFormer ? [FACT.formerHead] : [])];
    return known.some((name) => memory.fact<string>(name) === hash) ? 'published' : 'other';
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
    return 'missing';
  }
}
