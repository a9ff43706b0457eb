import { characters, clipped } from '../../domain/characters';
import { cleaned, cleanedLine, unseenIn } from '../clean';
import { SourceError } from '../errors';
import { textOf } from '../html/dom';
import { unseenAround } from '../html/parser';
import { isBroken } from './encoding';
import type { ArticleReading, Body, Media, PictureRef, Reading, SourceArticle } from './types';

/*
 * What an article may say, and how much, whatever form its source has. No field has anything in it that no reader sees
 * (clean.ts; the words in markup are cleaned as they are parsed), and the editor is told.
 *
 * Title, names, digest and tags stand in the head, in every list and in the search, which each reader of the column
 * loads: one source with a megabyte in its title would be everybody's. WeChat itself takes titles of 64 characters, authors of 16, digests of 120 and texts of 20,000, so that
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
const FIELDS = Object.entries(LIMITS) as [keyof typeof LIMITS, [number, string]][];
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
  const cuts: string[] = [];
  const article = cleanArticle(reading.article, (what, unseen) =>
    cuts.push(`${name} 的${what}里有看不见的字符 ${unseen.join('、')}，已去掉`),
  );
  const text = wordsOf(article.body);
  // Only what is long is looked at letter by letter.
  const length = text.length > TEXT_LIMIT ? text.replace(/\s+/g, ' ').length : text.length;
  if (length > TEXT_LIMIT)
    throw new SourceError(`${name}：正文有 ${length} 字，最多 ${TEXT_LIMIT} 字，请检查它，或分成几篇`);
  if (isBroken([article.title, article.account, article.digest, text].join('\n')))
    throw new SourceError(
      `${name}：里面有许多无法辨认的字（�），文件的编码不对或已损坏，请重新保存为 UTF-8 再发布`,
    );
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
  for (const [key, [limit, what]] of FIELDS) {
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
  return cuts.length > 0
    ? { ...reading, article: short, warnings: [...(reading.warnings ?? []), ...cuts] }
    : reading;
}

/** Invisible characters that editors’ programs leave in any body: nobody is told of them. */
const ORDINARY = new Set(
  '00AD 200B 200C 200D 200E 2028 2029 2060 FE0E FE0F FEFF'.split(' ').map((code) => `U+${code}`),
);

/**
 * An article without what no reader sees.
 * @param told is told of what was taken out of which field
 */
function cleanArticle(
  article: SourceArticle,
  told: (what: string, unseen: readonly string[]) => void,
): SourceArticle {
  const clean = (text: string, what: string, clear = cleanedLine): string => {
    const unseen = unseenIn(text);
    if (unseen.length > 0) told(what, unseen);
    return clear(text);
  };
  const made: SourceArticle = { ...article };
  for (const [key, [, what]] of FIELDS) {
    const value = article[key];
    if (value !== undefined) made[key] = clean(value, what);
  }
  made.tags = article.tags.map((tag) => clean(tag, '标签')).filter((tag) => tag !== '');
  const { origin, cover, body } = article;
  if (origin)
    made.origin = {
      ...origin,
      account: clean(origin.account, '转载来源'),
      ...(origin.words === undefined ? {} : { words: clean(origin.words, '编者荐语', cleaned) }),
    };
  if (cover) made.cover = cleanPicture(cover);
  made.body = cleanBody(body);
  const odd = unseenInBody(body).filter((one) => !ORDINARY.has(one));
  if (odd.length > 0) told('正文', odd);
  // An author or a digest of nothing that is seen is none.
  for (const key of ['account', 'author', 'place', 'channel', 'digest'] as const)
    if (made[key] === '' && article[key] !== '') made[key] = undefined;
  return made;
}

function cleanBody(body: Body): Body {
  switch (body.form) {
    case 'text':
      return { ...body, lines: body.lines.map(cleanedLine).filter((line) => line !== '') };
    case 'pictures':
      return { ...body, text: cleaned(body.text), pictures: body.pictures.map(cleanPicture) };
    case 'post':
      return {
        ...body,
        text: typeof body.text === 'string' ? cleaned(body.text) : body.text,
        media: body.media.map(cleanMedia),
      };
    case 'html':
    case 'title':
      return body;
  }
}

function unseenInBody(body: Body): string[] {
  const markup = body.form === 'html' ? body.html : body.form === 'post' ? body.text : '';
  return typeof markup === 'string' ? unseenIn(wordsOf(body)) : unseenAround(markup);
}

const cleanMedia = (media: Media): Media => ({
  ...media,
  ...(media.title === undefined ? {} : { title: clipped(cleanedLine(media.title), LIMITS.title[0]) }),
});

const cleanPicture = (picture: PictureRef): PictureRef => ({
  ...picture,
  ...(picture.alt === undefined ? {} : { alt: cleanedLine(picture.alt) }),
  ...(picture.caption === undefined ? {} : { caption: cleanedLine(picture.caption) }),
});

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
    case 'post':
      return typeof body.text === 'string' ? body.text : textOf(body.text);
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
