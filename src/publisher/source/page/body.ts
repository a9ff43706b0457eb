import type { Kind } from '../../../feed';
import { attribute, type Element, isElement, type Node, type Parent } from '../../html/dom';
import { unescapeHtml } from '../../html/literal';
import { ownUrl } from '../../html/url';
import type { Body, Media, PictureRef, ResolvePicture, SourceArticle } from '../types';
import { entry, type PageData } from './data';
import { type Found, holdsAnything, saidInHtml } from './find';
import {
  AROUND_TAGS,
  AROUND_TEXT,
  FORMS,
  type Form,
  MAIN,
  type Matter,
  POST_TEXT,
  SOUNDS,
  SUMMARY,
  VIDEOS,
} from './forms';

/** What kind of article a page shows, and what is in it. */
export interface Content {
  kind: Kind;
  body: Body;
  origin?: SourceArticle['origin'];
  /** What the editor is to know of it. */
  warnings: readonly string[];
  /** Of the article only its summary was found. */
  isSummary?: true;
}

/** What is there to make a body of. */
interface Material {
  html: string | Parent | null;
  pictures: PictureRef[];
  video: Media[];
  audio: Media[];
  /** As HTML with line breaks. */
  text: string;
  /** What the page is summed up with, which of posts is their text. */
  summary: string;
}

/** The body of a page, whatever form of post it is; null where nothing of one is there. */
export function bodyOf(
  data: PageData,
  found: Found,
  address: string | null,
  resolve: ResolvePicture,
): Content | null {
  const type = data.text('item_show_type') || data.variable('item_show_type');
  const stated = FORMS.find(({ types }) => types.includes(type));
  const material = materialOf(data, found, address, resolve);
  const form = stated && keeps(stated, material) ? stated : likeliest(stated, material);
  if (form) return { ...contentOf(form, material, data), warnings: warningsOf(type, stated, form) };
  return isPost(data, found, address) ? leftOver(type, stated, material.summary, found) : null;
}

const has = (matter: Matter, material: Material): boolean =>
  matter === 'html' || matter === 'text' ? Boolean(material[matter]) : material[matter].length > 0;

/** Whether a page has what its type promises: of a text post its summary or title is all of it, at need. */
const keeps = ({ matter }: Form, material: Material): boolean =>
  has(matter, material) || (matter === 'text' && material.summary !== '');

/** Of a page that does not have what its type promises, or is of a type that nobody knows. */
const likeliest = (stated: Form | undefined, material: Material): Form | undefined =>
  FORMS.find((one) => one !== stated && has(one.matter, material));

function warningsOf(type: string, stated: Form | undefined, form: Form): string[] {
  if (stated === form || type === '') return [];
  const what = stated ? `${stated.name}（类型 ${type}）里没有找到应有的内容` : `没有见过的文章类型 ${type}`;
  return [`${what}，按${form.name}发布了页面里有的内容，请对照原文检查`];
}

function contentOf({ kind, matter }: Form, material: Material, data: PageData): Omit<Content, 'warnings'> {
  const { html, summary } = material;
  const text = material.text || summary;
  switch (matter) {
    case 'html':
      return { ...repostOf(data), body: { form: 'html', html: html! } };
    case 'pictures':
      return { kind, body: { form: 'pictures', pictures: material.pictures, text } };
    case 'text':
      return { kind, body: { form: 'pictures', pictures: [], text } };
    case 'video':
    case 'audio':
      return {
        kind,
        body: { form: 'post', media: material[matter], text: material.text || html || summary },
      };
  }
}

/** `copyright_stat` 2: the account passes on another account's original. */
function repostOf(data: PageData): Pick<Content, 'kind' | 'origin'> {
  const source = data.text('copyright_info.platform');
  if (data.text('copyright_info.copyright_stat') !== '2' || !source) return { kind: 'article' };
  return {
    kind: 'repost',
    origin: {
      account: unescapeHtml(source),
      url: ownUrl(unescapeHtml(data.text('copyright_info.reprint_url'))) ?? undefined,
      words: data.text('copyright_info.reprint_recommend_content_noencode').trim() || undefined,
    },
  };
}

function materialOf(data: PageData, found: Found, address: string | null, resolve: ResolvePicture): Material {
  const content = found.ids.get('js_content') ?? found.classes.get('rich_media_content');
  const stated = data.text('content_noencode');
  const type = data.text('item_show_type') || data.variable('item_show_type');
  return {
    html: content && holdsAnything(content) ? content : markupIn(stated, FORMS[0]!.types.includes(type)),
    pictures: picturesOf(data, found, resolve),
    video: videosOf(data, found, address, resolve),
    audio: soundsOf(data, address),
    text: saidInHtml(POST_TEXT, data, found),
    summary: linesIn(saidInHtml(SUMMARY, data, found)),
  };
}

/**
 * The body of an article stands in the data as HTML, whatever it is made of; what stands there of a post is text with its
 * lines and links.
 */
const markupIn = (stated: string, isArticle: boolean): string | null =>
  (isArticle ? /<[a-z]/i : BLOCKS).test(stated) ? stated : null;
const BLOCKS =
  /<(?:p|section|div|img|svg|iframe|mp[\w-]*|h[1-6]|[uod]l|blockquote|table|figure|pre|hr|video|audio)[\s/>]/i;

function picturesOf(data: PageData, found: Found, resolve: ResolvePicture): PictureRef[] {
  const listed = data.list('picture_page_info_list').flatMap((one) => {
    const src = resolve(unescapeHtml(entry(one, 'cdn_url')));
    return src ? [{ src, w: Number(entry(one, 'width')) || 0, h: Number(entry(one, 'height')) || 0 }] : [];
  });
  if (listed.length > 0) return listed;
  // A strip of slides that goes round has its first and last ones twice.
  const shown = found.slides.flatMap((node) => addressOf(node, resolve, 'data-src', 'src') ?? []);
  return [...new Set(shown)].map((src) => ({ src, w: 0, h: 0 }));
}

/** Of the attributes whose addresses can be had the first that was saved with the page, else the first. */
function addressOf(node: Element, resolve: ResolvePicture, ...names: string[]): string | null {
  const all = names.map((name) => resolve(attribute(node, name) ?? ''));
  return all.find((one) => one?.startsWith('archive:')) ?? all.find((one) => one) ?? null;
}

/** Entries at the first of several places that has some: a list, or one object. */
function entriesAt(
  places: readonly string[],
  keys: readonly string[],
  data: PageData,
): Map<string, string>[] {
  for (const place of places) {
    const read = (get: (key: string) => string) => new Map(keys.map((key) => [key, get(key)]));
    const listed = data.list(place).map((one) => read((key) => entry(one, key)));
    const all = listed.length > 0 ? listed : [read((key) => data.text(`${place}.${key}`))];
    const some = all.filter((one) => [...one.values()].some(Boolean));
    if (some.length > 0) return some;
  }
  return [];
}

function videosOf(data: PageData, found: Found, address: string | null, resolve: ResolvePicture): Media[] {
  const listed = entriesAt(VIDEOS, ['video_id', 'vid', 'cover_url', 'title'], data).map((one): Media => {
    const id = one.get('video_id') || one.get('vid') || '';
    const cover = resolve(unescapeHtml(one.get('cover_url')!));
    // WeChat's own videos (wxv_…) play only in the article; others are Tencent Video's.
    const isTencent = /^[a-z]\w{10}$/i.test(id);
    return mediaOf(
      'video',
      one.get('title'),
      cover,
      isTencent ? `https://v.qq.com/x/page/${id}.html` : address,
    );
  });
  if (listed.length > 0) return listed;
  return found.videos.map((node) => mediaOf('video', '', addressOf(node, resolve, 'poster'), address));
}

const soundsOf = (data: PageData, address: string | null): Media[] =>
  entriesAt(SOUNDS, ['voice_id', 'voice_encode_fileid', 'title', 'name', 'url', 'play_url'], data).map(
    (one) => {
      const id = one.get('voice_encode_fileid') || one.get('voice_id');
      const stated = ownUrl(unescapeHtml(one.get('url') || one.get('play_url') || '')) ?? address;
      const url = id
        ? `https://res.wx.qq.com/voice/getvoice?${new URLSearchParams({ mediaid: id })}`
        : stated;
      return mediaOf('audio', one.get('title') || one.get('name'), null, url);
    },
  );

const mediaOf = (
  type: Media['type'],
  title: string | undefined,
  cover: string | null,
  url: string | null,
): Media => ({
  type,
  ...(title ? { title: unescapeHtml(title) } : {}),
  ...(cover ? { cover } : {}),
  url,
});

/** Whether a page is one of an official account: any other one that shows some text is none of ours. */
const isPost = (data: PageData, found: Found, address: string | null): boolean =>
  found.messages.length === 0 &&
  (data.whole ||
    /^https?:\/\/mp\.weixin\.qq\.com\/(?:s|mp)\b/.test(address ?? '') ||
    found.meta.get('og:site_name') === '微信公众平台');

/** Of a page that is none of the known forms: the text that it shows, else what it says of itself. */
function leftOver(type: string, stated: Form | undefined, summary: string, found: Found): Content | null {
  const named = stated ? `${stated.name}（类型 ${type}）` : `没有见过的文章类型 ${type || '（没有写明）'}`;
  const main = MAIN.map((place) =>
    (place.startsWith('#') ? found.ids : found.classes).get(place.slice(1)),
  ).find((node) => node && holdsAnything(textWithin(node)));
  if (main)
    return {
      kind: 'article',
      body: { form: 'html', html: textWithin(main) },
      warnings: [`${named}：没有找到正文所在的 #js_content，用了页面里显示的文字，请对照原文检查`],
    };
  if (summary === '') return null;
  return {
    kind: 'note',
    body: { form: 'pictures', pictures: [], text: summary },
    warnings: [`${named}：页面里只有摘要，没有正文；请在浏览器里打开原文，等它显示完整再保存一次`],
    isSummary: true,
  };
}

/** The head of an article stands no deeper in its wrappers. */
const WRAPPERS = 8;

/** A copy of an element without what stands around a text. */
function textWithin(node: Element, deep = 0): Element {
  const kept = (child: Node): Node[] => {
    if (!isElement(child)) return [child];
    const names = `${attribute(child, 'id') ?? ''} ${attribute(child, 'class') ?? ''}`;
    if (AROUND_TEXT.test(names) || AROUND_TAGS.has(child.tagName)) return [];
    return [deep < WRAPPERS ? textWithin(child, deep + 1) : child];
  };
  return { ...node, childNodes: node.childNodes.flatMap(kept) };
}

/** Where WeChat writes a text into one line, its line breaks stand in it as a script would write them. */
export const linesIn = (text: string): string => text.replace(/\\(?:r\\n|r|n|x0[ad])/g, '\n');

/** Posts repeat their whole text as description: that is no digest. */
export function digestOf({ kind, body }: Content, data: PageData, found: Found): string | undefined {
  if (kind === 'pictures' || kind === 'note' || body.form === 'post') return undefined;
  const stated = data.whole ? data.text('desc') : data.variable('msg_desc');
  return (
    unescapeHtml(stated || (found.meta.get('og:description') ?? ''))
      .replace(/\s+/g, ' ')
      .trim() || undefined
  );
}

export function coverOf(
  { body }: Content,
  data: PageData,
  found: Found,
  resolve: ResolvePicture,
): PictureRef | undefined {
  const candidates = [
    data.text('cdn_url_235_1'),
    data.text('cdn_url'),
    data.variable('msg_cdn_url'),
    found.meta.get('og:image') ?? '',
    found.meta.get('twitter:image') ?? '',
  ];
  for (const candidate of candidates) {
    const src = candidate ? resolve(unescapeHtml(candidate)) : null;
    if (src) return { src, w: 0, h: 0 };
  }
  const cover = body.form === 'post' ? body.media.find((one) => one.cover)?.cover : undefined;
  return cover ? { src: cover, w: 0, h: 0 } : undefined;
}
