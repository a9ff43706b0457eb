import { plain } from '../../domain/text';
import type { Block } from '../../feed';
import type { Draft } from './context';
import { bodySize } from './emphasis';

/*
 * What an editor writes under a picture without a `<figcaption>`: WeChat's editor has none. It is told by how it is set, a
 * line in the middle, smaller than the text around it, and by where it stands.
 */

/** Characters of a caption; what is longer is text that a reader is to read in its full size. */
const LONGEST = 60;
/** Pixels by which it is smaller than the text. */
const SMALLER = 2;

/** Whom a text is from is looked for among its lines (source/credit.ts), and who has worked on it is said of all of it. */
const OF_TEXT =
  /来源|转载|转自|^[\s【[（(]*(?:文|作者|撰稿|供稿|记者|通讯员|策划|设计|排版|编辑|责编|责任编辑|编审|审核|校对|终审|监制)\s*[:：/／|丨｜]/;
/** What points to what stands below. */
const BELOW = /[\u{1F447}\u2193\u21e9\u2b07\u25bc]|[:：]$/u;

/** The paragraphs that are set as a caption is. Whether one becomes one is to be seen when headings are known. */
export function setAsCaptions(drafts: readonly Draft[]): Set<Block> {
  // Most articles have none: then nothing is measured.
  const isPossible = ({ block }: Draft) => block.type === 'paragraph' && block.align === 'center';
  if (!drafts.some(isPossible) || !drafts.some(({ block }) => block.type === 'image')) return new Set();
  const size = bodySize(drafts);
  return new Set(drafts.filter((one) => isSetSo(one, size)).map(({ block }) => block));
}

function isSetSo({ block, size, ink }: Draft, text: number): boolean {
  if (block.type !== 'paragraph' || block.align !== 'center' || block.lead) return false;
  if (size === 0 || size > text - SMALLER || ink.some(({ set }) => set.size !== size)) return false;
  // A caption is nothing but words.
  if (block.inlines.some(({ marks, href, drawing }) => marks?.length || href || drawing)) return false;
  const words = plain(block.inlines).trim();
  return words.length <= LONGEST && !words.includes('\n') && !OF_TEXT.test(words) && !BELOW.test(words);
}

/** Gives pictures the captions under them. A second line is none: it may be of what follows. */
export function withCaptions(blocks: readonly Block[], captions: ReadonlySet<Block>): Block[] {
  if (captions.size === 0) return [...blocks];
  const result: Block[] = [];
  for (const block of blocks) {
    const above = result.at(-1);
    if (block.type === 'paragraph' && captions.has(block) && above?.type === 'image' && !above.caption)
      result[result.length - 1] = { ...above, caption: plain(block.inlines).trim() };
    else result.push(block);
  }
  return result;
}
