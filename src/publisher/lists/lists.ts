import { ALL, LISTS, listOf } from '../../domain/regions';
import { HEAD_SIZE, type ListStart } from '../../feed';
import { rowHash } from '../memory/articles';
import { LAST, type Place, placeOf } from '../memory/entry';
import type { Memory } from '../memory/memory';
import type { Staging } from '../write/staging';
import { type Changes, ListTree } from './tree';

/** The ids that stood in the head of the last run. */
const HEAD = 'head';

/**
 * Writes the trees of all lists as far as this run changed them.
 * @param whole everything is written again that is not there
 */
export function writeLists(memory: Memory, staging: Staging, whole: boolean): ListStart[] {
  const { articles } = memory;
  const newest = articles.newest(HEAD_SIZE);
  const changes = changesOf(memory);
  const inHead = new Set(newest.map(({ id }) => id));
  // What left the head, or came into it, changes the archive behind it.
  const before = new Map((memory.fact<Place[]>(HEAD) ?? []).map((place) => [place.id, place]));
  for (const place of before.values()) if (!inHead.has(place.id)) note(changes, ALL.slug, place);
  for (const place of newest) if (!before.has(place.id)) note(changes, ALL.slug, place);
  memory.setFact(HEAD, newest.map(placeOf));
  const end = newest.at(-1) ?? LAST;
  const starts: ListStart[] = [];
  for (const { slug } of LISTS) {
    const places: Changes = whole ? 'everything' : (changes.get(slug) ?? []);
    const tree = new ListTree(slug, memory, staging, slug === ALL.slug ? end : LAST);
    const start = tree.write(places);
    if (slug === ALL.slug || start.count > 0) starts.push(start);
  }
  return starts;
}

/** Where each list changed: at the places that the articles of this run had, and those that they have. */
function changesOf({ articles }: Memory): Map<string, Place[]> {
  const changes = new Map<string, Place[]>();
  for (const [id, was] of articles.touched) {
    const entry = articles.get(id);
    const now = entry && {
      ...placeOf(entry),
      list: listOf(entry.item._column.region),
      row: rowHash(entry.item),
    };
    const same =
      was && now && was.published === now.published && was.list === now.list && was.row === now.row;
    if (same) continue;
    for (const one of [was, now]) {
      if (!one) continue;
      note(changes, ALL.slug, one);
      note(changes, one.list, one);
    }
  }
  return changes;
}

function note(changes: Map<string, Place[]>, list: string, { published, id }: Place): void {
  const places = changes.get(list) ?? [];
  places.push({ published, id });
  changes.set(list, places);
}
