import { characters, clipped } from '../../domain/characters';
import { SourceError } from '../errors';
import { textOf } from '../html/dom';
import { isBroken } from './encoding';
import type { ArticleReading, Body, PictureRef, Reading, SourceArticle } from './types';

/*
 * How much an article may say, whatever form its source has. Title, names, digest and tags stand in the head, in every
 * list and in the search, which each reader of the column loads: one source with a megabyte in its title would be
 * everybody's. WeChat itself takes titles of 64 characters, authors of 16, digests of 120 and texts of 20,000, so that
 * what is longer is a mistake, and is told of.
 */

/** Characters of what the lists and the search show, and its name in warnings. */
const LIMITS = {
  title: [200, '标题'],
  account: [60, '公众号'],
  author: [60, '作者'],
  place: [60, '地点'],
  channel: [60, '栏目'],
  digest: [300, '摘要'],
} as const;
const TAG_LIMIT = 60;
/** More tags than any reader is shown. */
const TAGS = 50;
/** What an account says of a repost. */
const WORDS_LIMIT = 1000;
/** No browser or server takes more in an address. */
const ADDRESS_LIMIT = 4096;
const ALT_LIMIT = 200;
/** Characters of a text, runs of white space as one. Twenty-five times what WeChat takes. */
export const TEXT_LIMIT = 500_000;
/** A captured text lists some twenty other titles. */
const READINGS_LIMIT = 200;

/**
 * Readings that say no more than a feed can bear: what is too long is cut, with a warning. Throws a `SourceError`
 * that names the source where the text is too long, or could not be decoded.
 */
export function bounded(readings: readonly Reading[], name: string): Reading[] {
  if (readings.length > READINGS_LIMIT)
    throw new SourceError(
      `${name}：它列出了 ${readings.length - 1} 篇别的文章，最多 ${READINGS_LIMIT - 1} 篇，请检查它`,
    );
  return readings.map((one) => (one.what === 'article' ? boundedArticle(one, name) : one));
}

function boundedArticle(reading: ArticleReading, name: string): ArticleReading {
  const { article } = reading;
  const text = wordsOf(article.body);
  // Only what is long is looked at letter by letter.
  const length = text.length > TEXT_LIMIT ? text.replace(/\s+/g, ' ').length : text.length;
  if (length > TEXT_LIMIT)
    throw new SourceError(`${name}：正文有 ${length} 字，最多 ${TEXT_LIMIT} 字，请检查它，或分成几篇`);
  if (isBroken([article.title, article.account, article.digest, text].join('\n')))
    throw new SourceError(
      `${name}：里面有许多无法辨认的字（�），文件的编码不对或已损坏，请重新保存为 UTF-8 再发布`,
    );
  const cuts: string[] = [];
  const cut = (text: string, limit: number, what: string): string => {
    const short = clipped(text, limit);
    if (short !== text) cuts.push(`${what}有 ${characters(text).length} 字，只留前 ${limit} 字`);
    return short;
  };
  const address = (url: string | undefined, what: string): string | undefined => {
    if (url === undefined || url.length <= ADDRESS_LIMIT) return url;
    cuts.push(`${what}有 ${url.length} 字，不像网址，没有采用`);
    return undefined;
  };
  const short: SourceArticle = { ...article };
  for (const [key, [limit, what]] of Object.entries(LIMITS) as [keyof typeof LIMITS, [number, string]][]) {
    const value = article[key];
    if (value !== undefined) short[key] = cut(value, limit, what);
  }
  if (article.tags.length > TAGS) cuts.push(`标签有 ${article.tags.length} 个，只留前 ${TAGS} 个`);
  short.tags = article.tags.slice(0, TAGS).map((tag) => cut(tag, TAG_LIMIT, '标签'));
  short.url = address(article.url, '原文链接');
  short.readMore = address(article.readMore, '“阅读原文”的链接');
  const { origin, cover } = article;
  if (origin)
    short.origin = {
      account: cut(origin.account, LIMITS.account[0], '转载来源'),
      url: address(origin.url, '转载来源的链接'),
      words: origin.words === undefined ? undefined : cut(origin.words, WORDS_LIMIT, '编者荐语'),
    };
  if (cover) short.cover = address(cover.src, '封面的地址') === undefined ? undefined : boundedPicture(cover);
  return cuts.length > 0 ? { ...reading, article: short, warnings: cuts } : reading;
}

const boundedPicture = (picture: PictureRef): PictureRef => ({
  ...picture,
  ...(picture.alt === undefined ? {} : { alt: clipped(picture.alt, ALT_LIMIT) }),
  ...(picture.caption === undefined ? {} : { caption: clipped(picture.caption, ALT_LIMIT) }),
});

/** The words of a body, about: markup that is text yet is not parsed for this. */
function wordsOf(body: Body): string {
  switch (body.form) {
    case 'text':
      return body.lines.join('\n');
    case 'pictures':
      return body.text;
    case 'title':
      return '';
    case 'html':
      return typeof body.html === 'string' ? outsideTags(body.html) : textOf(body.html);
  }
}

function outsideTags(html: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', from)) {
    parts.push(html.slice(from, at));
    const end = html.indexOf('>', at);
    if (end < 0) return parts.concat(html.slice(at)).join('');
    from = end + 1;
  }
  return parts.concat(html.slice(from)).join('');
}
