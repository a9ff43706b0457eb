import { toFeedTime } from '../../../domain/time';
import { type ArticleId, folders, paths, SCHEMA } from '../../../feed';
import { toJson } from '../../hash';
import type { Memory } from '../../memory/memory';
import type { Reporter } from '../../report';
import type { Staging } from '../../write/staging';
import { givenWay } from './titles';

/** Takes the articles that were withdrawn out of the feed; returns which. */
export function withdrawArticles(memory: Memory, reporter: Reporter): ArticleId[] {
  const gone = memory.withdrawals.pending();
  for (const id of gone) {
    const entry = memory.articles.get(id)!;
    const { identity, published, account, item } = entry;
    memory.articles.drop(id);
    memory.withdrawals.call(identity, account, item.title);
    memory.withdrawals.keep(id, entry);
    memory.files.set(id, []);
    // A page that says "deleted" does not say when: no earlier than the article is all that is known.
    memory.withdrawals.show(id, published);
    reporter.report.withdrawn += 1;
    reporter.note(`已撤回：${item.title ? `《${item.title}》` : ''}（${id}）`);
  }
  return gone;
}

/** Writes what stands in the place of withdrawn articles, where it does not yet. */
export function writeNotices(memory: Memory, ids: Iterable<ArticleId>, staging: Staging): void {
  for (const id of ids) {
    const withdrawn = toFeedTime(memory.withdrawals.time(id));
    staging.writeChanged(paths.article(id), toJson({ id, schema: SCHEMA, withdrawn }));
    memory.files.release(paths.article(id));
  }
}

/**
 * Removes at once what still holds something of withdrawn articles, though the head no longer leads to it: their own
 * files, those of the titles that they took the place of, and replaced pages that show one of them. Files that a
 * living article shows stay. Of pictures that are strays nobody knows whose they were: all of them go.
 * @param ids those that were withdrawn in this run
 */
export function purge(memory: Memory, ids: readonly ArticleId[], staging: Staging): void {
  const { files, withdrawals } = memory;
  const replaced = files.replaced();
  const gone = new Set(ids);
  const owners = new Set(replaced.map(({ owner }) => owner));
  for (const owner of owners) if (owner !== null && withdrawals.has(owner)) gone.add(owner);
  for (const { title, whole } of givenWay(memory))
    if (gone.has(whole) || (owners.has(title) && withdrawals.has(whole))) gone.add(title);
  if (gone.size === 0) return;
  const isStray = (path: string) => ids.length > 0 && PICTURES.some((folder) => path.startsWith(folder));
  for (const { path, owner } of replaced) {
    const isTheirs = owner === null ? isStray(path) : gone.has(owner);
    if (!(isTheirs || holdsAny(path, gone, staging)) || files.isUsed(path)) continue;
    staging.remove(path);
    files.release(path);
  }
}

/** Folders of files that belong to articles and do not name them. */
const PICTURES = [folders.images, folders.cards, folders.codes];

/** Folders of files that show other articles: pages of lists, rows, and documents with their links. */
const SHOWING = [folders.lists, folders.rows, folders.articles];

/** Whether a file shows one of these articles. */
function holdsAny(path: string, ids: Iterable<ArticleId>, staging: Staging): boolean {
  if (!SHOWING.some((folder) => path.startsWith(folder))) return false;
  const text = staging.read(path) ?? '';
  for (const id of ids) if (text.includes(`"${id}"`)) return true;
  return false;
}
