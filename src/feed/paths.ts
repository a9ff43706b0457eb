import type { ArticleId, ContentHash } from './types';

/** Folders of the feed, each with a closing slash. */
export const folders = {
  articles: 'articles/',
  lists: 'lists/',
  withdrawn: 'withdrawn/',
  search: 'search/',
  rows: 'rows/',
  images: 'images/',
  cards: 'cards/',
  codes: 'codes/',
} as const;

/**
 * Paths inside the feed, relative to its base URL. The only place that knows the folder's layout. `head`, `full`
 * and `article` are names that stay, and whose content changes: caches ask for them again. Every other path
 * carries the hash of the file's bytes and never changes.
 */
export const paths = {
  head: 'feed.json',
  full: 'feed-full.json',
  article: (id: ArticleId) => `${folders.articles}${id}.json`,
  /** What all pages of a list and its index begin with. */
  list: (list: string) => `${folders.lists}${list}/`,
  /** A page of a list, or a node of its index. */
  listFile: (list: string, hash: ContentHash) => `${paths.list(list)}${hash}.json`,
  withdrawn: (hash: ContentHash) => `${folders.withdrawn}${hash}.json`,
  /** The search index, or one of its shards. */
  search: (hash: ContentHash) => `${folders.search}${hash}.json`,
  /** A block of rows by number, or a directory of blocks. */
  rows: (hash: ContentHash) => `${folders.rows}${hash}.json`,
  image: (hash: ContentHash) => `${folders.images}${hash}.webp`,
  /** The whole of a picture that is too tall for WebP. */
  tallImage: (hash: ContentHash) => `${folders.images}${hash}.jpg`,
  card: (hash: ContentHash) => `${folders.cards}${hash}.jpg`,
  code: (hash: ContentHash) => `${folders.codes}${hash}.png`,
} as const;

const BY_CONTENT = Object.values(folders).filter((folder) => folder !== folders.articles);

/** Whether a path of the feed is named by its content: its bytes never change. Of all others they may. */
export const isNamedByContent = (path: string): boolean =>
  BY_CONTENT.some((folder) => path.startsWith(folder));

/** Articles on a page of a list: only a list's single page has fewer than `least`. */
export const PAGE_SIZES = { least: 10, most: 25 } as const;

/** Items in the head, and in feed-full.json. */
export const HEAD_SIZE = 20;

/** Withdrawn articles that the head names. */
export const WITHDRAWN_SIZE = 100;

/** Slices of a tall picture: an element of the reader has at most 60 children (WeChat's audit). */
export const MOST_SLICES = 60;

/** Joins a feed's base URL (with or without a closing slash) and a path or an absolute URL. */
export function resolveUrl(base: string, src: string): string {
  if (/^https?:\/\//.test(src) || src.startsWith('/')) return src;
  return `${base.replace(/\/+$/, '')}/${src}`;
}

const ID = /^[0-9A-Za-z]{12}$/;

/** Whether a value from a share path, a scene or storage can be an article's id at all. */
export const isArticleId = (value: unknown): value is ArticleId =>
  typeof value === 'string' && ID.test(value);
