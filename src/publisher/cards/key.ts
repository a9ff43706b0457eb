import { splitTitle } from '../../domain/regions';
import { date } from '../../domain/time';
import type { ListItem } from '../../feed';
import { contentHash } from '../hash';
import { breaksOf } from '../titles/breaks';

/** Bump when the drawing changes, so that every card is drawn anew. */
const DRAWING = 2;

/** Everything that the cards of an article are drawn from, as a hash: equal hash, equal cards. */
export function cardKey(item: ListItem): string {
  const headline = headlineOf(item);
  const { date_published, image, _column } = item;
  return contentHash(
    JSON.stringify([DRAWING, headline, breaksOf(headline), _column.region, date(date_published), image]),
  );
}

/** What stands on the cards; of a text without a title whose it is. */
export const headlineOf = (item: ListItem): string =>
  splitTitle(item.title).headline || [item.authors?.[0]?.name, '文章'].filter(Boolean).join(' · ');
