import { SourceError } from '../errors';
import { LONGEST_ADDRESS, webUrl } from '../html/url';
import type { RawSource } from '../memory/raw-source';
import { bounded } from './bounds';
import { type NewsSource, readNews } from './news';
import { cutPage } from './page/cut';
import { holdsData } from './page/data';
import { readPage } from './page/page';
import { readText } from './text';
import { RANK, type Reading, type ResolvePicture } from './types';

/** The key of a captured text's cover in `files`. */
export const COVER = 'cover';

/**
 * A page without its program: scripts that hold no data and all stylesheets, nine tenths of its bytes,
 * say nothing of the article.
 */
export function reducePage(html: string): string {
  const { kept, scripts } = cutPage(html);
  const data = scripts.filter(holdsData).map((script) => `<script>${script}</script>`);
  // At one go: each step on the way would be a copy of the page.
  return [...kept, data.join('\n')].join('');
}

type Reader = (raw: RawSource, resolve: ResolvePicture) => Reading[];

const READERS: Readonly<Record<string, Reader>> = {
  page: (raw, resolve) => [readPage(raw.text, raw.name, resolve)],
  news: (raw, resolve) => [readNews(JSON.parse(raw.text) as NewsSource, resolve)],
  text: readCaptured,
};

/** Reads the articles out of an archived source. Pure. Throws a `SourceError` for what is malformed. */
export function readSource(raw: RawSource): Reading[] {
  const read = Object.hasOwn(READERS, raw.form) ? READERS[raw.form] : undefined;
  if (!read) throw new SourceError(`来源 ${raw.name} 的形式“${raw.form}”不认识，它来自更新的版本`);
  const readings = read(raw, (src) => {
    if (src.length > LONGEST_ADDRESS) return null;
    const text = src.trim();
    const isWeb = /^(?:https?:)?\/\//i.test(text);
    const address = isWeb ? webUrl(text) : null;
    const names = isWeb || /^cid:/i.test(text) ? [text, address] : placesOf(text);
    // Own properties only: a picture may be called `constructor`.
    for (const name of names)
      if (name !== null && Object.hasOwn(raw.files, name)) return `archive:${raw.files[name]}`;
    return address;
  });
  return bounded(readings, raw.name);
}

/** An account publishes a message in a minute, and of a captured byline minute and account are all there is. */
const MINUTE = '账号和发布时间相同、标题不同，分不清是不是同一篇：请在其中一份加上“序号: 2”或“原文链接: …”';

function readCaptured(raw: RawSource, resolve: ResolvePicture): Reading[] {
  const cover = raw.files[COVER];
  return readText(raw.text, raw.name).map((article, index) => ({
    what: 'article',
    article: index === 0 && cover ? { ...article, cover: { src: `archive:${cover}`, w: 0, h: 0 } } : article,
    resolve,
    aliases: [],
    rivals: article.rank === RANK.whole ? { are: 'ambiguous', mend: MINUTE } : { are: 'versions' },
  }));
}

/** Where a relative address may lie beside its page, the likeliest place first. */
export const placesOf = (src: string): string[] => {
  const places = src.includes('%') ? [localPath(src), formerPath(src), writtenPath(src)] : [localPath(src)];
  // In the name of a file, as some write it, a `#` or `?` is a character like any other.
  if (/[?#]/.test(src)) places.push(pathOf(src, decodeURIComponent), pathOf(src, asWritten));
  return places.filter((one) => one !== null);
};

/** What of an address is a path. */
const beforeMark = (src: string): string => src.split(/[?#]/, 1)[0]!;

/** A relative address as a path with forward slashes; null for one that is absolute or has a scheme. */
export const localPath = (src: string): string | null => pathOf(beforeMark(src), decodeURIComponent);

/**
 * The same where percent signs stand for bytes of GBK, as older browsers wrote them; null where they cannot. What is
 * meant can only be told by the file that is there: the bytes of 图片 are UTF-8 too.
 */
const formerPath = (src: string): string | null => pathOf(beforeMark(src), unescapeGbk);

/** The same where nothing is escaped: some write the name of a file as it is, with the percent signs that are in it. */
const writtenPath = (src: string): string | null => pathOf(beforeMark(src), asWritten);
const asWritten = (path: string): string => path;

function pathOf(path: string, decoded: (path: string) => string): string | null {
  if (path === '' || /^[a-z][a-z0-9+.-]*:|^[/\\]/i.test(path)) return null;
  try {
    const place = decoded(path)
      .replace(/\\/g, '/')
      .replace(/^(?:\.\/+)+/, '');
    return place.startsWith('/') ? null : place;
  } catch {
    return null;
  }
}

/** Throws where it cannot. The second byte of a character may be a letter, which is not escaped: all of it is bytes. */
function unescapeGbk(path: string): string {
  if (!/^(?:%[\da-f]{2}|[^%\u0080-\uffff])*$/i.test(path)) throw new URIError(path);
  const bytes = path.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return new TextDecoder('gb18030', { fatal: true }).decode(Buffer.from(bytes, 'latin1'));
}
