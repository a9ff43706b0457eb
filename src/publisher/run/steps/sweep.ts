import { paths } from '../../../feed';
import type { Memory } from '../../memory/memory';
import type { Staging } from '../../write/staging';

/** Removes pictures that some article showed before and none does now. */
export function removeImages(before: readonly string[], memory: Memory, staging: Staging): void {
  const used = new Set(memory.entries().flatMap((entry) => entry.images));
  for (const name of before) if (!used.has(name)) staging.remove(paths.image(name));
}

/** Removes those of the named files that nothing in the feed refers to. */
export function sweep(names: readonly string[], memory: Memory, staging: Staging): void {
  if (names.length === 0) return;
  const used = new Set<string>();
  for (const entry of memory.entries()) {
    used.add(paths.article(entry.id));
    for (const name of entry.images) used.add(paths.image(name));
    if (entry.card) used.add(paths.chatCard(entry.id)).add(paths.squareCard(entry.id));
    if (entry.code) used.add(paths.code(entry.id));
  }
  for (const id of memory.withdrawals.ids()) used.add(paths.article(id));
  for (const name of names) if (!used.has(name)) staging.remove(name);
}
