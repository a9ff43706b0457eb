/**
 * The feed's vocabulary, shared by the publisher (which writes it) and the client (which reads it).
 * The contract in words is the README’s section on the feed.
 */

/** The schema that this code writes and the newest one that it can read. */
export const SCHEMA = 1;

/** 12 characters of `[0-9A-Za-z]`, derived from the identity of the article at its source. */
export type ArticleId = string;

/** RFC 3339 with the offset +08:00, e.g. `2024-12-16T20:10:00+08:00`. */
export type FeedTime = string;

export type Mark = 'strong' | 'em' | 'underline' | 'strike' | 'sup' | 'sub' | 'accent';

/** A run of text with one set of marks. `href` is an absolute http(s) URL. */
export interface Inline {
  text: string;
  marks?: Mark[];
  href?: string;
}

/** One width of a mirrored picture. `src` is relative to the feed or an absolute https URL. */
export interface Variant {
  src: string;
  w: number;
}

/** A picture: `w` and `h` in pixels (0 when unknown), `color` its dominant colour as `#rrggbb`. */
export interface Picture {
  src: string;
  w: number;
  h: number;
  color: string;
  alt: string;
  caption?: string;
  variants: Variant[];
}

export interface Cell {
  inlines: Inline[];
  colspan?: number;
  rowspan?: number;
}

/** `head` tells whether the first row is a header. */
export type TableBlock = { type: 'table'; id?: string; caption?: string; head: boolean; rows: Cell[][] };

/** Where a card leads: another mini-program, an account, a web page, a place. */
export type CardBlock = {
  type: 'card';
  id?: string;
  kind: 'miniprogram' | 'account' | 'link' | 'location';
  title: string;
  /** One line under the title. */
  text?: string;
  url?: string;
  appId?: string;
  path?: string;
};

/**
 * One block of a document. `id` marks a block that can be linked to: every heading, and every paragraph
 * that stands in the contents. Within one document ids are unique.
 */
export type Block =
  | { type: 'heading'; id: string; level: 1 | 2 | 3; inlines: Inline[] }
  | { type: 'paragraph'; id?: string; inlines: Inline[]; align?: 'center' | 'right'; lead?: boolean }
  | { type: 'quote'; id?: string; blocks: Block[] }
  | { type: 'list'; id?: string; ordered: boolean; start?: number; items: Block[][] }
  | TableBlock
  | { type: 'code'; id?: string; text: string; lang?: string }
  | ({ type: 'image'; id?: string } & Picture)
  | { type: 'gallery'; id?: string; images: Picture[] }
  | { type: 'video'; id?: string; title?: string; cover?: string; url: string }
  | { type: 'audio'; id?: string; title?: string; url: string }
  | CardBlock
  | { type: 'divider'; id?: string }
  | { type: 'unsupported'; id?: string; what: string; text?: string };

export type BlockType = Block['type'];

/** A block of one type, or of one of several. */
export type BlockOf<T extends BlockType> = Extract<Block, { type: T }>;

/** `article`: text with pictures; `pictures`: a picture post; `note`: a text post; `repost`: another account's article. */
export type Kind = 'article' | 'pictures' | 'note' | 'repost';

/** `thumb` is a small square variant, relative to the feed. */
export interface Cover {
  w: number;
  h: number;
  color: string;
  thumb: string;
}

/** What a list shows of an article: an item of JSON Feed 1.1 with our own part under `_column`. */
export interface ListItem {
  id: ArticleId;
  /** The original on the official account; absent where the source has none. */
  url?: string;
  /** The full title with its region prefix; empty when the source lacks it. */
  title: string;
  /** The digest; may be empty. */
  content_text: string;
  image?: string;
  date_published: FeedTime;
  date_modified?: FeedTime;
  authors?: { name: string }[];
  tags?: string[];
  _column: {
    /** Hash of the article's document, for `articles/<id>.json?v=`. */
    v: string;
    kind: Kind;
    /** A region's slug (see domain/regions) or null. */
    region: string | null;
    /** Reading time in whole minutes; 0 when the text was not captured. */
    minutes: number;
    cover?: Cover;
    /** The title without its region prefix. */
    headline: string;
  };
}

/** `feed.json`. */
export interface Head {
  version: 'https://jsonfeed.org/version/1.1';
  title: string;
  description?: string;
  home_page_url?: string;
  feed_url?: string;
  language?: string;
  items: ListItem[];
  _column: {
    schema: number;
    slogan: string;
    /** The place in the byline, e.g. 山东. */
    region: string;
    /** Hash of lists/index.json. */
    lists: string;
    /** Hash of search/index.json; absent while there is no index. */
    search?: string;
    total: number;
    withdrawn: ArticleId[];
  };
}

/** `lists/<list>/<NNNN>.json`: newest first within the page. */
export interface ListPage {
  schema: number;
  list: string;
  page: number;
  items: ListItem[];
}

export interface ListPageInfo {
  page: number;
  hash: string;
  count: number;
  newest: FeedTime;
  oldest: FeedTime;
}

/** One list: pages in ascending order, page 1 holding the oldest items. */
export interface ListInfo {
  slug: string;
  title: string;
  count: number;
  pages: ListPageInfo[];
}

/** `lists/index.json`. */
export interface ListIndex {
  schema: number;
  lists: ListInfo[];
}

/** One stop of the contents; `id` is that of the block it leads to. */
export interface ContentsEntry {
  id: string;
  level: 1 | 2 | 3;
  text: string;
}

export interface Byline {
  /** Name of the column, e.g. 山东省交通运输厅. */
  column: string;
  /** Where it was published, e.g. 公众号. */
  channel: string;
  place: string;
  author?: string;
  published: FeedTime;
  modified?: FeedTime;
  /** When the source was captured, where the source says so. */
  captured?: FeedTime;
}

/** `articles/<id>.json`. */
export interface ArticleDocument {
  id: ArticleId;
  schema: number;
  title: string;
  headline: string;
  region: string | null;
  kind: Kind;
  byline: Byline;
  url?: string;
  digest: string;
  cover?: Picture;
  minutes: number;
  contents: ContentsEntry[];
  blocks: Block[];
  related: ListItem[];
  newer?: ListItem | null;
  older?: ListItem | null;
  footnotes?: { text: string; href: string }[];
}

/** What stands in place of an article that its source withdrew. */
export interface WithdrawnDocument {
  id: ArticleId;
  schema: number;
  withdrawn: FeedTime;
}
