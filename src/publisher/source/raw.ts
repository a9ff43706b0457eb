import { webUrl } from '../html/url';
import { type NewsSource, readNews } from './news';
import { cutPage } from './page/cut';
import { holdsData } from './page/data';
import { readPage } from './page/page';
import { readText } from './text';
import type { Reading } from './types';

/**
 * A source as the archive keeps it: enough to convert it again without its file, its pictures' folder or
 * WeChat. `files` names what lay beside it, by the path that the source uses, with content hashes.
 */
export interface RawSource {
  form: 'page' | 'text' | 'news';
  name: string;
  text: string;
  files: Record<string, string>;
}

/** The key of a captured text's cover in `files`. */
export const COVER = 'cover';

/**
 * A page without its program: scripts that hold no data and all stylesheets, nine tenths of its bytes,
 * say nothing of the article.
 */
export function reducePage(html: string): string {
  const { markup, scripts } = cutPage(html);
  const data = scripts.filter(holdsData).map((script) => `<script>${script}</script>`);
  return markup + data.join('\n');
}

/** Reads the articles out of an archived source. Pure. Throws a `PublisherError` for what is malformed. */
export function readSource(raw: RawSource): Reading[] {
  const resolve = (src: string): string | null => {
    const text = src.trim();
    if (/^(?:https?:)?\/\//i.test(text)) return webUrl(text);
    const place = localPath(text);
    // Own properties only: a picture may be called `constructor`.
    return place !== null && Object.hasOwn(raw.files, place) ? `archive:${raw.files[place]}` : null;
  };
  if (raw.form === 'page') return [withPictures(readPage(raw.text, raw.name, resolve), resolve)];
  if (raw.form === 'news')
    return [withPictures(readNews(JSON.parse(raw.text) as NewsSource, resolve), resolve)];
  const cover = raw.files[COVER];
  return readText(raw.text, raw.name).map((article, index) => ({
    what: 'article',
    article: index === 0 && cover ? { ...article, cover: { src: `archive:${cover}`, w: 0, h: 0 } } : article,
    resolve,
  }));
}

const withPictures = (reading: Reading, resolve: (src: string) => string | null): Reading =>
  reading.what === 'article' ? { ...reading, resolve } : reading;

/** A relative address as a path with forward slashes; null for one that is absolute or has a scheme. */
export function localPath(src: string): string | null {
  const path = src.replace(/[?#].*$/, '');
  if (path === '' || /^[a-z][a-z0-9+.-]*:|^[/\\]/i.test(path)) return null;
  try {
    const place = decodeURIComponent(path)
      .replace(/\\/g, '/')
      .replace(/^(?:\.\/+)+/, '');
    return place.startsWith('/') ? null : place;
  } catch {
    return null;
  }
}
