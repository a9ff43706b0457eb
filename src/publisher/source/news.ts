import { webUrl } from '../html/url';
import { identityOfUrl } from './identity';
import type { Reading } from './types';

/** A news_item of the API as archived, with what the API says about the message around it. */
export interface NewsSource {
  /** What the article was called when it was first seen: its address may be gone by now. */
  identity: string;
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

export const newsName = (articleId: string, position: number): string => `api:${articleId}:${position}`;

/** The identity of a news_item: its address carries WeChat's own key; without one, the API's number does. */
export const newsIdentity = (news: Omit<NewsSource, 'identity'>): string =>
  identityOfUrl(news.item.url.replaceAll('&amp;', '&')) ?? newsName(news.article_id, news.position);

/** Reads an archived news_item. */
export function readNews(news: NewsSource, resolve: (src: string) => string | null): Reading {
  const { item, identity } = news;
  if (item.is_deleted) return { what: 'withdrawn', identity, time: news.updated * 1000, reason: '已删除' };
  if (!item.content.trim() && !item.title.trim()) return { what: 'skipped', reason: '标题和正文都是空的' };
  const cover = item.thumb_url ? resolve(item.thumb_url) : null;
  const original = webUrl(item.content_source_url);
  return {
    what: 'article',
    article: {
      identity,
      kind: 'article',
      title: item.title.replace(/\s+/g, ' ').trim(),
      author: item.author.trim() || undefined,
      published: news.published * 1000,
      modified: news.updated > news.published ? news.updated * 1000 : undefined,
      captured: news.updated * 1000,
      url: webUrl(item.url.replaceAll('&amp;', '&')) ?? undefined,
      digest: item.digest.replace(/\s+/g, ' ').trim() || undefined,
      cover: cover ? { src: cover, w: 0, h: 0 } : undefined,
      tags: [],
      readMore: original ?? undefined,
      body: { form: 'html', html: item.content },
    },
  };
}
