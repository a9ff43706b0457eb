import type { ArticleId } from './types';

/** Folders of the feed, each with a closing slash. */
export const folders = {
  articles: 'articles/',
  lists: 'lists/',
  search: 'search/',
  images: 'images/',
  cards: 'cards/',
  codes: 'codes/',
} as const;

/** Paths inside the feed, relative to its base URL. The only place that knows the folder's layout. */
export const paths = {
  head: 'feed.json',
  listIndex: `${folders.lists}index.json`,
  /** What all pages of a list begin with. */
  list: (list: string) => `${folders.lists}${list}/`,
  listPage: (list: string, page: number) => `${paths.list(list)}${String(page).padStart(4, '0')}.json`,
  article: (id: ArticleId) => `${folders.articles}${id}.json`,
  searchIndex: `${folders.search}index.json`,
  /** A shard is named by its number in hex. */
  searchShard: (shard: number) => `${folders.search}${`00${shard.toString(16)}`.slice(-3)}.json`,
  image: (name: string) => folders.images + name,
  chatCard: (id: ArticleId) => `${folders.cards}${id}-chat.jpg`,
  squareCard: (id: ArticleId) => `${folders.cards}${id}-square.jpg`,
  code: (id: ArticleId) => `${folders.codes}${id}.png`,
} as const;

/** Items on an archive page. A page is numbered from the oldest, so only the last one is ever short. */
export const PAGE_SIZE = 20;

/** Items in the head. */
export const HEAD_SIZE = 20;

/** `path?v=hash`: immutable for every cache on the way. Without a hash the path stays as it is. */
export const versioned = (path: string, hash: string | undefined) => (hash ? `${path}?v=${hash}` : path);

/** Joins a feed's base URL (with or without a closing slash) and a path or an absolute URL. */
export function resolveUrl(base: string, src: string): string {
  if (/^https?:\/\//.test(src) || src.startsWith('/')) return src;
  return `${base.replace(/\/+$/, '')}/${src}`;
}

const ID = /^[0-9A-Za-z]{12}$/;

/** Whether a value from a share path, a scene or storage can be an article's id at all. */
export const isArticleId = (value: unknown): value is ArticleId =>
  typeof value === 'string' && ID.test(value);
