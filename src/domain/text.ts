import type { Block, Inline } from '../feed';
import { allBlocks } from './blocks';
import { countCharacters } from './characters';

/** The text of a run of inlines, as stored. */
export const plain = (inlines: readonly Inline[]): string =>
  inlines.reduce((text, one) => text + one.text, '');

/**
 * Every piece of visible text of the blocks, in order, one entry a paragraph, cell, caption or title.
 * It is what search, reading time, the digest and the tests mean by "the text of an article".
 */
export function blockTexts(blocks: readonly Block[]): string[] {
  return allBlocks(blocks)
    .flatMap(textsOf)
    .filter((text) => text !== '');
}

/** The texts of a block itself, not of those inside of it. */
function textsOf(block: Block): string[] {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      return [plain(block.inlines)];
    case 'table':
      return [block.caption ?? '', ...block.rows.flatMap((row) => row.map((cell) => plain(cell.inlines)))];
    case 'code':
      return [block.text];
    case 'image':
      return [block.caption ?? ''];
    case 'gallery':
      return block.images.map((image) => image.caption ?? '');
    case 'video':
    case 'audio':
      return [block.title ?? ''];
    case 'card':
      return [block.title, block.text ?? ''];
    case 'unsupported':
      return [block.text ?? ''];
    case 'quote':
    case 'list':
    case 'divider':
      return [];
  }
}

/** Whole minutes at 400 characters a minute, rounded up (spec, byline); 0 for no text. */
export const readingMinutes = (blocks: readonly Block[]): number =>
  Math.ceil(blockTexts(blocks).reduce((sum, text) => sum + countCharacters(text), 0) / 400);
