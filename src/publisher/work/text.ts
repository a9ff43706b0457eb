import { allBlocks, filesIn } from '../../domain/blocks';
import { clipped, countCharacters } from '../../domain/characters';
import { splitTitle } from '../../domain/regions';
import { blockTexts, readingMinutes } from '../../domain/text';
import { type ArticleDocument, type Block, type ContentsEntry, seenText } from '../../feed';
import { contentHash } from '../hash';
import { countGrams, gramBytes } from '../search/grams';
import { RANK, type SourceArticle } from '../source/types';
import { bodyJson, checkBody } from './body';
import type { ArticleText } from './types';
import { COUNTED, tellingWords } from './words';

/** What WeChat itself takes as a digest where the editor wrote none. */
const DIGEST_LIMIT = 54;

/** The texts of an article that are looked through. */
type Texts = Pick<ArticleDocument, 'title' | 'digest'> & { blocks: readonly Block[] };

/** What search looks through of an article: a name is found without the selectors of its characters’ forms. */
export const searchText = ({ title, digest, blocks }: Texts): string =>
  joined(title, digest, blockTexts(blocks));

const joined = (title: string, digest: string, texts: readonly string[]): string =>
  seenText([title, digest, ...texts].join('\n'));

/** What an article's document says, from its source and its converted body. */
export function articleText(
  article: Omit<SourceArticle, 'body'>,
  converted: { blocks: Block[]; contents: ContentsEntry[] },
): ArticleText {
  const { before, after } = frameOf(article);
  const blocks = [...before, ...converted.blocks, ...after];
  const body = { contents: converted.contents, blocks };
  const pictures = [...new Set(allBlocks(blocks).flatMap(filesIn))];
  // Pictures have the addresses of their source until they are mirrored.
  if (pictures.length === 0) checkBody(body);
  return {
    ...splitTitle(article.title),
    ...sayingOf(article, blocks),
    body: bodyJson(body),
    pictures,
  };
}

/**
 * What is drawn from the words of an article.
 * @param blocks of its document: in the frame of a repost there are others than its own
 */
export function sayingOf(
  article: Omit<SourceArticle, 'body'>,
  blocks: readonly Block[],
): Pick<ArticleText, 'title' | 'digest' | 'minutes' | 'words' | 'hash' | 'grams'> {
  const { before, after } = frameOf(article);
  const own = blocks.slice(before.length, blocks.length - after.length);
  const { headline } = splitTitle(article.title);
  // A title of which only the prefix was captured is no title.
  const title = headline === '' ? '' : article.title;
  const digest = article.digest ?? digestOf(own);
  return {
    title,
    digest,
    minutes: article.rank < RANK.whole ? 0 : readingMinutes(own),
    ...foundBy({ title, headline, digest, blocks }),
  };
}

/** What search finds an article by, and what others relate to it by. */
export function foundBy(
  article: Texts & Pick<ArticleDocument, 'headline'>,
): Pick<ArticleText, 'words' | 'hash' | 'grams'> {
  const searched = searchText(article);
  const start = joined(article.title, article.digest, ['']).length;
  const { grams, times } = countGrams(searched, start, start + COUNTED);
  return {
    words: tellingWords(article.headline, grams.keys, times),
    hash: contentHash(searched),
    grams: gramBytes(grams),
  };
}

/** Blocks from the beginning and from the end of a text in which a line may say whom it is from. */
const AT_ENDS = 4;

/** The first and last lines of a text that are paragraphs, in order. */
export function linesAtEnds(blocks: readonly Block[]): string[] {
  const spoken = blocks.filter(({ type }) => type === 'paragraph' || type === 'quote');
  const ends =
    spoken.length <= 2 * AT_ENDS ? spoken : [...spoken.slice(0, AT_ENDS), ...spoken.slice(-AT_ENDS)];
  return blockTexts(ends).flatMap((text) => text.split('\n'));
}

/** The blocks around an article's own. */
const frameOf = ({ origin, readMore: url, rest }: Pick<SourceArticle, 'origin' | 'readMore' | 'rest'>) => ({
  before: origin ? originOf(origin) : [],
  after: [...(rest ? [missing(rest)] : []), ...(url ? [readMore(url)] : [])],
});

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

/** Where the text of a part stops: what is missing, and with it the way to the original. */
const missing = (text: string): Block => ({ type: 'unsupported', what: 'rest', text });

const readMore = (url: string): Block => ({ type: 'card', kind: 'link', title: '阅读原文', url });

/** The beginning of the first paragraph, as WeChat makes a digest where the editor wrote none. */
function digestOf(blocks: readonly Block[]): string {
  const body = blocks.filter((one) => one.type === 'paragraph' && one.lead !== true);
  const text = blockTexts(body).find((one) => countCharacters(one) > 12) ?? '';
  return clipped(text.replace(/\s+/g, ' ').trim(), DIGEST_LIMIT);
}
