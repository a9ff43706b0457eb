import { type ArticleDocument, type ListItem, paths } from '../../../feed';
import { contentHash, toJson } from '../../hash';
import type { Entry } from '../../memory/state';
import type { Staging } from '../../write/staging';
import { relate } from '../related';

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

/**
 * Gives every document its neighbours and related articles; writes those that change by it. `entries` are all
 * of the feed in their order; before the position `fresh` no related article can differ from the last run's.
 */
export function linkDocuments(entries: readonly Entry[], fresh: number, staging: Staging): void {
  relate(entries, fresh);
  const items = new Map(entries.map(({ id, item }) => [id, item]));
  for (const [at, entry] of entries.entries()) {
    const links = {
      related: entry.related.flatMap((id) => {
        const item = items.get(id);
        return item ? [link(item)] : [];
      }),
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
