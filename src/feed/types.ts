/**
 * The feed's vocabulary, shared by the publisher (which writes it) and the client (which reads it).
 * The contract in words, with its reasons, is README.md beside this file.
 */

/** The schema that this code writes, and the only one that it reads. */
export const SCHEMA = 2;

/** 12 characters of `[0-9A-Za-z]`, derived from the identity of the article at its source. */
export type ArticleId = string;

/** The first 48 bits of the SHA-256 of a file's bytes, in base64url: 8 characters that name it. */
export type ContentHash = string;

/** RFC 3339 with the offset +08:00, e.g. `2024-12-16T20:10:00+08:00`. */
export type FeedTime = string;

export type Mark = 'strong' | 'em' | 'underline' | 'strike' | 'sup' | 'sub' | 'accent';

/**
 * A small picture that stands in a line, such as a formula: as high and as wide as its text's size makes it. Sizes are
 * whole hundredths of an em, so that it grows with the reader's text. `src` is relative to the feed or an absolute
 * https URL.
 */
export interface Drawing {
  src: string;
  w: number;
  h: number;
  /** How far it reaches below the line that letters stand on; absent: it stands on it. */
  drop?: number;
  /** Drawn in black on nothing: it takes the colour of the text around it, as letters do. */
  ink?: true;
}

/**
 * A run of text with one set of marks. `href` is an absolute http(s) URL. Where it has a drawing, the drawing is shown and
 * the text, never empty, is what it says: to screen readers, to search, and wherever it cannot be shown.
 */
export interface Inline {
  text: string;
  marks?: Mark[];
  href?: string;
  drawing?: Drawing;
}

/** One width of a mirrored picture. `src` is relative to the feed or an absolute https URL. */
export interface Variant {
  src: string;
  w: number;
}

/**
 * A part of a tall picture, over its whole width. `h` is the height of its file in pixels: of the picture it is the
 * share that `h` has of the sum of all, whatever the width it was cut at.
 */
export interface Slice {
  src: string;
  h: number;
}

/**
 * A picture: `w` and `h` in pixels (0 when unknown), `color` its dominant colour as `#rrggbb`. `href` is where its source
 * leads who taps it, an absolute http(s) URL.
 */
export interface Picture {
  /** The whole of it, as large as there is: what is looked at full screen. */
  src: string;
  w: number;
  h: number;
  color: string;
  alt: string;
  caption?: string;
  href?: string;
  /** The whole of it in its widths. */
  variants: Variant[];
  /** Of a tall picture: its parts from top to bottom, 2 to `MOST_SLICES`, which make it up without a gap. */
  slices?: Slice[];
}

export interface Cell {
  inlines: Inline[];
  colspan?: number;
  rowspan?: number;
}

/** `head` tells whether the first row is a header. */
export type TableBlock = { type: 'table'; id?: string; caption?: string; head: boolean; rows: Cell[][] };

/**
 * A list: numbered from `start` (1 unless told), or with bullets. Where its marks are others than follow from that (`A.`,
 * `（二）`, numbers that jump or count down), `marks` has them, one an item; '' is an item without one.
 */
export type ListBlock = {
  type: 'list';
  id?: string;
  ordered: boolean;
  start?: number;
  marks?: string[];
  items: Block[][];
};

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
  | ListBlock
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

/** The ready-drawn share pictures of an article, as paths in the feed: 5:4 for chats, 1:1 for Moments. */
export interface Cards {
  chat: string;
  square: string;
}

/**
 * What a list shows of an article: an item of JSON Feed 1.1 with our own part under `_column`. What only a
 * stranger's reader needs (`url`, `external_url`) stands in feed.json and feed-full.json alone.
 */
export interface ListItem {
  id: ArticleId;
  /** The article's page where the column has a web address, else the original. */
  url?: string;
  /** The original on the official account; absent where the source has none. */
  external_url?: string;
  /** The full title with its region prefix; empty when the source lacks it. */
  title: string;
  /** The digest; may be empty. */
  content_text: string;
  /** The cover at its full width: a path in the feed; in feed.json absolute where the feed's address is known. */
  image?: string;
  date_published: FeedTime;
  date_modified?: FeedTime;
  authors?: { name: string }[];
  tags?: string[];
  _column: {
    /**
     * Tells editions of the article's document apart, its links to others aside: a kept document with the same `v`
     * need not be asked for again. Absent where another article's document carries the item.
     */
    v?: string;
    kind: Kind;
    /** A region's slug (see domain/regions) or null. */
    region: string | null;
    /** Reading time in whole minutes; 0 when the text was not captured. */
    minutes: number;
    /** The cover's small square, a path in the feed. */
    thumb?: string;
    /** Absent where no cards were drawn. */
    cards?: Cards;
  };
}

/** Where a list begins. `all` begins behind the items of the head, every other list with its newest article. */
export interface ListStart {
  slug: string;
  /** Articles in the list, those in the head included. */
  count: number;
  /** The newest page of the archive; absent while there is none. */
  page?: ContentHash;
  /** Of `all` alone: the index of the pages behind it, as it stands on the page, too. */
  index?: ContentHash;
}

/** `feed.json`, the one file that a publication exchanges. */
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
    total: number;
    lists: ListStart[];
    /** The search index; absent while there is none. */
    search?: ContentHash;
    /** The articles that were withdrawn last, newest first, at most `WITHDRAWN_SIZE`. */
    withdrawn: ArticleId[];
    /** The file of those that were withdrawn before; absent while there are none. */
    recalled?: ContentHash;
    /** There are articles with mini-program codes (`code` of a document); absent while there are none. */
    codes?: true;
  };
}

/** `withdrawn/<hash>.json`: the articles that were withdrawn before those in the head. */
export interface WithdrawnList {
  schema: number;
  withdrawn: ArticleId[];
}

/** `lists/<list>/<hash>.json`, a page: some neighbouring articles, newest first. */
export interface ListPage {
  schema: number;
  list: string;
  items: ListItem[];
  /** On the newest page alone: the page behind it, so that the second one costs no way through the index. */
  older?: ContentHash;
  /** On the newest page alone: the index of all pages behind it. */
  index?: ContentHash;
}

/** One page, or one node of a lower level, as an index names it. */
export interface IndexEntry {
  hash: ContentHash;
  /** Articles below it. */
  count: number;
  /** When the newest of them was published: the next entry's is older than the oldest. */
  newest: FeedTime;
}

/** `lists/<list>/<hash>.json`, a node of the index of a list's pages, newest first. */
export interface ListIndex {
  schema: number;
  list: string;
  /** 1: the entries are pages; higher: nodes of the level below. */
  level: number;
  entries: IndexEntry[];
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
  /** Whom the article was taken from, where that is not the column. */
  origin?: string;
  published: FeedTime;
  modified?: FeedTime;
  /** When the source was captured, where the source says so. */
  captured?: FeedTime;
}

/** `articles/<id>.json`. */
export interface ArticleDocument {
  id: ArticleId;
  schema: number;
  /** The same as in the article's list items. */
  v: string;
  title: string;
  headline: string;
  /**
   * Where lines of the headline may end, as offsets in it in UTF-16 units; marks, numbers and Latin words hold together
   * besides. Absent where every character may begin a line, and in documents from before this was said.
   */
  breaks?: number[];
  region: string | null;
  kind: Kind;
  byline: Byline;
  /** The original on the official account. */
  url?: string;
  digest: string;
  cover?: Picture;
  /** Absent where no cards were drawn. */
  cards?: Cards;
  /** The mini-program code that opens the article, a path in the feed; absent where none was made. */
  code?: string;
  minutes: number;
  contents: ContentsEntry[];
  blocks: Block[];
  footnotes?: { text: string; href: string }[];
  related: ListItem[];
  newer?: ListItem | null;
  older?: ListItem | null;
}

/** What stands in place of an article that its source withdrew. */
export interface WithdrawnDocument {
  id: ArticleId;
  schema: number;
  withdrawn: FeedTime;
}

/** An item of `feed-full.json`. */
export interface FullItem {
  id: ArticleId;
  url?: string;
  external_url?: string;
  title: string;
  content_html: string;
  summary?: string;
  image?: string;
  date_published: FeedTime;
  date_modified?: FeedTime;
  authors?: { name: string }[];
  tags?: string[];
}

/** `feed-full.json`: JSON Feed 1.1 with the whole text of the newest articles, for readers of others. The client does not read it. */
export interface FullFeed extends Omit<Head, 'items' | '_column'> {
  items: FullItem[];
}
