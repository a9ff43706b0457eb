import type { ArticleDocument } from '../feed';
import type { CardContent } from './cards';
import { cityName } from './regions';
import { plain } from './text';
import { dateTime } from './time';
import { displayTitle } from './typography';

/** The pictures that the reader can make of an article. */
export type PosterKind = 'poster' | 'square' | 'quote';

export const POSTERS: readonly { kind: PosterKind; name: string }[] = [
  { kind: 'poster', name: '长海报' },
  { kind: 'square', name: '方图' },
  { kind: 'quote', name: '引用卡片' },
];

/** Those of the column itself, which has no words to quote. */
export const COLUMN_POSTERS = POSTERS.slice(0, 2);

/** Whether a picture carries the article's code, or could. */
export type PosterCode = 'none' | 'off' | 'on';

/** A picture on its way; `file` is where the phone has it. */
export type PosterPicture = { status: 'drawing' } | { status: 'failed' } | { status: 'ready'; file: string };

export const fileOf = (picture: PosterPicture): string | undefined =>
  picture.status === 'ready' ? picture.file : undefined;

/** The beginning of the article's text, without its epigraph. */
function opening({ blocks }: ArticleDocument): string {
  let text = '';
  for (const block of blocks) {
    if (block.type === 'paragraph' && !block.lead) text += plain(block.inlines).trim();
    if (text.length > 300) break;
  }
  return text;
}

/** What an article's picture says, but for the pictures in it. */
export function posterContent(document: ArticleDocument, quote: string | undefined): CardContent {
  const { headline, breaks, region, minutes, byline, digest } = document;
  const when = dateTime(byline.published);
  const text = opening(document);
  return {
    headline: displayTitle(headline || document.title || `${byline.column} · 文章`).replace(
      /[\u200b\u2060]/g,
      '',
    ),
    breaks,
    city: cityName(region),
    day: when.slice(0, 10),
    time: when.slice(11),
    minutes,
    cover: null,
    excerpt: text,
    quote: quote ?? (digest || text),
  };
}
