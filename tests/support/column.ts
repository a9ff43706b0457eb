import type { ListItem } from '../../src/feed';
import { createStores } from '../../src/stores';
import { feedOf, itemsDown } from './feed';
import type { FakePorts } from './ports';

/* A column store over a feed that a test publishes, and publishes again. */

export function start(ports: FakePorts) {
  return createStores('https://feed.example', { head: null, articles: {} }, ports).column;
}

/** Puts a feed of these articles, newest first, where the ports ask; what was there before is gone. */
export function publish(
  ports: FakePorts,
  items: ListItem[],
  change: Parameters<typeof feedOf>[1] = {},
  fan = 128,
) {
  const feed = feedOf(items, change, fan);
  for (const path of [...ports.answers.keys()]) if (/^(feed|lists)/.test(path)) ports.answers.delete(path);
  for (const [path, file] of feed.files) ports.answers.set(path, file);
  return feed.head._column;
}

/** A feed of 70 articles: the head's 20, and an archive of 18, 16 and 16. */
export const feedOf70 = (ports: FakePorts) => publish(ports, itemsDown(70));
export const toEnd = async (column: ReturnType<typeof start>) => {
  while (column.more === 'idle') await column.loadMore();
};
export const listsAsked = (ports: FakePorts) => ports.asked.filter((path) => path.startsWith('lists/'));
export const failing = (ports: FakePorts, path: RegExp, error: Error) => {
  for (const one of [...ports.answers.keys()]) if (path.test(one)) ports.answers.set(one, error);
};

export const ids = (column: ReturnType<typeof start>) =>
  column.chunks.flatMap((chunk) => chunk.rows.map((row) => row.id));
