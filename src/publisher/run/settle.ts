import { toFeedTime } from '../../domain/time';
import { paths, SCHEMA } from '../../feed';
import { toJson } from '../hash';
import type { State } from '../memory/state';
import type { Staging } from '../write/staging';
import type { Reporter } from './report';

/** Everything that was made for an article beside its document and pictures. */
const belongings = (id: string): string[] => [paths.chatCard(id), paths.squareCard(id), paths.code(id)];

/** Takes the articles that were withdrawn out of the feed; a document that says so stays in their place. */
export function settleWithdrawn(state: State, staging: Staging, reporter: Reporter): void {
  for (const [id, withdrawn] of Object.entries(state.withdrawn)) {
    const entry = state.entries[id];
    if (!entry) continue;
    delete state.entries[id];
    withdrawn.shown = true;
    // A page that says "deleted" does not say when: no earlier than the article is all that is known.
    withdrawn.time ??= entry.published;
    const document = { id, schema: SCHEMA, withdrawn: toFeedTime(withdrawn.time) };
    staging.write(paths.article(id), toJson(document));
    for (const name of belongings(id)) staging.remove(name);
    reporter.report.withdrawn += 1;
  }
}

/** A title that was captured from a list gives way to the whole article under that title. */
export function dropTitles(state: State, staging: Staging): void {
  const entries = Object.values(state.entries);
  for (const entry of entries) {
    if (entry.rank > 0 || entry.item.title === '') continue;
    const beginning = entry.item.title.replace(/\s*(?:\.{2,}|…+)$/, '');
    const cut = beginning !== entry.item.title;
    const arrived = entries.some(
      ({ rank, account, item: { title } }) =>
        rank > 0 && account === entry.account && (cut ? title.startsWith(beginning) : title === beginning),
    );
    if (!arrived) continue;
    delete state.entries[entry.id];
    for (const name of [paths.article(entry.id), ...belongings(entry.id)]) staging.remove(name);
  }
}

/** Removes pictures that some article showed before and none does now. */
export function removeImages(before: Iterable<readonly string[]>, state: State, staging: Staging): void {
  const used = new Set(Object.values(state.entries).flatMap((entry) => entry.images));
  for (const names of before)
    for (const name of names) if (!used.has(name)) staging.remove(paths.image(name));
}

/** Removes those of the named files that nothing in the feed refers to. */
export function sweep(names: readonly string[], state: State, staging: Staging): void {
  if (names.length === 0) return;
  const used = new Set<string>();
  for (const entry of Object.values(state.entries)) {
    used.add(paths.article(entry.id));
    for (const name of entry.images) used.add(paths.image(name));
    if (entry.card) used.add(paths.chatCard(entry.id)).add(paths.squareCard(entry.id));
    if (entry.code) used.add(paths.code(entry.id));
  }
  for (const id of Object.keys(state.withdrawn)) used.add(paths.article(id));
  for (const name of names) if (!used.has(name)) staging.remove(name);
}
