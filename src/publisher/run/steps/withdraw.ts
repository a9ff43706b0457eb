import { toFeedTime } from '../../../domain/time';
import { paths, SCHEMA } from '../../../feed';
import { toJson } from '../../hash';
import type { Memory } from '../../memory/memory';
import type { Reporter } from '../../report';
import type { Staging } from '../../write/staging';
import { removeBelongings } from './belongings';

/** Takes the articles that were withdrawn out of the feed; a document that says so stays in their place. */
export function withdrawArticles(memory: Memory, staging: Staging, reporter: Reporter): void {
  for (const id of memory.withdrawals.ids()) {
    const entry = memory.entry(id);
    if (!entry) continue;
    memory.drop(id);
    // A page that says "deleted" does not say when: no earlier than the article is all that is known.
    const time = memory.withdrawals.show(id, entry.published);
    const document = { id, schema: SCHEMA, withdrawn: toFeedTime(time) };
    staging.write(paths.article(id), toJson(document));
    removeBelongings(id, staging);
    reporter.report.withdrawn += 1;
  }
}
