import { placeCells } from '../../domain/table';
import type { Block, BlockOf, CardBlock, Inline, Mark, Picture, TableBlock } from '../../feed';
import { element, link, pictureAddress, preformatted, stacked, textToHtml } from './element';

/*
 * Blocks as HTML for readers that are not ours: the whole text in feed-full.json, and pages of the web.
 *
 * No script, style, class or embed, whatever the blocks hold: elements and attributes are those that are written
 * here, and of addresses only http(s) ones and paths in the feed come out (element.ts). What is left out leaves
 * its text. Words of our own, never the article's, stand in `small`.
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
export function inlinesToHtml(inlines: readonly Inline[]): string {
  let html = '';
  for (let at = 0, end = 0; at < inlines.length; at = end) {
    const { href } = inlines[at]!;
    while (end < inlines.length && inlines[end]!.href === href) end += 1;
    html += link(href, inlines.slice(at, end).map(marked).join(''));
  }
  return html;
}

function marked({ text, marks = [] }: Inline): string {
  const html = textToHtml(text);
  if (html === '') return '';
  const tags = [...new Set(marks.map((mark) => TAGS[mark]))];
  return tags.reduceRight((content, tag) => element(tag, {}, content), html);
}

/** How a paragraph is aligned, and that it is an epigraph, is its looks: nothing here says it. */
function blockHtml(block: Block, around: Surroundings): string {
  const id = idOf(block);
  switch (block.type) {
    case 'heading':
      return element(HEADINGS[block.level], { id }, inlinesToHtml(block.inlines));
    case 'paragraph':
      return element('p', { id }, inlinesToHtml(block.inlines));
    case 'quote':
      return element('blockquote', { id }, blocksToHtml(block.blocks, around));
    case 'list':
      return listHtml(block, around);
    case 'table':
      return tableHtml(block);
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

/** An item that is one paragraph is its words. */
function listHtml(block: BlockOf<'list'>, around: Surroundings): string {
  const items = block.items.map((item) => {
    const [only, more] = item;
    return only?.type === 'paragraph' && !more
      ? element('li', { id: idOf(only) }, inlinesToHtml(only.inlines))
      : element('li', {}, blocksToHtml(item, around));
  });
  if (!block.ordered) return element('ul', { id: idOf(block) }, stacked(items));
  const start = block.start === 1 ? undefined : whole(block.start, 0);
  return element('ol', { id: idOf(block), start }, stacked(items));
}

const whole = (value: number | undefined, least: number): number | undefined =>
  value !== undefined && Number.isSafeInteger(value) && value >= least ? value : undefined;

/**
 * Spans are those that fit the table. A first row whose cells reach below it is none of its own to HTML, which
 * would cut them off there: its cells are heads in the body then.
 */
function tableHtml(block: TableBlock): string {
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
      const content = inlinesToHtml(cell.inlines);
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
  return element('img', {
    src,
    // The print of a tall picture is small: it is the largest whole, whatever the width it is shown at.
    srcset: picture.slices ? undefined : srcset(picture, resolve),
    ...(w && h ? { width: w, height: h } : {}),
    alt: picture.alt,
    loading: 'lazy',
  });
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
  return what === 'body' ? `这里只收录了标题，正文请看${place}` : `这部分内容请看${place}`;
}
