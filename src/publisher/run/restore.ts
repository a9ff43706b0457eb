import path from 'node:path';
import { type ArticleId, folders, isArticleId, paths } from '../../feed';
import { hasCode } from '../errors';
import type { Memory } from '../memory/memory';
import { disk } from '../write/disk';
import type { Column } from './column';
import { filesIn } from './lost';

/** What a head of any edition may say. */
interface AnyHead {
  title?: unknown;
  description?: unknown;
  home_page_url?: unknown;
  feed_url?: unknown;
  items?: { id?: unknown; url?: unknown }[];
  _column?: { withdrawn?: unknown; recalled?: unknown; slogan?: unknown; region?: unknown };
}

/**
 * Notes what a published feed says was withdrawn, for a memory that does not know: that of an archive without a record,
 * or of one that was put back and is older than the feed. The feed may be of an older edition, or none.
 */
export function adoptWithdrawn(feed: string, memory: Memory): void {
  const head = read(feed, paths.head) as AnyHead | null;
  const { withdrawn, recalled } = head?._column ?? {};
  const older = typeof recalled === 'string' ? read(feed, paths.withdrawn(recalled)) : null;
  const lists = [withdrawn, (older as { withdrawn?: unknown } | null)?.withdrawn];
  const ids = lists.flatMap((one): ArticleId[] => (Array.isArray(one) ? one.filter(isArticleId) : []));
  // A head that cannot be read says nothing; the notices still do.
  if (!isReadable(feed)) ids.push(...noticesIn(feed));
  // The last one withdrawn is the first in the head: they are noted in the order in which they went.
  for (const id of ids.reverse()) {
    const notice = read(feed, paths.article(id)) as { withdrawn?: unknown } | null;
    const time = Date.parse(String(notice?.withdrawn));
    memory.withdrawals.adopt(id, Number.isNaN(time) ? 0 : time);
  }
}

/** Whether the head of a feed is there and says something. */
export const isReadable = (feed: string): boolean => read(feed, paths.head) !== null;

/** More than a notice has, in bytes. */
const NOTICE = 200;

/** The articles of which a feed says in their place that they were withdrawn, the last one first. */
function noticesIn(feed: string): ArticleId[] {
  const found: { id: ArticleId; withdrawn: string }[] = [];
  for (const name of filesIn(feed, folders.articles)) {
    const id = path.basename(name, '.json');
    if (!isArticleId(id) || disk.statSync(path.join(feed, name)).size > NOTICE) continue;
    const notice = read(feed, name) as { withdrawn?: unknown } | null;
    if (typeof notice?.withdrawn === 'string') found.push({ id, withdrawn: notice.withdrawn });
  }
  return found.sort((a, b) => (a.withdrawn < b.withdrawn ? 1 : -1)).map(({ id }) => id);
}

/** What a published feed says its column is, for an archive that does not say; null where there is no feed. */
export function publishedColumn(feed: string): Partial<Column> | null {
  const head = read(feed, paths.head) as AnyHead | null;
  if (typeof head?.title !== 'string' || head.title === '') return null;
  const { title: name, home_page_url: home, feed_url: url, _column } = head;
  const items = head.items ?? [];
  const channel = items.map(({ id }) => channelIn(feed, id, name)).find((one) => one);
  const pages = items.map(({ id, url: page }) => ({
    page: String(page),
    end: `articles/${String(id)}.html`,
  }));
  const own = pages.find(({ page, end }) => page.endsWith(`/${end}`));
  const web = own?.page.slice(0, -own.end.length);
  return {
    name,
    ...(typeof _column?.slogan === 'string' ? { slogan: _column.slogan } : {}),
    ...(typeof _column?.region === 'string' ? { place: _column.region } : {}),
    ...(channel === undefined ? {} : { channel }),
    ...(typeof home === 'string' && home !== web ? { home } : {}),
    ...(web === undefined ? {} : { web }),
    ...(typeof url === 'string' && url.endsWith(`/${paths.head}`)
      ? { url: url.slice(0, -paths.head.length) }
      : {}),
  };
}

/** The channel of an article of the column's own. */
function channelIn(feed: string, id: unknown, name: string): string | undefined {
  if (typeof id !== 'string' || !isArticleId(id)) return undefined;
  const document = read(feed, paths.article(id)) as {
    byline?: { column?: unknown; channel?: unknown };
  } | null;
  const { column, channel } = document?.byline ?? {};
  return column === name && typeof channel === 'string' && channel !== '' ? channel : undefined;
}

/** Articles that a feed shows and a memory does not know, with their titles. */
export function unknownIn(feed: string, memory: Memory): Map<ArticleId, string> {
  const found = new Map<ArticleId, string>();
  for (const name of filesIn(feed, folders.articles)) {
    const id = path.basename(name, '.json');
    if (!isArticleId(id) || memory.articles.has(id) || memory.withdrawals.has(id)) continue;
    const document = read(feed, paths.article(id)) as { title?: unknown; withdrawn?: unknown } | null;
    if (document && document.withdrawn === undefined) found.set(id, String(document.title ?? ''));
  }
  return found;
}

function read(feed: string, name: string): unknown {
  try {
    return JSON.parse(disk.readFileSync(path.join(feed, name), 'utf8'));
  } catch (error) {
    // A fault of the disk must not be taken for a feed that says nothing.
    if (!hasCode(error, 'ENOENT') && !(error instanceof SyntaxError)) throw error;
    return null;
  }
}
