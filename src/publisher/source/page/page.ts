import { characters, clipped } from '../../../domain/characters';
import { cleaned } from '../../clean';
import { unescapeHtml } from '../../html/literal';
import { ownUrl } from '../../html/url';
import { fileAlias, fileIdentity, identityOfUrl, messageIdentity } from '../identity';
import { stampTime } from '../text';
import { RANK, type Reading, type ResolvePicture, type SourceArticle } from '../types';
import { bodyOf, type Content, coverOf, digestOf } from './body';
import { cutPage } from './cut';
import { entry, type PageData, pageData } from './data';
import { type Found, find, idText } from './find';
import { pageState } from './state';

/** Chrome and Firefox note the address that a page was saved from in a comment at its top. */
const SAVED_FROM = /<!--\s*saved from url=(?:\(\d+\))?(\S+)\s*-->/;

/** Reads a saved page of an official account. `name` names the file in reports. */
export function readPage(html: string, name: string, resolve: ResolvePicture): Reading {
  const { kept, scripts } = cutPage(html);
  const data = pageData(scripts);
  const found = find(kept.join(''));
  const address = addressOf(data, found, SAVED_FROM.exec(html.slice(0, 2000))?.[1]);
  const identity = identify(data, address);

  const hasArticle = found.ids.has('js_content') || data.whole;
  const state = pageState(found.messages, found.meta.get('title') ?? '', hasArticle);
  if (state?.what === 'skipped') return state;
  if (state) {
    const otherwise = `页面显示“${state.reason}”，但看不出是哪一篇；请用原来的文件名保存它`;
    return {
      what: 'withdrawn',
      whose: identity ? { by: 'identity', identity } : { by: 'alias', alias: fileAlias(name), otherwise },
      time: seconds(data.text('svr_time')) ?? null,
    };
  }

  const content = bodyOf(data, found, resolve);
  if (!content) return { what: 'skipped', reason: '页面里没有正文，也不是已知的删除或违规提示' };
  const published = publishedOf(data, found);
  if (published === null) return { what: 'skipped', reason: '页面里没有发布时间' };
  const article: SourceArticle = {
    ...content,
    identity: identity ?? fileIdentity(name),
    rank: RANK.whole,
    title: titleOf(content, data, found),
    account:
      unescapeHtml(first(data.text('nick_name'), idText(found, 'js_name'), data.variable('nickname'))) ||
      undefined,
    author:
      unescapeHtml(first(data.text('author'), found.meta.get('author'), idText(found, 'js_author_name'))) ||
      undefined,
    place: undefined,
    published,
    captured: seconds(data.text('svr_time')),
    url: address ?? undefined,
    digest: digestOf(content.kind, data, found),
    cover: coverOf(data, found, resolve),
    tags: data
      .list('album_info_list')
      .map((one) => entry(one, 'title'))
      .filter(Boolean),
  };
  // Pages of one identity are one article, however it was called when each was saved.
  return { what: 'article', article, resolve, aliases: [fileAlias(name)], rivals: { are: 'versions' } };
}

/** The first of several places in a page that says something. */
const first = (...values: (string | undefined)[]): string =>
  values.map((one) => one?.trim()).find((one) => one) ?? '';

function addressOf(data: PageData, found: Found, saved: string | undefined): string | null {
  const stated = first(
    found.meta.get('og:url'),
    data.text('link'),
    data.variable('msg_link'),
    found.meta.get('canonical'),
    saved,
  );
  return ownUrl(unescapeHtml(stated));
}

function identify(data: PageData, address: string | null): string | null {
  const biz = data.text('bizuin') || data.variable('biz');
  const mid = data.text('mid') || data.variable('mid');
  const idx = data.text('idx') || data.variable('idx');
  if (biz && mid && mid !== '0') return messageIdentity(biz, mid, idx);
  return identityOfUrl(address ?? undefined);
}

/** When the article was published, in milliseconds; null where the page does not say. */
function publishedOf(data: PageData, found: Found): number | null {
  const shown = first(data.text('create_time'), idText(found, 'publish_time'));
  return (
    seconds(first(data.text('ori_create_time'), data.variable('ct'), data.text('create_timestamp'))) ??
    stampTime(shown) ??
    parseTime(found.meta.get('article:published_time')) ??
    null
  );
}

/** Milliseconds of the years 2001 to 5138. What is not among them is some other number, and may have no date. */
const inTime = (ms: number): number | undefined => (ms > 1e12 && ms < 1e14 ? ms : undefined);

/** Seconds since 1970, as WeChat writes times, in milliseconds. */
function seconds(text: string): number | undefined {
  const value = Number(text);
  return Number.isInteger(value) ? inTime(value * 1000) : undefined;
}

const parseTime = (text: string | undefined): number | undefined => inTime(Date.parse(text ?? ''));

function titleOf(content: Content, data: PageData, found: Found): string {
  const named = unescapeHtml(
    first(
      data.text('title'),
      data.variable('msg_title'),
      found.meta.get('og:title'),
      idText(found, 'activity-name'),
      found.meta.get('title'),
    ),
  );
  return content.kind === 'note' ? noteTitle(named) : named.replace(/\s+/g, ' ');
}

/** Characters of a title made of a text; a sentence of fewer than `SENTENCE` is none. */
const NOTE_TITLE = 30;
const SENTENCE = 6;

/** A text post without a title of its own gives its whole text as one: its first line or sentence will do. */
function noteTitle(text: string): string {
  const line = cleaned(text)
    .trim()
    .split(/[\n\r]/)[0]!
    .trim();
  const start = characters(line, NOTE_TITLE + 1);
  if (start.length <= NOTE_TITLE) return line;
  const end = start.findIndex((one, at) => at >= SENTENCE && /^[。！？!?]/.test(one));
  return end < 0 ? clipped(line, NOTE_TITLE) : start.slice(0, end + 1).join('');
}
