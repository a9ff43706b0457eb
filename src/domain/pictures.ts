import { type ArticleDocument, MOST_SLICES, type Picture, type Slice } from '../feed';
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

/**
 * Addresses as WeChat's viewer can tell them apart: it begins with the first one that equals the one that was tapped,
 * and the same picture may stand in an article several times. A fragment is no part of what is asked for.
 */
export function distinct(urls: readonly string[]): string[] {
  const taken = new Set<string>();
  return urls.map((url) => {
    let own = url;
    for (let n = 2; taken.has(own); n += 1) own = `${url}#${n}`;
    taken.add(own);
    return own;
  });
}

/** An article of an official account, which WeChat can open; another address can only be copied. */
export const isArticle = (href: string): boolean =>
  /^https?:\/\/mp\.weixin\.qq\.com\/(?:s[/?]|mp\/appmsg\/show\?)/i.test(href);

/**
 * What says where a picture leads. An article by what the picture is called: its caption stands above, and may name who
 * took it. An address by its host, whoever else it names before (`https://a.cn@b.cn/`).
 */
export const wayOf = ({ alt, caption }: Picture, href: string): string =>
  isArticle(href)
    ? `查看文章${alt && alt !== caption ? `：${alt}` : ''}`
    : `复制网址 ${href.replace(/^https?:[/\\]*(?:[^/?#\\]*@)?([^/?#\\]*).*$/i, '$1')}`;

/** A slice of a picture and, in shares of the picture's height, where it begins and ends. */
export interface PlacedSlice extends Slice {
  top: number;
  bottom: number;
}

/** The slices that a picture is shown in; none where it is shown as a whole: without its ratio nothing can be placed. */
export function slicesOf({ w, h, slices = [] }: Picture): PlacedSlice[] {
  if (w * h === 0 || slices.length > MOST_SLICES) return [];
  const all = slices.reduce((sum, one) => sum + one.h, 0);
  let above = 0;
  return slices.map((one) => {
    const top = above / all;
    above += one.h;
    return { ...one, top, bottom: above / all };
  });
}

/**
 * Height of a slice in px in a column of `column` px. Slices end at whole px: where two of them shared one, the
 * background would show through it as a hairline.
 */
export function sliceHeight({ w, h }: Picture, { top, bottom }: PlacedSlice, column: number): number {
  const height = (Math.min(column, w) * h) / w;
  return Math.round(bottom * height) - Math.round(top * height);
}
