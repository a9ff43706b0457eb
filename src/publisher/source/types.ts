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

export type Body =
  /** HTML as text, or as parsed already. */
  | { form: 'html'; html: string | Parent }
  | { form: 'text'; lines: string[] }
  | { form: 'pictures'; pictures: PictureRef[]; text: string }
  /** Of the article only the title was captured. */
  | { form: 'title' };

/** One article as its source gives it, before conversion. Times are milliseconds since 1970. */
export interface SourceArticle {
  /** What never changes about it at its source; the id is derived from it. */
  identity: string;
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
  /** Where 阅读原文 under the text leads. */
  readMore?: string | undefined;
  body: Body;
}

/** What reading one source gave. `resolve` turns image addresses of its body into ones that can be had. */
export type Reading =
  | { what: 'article'; article: SourceArticle; resolve?: (src: string) => string | null }
  /** The source says that this article is gone; `time` where the source knows it. */
  | { what: 'withdrawn'; identity: string | null; time?: number | undefined; reason: string }
  | { what: 'skipped'; reason: string };
