import type { Kind } from '../../../feed';
import { unescapeHtml } from '../../html/literal';
import { ownUrl } from '../../html/url';
import type { Body, PictureRef, ResolvePicture, SourceArticle } from '../types';
import { entry, type PageData } from './data';
import type { Found } from './find';

/** What kind of article a page shows, and what is in it. */
export type Content = { kind: Kind; body: Body; origin?: SourceArticle['origin'] };

/** WeChat's `item_show_type`: 8 is a picture post, 10 a text post; everything else has a body of HTML. */
export function bodyOf(data: PageData, found: Found, resolve: ResolvePicture): Content | null {
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
        url: ownUrl(unescapeHtml(data.text('copyright_info.reprint_url'))) ?? undefined,
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
export function digestOf(kind: Kind, data: PageData, found: Found): string | undefined {
  if (kind === 'pictures' || kind === 'note') return undefined;
  const stated = data.whole ? data.text('desc') : data.variable('msg_desc');
  return (
    unescapeHtml(stated || (found.meta.get('og:description') ?? ''))
      .replace(/\s+/g, ' ')
      .trim() || undefined
  );
}

export function coverOf(data: PageData, found: Found, resolve: ResolvePicture): PictureRef | undefined {
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
