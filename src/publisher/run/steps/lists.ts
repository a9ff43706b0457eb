import { LISTS, listOf } from '../../../domain/regions';
import {
  type ListIndex,
  type ListInfo,
  type ListItem,
  PAGE_SIZE,
  parseListIndex,
  paths,
  SCHEMA,
} from '../../../feed';
import { contentHash, toJson } from '../../hash';
import type { Entry } from '../../memory/state';
import { writeIfChanged } from '../../write/publish-file';
import type { Staging } from '../../write/staging';

/** Writes the pages of every list that differ from what is published, and lists/index.json. Returns its hash. */
export function writeLists(entries: readonly Entry[], staging: Staging): string {
  const before = publishedIndex(staging);
  const bySlug = new Map<string, ListItem[]>(LISTS.map(({ slug }) => [slug, []]));
  for (const { item } of entries)
    for (const slug of ['all', listOf(item._column.region)]) bySlug.get(slug)?.push(item);
  const lists: ListInfo[] = [];
  for (const { slug, name } of LISTS) {
    const items = bySlug.get(slug)!;
    const old = before?.lists.find((one) => one.slug === slug)?.pages ?? [];
    const pages = writePages(slug, items, old, staging);
    if (slug === 'all' || items.length > 0) lists.push({ slug, title: name, count: items.length, pages });
  }
  const index: ListIndex = { schema: SCHEMA, lists };
  return writeIfChanged(staging, paths.listIndex, toJson(index));
}

/** Writes those pages of a list that differ from the `old` ones; removes those that it no longer has. */
function writePages(
  slug: string,
  items: readonly ListItem[],
  old: ListInfo['pages'],
  staging: Staging,
): ListInfo['pages'] {
  const pages: ListInfo['pages'] = [];
  for (let page = 1; (page - 1) * PAGE_SIZE < items.length; page += 1) {
    const shown = items.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE).reverse();
    const json = toJson({ schema: SCHEMA, list: slug, page, items: shown });
    const hash = contentHash(json);
    if (old[page - 1]?.hash !== hash) staging.write(paths.listPage(slug, page), json);
    const [newest, oldest] = [shown[0]!, shown.at(-1)!];
    pages.push({
      page,
      hash,
      count: shown.length,
      newest: newest.date_published,
      oldest: oldest.date_published,
    });
  }
  for (const gone of old.slice(pages.length)) staging.remove(paths.listPage(slug, gone.page));
  return pages;
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
