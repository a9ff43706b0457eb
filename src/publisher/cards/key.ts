import { INK } from '../../domain/cards/palette';
import { splitTitle } from '../../domain/regions';
import { COLUMN } from '../../domain/share';
import { date } from '../../domain/time';
import type { ListItem } from '../../feed';
import { contentHash } from '../hash';
import { breaksEdition, breaksOf } from '../titles/breaks';
import { subjectOf, TABLE } from './grounds/subjects';

/** Bump when the drawing changes, so that every card is drawn anew. */
const DRAWING = 2;

/** What all cards look like, as a hash. */
const LOOK = contentHash(JSON.stringify([DRAWING, COLUMN, INK]));

/** What decides what is on all cards: with another one each card is looked at, and drawn anew where it would be another. */
export const cardsEdition = (): string => contentHash(JSON.stringify([LOOK, TABLE, breaksEdition()]));

/** Everything that the cards of an article are drawn from, as a hash: equal hash, equal cards. */
export function cardKey(item: ListItem): string {
  const headline = headlineOf(item);
  const { date_published, image, _column } = item;
  const parts = [
    headline,
    breaksOf(headline),
    _column.region,
    date(date_published),
    image ?? groundKey(item),
  ];
  return contentHash(JSON.stringify([LOOK, ...parts]));
}

/** Of what is drawn in place of a cover: the subject and the article's number, which chooses the light; or null. */
function groundKey(item: ListItem): readonly string[] | null {
  const subject = subjectOf(item);
  return subject && [subject, item.id];
}

/**
 * What stands on the cards; of a text without a title whose it is.
 * @param write how the letters at hand write a text; as it is where that does not matter
 */
export const headlineOf = (item: ListItem, write: (text: string) => string = String): string =>
  write(splitTitle(item.title).headline) ||
  [write(item.authors?.[0]?.name ?? ''), '文章'].filter(Boolean).join(' · ');
