import type { ArticleId, Cards } from '../feed';
import { quotationShare } from './quotation';
import {
  articleChatShare,
  articleTimelineShare,
  type ChatShare,
  columnChatShare,
  columnTimelineShare,
  type TimelineShare,
} from './share';

/** A paragraph that is shared in place of the whole article. */
export interface SharedQuote {
  text: string;
  /** Address of its block (domain/sections). */
  at: string;
  /** File of its card, where it has been drawn and is still there. */
  card: string | undefined;
  /** The card while it is being drawn; undefined in the end when that fails. */
  drawing: Promise<string | undefined> | undefined;
}

/** What stands on an article's page when WeChat asks what to share of it. */
export interface SharedPage {
  feedBase: string | null;
  /** null: the page was opened with an address of no article, and shares the column. */
  id: ArticleId | null;
  /** The article's full title; unknown while it loads. */
  title: string | undefined;
  /** The article's share pictures; undefined where there are none, or nothing is known of them yet. */
  cards: Cards | undefined;
  quote: SharedQuote | null;
  /** Draws the article's card, where the feed has none and the text is there; settles with its file, if it can be drawn. */
  draw?: (() => Promise<string | undefined>) | undefined;
}

/**
 * What onShareAppMessage answers. Of a quotation whose card is still being drawn, and of an article that the feed has no
 * card of, it is a promise (`promise`), for which WeChat waits three seconds; the other fields count when that is too
 * long, and where WeChat is older.
 */
export function pageChatShare({ feedBase, id, title, cards, quote, draw }: SharedPage): ChatShare & {
  promise?: Promise<ChatShare>;
} {
  if (!id) return columnChatShare('all');
  if (!quote) {
    const share = articleChatShare(feedBase, { id, title, cards });
    if (!draw) return share;
    return {
      ...share,
      promise: draw().then((drawn) => ({ ...share, ...(drawn ? { imageUrl: drawn } : {}) })),
    };
  }
  const { text, at, card, drawing } = quote;
  const share = articleChatShare(feedBase, { id, title, cards }, at);
  const now = quotationShare(share, text, card);
  if (!drawing) return now;
  return { ...now, promise: drawing.then((drawn) => quotationShare(share, text, drawn)) };
}

/** What onShareTimeline and onAddToFavorites answer: the article, whatever is quoted of it. */
export const pageTimelineShare = ({ feedBase, id, title, cards }: SharedPage): TimelineShare =>
  id ? articleTimelineShare(feedBase, { id, title, cards }) : columnTimelineShare('all');
