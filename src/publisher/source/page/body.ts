import type { Kind } from '../../../feed';
import {
  attribute,
  descendants,
  type Element,
  isElement,
  type Node,
  type Parent,
  textOf,
} from '../../html/dom';
import { textToHtml } from '../../html/element';
import { type Literal, unescapeHtml } from '../../html/literal';
import { parseBody } from '../../html/parser';
import { sharedUrl, tencentVideo, urlIn, voiceAddress, webUrl } from '../../html/url';
import type { Body, Media, PictureRef, ResolvePicture, SourceArticle } from '../types';
import { bodyIn } from './around';
import { entry, type PageData, typeOf } from './data';
import { type Found, holdsAnything, isNotShown, said, saidInHtml } from './find';
import {
  AROUND_TAGS,
  AROUND_TEXT,
  FORMS,
  type Form,
  MAIN,
  type Matter,
  ORIGIN,
  PICTURES,
  type Place,
  POST_TEXT,
  SOUNDS,
  SUMMARY,
  TITLE,
  VIDEO_IDS,
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
  /** What is said of single videos and sounds. */
  notes: string[];
  title: string;
  /** The address of the post's cover. */
  cover: string | null;
}

/** The body of a page, whatever form of post it is; null where nothing of one is there. */
export function bodyOf(
  data: PageData,
  found: Found,
  address: string | null,
  resolve: ResolvePicture,
): Content | null {
  const type = typeOf(data);
  const stated = type === '' ? markedForm(found) : FORMS.find(({ types }) => types.includes(type));
  const material = materialOf(stated, data, found, address, resolve);
  const missing = stated && !keeps(stated, material) ? standIn(stated, material, address) : null;
  const there = missing ? { ...material, ...missing } : material;
  const form = stated && keeps(stated, there) ? stated : (likeliest(stated, there) ?? titled(stated, there));
  if (!form) return isPost(data, found, address) ? leftOver(type, stated, material.summary, found) : null;
  const warnings = missing
    ? [`${called(type, stated!)}里没有找到${MISSING}`]
    : warningsOf(type, stated, form);
  return { ...contentOf(form, there, data, found), warnings };
}

const MISSING = '视频或音频本身，放了打开原文的入口和页面里的文字，请对照原文检查';

/** A form as the editor is told of it. */
const called = (type: string, { name }: Form): string => (type === '' ? name : `${name}（类型 ${type}）`);

/** Of a page that does not say its type: the form of post whose own parts it shows. */
const markedForm = (found: Found): Form | undefined =>
  FORMS.find(({ marks }) => marks.some((place) => isShown(elementAt(place, found))));

const elementAt = (place: Place, { ids, classes }: Found): Element | undefined =>
  (place.startsWith('#') ? ids : classes).get(place.slice(1));

const isShown = (node: Element | undefined): node is Element => node !== undefined && !isNotShown(node);

/**
 * Where a page calls itself a video or a sound, and says something of it, the original has one to play, wherever the page
 * keeps it: its cover, or its name, leads there. Null for other posts, and where nothing is said.
 */
function standIn({ matter }: Form, material: Material, address: string | null): Partial<Material> | null {
  if (matter !== 'video' && matter !== 'audio') return null;
  const { html, text, summary, cover } = material;
  if (!html && !text && !summary && !cover) return null;
  return { [matter]: [mediaOf(matter, '', matter === 'video' ? cover : null, address)] };
}

/** A text post may be its title alone. */
const titled = (stated: Form | undefined, { title }: Material): Form | undefined =>
  stated?.matter === 'text' && title !== '' ? stated : undefined;

const has = (matter: Matter, material: Material): boolean =>
  matter === 'html' || matter === 'text' ? Boolean(material[matter]) : material[matter].length > 0;

/** Whether a page has what its type promises: of a text post its summary or title is all of it, at need. */
const keeps = ({ matter }: Form, material: Material): boolean =>
  has(matter, material) ||
  (matter === 'text' && material.summary !== '') ||
  ((matter === 'video' || matter === 'audio') && holdsPlayer(material.html));

/** Whether markup that was parsed has a player, as the article's element or as the page has built it. */
const holdsPlayer = (html: Material['html']): html is Parent =>
  html !== null &&
  typeof html !== 'string' &&
  [...descendants(html)].some(({ tagName }) =>
    /^(?:video|audio|iframe|mpvoice|mpvideo|mp-common-(?:mpaudio|videosnap))$/.test(tagName),
  );

/** Of a page that does not have what its type promises, or is of a type that nobody knows. */
const likeliest = (stated: Form | undefined, material: Material): Form | undefined =>
  FORMS.find((one) => one !== stated && has(one.matter, material));

function warningsOf(type: string, stated: Form | undefined, form: Form): string[] {
  if (stated === form || (type === '' && !stated)) return [];
  const what = stated ? `${called(type, stated)}里没有找到应有的内容` : `没有见过的文章类型 ${type}`;
  return [`${what}，按${form.name}发布了页面里有的内容，请对照原文检查`];
}

function contentOf(
  { kind, matter }: Form,
  material: Material,
  data: PageData,
  found: Found,
): Omit<Content, 'warnings'> {
  const { html, summary, title } = material;
  const text = material.text || summary || (matter === 'text' ? title : '');
  switch (matter) {
    case 'html':
      return { ...repostOf(data, found), body: { form: 'html', html: html! } };
    case 'pictures':
      return { kind, body: { form: 'pictures', pictures: material.pictures, text } };
    case 'text':
      return { kind, body: { form: 'pictures', pictures: [], text } };
    case 'video':
    case 'audio':
      return { kind, body: { form: 'post', ...postOf(material, matter) } };
  }
}

/** A video or sound and what is said of it, each thing once, wherever the page says it. */
function postOf(material: Material, matter: 'video' | 'audio'): { media: Media[]; text: string | Parent } {
  const { html, text, summary, notes } = material;
  const media = material[matter];
  // A player that stands in the text is there already.
  if (holdsPlayer(html)) return { media: [], text: joined(html, [text || summary, ...notes]) };
  return { media, text: joined(text || html || summary, notes) };
}

/** A text, and under it what it does not say. */
function joined(text: string | Parent, others: readonly string[]): string | Parent {
  let known = bare(text);
  const more = others.filter((one) => {
    const isKnown = known.includes(bare(one).replace(/(?:…|\.{3})+$/, ''));
    if (!isKnown) known += bare(one);
    return !isKnown;
  });
  if (more.length === 0) return text;
  if (typeof text === 'string') return [text, ...more].filter(Boolean).join('\n');
  const added = more.map((one) => `<p>${one.replace(/\r\n|\r|\n/g, '<br>')}</p>`).join('');
  return { ...text, childNodes: [...text.childNodes, ...parseBody(added).childNodes] };
}

/** The letters of a text, whatever it is set in. */
const bare = (text: string | Parent): string =>
  textOf(typeof text === 'string' ? parseBody(text) : text).replace(/\s+/g, '');

/** `copyright_stat` 2: the account passes on another account's original. */
function repostOf(data: PageData, found: Found): Pick<Content, 'kind' | 'origin'> {
  const source = data.text('copyright_info.platform');
  const stat = data.text('copyright_info.copyright_stat');
  if (stat !== '' && stat !== '2') return { kind: 'article' };
  // Where the data do not name it, the page may show it.
  if (!source || stat === '') return shownRepost(found);
  return {
    kind: 'repost',
    origin: {
      account: unescapeHtml(source),
      url: sharedUrl(unescapeHtml(data.text('copyright_info.reprint_url'))) ?? undefined,
      words: data.text('copyright_info.reprint_recommend_content_noencode').trim() || undefined,
    },
  };
}

/** The same of a page without its data: where it comes from stands between its head and its body. */
function shownRepost(found: Found): Pick<Content, 'kind' | 'origin'> {
  const [name, words] = [ORIGIN.account, ORIGIN.words].map((place) => {
    const node = elementAt(place, found);
    return isShown(node) ? textOf(node).replace(/\s+/g, ' ').trim() : '';
  });
  if (!name) return { kind: 'article' };
  return {
    kind: 'repost',
    origin: { account: name, words: words?.replace(/^编者荐语[:：]?\s*/, '') || undefined },
  };
}

function materialOf(
  stated: Form | undefined,
  data: PageData,
  found: Found,
  address: string | null,
  resolve: ResolvePicture,
): Material {
  const cover = statedCover(data, found, resolve);
  return {
    html: markupOf(stated, data, found),
    pictures: picturesOf(data, found, resolve),
    video: videosOf(data, found, address, cover, resolve),
    audio: soundsOf(data, found, address),
    text: saidInHtml(POST_TEXT, data, found),
    summary: linesIn(saidInHtml(SUMMARY, data, found)),
    notes: [...VIDEOS, ...SOUNDS]
      .flatMap((place) => data.list(place).map((one) => entry(one, 'desc').trim()))
      .filter(Boolean),
    title: textToHtml(linesIn(said(TITLE, data, found))),
    cover,
  };
}

function markupOf(stated: Form | undefined, data: PageData, found: Found): Material['html'] {
  const content = bodyIn(found);
  if (content && holdsAnything(content)) return content;
  const markup = markupIn(data.text('content_noencode'), FORMS[0]!.types.includes(typeOf(data)));
  if (markup || (stated?.matter !== 'video' && stated?.matter !== 'audio')) return markup;
  const main = mainOf(found);
  return holdsPlayer(main) && found.videos.length + found.sounds.length === 0 ? main : null;
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
  const entries = PICTURES.map((place) => data.list(place)).find(({ length }) => length > 0) ?? [];
  const listed = entries.flatMap((one) => {
    const stated = ['cdn_url', 'url', 'src'].map((key) => entry(one, key)).find(Boolean);
    const src = stated ? resolve(unescapeHtml(stated)) : null;
    return src ? [{ src, w: Number(entry(one, 'width')) || 0, h: Number(entry(one, 'height')) || 0 }] : [];
  });
  const strip = onceRound(
    found.slides.flatMap(
      (node) => addressOf(node, resolve, 'data-src', 'src') ?? backgroundOf(node, resolve) ?? [],
    ),
  );
  if (listed.length === 0) return [...new Set(strip)].map((src) => ({ src, w: 0, h: 0 }));
  // A browser saves what is shown under names of its own; the data still say where in the web each was.
  const areSaved = strip.length === listed.length && strip.every((src) => src.startsWith('archive:'));
  return areSaved ? listed.map((one, at) => ({ ...one, src: strip[at]! })) : listed;
}

/** A strip of slides that goes round has its last one before the first, and its first behind the last, once more. */
function onceRound(slides: string[]): string[] {
  const [first, second] = slides;
  const goesRound = slides.length > 3 && first === slides.at(-2) && second === slides.at(-1);
  return goesRound ? slides.slice(1, -1) : slides;
}

/** Of the attributes whose addresses can be had the first that was saved with the page, else the first. */
function addressOf(node: Element, resolve: ResolvePicture, ...names: string[]): string | null {
  const all = names.map((name) => resolve(attribute(node, name) ?? ''));
  return all.find((one) => one?.startsWith('archive:')) ?? all.find((one) => one) ?? null;
}

/** The picture that a box shows behind what is in it. */
function backgroundOf(node: Element, resolve: ResolvePicture): string | null {
  const address = urlIn(attribute(node, 'style') ?? '');
  return address ? resolve(address.trim()) : null;
}

/** Entries at the first of several places that has some: a list, or one object. */
function entriesAt(
  places: readonly string[],
  keys: readonly string[],
  data: PageData,
): Map<string, string>[] {
  for (const place of places) {
    const read = (get: (key: string) => string) => new Map(keys.map((key) => [key, get(key)]));
    // Whatever the page says of one, it is one.
    const listed = data.list(place).flatMap((one) => (hasEntries(one) ? read((key) => entry(one, key)) : []));
    if (listed.length > 0) return listed;
    const single = read((key) => data.text(`${place}.${key}`));
    if ([...single.values()].some(Boolean)) return [single];
  }
  return [];
}

const hasEntries = (one: Literal): boolean =>
  typeof one === 'object' && one !== null && Object.keys(one).length > 0;

/** @param ofPost the post's cover, for a video that has none */
function videosOf(
  data: PageData,
  found: Found,
  address: string | null,
  ofPost: string | null,
  resolve: ResolvePicture,
): Media[] {
  const entries = entriesAt(VIDEOS, ['video_id', 'vid', 'cover_url', 'title'], data);
  const ids = data.list('video_ids').flatMap((one) => (typeof one === 'string' && one !== '' ? one : []));
  const alone = ids.length > 0 ? ids : [said(VIDEO_IDS, data, found)].filter(Boolean);
  const all = entries.length > 0 ? entries : alone.map((id) => new Map([['video_id', id]]));
  const listed = all.map((one): Media => {
    const id = one.get('video_id') || one.get('vid') || '';
    const cover = resolve(unescapeHtml(one.get('cover_url') ?? '')) ?? ofPost;
    // WeChat's own videos (wxv_…) play only in the article; others are Tencent Video's.
    const isTencent = /^[a-z]\w{10}$/i.test(id);
    return mediaOf('video', one.get('title'), cover, isTencent ? tencentVideo(id) : address);
  });
  if (listed.length > 0) return listed;
  return found.videos.map((node) =>
    mediaOf('video', '', addressOf(node, resolve, 'poster') ?? ofPost, address),
  );
}

const SOUND_KEYS = ['voice_id', 'voice_encode_fileid', 'title', 'name', 'url', 'play_url'];

function soundsOf(data: PageData, found: Found, address: string | null): Media[] {
  const listed = entriesAt(SOUNDS, SOUND_KEYS, data).map((one) => {
    const id = one.get('voice_encode_fileid') || one.get('voice_id');
    const stated = sharedUrl(unescapeHtml(one.get('url') || one.get('play_url') || '')) ?? address;
    const url = id ? voiceAddress(id) : stated;
    return mediaOf('audio', one.get('title') || one.get('name'), null, url);
  });
  if (listed.length > 0) return listed;
  return found.sounds.map((node) => mediaOf('audio', '', null, webUrl(attribute(node, 'src')) ?? address));
}

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
  const named = stated ? called(type, stated) : `没有见过的文章类型 ${type || '（没有写明）'}`;
  const main = mainOf(found);
  if (main)
    return {
      kind: 'article',
      body: { form: 'html', html: main },
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

/** What a page without a body shows in its place, without what stands around it; null where it shows nothing. */
function mainOf(found: Found): Element | null {
  for (const place of MAIN) {
    const node = elementAt(place, found);
    const main = node && textWithin(node);
    if (main && holdsAnything(main)) return main;
  }
  return null;
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
  const stated = statedCover(data, found, resolve);
  if (stated) return { src: stated, w: 0, h: 0 };
  const cover = body.form === 'post' ? body.media.find((one) => one.cover)?.cover : undefined;
  return cover ? { src: cover, w: 0, h: 0 } : undefined;
}

/** The address of the cover that a page says it has. */
function statedCover(data: PageData, found: Found, resolve: ResolvePicture): string | null {
  const candidates = [
    data.text('cdn_url_235_1'),
    data.text('cdn_url'),
    data.variable('msg_cdn_url'),
    found.meta.get('og:image') ?? '',
    found.meta.get('twitter:image') ?? '',
  ];
  for (const candidate of candidates) {
    const src = candidate ? resolve(unescapeHtml(candidate)) : null;
    if (src) return src;
  }
  return null;
}
