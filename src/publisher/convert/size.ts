import type { Block } from '../../feed';
import { isDrawn } from '../drawn';
import { SourceError } from '../errors';

/*
 * What an article may come to. WeChat itself takes 50,000 characters; twenty times as much is no article, and a phone
 * that opened it would have to hold all of it. Half an article would say something else than the whole: it is refused.
 */

/** Characters of everything that is written in it, addresses too. */
const TEXT_LIMIT = 1_000_000;
/** Paragraphs, pictures, lists: each twenty thousand of them are three hundred boxes of a page (domain/sections.ts). */
const BLOCK_LIMIT = 20_000;
/** Of these and what is in them, runs of text, items and cells. */
const PIECE_LIMIT = 100_000;
/** Of a table or a code block, which stands on a page in one piece; WeChat passes no more than 1 MB to a page at a time. */
const WHOLE_TEXT_LIMIT = 100_000;
const WHOLE_PIECE_LIMIT = 20_000;

const WHOLE: Partial<Record<Block['type'], string>> = { table: '表格', code: '代码' };

/** What is said by the words of the contract: the article wrote none of it. */
const OURS = new Set(['type', 'kind', 'what', 'color', 'align', 'marks']);

interface Size {
  text: number;
  pieces: number;
}

/** The blocks, unless they are more than a phone can show: throws a `SourceError`, which does not know of which article. */
export function checkSize(blocks: Block[]): Block[] {
  if (blocks.length > BLOCK_LIMIT)
    throw new SourceError(`正文超过 ${BLOCK_LIMIT / 10_000} 万段，手机打不开；请分成几篇`);
  const size: Size = { text: 0, pieces: 0 };
  add(blocks, size);
  if (size.text > TEXT_LIMIT)
    throw new SourceError(`正文超过 ${TEXT_LIMIT / 10_000} 万字，手机打不开；请分成几篇`);
  if (size.pieces > PIECE_LIMIT)
    throw new SourceError(
      `正文的段落、格式和单元格超过 ${PIECE_LIMIT / 10_000} 万处，手机打不开；请分成几篇`,
    );
  return blocks;
}

/** Adds what a value of a document holds, by itself and below. Documents nest no deeper than the conversion follows a page. */
function add(value: unknown, size: Size): void {
  if (typeof value === 'string') size.text += isDrawn(value) ? 0 : value.length;
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const one of value) add(one, size);
    return;
  }
  size.pieces += 1;
  const before = { ...size };
  for (const [name, one] of Object.entries(value)) if (!OURS.has(name)) add(one, size);
  const name = WHOLE[(value as Block).type];
  if (!name) return;
  if (size.text - before.text > WHOLE_TEXT_LIMIT || size.pieces - before.pieces > WHOLE_PIECE_LIMIT)
    throw new SourceError(`有一处${name}太大，手机打不开；请拆成几处，或改为图片`);
}
