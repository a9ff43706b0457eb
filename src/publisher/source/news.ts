import { sharedUrl } from '../html/url';
import type { RawSource } from '../memory/raw-source';
import { Malformed, type Message } from './account/client';
import { identityOfUrl } from './identity';
import { RANK, type Reading, type ResolvePicture } from './types';

/** A news_item of the API as archived, with what the API says about the message around it. */
export interface NewsSource {
  /** What the article was called when it was first seen: its address may be gone by now. */
  identity: string;
  /** The account that listed it (`AccountClient.account`); absent in what was archived before that was noted. */
  account?: string;
  article_id: string;
  /** Position in the message, from 1. */
  position: number;
  /** Seconds since 1970: when it was first seen published, and last changed. */
  published: number;
  updated: number;
  item: {
    title: string;
    author: string;
    digest: string;
    content: string;
    content_source_url: string;
    thumb_url: string;
    url: string;
    is_deleted: boolean;
  };
}

/** An item of a message, before it is known what it was called when it was first seen. */
export type ListedNews = Omit<NewsSource, 'identity' | 'account'>;

/**
 * The parts of a message of the API, those that are malformed in their place. Fields that its contract does not name
 * are left behind.
 */
export function newsOf(message: Message): (ListedNews | Malformed)[] {
  const { article_id, update_time, content } = message;
  return content.news_item.map((part, index) => {
    if (part instanceof Malformed) return part;
    const { title, author, digest, content: body, content_source_url, thumb_url, url, is_deleted } = part;
    return {
      article_id,
      position: index + 1,
      published: content.create_time ?? update_time,
      updated: update_time,
      item: { title, author, digest, content: body, content_source_url, thumb_url, url, is_deleted },
    };
  });
}

/** The place of an item in the account: what the API calls it, as long as it exists. */
export const newsName = ({ article_id, position }: Pick<ListedNews, 'article_id' | 'position'>): string =>
  `api:${article_id}:${position}`;

/** Whether a source is called as an item of an account is. */
export const isNewsName = (name: string): boolean => name.startsWith('api:');

/** The identity of an item: its address carries WeChat's own key; without one, its place in the account does. */
export const newsIdentity = (news: ListedNews): string =>
  identityOfUrl(news.item.url.replaceAll('&amp;', '&')) ?? newsName(news);

/**
 * An item as the archive keeps it.
 * @param account without it, as it was kept before accounts were told apart
 */
export const newsSource = (identity: string, news: ListedNews, account?: string): RawSource => ({
  form: 'news',
  name: newsName(news),
  text: JSON.stringify({ identity, ...(account && { account }), ...news } satisfies NewsSource),
  files: {},
});

/** Reads an archived news_item. */
export function readNews(news: NewsSource, resolve: ResolvePicture): Reading {
  const { item, identity } = news;
  if (item.is_deleted)
    return { what: 'withdrawn', whose: { by: 'identity', identity }, time: news.updated * 1000 };
  if (!item.content.trim() && !item.title.trim()) return { what: 'skipped', reason: '标题和正文都是空的' };
  const cover = item.thumb_url ? resolve(item.thumb_url) : null;
  return {
    what: 'article',
    article: {
      identity,
      rank: RANK.whole,
      kind: 'article',
      title: item.title.replace(/\s+/g, ' ').trim(),
      author: item.author.trim() || undefined,
      published: news.published * 1000,
      modified: news.updated > news.published ? news.updated * 1000 : undefined,
      captured: news.updated * 1000,
      url: sharedUrl(item.url.replaceAll('&amp;', '&')) ?? undefined,
      digest: item.digest.replace(/\s+/g, ' ').trim() || undefined,
      cover: cover ? { src: cover, w: 0, h: 0 } : undefined,
      tags: [],
      readMore: sharedUrl(item.content_source_url) ?? undefined,
      body: { form: 'html', html: item.content },
    },
    resolve,
    // What the account has published does not share its key with anything else.
    rivals: { are: 'versions' },
    // A memory that was lost learns it from here: once deleted, the item may tell its place and no address.
    aliases: [newsName(news)],
    listed: {
      account: news.account ?? null,
      message: news.article_id,
      published: news.published,
      updated: news.updated,
    },
  };
}
