import { INK } from '../../domain/cards/palette';
import { splitTitle } from '../../domain/regions';
import { COLUMN } from '../../domain/share';
import { date } from '../../domain/time';
import type { ListItem } from '../../feed';
import { contentHash } from '../hash';

/** Bump when the drawing changes, so that every card is drawn anew. */
const DRAWING = 2;

/** What all cards look like, as a hash: with another one every card is drawn anew. */
export const EDITION = contentHash(JSON.stringify([DRAWING, COLUMN, INK]));

/** Everything that the cards of an article are drawn from, as a hash: equal hash, equal cards. */
export const cardKey = (item: ListItem): string =>
  contentHash(
    JSON.stringify([EDITION, headlineOf(item), item._column.region, date(item.date_published), item.image]),
  );

/**
 * What stands on the cards; of a text without a title whose it is.
 * @param write how the letters at hand write a text; as it is where that does not matter
 */
export const headlineOf = (item: ListItem, write: (text: string) => string = String): string =>
  write(splitTitle(item.title).headline) ||
  [write(item.authors?.[0]?.name ?? ''), '文章'].filter(Boolean).join(' · ');
