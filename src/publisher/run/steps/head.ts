import {
  HEAD_SIZE,
  type Head,
  type ListItem,
  type ListStart,
  paths,
  resolveUrl,
  SCHEMA,
  WITHDRAWN_SIZE,
} from '../../../feed';
import { contentHash, toJson } from '../../hash';
import type { Entry } from '../../memory/entry';
import type { Memory } from '../../memory/memory';
import type { Staging } from '../../write/staging';
import type { Column } from '../column';
import { fullFeedOf } from '../full';

/** Hash of the file of withdrawn articles that the head has no room for. */
export const RECALLED = 'recalled';
/** Hash of the search index. */
export const SEARCH = 'search';
/** Hash of the head as published: another one there means that somebody else wrote to the folder. */
export const HEAD_HASH = 'head hash';

/** Writes feed.json and feed-full.json: JSON Feed 1.1 with the newest items. */
export function writeHead(
  column: Column,
  { lists, search }: { lists: ListStart[]; search: string | undefined },
  memory: Memory,
  staging: Staging,
): void {
  const items = memory.articles.newest(HEAD_SIZE).map(({ id }) => headItem(memory.articles.get(id)!, column));
  const withdrawn = memory.withdrawals.shown();
  noteFile(memory, SEARCH, paths.search, search);
  const recalled = writeRecalled(withdrawn.slice(WITHDRAWN_SIZE), memory, staging);
  const head: Head = {
    version: 'https://jsonfeed.org/version/1.1',
    title: column.name,
    description: column.slogan,
    ...(column.home ? { home_page_url: column.home } : {}),
    ...(column.url ? { feed_url: resolveUrl(column.url, paths.head) } : {}),
    language: 'zh-CN',
    items,
    _column: {
      schema: SCHEMA,
      slogan: column.slogan,
      region: column.place,
      total: memory.articles.count,
      lists,
      ...(search ? { search } : {}),
      withdrawn: withdrawn.slice(0, WITHDRAWN_SIZE),
      ...(recalled ? { recalled } : {}),
    },
  };
  const json = toJson(head);
  staging.writeChanged(paths.head, json);
  memory.setFact(HEAD_HASH, contentHash(json));
  const full = fullFeedOf(
    column,
    items.map((item) => ({ item, document: staging.document(item.id)! })),
  );
  staging.writeChanged(paths.full, toJson(full));
}

/** An item with what the readers of others need. */
function headItem({ item, url }: Entry, column: Column): ListItem {
  const { id, title, content_text, image: cover, ...rest } = item;
  const page = column.web ? resolveUrl(column.web, `articles/${id}.html`) : url;
  const image = cover && column.url ? resolveUrl(column.url, cover) : cover;
  return {
    id,
    ...(page ? { url: page } : {}),
    ...(url ? { external_url: url } : {}),
    title,
    content_text,
    ...(image ? { image } : {}),
    ...rest,
  };
}

/** Writes the file of withdrawn articles that were withdrawn before those in the head; undefined for none. */
function writeRecalled(withdrawn: string[], memory: Memory, staging: Staging): string | undefined {
  const hash =
    withdrawn.length > 0 ? staging.put(paths.withdrawn, toJson({ schema: SCHEMA, withdrawn })) : undefined;
  noteFile(memory, RECALLED, paths.withdrawn, hash);
  return hash;
}

/** Remembers which file the head leads to under a name of ours; the one that it led to is replaced. */
function noteFile(
  memory: Memory,
  name: string,
  pathOf: (hash: string) => string,
  hash: string | undefined,
): void {
  const before = memory.fact<string>(name);
  if (before === (hash ?? null)) return;
  if (before) memory.files.replace(pathOf(before));
  if (hash) memory.files.keep(pathOf(hash));
  memory.setFact(name, hash ?? null);
}
