import { readdirSync } from 'node:fs';
import path from 'node:path';
import { folders, paths } from '../../feed';
import type { Memory } from '../memory/memory';

/** Paths of the files of one folder of the feed; empty where there is no such folder. */
function filesIn(feed: string, folder: string): Set<string> {
  try {
    return new Set(readdirSync(path.join(feed, folder)).map((name) => folder + name));
  } catch {
    return new Set();
  }
}

/**
 * The publisher's memory says what it has published; files may have been lost since (the folder deleted,
 * half a copy restored). What is not there any more is forgotten, so that this run makes the feed whole.
 * Five folder listings, whatever the number of articles.
 */
export function forgetLost(memory: Memory, feed: string): void {
  const articles = filesIn(feed, folders.articles);
  const images = filesIn(feed, folders.images);
  const cards = filesIn(feed, folders.cards);
  const codes = filesIn(feed, folders.codes);
  for (const entry of memory.entries()) {
    const { id } = entry;
    const gone =
      !articles.has(paths.article(id)) || entry.images.some((file) => !images.has(paths.image(file)));
    if (gone) Object.assign(entry, { own: '', links: '' });
    const drawn = cards.has(paths.chatCard(id)) && cards.has(paths.squareCard(id));
    if (entry.card && !drawn) delete entry.card;
    if (entry.code && !codes.has(paths.code(id))) delete entry.code;
  }
  for (const id of memory.withdrawals.shown())
    if (!articles.has(paths.article(id))) memory.withdrawals.hide(id);
  if (memory.search && !filesIn(feed, folders.search).has(paths.searchIndex)) memory.search = null;
  // Documents are made anew from the archive, all of them: a lost one changes nothing but is written again.
  if (memory.entries().some((entry) => entry.own === '')) memory.forgetMaker();
}
