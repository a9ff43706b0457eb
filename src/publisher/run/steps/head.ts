import { type ArticleId, HEAD_SIZE, type Head, paths, SCHEMA } from '../../../feed';
import { toJson } from '../../hash';
import type { Entry } from '../../memory/state';
import { writeIfChanged } from '../../write/publish-file';
import type { Staging } from '../../write/staging';
import type { Column } from '../column';

/** Writes feed.json: JSON Feed 1.1 with the newest items. */
export function writeHead(
  entries: readonly Entry[],
  withdrawn: readonly ArticleId[],
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
      withdrawn: [...withdrawn].sort(),
    },
  };
  writeIfChanged(staging, paths.head, toJson(head));
}
