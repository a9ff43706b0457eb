import type { Block, ContentsEntry } from '../../feed';
import type { Parent } from '../html/dom';
import { mayHoldCode, parseBody } from '../html/parser';
import type { Body, Media } from '../source/types';
import { withAddresses } from './addresses';
import { Builder, type Conversion } from './builder';
import { setAsCaptions, withCaptions } from './captions';
import { type ConvertContext, type Draft, draftPicture } from './context';
import { tidyDividers } from './dividers';
import { calmAccents, emboldenLarge } from './emphasis';
import { type Doubt, explain, type Verdict, withContents } from './headings';
import { linesToBlocks } from './lines';
import { tidyProgramCards } from './program';
import { checkSize } from './size';
import { withoutHeadings } from './structures';
import { styleOf } from './style';
import { ROOT, walkChildren, walkLaidOut } from './walk';

export type { ConvertContext } from './context';
export { ENOUGH, isDoubtful, type Verdict } from './headings';

interface Converted {
  blocks: Block[];
  contents: ContentsEntry[];
  /** Lines of which it is not sure whether they are headings. */
  doubts: readonly Doubt[];
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
      return { blocks: [{ type: 'unsupported', what: 'body' }], contents: [], doubts: [] };
    case 'text':
      return withContents(draftsOfLines(body.lines), context.title);
    case 'pictures': {
      // It has no contents that could lead to a heading.
      const text = withAddresses(blocksOf(convertHtml(lineBreaks(body.text), context)));
      const images = body.pictures.map(draftPicture);
      const shown: Block[] =
        images.length > 1
          ? [{ type: 'gallery', images }]
          : images.map((image) => ({ type: 'image', ...image }));
      return { blocks: checkSize([...shown, ...text]), contents: [], doubts: [] };
    }
    case 'post': {
      const text = typeof body.text === 'string' ? lineBreaks(body.text) : body.text;
      const shown = body.media.map((one) => mediaBlock(one, context));
      const words = withAddresses(blocksOf(convertHtml(text, context)));
      return { blocks: checkSize([...shown, ...words]), contents: [], doubts: [] };
    }
    case 'html': {
      const drafts = convertHtml(body.html, context);
      const captions = setAsCaptions(drafts);
      const { blocks, ...found } = withContents(drafts, context.title);
      return { ...found, blocks: withCaptions(blocks, captions) };
    }
  }
}

/** Why each line of a body that is short enough for a heading is one, or none: what `feed explain` prints. */
export function explainBody(body: Body, context: ConvertContext): Verdict[] {
  if (body.form === 'text') return explain(draftsOfLines(body.lines), context.title);
  return body.form === 'html' ? explain(convertHtml(body.html, context), context.title) : [];
}

const draftsOfLines = (lines: readonly string[]): Draft[] =>
  checkSize(withAddresses(linesToBlocks(lines))).map((block) => ({ block, size: 0, ink: [] }));

const blocksOf = (drafts: readonly Draft[]): Block[] => withoutHeadings(drafts.map(({ block }) => block));

function mediaBlock({ type, title, cover, url }: Media, context: ConvertContext): Block {
  const named = title ? { title } : {};
  if (url !== null) return { type, ...named, ...(type === 'video' && cover ? { cover } : {}), url };
  context.drop(type);
  return { type: 'unsupported', what: type, ...(title ? { text: title } : {}) };
}

const lineBreaks = (text: string) => text.replace(/\r\n|\r|\n/g, '<br>');

function convertHtml(html: string | Parent, context: ConvertContext): Draft[] {
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
  return calmAccents(tidyProgramCards(emboldenLarge(tidyDividers(builder.drafts))));
}
