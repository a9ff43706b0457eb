import { markOf } from '../../domain/blocks';
import { placeCells } from '../../domain/table';
import type { Block, BlockOf, CardBlock, Inline, Mark, Picture, TableBlock } from '../../feed';
import { type Attributes, element, link, pictureAddress, preformatted, stacked, textToHtml } from './element';
import { countingTo } from './list-marks';

/*
 * Blocks as HTML for readers that are not ours: the whole text in feed-full.json, and pages of the web.
 *
 * No script, style, class or embed, whatever the blocks hold: elements and attributes are those that are written
 * here, and of addresses only http(s) ones and paths in the feed come out (element.ts). What is left out leaves
 * its text. What is no text of the article, words of our own and marks of lists that HTML cannot count, stands in `small`.
 */

export interface Surroundings {
  /** Makes the address of a picture or cover absolute; without it paths in the feed stay as they are. */
  resolve?: ((src: string) => string) | undefined;
  /** The address of the original, for what can be seen only there. */
  original?: string | undefined;
}

/** The article's own title is the `h1`. */
const HEADINGS: Record<1 | 2 | 3, string> = { 1: 'h2', 2: 'h3', 3: 'h4' };

/** An accent is a colour in the source; here the words that had it are strong. */
const TAGS: Record<Mark, string> = {
  strong: 'strong',
  em: 'em',
  underline: 'u',
  strike: 's',
  sup: 'sup',
  sub: 'sub',
  accent: 'strong',
};

const KINDS: Record<CardBlock['kind'], string> = {
  miniprogram: '小程序',
  account: '公众号',
  link: '链接',
  location: '地点',
};

/** Blocks as HTML, one below the other. Pure; throws nothing. */
export const blocksToHtml = (blocks: readonly Block[], around: Surroundings = {}): string =>
  stacked(blocks.map((block) => blockHtml(block, around)));

/** Runs of text as the content of one element. Neighbours that lead to one address are one link. */
export function inlinesToHtml(inlines: readonly Inline[], around: Surroundings = {}): string {
  let html = '';
  for (let at = 0, end = 0; at < inlines.length; at = end) {
    const { href } = inlines[at]!;
    while (end < inlines.length && inlines[end]!.href === href) end += 1;
    html += link(
      href,
      inlines
        .slice(at, end)
        .map((one) => marked(one, around))
        .join(''),
    );
  }
  return html;
}

function marked(inline: Inline, around: Surroundings): string {
  const { text, marks = [] } = inline;
  const html = drawingHtml(inline, around) || textToHtml(text);
  if (html === '') return '';
  const tags = [...new Set(marks.map((mark) => TAGS[mark]))];
  return tags.reduceRight((content, tag) => element(tag, {}, content), html);
}

/** Pixels of an em, for readers of a text size of their own: what they show is about as large as their letters. */
const EM = 16;

/** A drawing as a small picture in the line; nothing where there is none, or its address is none that may be shown. */
function drawingHtml({ text, drawing }: Inline, { resolve = same }: Surroundings): string {
  const src = drawing && pictureAddress(resolve(drawing.src));
  if (!src) return '';
  const pixels = (hundredths: number) => Math.max(1, Math.round((hundredths * EM) / 100));
  return element('img', { src, alt: text, width: pixels(drawing.w), height: pixels(drawing.h) });
}

/** How a paragraph is aligned, and that it is an epigraph, is its looks: nothing here says it. */
function blockHtml(block: Block, around: Surroundings): string {
  const id = idOf(block);
  switch (block.type) {
    case 'heading':
      return element(HEADINGS[block.level], { id }, inlinesToHtml(block.inlines, around));
    case 'paragraph':
      return element('p', { id }, inlinesToHtml(block.inlines, around));
    case 'quote':
      return element('blockquote', { id }, blocksToHtml(block.blocks, around));
    case 'list':
      return listHtml(block, around);
    case 'table':
      return tableHtml(block, around);
    case 'code':
      return element('pre', { id }, element('code', {}, preformatted(block.text)));
    case 'image':
      return figure(id, imageHtml(block, around), textToHtml(block.caption ?? ''));
    case 'gallery': {
      const figures = block.images.map((one) =>
        figure(undefined, imageHtml(one, around), textToHtml(one.caption ?? '')),
      );
      const shown = stacked(figures);
      return shown && element('figure', { id }, shown);
    }
    case 'video':
    case 'audio':
      return mediaHtml(block, around);
    case 'card':
      return cardHtml(block);
    case 'divider':
      return element('hr', { id });
    case 'unsupported':
      return element('p', { id }, textToHtml(block.text ?? '') + note(`（${elsewhere(block, around)}）`));
  }
}

/** What the contract has for an id; another one could not be linked to. */
const idOf = ({ id }: { id?: string }): string | undefined =>
  id && /^[\w-]{1,32}$/.test(id) ? id : undefined;

/** @param html words of this program, markup already */
const note = (html: string): string => element('small', {}, html);

const figure = (id: string | undefined, picture: string, caption: string): string =>
  picture || caption
    ? element('figure', { id }, stacked([picture, caption && element('figcaption', {}, caption)]))
    : '';

function listHtml(block: BlockOf<'list'>, around: Surroundings): string {
  const id = idOf(block);
  if (block.marks) return markedListHtml(block, around);
  const items = block.items.map((item) => itemHtml(item, {}, around));
  if (!block.ordered) return element('ul', { id }, stacked(items));
  const start = block.start === 1 ? undefined : whole(block.start, 0);
  return element('ol', { id, start }, stacked(items));
}

/** Marks of the source's own: HTML counts to them where it can; else they are written, and it draws none besides. */
function markedListHtml(block: BlockOf<'list'>, around: Surroundings): string {
  const id = idOf(block);
  const marks = block.items.map((_, at) => markOf(block, at));
  const counted = countingTo(marks);
  if (!counted) {
    const items = block.items.map((item, at) => itemHtml(item, {}, around, markHtml(marks[at]!)));
    return element('ul', { id, type: 'none' }, stacked(items));
  }
  const { type, values } = counted;
  const items = block.items.map((item, at) => {
    const next = at > 0 ? values[at - 1]! + 1 : 1;
    return itemHtml(item, values[at] === next ? {} : { value: values[at] }, around);
  });
  return element('ol', { id, type: type === '1' ? undefined : type }, stacked(items));
}

const markHtml = (mark: string): string => (mark.trim() === '' ? '' : note(`${textToHtml(mark)} `));

/**
 * An item that is one paragraph is its words.
 * @param mark markup that stands before it
 */
function itemHtml(item: readonly Block[], attributes: Attributes, around: Surroundings, mark = ''): string {
  const [only, more] = item;
  return only?.type === 'paragraph' && !more
    ? element('li', { id: idOf(only), ...attributes }, mark + inlinesToHtml(only.inlines, around))
    : element('li', attributes, stacked([mark && element('p', {}, mark), blocksToHtml(item, around)]));
}

const whole = (value: number | undefined, least: number): number | undefined =>
  value !== undefined && Number.isSafeInteger(value) && value >= least ? value : undefined;

/**
 * Spans are those that fit the table. A first row whose cells reach below it is none of its own to HTML, which
 * would cut them off there: its cells are heads in the body then.
 */
function tableHtml(block: TableBlock, around: Surroundings): string {
  const { head, rows } = block;
  const { cells } = placeCells(rows);
  // They come row by row.
  let placed = 0;
  const drawn = rows.map(({ length }, y) => {
    const own = cells.slice(placed, placed + length);
    placed += length;
    const isHead = head && y === 0;
    const html = own.map(({ cell, colspan, rowspan }) => {
      const spans = { colspan: whole(colspan, 2), rowspan: whole(rowspan, 2) };
      const content = inlinesToHtml(cell.inlines, around);
      return isHead ? element('th', { scope: 'col', ...spans }, content) : element('td', spans, content);
    });
    return element('tr', {}, stacked(html));
  });
  const parts = head && cells.every(({ row, rowspan }) => row > 1 || rowspan === 1) ? 1 : 0;
  const title = textToHtml(block.caption ?? '');
  return element(
    'table',
    { id: idOf(block) },
    stacked([
      title && element('caption', {}, title),
      parts && drawn.length > 0 ? element('thead', {}, drawn[0]) : '',
      drawn.length > parts ? element('tbody', {}, stacked(drawn.slice(parts))) : '',
    ]),
  );
}

/** Nothing where the address is none that may be shown. */
function imageHtml(picture: Picture, { resolve = same }: Surroundings): string {
  const src = pictureAddress(resolve(picture.src));
  if (!src) return '';
  const w = whole(picture.w, 1);
  const h = whole(picture.h, 1);
  const image = element('img', {
    src,
    // The print of a tall picture is small: it is the largest whole, whatever the width it is shown at.
    srcset: picture.slices ? undefined : srcset(picture, resolve),
    ...(w && h ? { width: w, height: h } : {}),
    alt: picture.alt,
    loading: 'lazy',
  });
  return link(picture.href, image);
}

/** Each width once, as HTML demands. A comma at the edge of an address would belong to the list. */
function srcset({ variants }: Picture, resolve: (src: string) => string): string | undefined {
  const widths = new Map<number, string>();
  for (const { src, w } of variants) {
    const address = pictureAddress(resolve(src));
    if (address && whole(w, 1) && !/^,|,$/.test(address)) widths.set(w, `${address} ${w}w`);
  }
  return widths.size > 0 ? [...widths.values()].join(', ') : undefined;
}

const same = (src: string): string => src;

/** Where it plays, never the player itself. */
function mediaHtml(block: BlockOf<'video' | 'audio'>, { resolve = same }: Surroundings): string {
  const video = block.type === 'video';
  const kind = video ? '视频' : '音频';
  const title = textToHtml(block.title ?? '');
  const words = title ? link(block.url, title) + note(`（${kind}）`) : link(block.url, note(kind));
  const cover = video && block.cover ? pictureAddress(resolve(block.cover)) : undefined;
  if (!cover) return element('p', { id: idOf(block) }, words);
  const poster = element('img', { src: cover, alt: block.title || kind, loading: 'lazy' });
  return figure(idOf(block), link(block.url, poster), words);
}

function cardHtml(block: CardBlock): string {
  const kind = KINDS[block.kind];
  const title = textToHtml(block.title);
  const words = title
    ? link(block.url, title) + (block.kind === 'link' ? '' : note(`（${kind}）`))
    : link(block.url, note(kind));
  const text = textToHtml(block.text ?? '');
  return stacked([element('p', { id: idOf(block) }, words), text && element('p', {}, text)]);
}

function elsewhere({ what }: BlockOf<'unsupported'>, { original }: Surroundings): string {
  const place = link(original, '原文');
  if (what === 'body') return `这里只收录了标题，正文请看${place}`;
  return `${what === 'rest' ? '余下的内容' : '这部分内容'}请看${place}`;
}
