import { type ArticleId, type Cards, isArticleId, resolveUrl } from '../feed';

/**
 * What leaves the app when something is shared. The page's share hooks stay literal in the page (Taro
 * finds them there); what they return is made here. Sources: reference of onShareAppMessage (5:4
 * picture, path with a leading slash), onShareTimeline (`query` is a string, 1:1 picture, no path).
 */
export interface ChatShare {
  title: string;
  path: string;
  imageUrl: string;
}
export interface TimelineShare {
  title: string;
  query: string;
  imageUrl: string;
}

export const ARTICLE_PAGE = '/pages/article/index';
export const COLUMN_PAGE = '/pages/column/index';
export const LIBRARY_PAGE = '/pages/library/index';
export const SEARCH_PAGE = '/pages/search/index';
export const ABOUT_PAGE = '/pages/about/index';
/** Cards of the column itself, part of the package: also what an article falls back to. */
export const COLUMN_CARD = '/assets/column-chat.png';
export const COLUMN_SQUARE = '/assets/column-square.png';

/** The column's name and slogan, for shares and before the feed's head has arrived. */
export const COLUMN = { name: '山东省交通运输厅', slogan: '解读交通 服务出行' } as const;

export interface ShareableArticle {
  id: ArticleId;
  /** The full title, with its region prefix; may still be unknown while loading. */
  title?: string | undefined;
  /** Absent where the feed has no cards of it, or nothing is known of it yet. */
  cards?: Cards | undefined;
}

/** A picture of the feed, or the package's own one where there is none. */
const cardOf = (feedBase: string | null, card: string | undefined, otherwise: string): string =>
  feedBase === null || card === undefined ? otherwise : resolveUrl(feedBase, card);

export const articleQuery = (id: ArticleId, at?: string) =>
  `id=${id}${at ? `&at=${encodeURIComponent(at)}` : ''}`;
const titleOf = (article: ShareableArticle) => article.title || `${COLUMN.name} · 文章`;
export const articlePath = (id: ArticleId, at?: string) => `${ARTICLE_PAGE}?${articleQuery(id, at)}`;

/** To a chat: the full title, the ready 5:4 card, a path that opens the same article cold. */
export function articleChatShare(feedBase: string | null, article: ShareableArticle, at?: string): ChatShare {
  return {
    title: titleOf(article),
    path: articlePath(article.id, at),
    imageUrl: cardOf(feedBase, article.cards?.chat, COLUMN_CARD),
  };
}

/** To Moments: a query string and the 1:1 card. */
export function articleTimelineShare(
  feedBase: string | null,
  article: ShareableArticle,
  at?: string,
): TimelineShare {
  return {
    title: titleOf(article),
    query: articleQuery(article.id, at),
    imageUrl: cardOf(feedBase, article.cards?.square, COLUMN_SQUARE),
  };
}

const columnTitle = `${COLUMN.name} · ${COLUMN.slogan}`;
const columnQuery = (list: string) => (list === 'all' ? '' : `region=${list}`);

/** The column itself, with the chosen city kept. */
export const columnChatShare = (list: string): ChatShare => ({
  title: columnTitle,
  path: COLUMN_PAGE + (columnQuery(list) && `?${columnQuery(list)}`),
  imageUrl: COLUMN_CARD,
});
export const columnTimelineShare = (list: string): TimelineShare => ({
  title: columnTitle,
  query: columnQuery(list),
  imageUrl: COLUMN_SQUARE,
});

/**
 * The article that a page was opened for: `id` of a share path, or `scene` of a scanned mini-program
 * code (the bare id, URL-encoded by WeChat). Anything else is null, never a crash.
 */
export function idFromQuery(query: Readonly<Record<string, unknown>> | undefined): ArticleId | null {
  for (const value of [query?.id, query?.scene]) {
    if (typeof value !== 'string') continue;
    try {
      const id = decodeURIComponent(value);
      if (isArticleId(id)) return id;
    } catch {
      // A malformed escape is just not an id.
    }
  }
  return null;
}
