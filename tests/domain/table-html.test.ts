import { tableHtml } from '../../src/domain/table-html';
import type { Cell, TableBlock } from '../../src/feed';

const cell = (text: string, change: Partial<Cell> = {}): Cell => ({ inlines: [{ text }], ...change });
const table = (rows: Cell[][], head = true): TableBlock => ({ type: 'table', head, rows });

test('a wide table’s first column is the one that stays', () => {
  const { html, wide } = tableHtml(table([[cell('项目'), cell('规模'), cell('进展')]], false));
  expect(wide).toBe(true);
  expect(html).toBe(
    "<table class='tb tb-w'><tr><td class='td td1'>项目</td><td class='td'>规模</td><td class='td'>进展</td></tr></table>",
  );
});

test('two columns fit the screen and stay as they are; the first row is the head', () => {
  const { html, wide } = tableHtml(
    table([
      [cell('甲'), cell('乙')],
      [cell('丙'), cell('丁')],
    ]),
  );
  expect(wide).toBe(false);
  expect(html).toContain("<th class='th'>甲</th>");
  expect(html).toContain("<td class='td'>丙</td>");
});

test('spans are kept within the table, and a cell beside a tall one is no first column', () => {
  const { html } = tableHtml(
    table(
      [
        [cell('高', { rowspan: 9 }), cell('宽', { colspan: 2 })],
        [cell('二'), cell('三')],
      ],
      false,
    ),
  );
  expect(html).toContain("<td class='td td1' rowspan='2'>高</td><td class='td' colspan='2'>宽</td>");
  expect(html).toContain("<td class='td'>二</td>");
});

test('what the source wrote is text, never markup', () => {
  const { html } = tableHtml(table([[cell("<img src=x onerror='1'>&")]], false));
  expect(html).toContain("&lt;img src=x onerror='1'&gt;&amp;");
  expect(html).not.toContain('<img');
});
