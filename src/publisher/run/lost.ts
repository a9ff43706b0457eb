import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Memory } from '../memory/memory';

/** Names of the files of one folder of the feed; empty where there is no such folder. */
function namesIn(feed: string, folder: string): Set<string> {
  try {
    return new Set(readdirSync(path.join(feed, folder)));
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
  const articles = namesIn(feed, 'articles');
  const images = namesIn(feed, 'images');
  const cards = namesIn(feed, 'cards');
  const codes = namesIn(feed, 'codes');
  for (const entry of memory.entries()) {
    const { id } = entry;
    const gone =
      !articles.has(`${id}.json`) || entry.images.some((file) => !images.has(path.posix.basename(file)));
    if (gone) Object.assign(entry, { own: '', links: '' });
    const drawn = cards.has(`${id}-chat.jpg`) && cards.has(`${id}-square.jpg`);
    if (entry.card && !drawn) delete entry.card;
    if (entry.code && !codes.has(`${id}.png`)) delete entry.code;
  }
  for (const id of memory.withdrawals.shown()) if (!articles.has(`${id}.json`)) memory.withdrawals.hide(id);
  if (memory.search && !namesIn(feed, 'search').has('index.json')) memory.search = null;
  // Documents are made anew from the archive, all of them: a lost one changes nothing but is written again.
  if (memory.entries().some((entry) => entry.own === '')) memory.forgetMaker();
}
