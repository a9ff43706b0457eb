import type { ArticleDocument, Picture } from '../feed';
import { allBlocks, picturesIn } from './blocks';

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
  return allBlocks(document.blocks).flatMap(picturesIn);
}
