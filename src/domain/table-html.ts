import type { TableBlock } from '../feed';
import { inlineHtml } from './inline-html';
import { placeCells } from './table';

/**
 * A table as the HTML of one `rich-text`; `wide` when it scrolls sideways and its first column stays.
 * @param url makes the address of a drawing
 */
export function tableHtml(block: TableBlock, url: (src: string) => string): { html: string; wide: boolean } {
  const { cells, columns } = placeCells(block.rows);
  const wide = columns > 2;
  const rows = block.rows.map((_, y) => {
    const drawn = cells
      .filter(({ row }) => row === y + 1)
      .map(({ cell, column, colspan, rowspan }) => {
        const tag = block.head && y === 0 ? 'th' : 'td';
        const classes = `${tag}${wide && column === 1 ? ' td1' : ''}`;
        const spans = `${colspan > 1 ? ` colspan='${colspan}'` : ''}${rowspan > 1 ? ` rowspan='${rowspan}'` : ''}`;
        return `<${tag} class='${classes}'${spans}>${inlineHtml(cell.inlines, url)}</${tag}>`;
      });
    return `<tr>${drawn.join('')}</tr>`;
  });
  return { html: `<table class='tb${wide ? ' tb-w' : ''}'>${rows.join('')}</table>`, wide };
}
