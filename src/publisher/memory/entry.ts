import type { ArticleId, ListItem } from '../../feed';

/** What the publisher remembers of an article of the feed. */
export interface Entry {
  id: ArticleId;
  identity: string;
  /** The archived source that it was made from, and which of its articles it is. */
  source: string;
  index: number;
  /** How much of the article the source had: a whole article replaces a captured title. */
  rank: number;
  /** When the source says that the article was changed, in milliseconds; 0 when it does not. */
  changed: number;
  /** When the source was captured, in milliseconds; 0 when it does not say. */
  captured: number;
  /** Hash of what the source says: with another one, and another source, it was edited. */
  said: string;
  /** When it was edited last, where the publisher saw that and the source does not say. */
  modified?: number;
  published: number;
  account: string;
  /** The address of the original. */
  url?: string;
  /** As the lists show it. */
  item: ListItem;
  /** What related articles are found by: telling pairs of characters of title and text. */
  words: string[];
  /** Hash of everything in the document but its links to others, cards and code. */
  own: string;
  /** Hash of what search finds it by: with another text it gets another number. */
  text: string;
  /** Its number in the search; null until the run that made it ends. */
  number: number | null;
  related: ArticleId[];
  /** Hash of the links that stand in the document as published. */
  links: string;
  /** Paths of the pictures that the document shows, its cover's included. */
  images: string[];
  /**
   * What the share cards were drawn from, which are named in the item; null while they are to be drawn, '' where there
   * are to be none. After a run without cards null stands where some were drawn before it, and '' at what is new.
   */
  card: string | null;
  /** Path of its mini-program code; null while there is none. */
  code: string | null;
  /** Pictures that were not mirrored: a run that can have them makes the article anew. */
  missing: number;
}

/** An article's place in the order of the column, oldest first: ids decide within one moment. */
export interface Place {
  /** Milliseconds since 1970. */
  published: number;
  id: ArticleId;
}

/** Before every article. */
export const FIRST: Place = { published: -(2 ** 50), id: '' };
/** Behind every article. */
export const LAST: Place = { published: 2 ** 50, id: '' };

export const placeOf = ({ published, id }: Place): Place => ({ published, id });

export const comparePlaces = (a: Place, b: Place): number =>
  a.published - b.published || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
