import type { ArticleDocument, Block, Inline } from '../../src/feed';

const BOX = 'margin: 0px; padding: 0px; box-sizing: border-box; max-width: 100%;';
const TEXT = `${BOX} line-height: 1.75em; letter-spacing: 1px; font-size: 16px;`;

const run = ({ text, marks }: Inline): string =>
  marks?.length
    ? `<strong><span leaf="" style="${TEXT} color: rgb(0, 82, 255);">${text}</span></strong>`
    : `<span leaf="">${text}</span>`;

function block(one: Block): string {
  if (one.type === 'paragraph' || one.type === 'heading')
    return `<section style="${BOX}"><p style="${TEXT} white-space: normal;">${one.inlines.map(run).join('')}</p></section>`;
  if (one.type === 'image')
    return `<section style="${BOX} text-align: center;"><img src="/feed/${one.src}" style="${BOX} width: 100%;"></section>`;
  throw new Error(`no editor's HTML for ${one.type}`);
}

/** An article as a rich editor's template leaves it: a style on every element, mostly the same. */
export const editorHtml = ({ blocks }: ArticleDocument): string => blocks.map(block).join('');
