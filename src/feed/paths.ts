import type { ArticleId } from './types';

/** Paths inside the feed, relative to its base URL. The only place that knows the folder's layout. */
export const paths = {
  head: 'feed.json',
  listIndex: 'lists/index.json',
  listPage: (list: string, page: number) => `lists/${list}/${String(page).padStart(4, '0')}.json`,
  article: (id: ArticleId) => `articles/${id}.json`,
  chatCard: (id: ArticleId) => `cards/${id}-chat.jpg`,
  squareCard: (id: ArticleId) => `cards/${id}-square.jpg`,
  code: (id: ArticleId) => `codes/${id}.png`,
  image: (hash: string, suffix: string) => `images/${hash}-${suffix}`,
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
