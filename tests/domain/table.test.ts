import fc from 'fast-check';
import { placeCells } from '../../src/domain/table';
import { fuzz } from '../support/fuzz';

const cell = (text: string, spans = {}) => ({ inlines: [{ text }], ...spans });

test('spans push the following cells to the next free column', () => {
  const { cells, columns } = placeCells([
    [cell('线路', { rowspan: 2 }), cell('首末班', { colspan: 2 })],
    [cell('首班'), cell('末班')],
    [cell('101 路'), cell('6:00'), cell('21:00')],
  ]);
  expect(columns).toBe(3);
  expect(cells.map((one) => [one.cell.inlines[0]?.text, one.row, one.column])).toEqual([
    ['线路', 1, 1],
    ['首末班', 1, 2],
    ['首班', 2, 2],
    ['末班', 2, 3],
    ['101 路', 3, 1],
    ['6:00', 3, 2],
    ['21:00', 3, 3],
  ]);
});

test('absurd spans are bounded', () => {
  const { columns, cells } = placeCells([[cell('x', { colspan: 100000, rowspan: 100000 })]]);
  expect(columns).toBe(60);
  expect(cells[0]?.rowspan).toBe(1);
});

const spans = fc.record({ colspan: fc.nat(70), rowspan: fc.nat(70) }, { requiredKeys: [] });
type Spans = { colspan?: number; rowspan?: number };
const tables = fc.array(fc.array(spans, { maxLength: 5 }), { maxLength: 6 });
const withText = (rows: readonly Spans[][]) =>
  rows.map((row, y) => row.map((one, x) => cell(`${y}:${x}`, one)));

/** The standard's table model, written out over a grid: https://html.spec.whatwg.org/multipage/tables.html */
function grid(rows: readonly (readonly Spans[])[]): [number, number][] {
  const filled: boolean[][] = rows.map(() => []);
  return rows.flatMap((row, y) => {
    let x = 0;
    return row.map(({ colspan = 1, rowspan = 1 }): [number, number] => {
      while (filled[y]![x]) x += 1;
      const start = x;
      for (let dx = 0; dx < Math.max(1, Math.min(colspan, 60 - start)); dx += 1, x += 1)
        for (let dy = 0; dy < Math.max(1, rowspan) && y + dy < rows.length; dy += 1)
          filled[y + dy]![start + dx] = true;
      return [y + 1, start + 1];
    });
  });
}

describe('law: the cells of a table', () => {
  test('are all placed, in order, where HTML’s table model places them', () => {
    fc.assert(
      fc.property(tables, (given) => {
        const rows = withText(given);
        const { cells } = placeCells(rows);
        expect(cells.map((one) => one.cell)).toEqual(rows.flat());
        expect(cells.map(({ row, column }) => [row, column])).toEqual(grid(given));
      }),
      fuzz(300),
    );
  });

  test('stay within the table, whatever their spans', () => {
    fc.assert(
      fc.property(tables, (given) => {
        const rows = withText(given);
        const { cells, columns } = placeCells(rows);
        for (const { row, column, rowspan, colspan } of cells) {
          expect(rowspan >= 1 && row + rowspan - 1 <= rows.length).toBe(true);
          expect(colspan >= 1 && column + colspan - 1 <= columns).toBe(true);
        }
      }),
      fuzz(200),
    );
  });
});
