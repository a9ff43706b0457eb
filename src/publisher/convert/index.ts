import { withContents } from '../../domain/contents';
import type { Block, ContentsEntry } from '../../feed';
import type { Parent } from '../html/dom';
import { mayHoldCode, parseBody } from '../html/parser';
import type { Body, Media } from '../source/types';
import { withAddresses } from './addresses';
import { Builder, type Conversion } from './builder';
import { type ConvertContext, draftPicture } from './context';
import { tidyDividers } from './dividers';
import { calmAccents, emboldenLarge } from './emphasis';
import { linesToBlocks } from './lines';
import { tidyProgramCards } from './program';
import { checkSize } from './size';
import { withoutHeadings } from './structures';
import { styleOf } from './style';
import { ROOT, walkChildren, walkLaidOut } from './walk';

export type { ConvertContext } from './context';

interface Converted {
  blocks: Block[];
  contents: ContentsEntry[];
}

/**
 * Converts the body of an article into blocks with their contents. Pictures come out with the address
 * of their source and no variants; mirroring them is the next step. Pure: same input, same blocks.
 * Throws a `SourceError` for what is too large for an article, and `FormulasWanted` for a formula before there is what
 * draws it.
 */
export function convertBody(body: Body, context: ConvertContext): Converted {
  switch (body.form) {
    case 'title':
      return { blocks: [{ type: 'unsupported', what: 'body' }], contents: [] };
    case 'text':
      return withContents(checkSize(withAddresses(linesToBlocks(body.lines))));
    case 'pictures': {
      // It has no contents that could lead to a heading.
      const text = withAddresses(withoutHeadings(convertHtml(lineBreaks(body.text), context)));
      const images = body.pictures.map(draftPicture);
      const shown: Block[] =
        images.length > 1
          ? [{ type: 'gallery', images }]
          : images.map((image) => ({ type: 'image', ...image }));
      return { blocks: checkSize([...shown, ...text]), contents: [] };
    }
    case 'post': {
      const text = typeof body.text === 'string' ? lineBreaks(body.text) : body.text;
      const shown = body.media.map((one) => mediaBlock(one, context));
      const words = withAddresses(withoutHeadings(convertHtml(text, context)));
      return { blocks: checkSize([...shown, ...words]), contents: [] };
    }
    case 'html':
      return withContents(convertHtml(body.html, context));
  }
}

function mediaBlock({ type, title, cover, url }: Media, context: ConvertContext): Block {
  const named = title ? { title } : {};
  if (url !== null) return { type, ...named, ...(type === 'video' && cover ? { cover } : {}), url };
  context.drop(type);
  return { type: 'unsupported', what: type, ...(title ? { text: title } : {}) };
}

const lineBreaks = (text: string) => text.replace(/\r\n|\r|\n/g, '<br>');

function convertHtml(html: string | Parent, context: ConvertContext): Block[] {
  const builder = new Builder();
  const body = typeof html === 'string' ? parseBody(html) : html;
  const conversion: Conversion = {
    ...context,
    hasCode: mayHoldCode(body),
    depth: 0,
    boxes: new Map(),
    items: new Map(),
    isFlat: false,
    made: 0,
    drawn: { times: 0, length: 0 },
    children: (parent, inner, inherited) => walkChildren(parent, inner, conversion, inherited),
    content: (node, inner, inherited) => walkLaidOut(node, styleOf(node), inner, conversion, inherited),
  };
  walkChildren(body, builder, conversion, ROOT);
  checkSize(builder.blocks());
  return calmAccents(tidyProgramCards(tidyDividers(emboldenLarge(builder.drafts))));
}
