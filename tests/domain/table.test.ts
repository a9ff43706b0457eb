import { placeCells } from '../../src/domain/table';

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
