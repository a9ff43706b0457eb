import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { displayInlines } from '../../src/domain/inline-html';
import { tableHtml } from '../../src/domain/table-html';
import { plain } from '../../src/domain/text';
import type { Cell, TableBlock } from '../../src/feed';
import { inlines } from '../support/documents';
import { fuzz } from '../support/fuzz';

const cell = (text: string, change: Partial<Cell> = {}): Cell => ({ inlines: [{ text }], ...change });
const url = (src: string) => `https://feed.example/${src}`;
const table = (rows: Cell[][], head = true): TableBlock => ({ type: 'table', head, rows });

test('a wide table’s first column is the one that stays', () => {
  const { html, wide } = tableHtml(table([[cell('项目'), cell('规模'), cell('进展')]], false), url);
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
    url,
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
    url,
  );
  expect(html).toContain("<td class='td td1' rowspan='2'>高</td><td class='td' colspan='2'>宽</td>");
  expect(html).toContain("<td class='td'>二</td>");
});

test('what the source wrote is text, never markup', () => {
  const { html } = tableHtml(table([[cell("<img src=x onerror='1'>&")]], false), url);
  expect(html).toContain("&lt;img src=x onerror='1'&gt;&amp;");
  expect(html).not.toContain('<img');
});

describe('law: the HTML of a table', () => {
  type Element = DefaultTreeAdapterTypes.Element;
  const below = (parent: DefaultTreeAdapterTypes.ParentNode, name: RegExp): Element[] =>
    parent.childNodes.flatMap((node) =>
      'tagName' in node ? [...(name.test(node.tagName) ? [node] : []), ...below(node, name)] : [],
    );
  const textOf = (parent: DefaultTreeAdapterTypes.ParentNode): string =>
    parent.childNodes
      .map((node) =>
        'value' in node
          ? node.value
          : node.nodeName === 'br'
            ? '\n'
            : node.nodeName === 'img'
              ? (node as Element).attrs.find(({ name }) => name === 'alt')!.value
              : 'childNodes' in node
                ? textOf(node)
                : '',
      )
      .join('');

  test('has every row and cell of it with its text, and nothing else', () => {
    // HTML itself has no NUL and knows one line break.
    const clean = inlines.map((all) => all.map((one) => ({ ...one, text: one.text.replace(/[\0\r]/g, '') })));
    const rows = fc.array(
      fc.array(fc.record({ inlines: clean, colspan: fc.nat(5), rowspan: fc.nat(5) }), {
        minLength: 1,
        maxLength: 4,
      }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(rows, fc.boolean(), (given, head) => {
        const document = parseFragment(tableHtml(table(given, head), url).html);
        const drawn = below(document, /^tr$/).map((row) => below(row, /^t[dh]$/));
        expect(drawn.map((row) => row.map((one) => textOf(one)))).toEqual(
          given.map((row) => row.map((one) => plain(displayInlines(one.inlines)))),
        );
        expect(below(document, /^th$/)).toHaveLength(head ? given[0]!.length : 0);
        expect(below(document, /^(?!table|tbody|tr|t[dh]|b|i|u|s|sup|sub|span|br)/)).toEqual([]);
      }),
      fuzz(100),
    );
  });
});
