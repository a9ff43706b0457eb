import type { Cell } from '../feed';

/** A cell with its place in the grid; rows and columns count from 1, as CSS grid does. */
export interface PlacedCell {
  cell: Cell;
  row: number;
  column: number;
  rowspan: number;
  colspan: number;
}

/** Spans beyond this are a mistake of the source, not a table. */
const MOST_COLUMNS = 60;

/** Places the cells of a table, spans included, as HTML's table model does: each in the first free column. */
export function placeCells(rows: readonly (readonly Cell[])[]): { cells: PlacedCell[]; columns: number } {
  /** Of each column, the row before which a cell from above reaches. */
  const taken: number[] = [];
  const cells: PlacedCell[] = [];
  let columns = 0;
  rows.forEach((row, y) => {
    let x = 0;
    for (const cell of row) {
      while (taken[x]! > y) x += 1;
      const colspan = clamp(cell.colspan, MOST_COLUMNS - x);
      const rowspan = clamp(cell.rowspan, rows.length - y);
      cells.push({ cell, row: y + 1, column: x + 1, rowspan, colspan });
      for (const end = x + colspan; x < end; x += 1) taken[x] = Math.max(taken[x] ?? 0, y + rowspan);
      columns = Math.max(columns, x);
    }
  });
  return { cells, columns };
}

const clamp = (span: number | undefined, most: number) => Math.max(1, Math.min(span ?? 1, most));
