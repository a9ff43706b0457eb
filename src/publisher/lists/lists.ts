import { ALL, LISTS } from '../../domain/regions';
import { HEAD_SIZE, type ListStart } from '../../feed';
import { LAST, type Place, placeOf } from '../memory/entry';
import { FACT } from '../memory/facts';
import type { Memory } from '../memory/memory';
import type { Staging } from '../write/staging';
import { type Changes, ListTree } from './tree';

/**
 * Writes the trees of all lists as far as this run changed them.
 * @param whole everything is written again that is not there
 */
export function writeLists(memory: Memory, staging: Staging, whole: boolean): ListStart[] {
  const { articles } = memory;
  const newest = articles.newest(HEAD_SIZE);
  const changes = whole ? new Map<string, Place[]>() : changesOf(memory);
  const inHead = new Set(newest.map(({ id }) => id));
  // What left the head, or came into it, changes the archive behind it.
  const before = new Map((memory.fact<Place[]>(FACT.head) ?? []).map((place) => [place.id, place]));
  for (const place of before.values()) if (!inHead.has(place.id)) note(changes, ALL.slug, place);
  for (const place of newest) if (!before.has(place.id)) note(changes, ALL.slug, place);
  memory.setFact(FACT.head, newest.map(placeOf));
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
  for (const { was, now } of articles.changes()) {
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
