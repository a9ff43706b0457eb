import { characters, clipped } from '../../../domain/characters';
import { cleaned } from '../../clean';
import { attribute, textOf } from '../../html/dom';
import { sharedUrl, webUrl } from '../../html/url';
import { fileAlias, fileIdentity, identityOfUrl, messageIdentity } from '../identity';
import { RANK, type Reading, type ResolvePicture, type SourceArticle, type WithdrawnReading } from '../types';
import { bodyOf, type Content, coverOf, digestOf, linesIn } from './body';
import { creditOf } from './credit';
import { cutPage, endsWithin } from './cut';
import { entry, type PageData, pageData, typeOf } from './data';
import { shownTime } from './dates';
import { type Found, find, holdsAnything, said } from './find';
import { ACCOUNT, ADDRESS, AUTHOR, FORMS, SHOWN, TITLE, WHEN } from './forms';
import { partOf } from './parts';
import { type SavedAs, savedAs } from './saved';
import { pageState } from './state';

/** A page as it lies before its reader. */
interface Page {
  name: string;
  data: PageData;
  found: Found;
  address: string | null;
  identity: string | null;
  captured: number | undefined;
  /** Whether the file ends before the body does. */
  isCut: boolean;
}

/** Reads a saved page of an official account. `name` names the file in reports. */
export function readPage(html: string, name: string, resolve: ResolvePicture): Reading {
  const page = open(html, name);
  const { data, found, identity, captured } = page;
  const body = found.ids.get('js_content');
  const hasArticle =
    (body !== undefined && holdsAnything(body)) ||
    ((body !== undefined || data.whole) && found.messages.length === 0);
  const state = pageState(found.messages, found.meta.get('title') ?? '', hasArticle);
  if (state?.what === 'skipped') return state;
  if (state) {
    const whose = whoseIs(identity, fileAlias(name), state.reason);
    return { what: 'withdrawn', whose, time: captured ?? null };
  }
  const content = bodyOf(data, found, page.address, resolve);
  if (!content) return { what: 'skipped', reason: nothingFound(data, found) };
  const stated = publishedOf(data, found, captured);
  const published = stated ?? captured;
  if (published === undefined) return { what: 'skipped', reason: page.isCut ? NO_TIME_LEFT : NO_TIME };
  const warnings = [
    ...content.warnings,
    ...(stated === null ? ['页面里没有发布时间，用了保存页面的时间，请对照原文检查'] : []),
  ];
  return readArticle(page, content, published, warnings, resolve);
}

function whoseIs(identity: string | null, alias: string, reason: string): WithdrawnReading['whose'] {
  const otherwise = (what: string) => `页面显示“${reason}”，但${what}；请用原来的文件名保存它`;
  return identity
    ? { by: 'identity', identity, file: { alias, otherwise: otherwise('它的网址不属于已发布的文章') } }
    : { by: 'alias', alias, otherwise: otherwise('看不出是哪一篇') };
}

const NO_TIME =
  '页面里没有发布时间（找过脚本里的 ori_create_time、ct、create_time、publish_time，页面上的 #publish_time，和 article:published_time）';

/** Pages may have it behind their body. Without any time an article has no place in a list. */
const NO_TIME_LEFT =
  '文件没有保存完整，发布时间不在留下的部分里，所以没有发布；请打开原文，等它显示完整再保存一次';

function open(html: string, name: string): Page {
  const { kept, scripts } = cutPage(html);
  const data = pageData(scripts);
  const markup = kept.join('');
  const found = find(markup);
  const saved = savedAs(html);
  const address = addressOf(data, found, saved);
  return {
    name,
    data,
    found,
    address,
    identity: identify(data, found, address, saved),
    captured: numbered(data.text('svr_time') || data.variable('svr_time')) ?? saved.time,
    isCut: endsWithin(markup),
  };
}

function readArticle(
  { name, data, found, address, identity, captured, isCut }: Page,
  content: Content,
  published: number,
  warnings: readonly string[],
  resolve: ResolvePicture,
): Reading {
  const part = partOf({ data, found, address, isCut, isSummary: content.isSummary === true });
  const told = part ? [...warnings, part.warning] : warnings;
  const article: SourceArticle = {
    kind: content.kind,
    body: content.body,
    ...(content.origin ? { origin: content.origin } : {}),
    credit: creditOf(data, found, address),
    identity: identity ?? fileIdentity(name),
    rank: part ? RANK.part : RANK.whole,
    title: titleOf(content, data, found),
    account: said(ACCOUNT, data, found) || undefined,
    author: said(AUTHOR, data, found) || undefined,
    place: undefined,
    published,
    captured,
    url: address ?? undefined,
    digest: digestOf(content, data, found),
    cover: coverOf(content, data, found, resolve),
    tags: data
      .list('album_info_list')
      .map((one) => entry(one, 'title'))
      .filter(Boolean),
    ...(part ? { rest: part.rest } : {}),
  };
  return {
    what: 'article',
    article,
    resolve,
    aliases: [fileAlias(name)],
    // Pages of one identity are one article, however it was called when each was saved.
    rivals: { are: 'versions' },
    ...(told.length > 0 ? { warnings: told } : {}),
  };
}

/** What was looked for in a page in which nothing was found, so that an editor can tell what kind of page it is. */
function nothingFound(data: PageData, found: Found): string {
  const message = found.messages.find((text) => text !== '');
  if (message)
    return `页面只显示“${clipped(message.replace(/\s+/g, ' '), 60)}”，没有正文，也不是已知的删除或违规提示`;
  const type = typeOf(data);
  const form = FORMS.find(({ types }) => types.includes(type));
  const what = form ? `这是${form.name}（类型 ${type}），但` : type ? `文章类型 ${type} 没有见过，` : '';
  const script = data.whole ? '脚本里的 cgiDataNew 有，但其中没有正文' : '脚本里的 cgiDataNew 没有';
  return `${what}页面里没有正文，也不是已知的删除或违规提示。找过：正文 #js_content，${script}，图片、视频、音频和文字消息的数据，摘要 og:description。请在浏览器里打开原文，等它显示完整再保存一次`;
}

function addressOf(data: PageData, found: Found, saved: SavedAs): string | null {
  return sharedUrl(said(ADDRESS, data, found)) ?? sharedUrl(saved.address);
}

/** The page's own key, else the one in any of its addresses: what only a short one has is the last resort. */
function identify(data: PageData, found: Found, address: string | null, saved: SavedAs): string | null {
  const named = (key: string, other = key) => data.text(key) || data.variable(other);
  const [biz, mid, idx] = [named('bizuin', 'biz'), named('mid'), named('idx')];
  if (biz && mid && mid !== '0') return messageIdentity(biz, mid, idx);
  // Rendered pages show a code to scan, whose address has it.
  const code = found.ids.get('js_pc_qr_code_img');
  const names = [
    address,
    saved.address,
    code && webUrl(attribute(code, 'src')?.replace('/mp/qrcode?', '/s?')),
  ]
    .map((one) => identityOfUrl(one ?? undefined))
    .filter((one) => one !== null);
  return names.find((one) => one.startsWith('message:')) ?? names[0] ?? null;
}

/** When the article was published, in milliseconds; null where the page does not say. */
function publishedOf(data: PageData, found: Found, captured: number | undefined): number | null {
  for (const place of [...WHEN, ...SHOWN]) {
    const text = said([place], data, found);
    const moment = numbered(text) ?? shownTime(text, captured);
    if (moment !== null) return moment;
  }
  const beside = found.dates.map((text) => shownTime(text, captured));
  return beside.find((moment) => moment !== null) ?? null;
}

/** Milliseconds of the years 2001 to 2100. What is not among them is some other number, and may have no date. */
const inTime = (ms: number): number | undefined => (ms > 1e12 && ms < Date.UTC(2101, 0) ? ms : undefined);

/** A time as a number of seconds since 1970, as WeChat writes them, or of milliseconds: in milliseconds. */
function numbered(text: string): number | undefined {
  const value = Number(text);
  return Number.isInteger(value) ? (inTime(value * 1000) ?? inTime(value)) : undefined;
}

/**
 * What an article is called. Of a post without a title the whole text is given as one, or stands in the place of one: its
 * first line or sentence will do; and so it does for a page that does not say what it is called.
 */
function titleOf({ kind, body }: Content, data: PageData, found: Found): string {
  const named = linesIn(said(TITLE, data, found));
  if (kind === 'note') return noteTitle(named || wordsOf(body));
  if (named === '') return noteTitle(wordsOf(body));
  // Titles have no lines.
  return body.form !== 'html' && /[\n\r]/.test(named) ? noteTitle(named) : named.replace(/\s+/g, ' ');
}

/** The text of a body, to make a title of. */
function wordsOf(body: Content['body']): string {
  const markup =
    body.form === 'html' ? body.html : body.form === 'pictures' || body.form === 'post' ? body.text : '';
  return typeof markup === 'string'
    ? markup.replace(/<br\s*\/?>/gi, '\n').replace(/<[^>]*>/g, '')
    : textOf(markup);
}

/** Characters of a title made of a text; a sentence of fewer than `SENTENCE` is none. */
const NOTE_TITLE = 30;
const SENTENCE = 6;

/** The first line or sentence of a text. */
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
