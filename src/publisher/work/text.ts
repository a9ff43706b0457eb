import { splitTitle } from '../../domain/regions';
import { blockTexts, countCharacters, readingMinutes } from '../../domain/text';
import { type Block, type ContentsEntry, gramsOf } from '../../feed';
import { contentHash } from '../hash';
import { RANK, type SourceArticle } from '../source/types';
import type { ArticleText } from './types';
import { tellingWords } from './words';

/** What WeChat itself takes as a digest where the editor wrote none. */
const DIGEST_LIMIT = 54;

/** What an article's document says, from its source and its converted body. */
export function articleText(
  article: Omit<SourceArticle, 'body'>,
  body: { blocks: Block[]; contents: ContentsEntry[] },
): ArticleText {
  const { region, headline } = splitTitle(article.title);
  // A title of which only the prefix was captured is no title.
  const title = headline === '' ? '' : article.title;
  const digest = article.digest ?? digestOf(body.blocks);
  const blocks = [
    ...(article.origin ? originOf(article.origin) : []),
    ...body.blocks,
    ...(article.readMore ? [readMore(article.readMore)] : []),
  ];
  const texts = blockTexts(blocks);
  const searched = [title, digest, ...texts].join('\n');
  return {
    title,
    headline,
    region,
    digest,
    minutes: article.rank === RANK.title ? 0 : readingMinutes(body.blocks),
    blocks,
    contents: body.contents,
    words: tellingWords(headline, texts),
    hash: contentHash(searched),
    grams: [...gramsOf(searched)].join(''),
  };
}

/**
 * The grams of an article, in the order in which they first stand in it. Each is two characters; they come as
 * one text because thousands of small ones take longer to reach another thread than to be made.
 */
export function gramsIn(joined: string): string[] {
  const grams: string[] = [];
  if (/[\ud800-\udfff]/.test(joined)) {
    const characters = Array.from(joined);
    for (let at = 0; at < characters.length; at += 2) grams.push(characters[at]! + characters[at + 1]!);
  } else for (let at = 0; at < joined.length; at += 2) grams.push(joined.slice(at, at + 2));
  return grams;
}

/** A repost names where it comes from and why, as WeChat shows it around the text. */
const originOf = ({ account, url, words }: NonNullable<SourceArticle['origin']>): Block[] => [
  url
    ? { type: 'card', kind: 'link', title: account, text: '转载自', url }
    : { type: 'card', kind: 'account', title: account, text: '转载自' },
  ...(words
    ? [
        {
          type: 'quote' as const,
          blocks: [{ type: 'paragraph' as const, inlines: [{ text: `编者荐语：${words}` }] }],
        },
      ]
    : []),
];

const readMore = (url: string): Block => ({ type: 'card', kind: 'link', title: '阅读原文', url });

/** The beginning of the first paragraph, as WeChat makes a digest where the editor wrote none. */
function digestOf(blocks: readonly Block[]): string {
  const body = blocks.filter((one) => one.type === 'paragraph' && one.lead !== true);
  const text = blockTexts(body).find((one) => countCharacters(one) > 12) ?? '';
  const characters = Array.from(text.replace(/\s+/g, ' ').trim());
  return characters.length > DIGEST_LIMIT
    ? `${characters.slice(0, DIGEST_LIMIT).join('')}…`
    : characters.join('');
}
