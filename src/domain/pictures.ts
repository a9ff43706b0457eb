import type { ArticleDocument, Block, Picture } from '../feed';

/**
 * The address of the narrowest variant that is at least `width` pixels wide, else of the widest one.
 * @param width device pixels that the picture will cover
 */
export function pickSource(picture: Picture, width: number): string {
  const fitting = [...picture.variants].sort((a, b) => a.w - b.w);
  return (fitting.find((one) => one.w >= width) ?? fitting[fitting.length - 1] ?? picture).src;
}

/** Every picture of an article in reading order, for looking through them full screen. */
export function picturesOf(document: Pick<ArticleDocument, 'blocks'>): Picture[] {
  return document.blocks.flatMap(fromBlock);
}

function fromBlock(block: Block): Picture[] {
  switch (block.type) {
    case 'image':
      return [block];
    case 'gallery':
      return block.images;
    case 'quote':
      return block.blocks.flatMap(fromBlock);
    case 'list':
      return block.items.flatMap((item) => item.flatMap(fromBlock));
    default:
      return [];
  }
}
