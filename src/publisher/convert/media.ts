import { cut } from '../../domain/characters';
import type { Block, Drawing, Picture } from '../../feed';
import {
  attribute,
  descendants,
  type Element,
  hasText,
  holds,
  isElement,
  type Node,
  wordsOfAttribute,
} from '../html/dom';
import type { PictureRef } from '../source/types';
import { Builder, type Conversion } from './builder';
import { type ConvertContext, draftPicture, heldBack, type Inherited, leave } from './context';
import { dropOf, hasWords, isInLine, isMathJax, pushDrawing, tell, UNNAMED } from './drawing';
import { emojiName, isCharacter, isEmoji } from './emoji';
import { pushFormula } from './formula';
import { SOURCES, sourceOf } from './leave';
import { number, shownLength } from './measure';
import { isOrnament } from './ornament';
import { flatInner, wordsAlone } from './structures';
import { type Style, styleOf } from './style';

/** Pictures this small in one direction are spacers and tracking pixels. */
const SPACER = 8;
/** Pictures shown no larger than a character or two stand in for one. */
const EMOJI_WIDTH = 32;
export const PLACEHOLDER = /^data:/i;

/** The picture that an `<img>` shows, or why there is none. */
function pictureOf(node: Element, context: ConvertContext): PictureRef | 'spacer' | 'unusable' | 'inline' {
  const ratio = number(attribute(node, 'data-ratio'));
  const style = styleOf(node);
  const shown = (name: string) => number(attribute(node, name)) || shownLength(style, name);
  const w = Math.round(number(attribute(node, 'data-w')) || shown('width'));
  const h = Math.round(ratio ? w * ratio : shown('height'));
  const wide = shown('width') || w;
  const high = shown('height') || h;
  if ((wide > 0 && wide <= SPACER) || (high > 0 && high <= SPACER)) return 'spacer';
  const sources = SOURCES.map((name) => attribute(node, name)?.trim()).filter((src) => src);
  const found = sources.map((one) => (PLACEHOLDER.test(one!) ? null : context.picture(one!)));
  // What was saved with the page is there, whatever becomes of the web.
  const src = found.find((one) => one?.startsWith('archive:')) ?? found.find((one) => one);
  if (src) return { src, w: h && w, h: w && h, alt: altOf(node) };
  return sources.some((src) => PLACEHOLDER.test(src!)) ? 'inline' : 'unusable';
}

/** WeChat writes `图片` as the alternative text of everything; that says nothing. */
function altOf(node: Element): string {
  const alt = wordsOfAttribute(node, 'alt');
  return /^(?:图片|image|img|undefined|null|文章配图)$/i.test(alt) ? '' : cut(alt, 200);
}

const isLetterWide = (width: number): boolean => width > SPACER && width <= EMOJI_WIDTH;

/** An `<img>`: a picture block, an emoji's text, or nothing (spacers, ornaments). */
export function pushImage(node: Element, builder: Builder, context: Conversion, inherited: Inherited): void {
  if (inherited.hidden) return;
  if (isEmoji(node)) {
    pushName(node, emojiName(node, altOf(node)), builder, context, inherited);
    return;
  }
  const alt = altOf(node);
  const isSmall = isLetterWide(shownLength(styleOf(node), 'width'));
  if (alt && (isSmall || (isCharacter(alt) && isLetterWide(number(attribute(node, 'width')))))) {
    pushName(node, alt, builder, context, inherited);
    return;
  }
  const found = pictureOf(node, context);
  if (typeof found !== 'object') {
    leave(context, 'picture', WHY_NOT[found], sourceOf(node));
    return;
  }
  const mayAdorn =
    !alt && !inherited.href && (isSmall || (!context.isFlat && !inherited.pre && isOrnament(node)));
  if (mayAdorn && !isInLine(node, builder)) {
    leave(context, 'picture', 'ornament', sourceOf(node));
    return;
  }
  const { href, fate } = inherited;
  context.note?.('picture', fate, sourceOf(node));
  const picture = { ...draftPicture(found), ...(href ? { href } : {}) };
  const drawing = drawingOf(node, picture, inherited);
  if (drawing && isInLine(node, builder)) builder.draw(picture.alt || UNNAMED, drawing, inherited);
  else builder.push({ type: 'image', ...picture });
  context.made += 1;
}

/** A picture that stands for a character: its name, in its place. */
function pushName(
  node: Element,
  name: string,
  builder: Builder,
  context: Conversion,
  inherited: Inherited,
): void {
  if (name && builder.text(name, inherited)) context.made += 1;
  leave(context, 'picture', name ? 'emoji-name' : 'emoji', sourceOf(node));
  if (name) context.note?.('text', 'revealed', name);
}

/** As high as this, in em, a picture is set into a line without tearing the lines apart. */
const LINE_HEIGHT = 2.5;
const LINE_WIDTH = 12;

/** A picture that is told to be no higher than a line, as a formula is; null for another one. */
function drawingOf(node: Element, { src, w, h }: Picture, { size }: Inherited): Drawing | null {
  const style = styleOf(node);
  const shown = (name: string) => shownLength(style, name) || number(attribute(node, name));
  const ratio = w > 0 && h > 0 ? w / h : 0;
  const square = isLetterWide(shown('width')) ? shown('width') : 0;
  const high = shown('height') || (ratio ? shown('width') / ratio : square);
  const wide = shown('width') || high * ratio;
  const [height, width] = [high, wide].map((one) => one / (size || 16)) as [number, number];
  if (height <= 0 || width <= 0 || height > LINE_HEIGHT || width > LINE_WIDTH) return null;
  const drop = Math.round(dropOf(style.get('vertical-align'), height, size || 16) * 100);
  return {
    src,
    w: Math.max(1, Math.round(width * 100)),
    h: Math.max(1, Math.round(height * 100)),
    ...(drop > 0 ? { drop } : {}),
  };
}

const WHY_NOT = {
  spacer: 'image-spacer',
  unusable: 'image-without-address',
  inline: 'image-inline',
} as const;

/** A strip that scrolls sideways and holds only pictures. */
export function isGallery(node: Element, style: Style, classes: string | undefined): boolean {
  const scrolls =
    style.scrolls || (classes !== undefined && /\b(?:swiper|img_swiper|share_media_swiper)/.test(classes));
  return scrolls && !hasText(node) && holds(node, 'img', 2);
}

/** Its pictures in a row, where each is one; what else stands in it stands below. */
export function pushGallery(
  node: Element,
  builder: Builder,
  context: Conversion,
  inherited: Inherited,
): void {
  const inside = new Builder();
  context.children(node, inside, inherited);
  const images: Picture[] = [];
  const rest: Block[] = [];
  for (const block of inside.blocks())
    if (block.type === 'image') {
      const { type: _, ...picture } = block;
      images.push(picture);
    } else if (block.type === 'gallery') images.push(...block.images);
    else rest.push(block);
  if (images.length > 1) builder.push({ type: 'gallery', images });
  else for (const image of images) builder.push({ type: 'image', ...image });
  for (const block of rest) builder.push(block);
}

const isCaption = (node: Node): node is Element => isElement(node) && node.tagName === 'figcaption';

/** A figure: its caption belongs to its picture; a figure of something else keeps it as a line below. */
export function pushFigure(node: Element, builder: Builder, context: Conversion, inherited: Inherited): void {
  builder.close();
  if (!node.childNodes.some(isCaption)) {
    context.children(node, builder, inherited);
    builder.close();
    return;
  }
  const inside = new Builder();
  const under: Block[] = [];
  for (const child of node.childNodes) {
    const part = { ...node, childNodes: [child] };
    if (isCaption(child)) {
      under.push(...flatInner(part, context, inherited));
    } else context.children(part, inside, inherited);
  }
  const blocks = inside.blocks();
  const last = blocks.map((block) => block.type).lastIndexOf('image');
  const caption = last < 0 ? null : wordsAlone(under);
  blocks.forEach((block, index) => {
    if (!caption || index !== last || block.type !== 'image') builder.push(block);
    // A figure inside may have given its picture a caption of its own.
    else builder.push({ ...block, caption: block.caption ? `${block.caption} ${caption}` : caption });
  });
  if (caption !== null) return;
  for (const block of under)
    builder.push(block.type === 'paragraph' ? { ...block, align: block.align ?? 'center' } : block);
}

/**
 * SVG is never passed on. What it shows is: text, HTML inside it, and the pictures that it holds or that many templates
 * hang on it as a background. One with none of these is a drawing.
 */
export function pushSvg(node: Element, builder: Builder, context: Conversion, inherited: Inherited): void {
  const { made } = context;
  if (!inherited.hidden) pushGroundOf(node, builder, context, inherited);
  const isPlain =
    context.made === made && !hasWords(node) && !holds(node, 'foreignObject') && !holds(node, 'image');
  if (isPlain) {
    const push = isFormulaDrawing(node) ? pushFormula : pushDrawing;
    push(node, builder, context, inherited);
    return;
  }
  // What becomes of it depends on what is in it, which comes after it.
  const later = heldBack(context, () => context.children(node, builder, inherited));
  if (!inherited.hidden) tell(node, context.made > made ? inherited.fate : 'svg', context);
  for (const one of later) context.note?.(...one);
}

/** MathJax's own, whatever stands around it. */
const isFormulaDrawing = (svg: Element): boolean =>
  isMathJax(svg) || [...descendants(svg)].some((one) => attribute(one, 'data-mml-node') !== undefined);

/** The picture that templates hang on an `<svg>` as its background. */
function pushGroundOf(svg: Element, builder: Builder, context: Conversion, inherited: Inherited): void {
  const address = styleOf(svg).ground;
  const box = (attribute(svg, 'viewBox') ?? attribute(svg, 'viewbox') ?? '').split(/[\s,]+/).map(number);
  if (address)
    pushAddress(address, Math.round(box[2] ?? 0), Math.round(box[3] ?? 0), builder, context, inherited);
}

/** An `<image>` in a drawing. */
export function pushSvgImage(
  node: Element,
  builder: Builder,
  context: Conversion,
  inherited: Inherited,
): void {
  const address = attribute(node, 'href') ?? attribute(node, 'xlink:href') ?? '';
  if (!inherited.hidden) pushAddress(address, 0, 0, builder, context, inherited);
}

/** A picture that is had by its address alone: of a drawing, or behind something. */
export function pushAddress(
  address: string,
  w: number,
  h: number,
  builder: Builder,
  context: Conversion,
  { href, fate }: Inherited,
): void {
  const src = PLACEHOLDER.test(address) ? null : context.picture(address);
  if (!src) return;
  builder.push({ type: 'image', ...draftPicture({ src, w, h }), ...(href ? { href } : {}) });
  context.made += 1;
  context.note?.('picture', fate, address);
}
