import type { Kind } from '../../feed';
import type { Parent } from '../html/dom';

/** A picture as the source names it: on the web, or beside the source and archived with it. */
export interface PictureRef {
  /** `https://…`, or `archive:<hash>` for a picture that lay beside its source. */
  src: string;
  /** Known size in pixels, 0 when unknown. */
  w: number;
  h: number;
  alt?: string;
  caption?: string;
}

/** A video or a sound that a page tells of outside of any markup. */
export interface Media {
  type: 'video' | 'audio';
  title?: string;
  cover?: string;
  /** Where it plays; null where nobody knows. */
  url: string | null;
}

export type Body =
  /** HTML as text, or as parsed already. */
  | { form: 'html'; html: string | Parent }
  | { form: 'text'; lines: string[] }
  | { form: 'pictures'; pictures: PictureRef[]; text: string }
  /** What a post is about, and the text under it. */
  | { form: 'post'; media: Media[]; text: string | Parent }
  /** Of the article only the title was captured. */
  | { form: 'title' };

/**
 * How much of an article a source has. More of it takes the place of less, whichever was captured later. Memories hold
 * these numbers: what stands between two has one between them.
 */
export const RANK = { title: 0, part: 0.5, whole: 1 } as const;
export type Rank = (typeof RANK)[keyof typeof RANK];

/** One article as its source gives it, before conversion. Times are milliseconds since 1970. */
export interface SourceArticle {
  /** What never changes about it at its source; the id is derived from it. */
  identity: string;
  rank: Rank;
  kind: Kind;
  title: string;
  /** Account that published it; the column's own name where the source does not say. */
  account?: string | undefined;
  author?: string | undefined;
  place?: string | undefined;
  channel?: string | undefined;
  published: number;
  modified?: number | undefined;
  captured?: number | undefined;
  url?: string | undefined;
  digest?: string | undefined;
  cover?: PictureRef | undefined;
  tags: string[];
  /** A repost's original, and the words with which the account passes it on. */
  origin?: { account: string; url?: string | undefined; words?: string | undefined } | undefined;
  /** Whom the text, or its page beside it, says that it is from: `来源：新华社`. */
  credit?: string | undefined;
  /** Where 阅读原文 under the text leads. */
  readMore?: string | undefined;
  /** Of a part of an article: what readers are told at its end. */
  rest?: string | undefined;
  body: Body;
}

/**
 * What it means that another source has an article of the same identity and rank under another title: the
 * same article, edited in between, or perhaps two articles that nothing tells apart. `mend` says why, and
 * what the editor can do.
 */
export type Rivals = { are: 'versions' } | { are: 'ambiguous'; mend: string };

/** Which message of which official account a source is of. Times are seconds since 1970. */
export interface ListedAs {
  /** Null for what was archived before accounts were told apart. */
  account: string | null;
  message: string;
  published: number;
  updated: number;
}

/** Turns an image address of a source into one that can be had, or null. */
export type ResolvePicture = (src: string) => string | null;

export interface ArticleReading {
  what: 'article';
  article: SourceArticle;
  /** For the image addresses of its body. */
  resolve: ResolvePicture;
  /** Other names by which the article is found again, such as that of its file. */
  aliases: readonly string[];
  rivals: Rivals;
  /** What of it was cut or is missing, in words for the editor. */
  warnings?: readonly string[];
  /** Where it stands in an account's list. */
  listed?: ListedAs | undefined;
}

/** The source says that an article is gone; `time` in milliseconds, null where the source does not know when. */
export interface WithdrawnReading {
  what: 'withdrawn';
  /**
   * Which article: `otherwise` is the warning where nothing goes by the identity or the alias. A page that was saved from
   * another address of its article has an identity under which that is not known, and perhaps the name of its file.
   */
  whose:
    | { by: 'identity'; identity: string; file?: { alias: string; otherwise: string } }
    | { by: 'alias'; alias: string; otherwise: string };
  time: number | null;
}

/** What reading one source gave, once for each article that it names. */
export type Reading = ArticleReading | WithdrawnReading | { what: 'skipped'; reason: string };
