import type { Kind } from '../../../feed';
import { attribute, descendants, type Element, textOf } from '../../html/dom';
import { unescapeHtml } from '../../html/literal';
import { parsePage } from '../../html/parser';
import { webUrl } from '../../html/url';
import { fileIdentity, identityOfUrl, messageIdentity } from '../identity';
import { stampTime } from '../text';
import type { Body, PictureRef, Reading, SourceArticle } from '../types';
import { cutPage } from './cut';
import { entry, type PageData, pageData } from './data';
import { pageState } from './state';

/** Turns an image address of the page into one that can be had, or null. */
export type ResolvePicture = (src: string) => string | null;

interface Found {
  meta: Map<string, string>;
  ids: Map<string, Element>;
  messages: string[];
}

const WANTED_IDS = new Set([
  'js_content',
  'activity-name',
  'js_name',
  'publish_time',
  'js_author_name',
  'js_share_notice',
]);

function find(markup: string): Found {
  const found: Found = { meta: new Map(), ids: new Map(), messages: [] };
  for (const node of descendants(parsePage(markup))) {
    if (node.tagName === 'meta') {
      const name = attribute(node, 'property') ?? attribute(node, 'name');
      const content = attribute(node, 'content');
      if (name && content && !found.meta.has(name)) found.meta.set(name, content);
    } else if (node.tagName === 'link' && attribute(node, 'rel') === 'canonical')
      found.meta.set('canonical', attribute(node, 'href') ?? '');
    else if (node.tagName === 'title') found.meta.set('title', textOf(node));
    const id = attribute(node, 'id');
    if (id && WANTED_IDS.has(id) && !found.ids.has(id)) found.ids.set(id, node);
    const classes = attribute(node, 'class') ?? '';
    if (/\bweui-msg__title\b|\bmesg-block\b|\bweui-msg__desc\b/.test(classes))
      found.messages.push(textOf(node).trim());
  }
  return found;
}

/** Chrome and Firefox note the address that a page was saved from in a comment at its top. */
const SAVED_FROM = /<!--\s*saved from url=(?:\(\d+\))?(\S+)\s*-->/;

/** Reads a saved page of an official account. `name` names the file in reports. */
export function readPage(html: string, name: string, resolve: ResolvePicture): Reading {
  const { markup, scripts } = cutPage(html);
  const data = pageData(scripts);
  const found = find(markup);
  const saved = SAVED_FROM.exec(html.slice(0, 2000))?.[1];
  const first = (...values: (string | undefined)[]) =>
    values.map((one) => one?.trim()).find((one) => one) ?? '';
  const address = webUrl(
    unescapeHtml(
      first(
        found.meta.get('og:url'),
        data.text('link'),
        data.variable('msg_link'),
        found.meta.get('canonical'),
        saved,
      ),
    ),
  );
  const identity = identify(data, address);

  const state = pageState(
    found.messages,
    found.meta.get('title') ?? '',
    found.ids.has('js_content') || data.whole,
  );
  if (state) {
    if (state.what === 'skipped') return state;
    return { ...state, identity, time: seconds(data.text('svr_time')) };
  }

  const content = bodyOf(data, found, resolve);
  if (!content) return { what: 'skipped', reason: '页面里没有正文，也不是已知的删除或违规提示' };
  const published =
    seconds(first(data.text('ori_create_time'), data.variable('ct'), data.text('create_timestamp'))) ??
    stampTime(
      first(
        data.text('create_time'),
        found.ids.has('publish_time') ? textOf(found.ids.get('publish_time')!) : '',
      ),
    ) ??
    parseTime(found.meta.get('article:published_time'));
  if (published === undefined || published === null) return { what: 'skipped', reason: '页面里没有发布时间' };
  const named = unescapeHtml(
    first(
      data.text('title'),
      data.variable('msg_title'),
      found.meta.get('og:title'),
      idText(found, 'activity-name'),
      found.meta.get('title'),
    ),
  );
  const title = content.kind === 'note' ? noteTitle(named) : named.replace(/\s+/g, ' ');
  const article: SourceArticle = {
    ...content,
    identity: identity ?? fileIdentity(name),
    title,
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
  return { what: 'article', article };
}

function identify(data: PageData, address: string | null): string | null {
  const biz = data.text('bizuin') || data.variable('biz');
  const mid = data.text('mid') || data.variable('mid');
  const idx = data.text('idx') || data.variable('idx');
  if (biz && mid && mid !== '0') return messageIdentity(biz, mid, idx);
  return identityOfUrl(address ?? undefined);
}

const idText = (found: Found, id: string) => {
  const node = found.ids.get(id);
  return node ? textOf(node) : undefined;
};

/** Milliseconds of the years 2001 to 5138. What is not among them is some other number, and may have no date. */
const inTime = (ms: number): number | undefined => (ms > 1e12 && ms < 1e14 ? ms : undefined);

/** Seconds since 1970, as WeChat writes times, in milliseconds. */
function seconds(text: string): number | undefined {
  const value = Number(text);
  return Number.isInteger(value) ? inTime(value * 1000) : undefined;
}

const parseTime = (text: string | undefined): number | undefined => inTime(Date.parse(text ?? ''));

type Content = { kind: Kind; body: Body; origin?: SourceArticle['origin'] };

/** WeChat's `item_show_type`: 8 is a picture post, 10 a text post; everything else has a body of HTML. */
function bodyOf(data: PageData, found: Found, resolve: ResolvePicture): Content | null {
  const type = data.text('item_show_type');
  const text =
    data.text('content_noencode') ||
    data.text('text_page_info.content_noencode') ||
    data.text('text_page_info.content') ||
    data.text('desc');
  const pictures = picturesOf(data, resolve);
  const content = found.ids.get('js_content');
  if (type === '8' || (!content && pictures.length > 0))
    return { kind: 'pictures', body: { form: 'pictures', pictures, text } };
  if (type === '10') return { kind: 'note', body: { form: 'pictures', pictures: [], text } };
  const stated = data.text('content_noencode');
  const html = content && content.childNodes.length > 0 ? content : stated;
  if (!html) return null;
  const body: Body = { form: 'html', html };
  const source = data.text('copyright_info.platform');
  // 2: the account passes on another account's original.
  if (data.text('copyright_info.copyright_stat') === '2' && source)
    return {
      kind: 'repost',
      body,
      origin: {
        account: unescapeHtml(source),
        url: webUrl(unescapeHtml(data.text('copyright_info.reprint_url'))) ?? undefined,
        words: data.text('copyright_info.reprint_recommend_content_noencode').trim() || undefined,
      },
    };
  return { kind: 'article', body };
}

function picturesOf(data: PageData, resolve: ResolvePicture): PictureRef[] {
  return data.list('picture_page_info_list').flatMap((one) => {
    const src = resolve(unescapeHtml(entry(one, 'cdn_url')));
    return src ? [{ src, w: Number(entry(one, 'width')) || 0, h: Number(entry(one, 'height')) || 0 }] : [];
  });
}

/** Posts repeat their whole text as description: that is no digest. */
function digestOf(kind: Kind, data: PageData, found: Found): string | undefined {
  if (kind === 'pictures' || kind === 'note') return undefined;
  const stated = data.whole ? data.text('desc') : data.variable('msg_desc');
  return (
    unescapeHtml(stated || (found.meta.get('og:description') ?? ''))
      .replace(/\s+/g, ' ')
      .trim() || undefined
  );
}

function coverOf(data: PageData, found: Found, resolve: ResolvePicture): PictureRef | undefined {
  const candidates = [
    data.text('cdn_url_235_1'),
    data.text('cdn_url'),
    data.variable('msg_cdn_url'),
    found.meta.get('og:image') ?? '',
  ];
  for (const candidate of candidates) {
    const src = candidate ? resolve(unescapeHtml(candidate)) : null;
    if (src) return { src, w: 0, h: 0 };
  }
  return undefined;
}

const NOTE_TITLE = 30;

/** A text post without a title of its own gives its whole text as one: its first line or sentence will do. */
function noteTitle(text: string): string {
  const line = text
    .trim()
    .split(/[\n\r]/)[0]!
    .trim();
  const characters = Array.from(line);
  if (characters.length <= NOTE_TITLE) return line;
  const sentence = /^.{6,30}?[。！？!?]/u.exec(line)?.[0];
  return sentence ?? `${characters.slice(0, NOTE_TITLE).join('')}…`;
}
