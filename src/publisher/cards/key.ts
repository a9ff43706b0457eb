import { splitTitle } from '../../domain/regions';
import { date } from '../../domain/time';
import type { ListItem } from '../../feed';
import { contentHash } from '../hash';
import { subjectOf } from './grounds/subjects';

/** Bump when the drawing changes, so that every card is drawn anew. */
const DRAWING = 1;

/** Everything that the cards of an article are drawn from, as a hash: equal hash, equal cards. */
export const cardKey = (item: ListItem): string =>
  contentHash(
    JSON.stringify([
      DRAWING,
      headlineOf(item),
      item._column.region,
      date(item.date_published),
      item.image ?? groundKey(item),
    ]),
  );

/** Of what is drawn in place of a cover: the subject and the article's number, which chooses the light; or null. */
function groundKey(item: ListItem): readonly string[] | null {
  const subject = subjectOf(item);
  return subject && [subject, item.id];
}

/** What stands on the cards; of a text without a title whose it is. */
export const headlineOf = (item: ListItem): string =>
  splitTitle(item.title).headline || [item.authors?.[0]?.name, '文章'].filter(Boolean).join(' · ');
