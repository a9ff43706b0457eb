import { toFeedTime } from '../../../domain/time';
import { type ArticleId, folders, paths, SCHEMA } from '../../../feed';
import { toJson } from '../../hash';
import type { Memory } from '../../memory/memory';
import type { Reporter } from '../../report';
import type { Staging } from '../../write/staging';

/** Takes the articles that were withdrawn out of the feed; returns which. */
export function withdrawArticles(memory: Memory, reporter: Reporter): ArticleId[] {
  const gone = memory.withdrawals.pending();
  for (const id of gone) {
    const { published } = memory.articles.get(id)!;
    memory.articles.drop(id);
    memory.files.set(id, []);
    // A page that says "deleted" does not say when: no earlier than the article is all that is known.
    memory.withdrawals.show(id, published);
    reporter.report.withdrawn += 1;
  }
  return gone;
}

/** Writes what stands in the place of withdrawn articles, where it does not yet. */
export function writeNotices(memory: Memory, ids: Iterable<ArticleId>, staging: Staging): void {
  for (const id of ids) {
    const withdrawn = toFeedTime(memory.withdrawals.time(id));
    staging.writeChanged(paths.article(id), toJson({ id, schema: SCHEMA, withdrawn }));
    memory.files.keep(paths.article(id));
  }
}

/**
 * Removes at once what still holds something of these articles, though the head no longer leads to it: their own
 * files, and replaced pages that show them. Files that a living article shows stay.
 */
export function purge(memory: Memory, ids: readonly ArticleId[], staging: Staging): void {
  if (ids.length === 0) return;
  const gone = new Set(ids);
  for (const { path, owner } of memory.files.replaced()) {
    const isTheirs = (owner !== null && gone.has(owner)) || holdsAny(path, ids, staging);
    if (!isTheirs || memory.files.isUsed(path)) continue;
    staging.remove(path);
    memory.files.gone(path);
  }
}

/** Whether a page of a list or a block of rows shows one of these articles. */
function holdsAny(path: string, ids: readonly ArticleId[], staging: Staging): boolean {
  if (!path.startsWith(folders.lists) && !path.startsWith(folders.rows)) return false;
  const text = staging.read(path) ?? '';
  return ids.some((id) => text.includes(`"${id}"`));
}
