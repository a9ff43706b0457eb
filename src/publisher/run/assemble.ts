import { LISTS, listOf } from '../../domain/regions';
import {
  type ArticleDocument,
  HEAD_SIZE,
  type Head,
  type ListIndex,
  type ListInfo,
  type ListItem,
  PAGE_SIZE,
  parseListIndex,
  paths,
  SCHEMA,
} from '../../feed';
import type { Column } from '../column';
import { contentHash, toJson } from '../hash';
import type { Entry, State } from '../memory/state';
import { writeIfChanged } from '../write/publish-file';
import type { Staging } from '../write/staging';
import { relate } from './related';

/** Entries in the order of the archive: oldest first, ids deciding within one second. */
export const inOrder = (state: State): Entry[] =>
  Object.values(state.entries).sort((a, b) => a.published - b.published || (a.id < b.id ? -1 : 1));

/** An item as another article shows it. Without digest and version: those change oftener than what is shown. */
function link({ id, url, title, date_published, _column: { v: _, ...column } }: ListItem): ListItem {
  return {
    id,
    ...(url ? { url } : {}),
    title,
    content_text: '',
    date_published,
    _column: { v: '', ...column },
  };
}

/** Gives every document its neighbours and related articles; writes those that change by it. */
export function linkDocuments(
  entries: readonly Entry[],
  state: State,
  staging: Staging,
  fresh: number,
): void {
  relate(entries, fresh);
  for (const [at, entry] of entries.entries()) {
    const links = {
      related: entry.related.flatMap((id) => (state.entries[id] ? [link(state.entries[id].item)] : [])),
      newer: neighbour(entries[at + 1]),
      older: neighbour(entries[at - 1]),
    };
    const hash = contentHash(JSON.stringify(links));
    if (entry.links === hash && entry.item._column.v !== '') continue;
    const name = paths.article(entry.id);
    const text = staging.read(name);
    if (text === null) throw new Error(`${name} is neither staged nor published`);
    const document: ArticleDocument = { ...(JSON.parse(text) as ArticleDocument), ...links };
    const json = toJson(document);
    entry.links = hash;
    entry.item._column.v = contentHash(json);
    if (staging.live(name) === json) staging.discard(name);
    else staging.write(name, json);
  }
}

const neighbour = (entry: Entry | undefined) => (entry ? link(entry.item) : null);

/** Writes the pages of every list that differ from what is published, and lists/index.json. Returns its hash. */
export function writeLists(entries: readonly Entry[], staging: Staging): string {
  const before = publishedIndex(staging);
  const bySlug = new Map<string, ListItem[]>(LISTS.map(({ slug }) => [slug, []]));
  for (const { item } of entries)
    for (const slug of ['all', listOf(item._column.region)]) bySlug.get(slug)?.push(item);
  const lists: ListInfo[] = [];
  for (const { slug, name } of LISTS) {
    const items = bySlug.get(slug)!;
    const old = before?.lists.find((one) => one.slug === slug);
    const pages: ListInfo['pages'] = [];
    for (let page = 1; (page - 1) * PAGE_SIZE < items.length; page += 1) {
      const shown = items.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE).reverse();
      const json = toJson({ schema: SCHEMA, list: slug, page, items: shown });
      const hash = contentHash(json);
      if (old?.pages[page - 1]?.hash !== hash) staging.write(paths.listPage(slug, page), json);
      const [newest, oldest] = [shown[0]!, shown.at(-1)!];
      pages.push({
        page,
        hash,
        count: shown.length,
        newest: newest.date_published,
        oldest: oldest.date_published,
      });
    }
    for (const gone of old?.pages.slice(pages.length) ?? []) staging.remove(paths.listPage(slug, gone.page));
    if (slug === 'all' || items.length > 0) lists.push({ slug, title: name, count: items.length, pages });
  }
  const index: ListIndex = { schema: SCHEMA, lists };
  return writeIfChanged(staging, paths.listIndex, toJson(index));
}

function publishedIndex(staging: Staging): ListIndex | null {
  const text = staging.live(paths.listIndex);
  if (text === null) return null;
  try {
    return parseListIndex(JSON.parse(text));
  } catch {
    // Not ours, or broken by hand: everything is written anew.
    return null;
  }
}

/** Writes feed.json: JSON Feed 1.1 with the newest items. */
export function writeHead(
  entries: readonly Entry[],
  state: State,
  column: Column,
  hashes: { lists: string; search: string },
  staging: Staging,
): void {
  const items = entries.slice(-HEAD_SIZE).reverse();
  const head: Head = {
    version: 'https://jsonfeed.org/version/1.1',
    title: column.name,
    description: column.slogan,
    ...(column.home ? { home_page_url: column.home } : {}),
    ...(column.url ? { feed_url: `${column.url.replace(/\/+$/, '')}/${paths.head}` } : {}),
    language: 'zh-CN',
    items: items.map((one) => one.item),
    _column: {
      schema: SCHEMA,
      slogan: column.slogan,
      region: column.place,
      lists: hashes.lists,
      search: hashes.search,
      total: entries.length,
      withdrawn: Object.keys(state.withdrawn)
        .filter((id) => state.withdrawn[id]!.shown)
        .sort(),
    },
  };
  writeIfChanged(staging, paths.head, toJson(head));
}
