import type { ArticleDocument, BlockOf, Inline } from '../feed';
import { allBlocks } from './blocks';
import type { CardContent } from './cards';
import { QUOTE_LIMIT } from './cards/excerpt';
import { cityName } from './regions';
import { isWhole, sentencesOf } from './sentences';
import { plain } from './text';
import { dateTime } from './time';
import { displayTitle } from './typography';

/** The pictures that the program can make of an article; `chat` is what a share shows that the feed has no card of. */
export type PosterKind = 'poster' | 'square' | 'quote' | 'chat';

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
    if (block.type === 'paragraph' && !block.lead) text += textOf(block);
    if (text.length > 300) break;
  }
  return text;
}

/** A sentence of fewer characters (注意安全！) says too little by itself. */
const LEAST = 12;

/** Whether a text's first sentence has at least so many characters, and a card holds it whole. */
const fits = (text: string, least: number): boolean => {
  const [{ length } = ''] = sentencesOf(text);
  return length >= least && length <= QUOTE_LIMIT;
};

/** The first sentence that says something by itself: of 12 characters or more, and none that counts (一是…). */
const telling = (texts: readonly string[]): string | undefined =>
  texts
    .flatMap(sentencesOf)
    .map((one) => one.trim())
    .find((one) => isWhole(one) && fits(one, LEAST) && !/^[一二三四五六七八九十]是/.test(one));

const textOf = ({ inlines }: BlockOf<'paragraph'>): string => plain(inlines).trim();

/** The runs of a paragraph that are bold. */
const boldOf = (inlines: readonly Inline[]): string[] =>
  inlines
    .map(({ text, marks = [] }) => (marks.includes('strong') ? text : '\n'))
    .join('')
    .split('\n');

/**
 * The words of an article that stand for it where nobody chose any: its digest, if that is whole sentences; else its
 * lead; else its first bold sentence that is telling; else its first one of all; else its first paragraph of that length
 * without a stop. Undefined where it has none of them: a torn one is not offered.
 */
function best({ digest, blocks }: ArticleDocument): string | undefined {
  const whole = digest.trim();
  if (isWhole(whole) && fits(whole, 1)) return whole;
  const paragraphs = allBlocks(blocks).flatMap((block) => (block.type === 'paragraph' ? [block] : []));
  const [lead = ''] = paragraphs.filter((one) => one.lead).map(textOf);
  if (fits(lead, 1)) return lead;
  const texts = paragraphs.map(textOf);
  return (
    telling(paragraphs.flatMap(({ inlines }) => boldOf(inlines))) ||
    telling(texts) ||
    texts.find((text) => sentencesOf(text).length === 1 && fits(text, LEAST))
  );
}

/** What an article's picture says, but for the pictures in it. */
export function posterContent(document: ArticleDocument, quote: string | undefined): CardContent {
  const { headline, breaks, region, minutes, byline } = document;
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
    quote: quote || best(document),
  };
}
