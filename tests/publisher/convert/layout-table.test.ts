import { convertBody } from '../../../src/publisher/convert';
import { loadParser } from '../../../src/publisher/html/parser';
import { outline } from './account/outline';

/* Tables that set pictures beside words are those, in order; tables of data stay tables. */

beforeAll(loadParser);

const shown = (html: string): string[] =>
  outline(convertBody({ form: 'html', html }, { picture: (src) => src, drop: () => {} }).blocks);
const image = (name: string, more = '') =>
  `<img data-src="https://mmbiz.qpic.cn/mmbiz_png/${name}/640" data-w="640" data-ratio="0.75"${more}>`;
const table = (...rows: string[][]) =>
  `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;

test('a picture to the left of its words, then one to the right', () => {
  expect(
    shown(
      table(
        [image('A'), '<p><strong>张三</strong></p><p>值守十年。</p>'],
        ['<p>李四</p>', `<p>${image('B')}</p>`],
      ),
    ),
  ).toEqual(['image A', 'paragraph: {strong|张三}', 'paragraph: 值守十年。', 'paragraph: 李四', 'image B']);
});

test.each([
  [
    'a row that is one cell',
    table(['<p>先进个人</p>'], [image('A'), '<p>张三</p>']),
    ['paragraph: 先进个人', 'image A', 'paragraph: 张三'],
  ],
  ['a gap between the two', table([image('A'), '', '<p>张三</p>']), ['image A', 'paragraph: 张三']],
  [
    'lines that are not drawn',
    table([image('A'), '<p>张三</p>'])
      .replaceAll('<td>', '<td style="border:0px solid #000">')
      .replace('<table>', '<table border="0">'),
    ['image A', 'paragraph: 张三'],
  ],
])('with %s', (_, html, lines) => {
  expect(shown(html)).toEqual(lines);
});

test.each([
  ['flex', 'display:flex', ''],
  ['inline blocks', '', 'display:inline-block;width:45%'],
  ['cells of a style', 'display:table-row', 'display:table-cell;width:50%'],
])('columns of %s are the same', (_, outer, cell) => {
  const column = (inside: string) => `<section style="${cell}">${inside}</section>`;
  expect(
    shown(
      `<section style="${outer}">${column(image('A'))}${column('<p>张三</p><p>值守十年。</p>')}</section>`,
    ),
  ).toEqual(['image A', 'paragraph: 张三', 'paragraph: 值守十年。']);
});

test.each([
  ['a head', '<table><tr><th>图</th><th>名</th></tr>', '</table>', ''],
  ['a caption', '<table><caption>标志</caption>', '</table>', ''],
  ['a border', '<table border="1">', '</table>', ''],
  ['lines around its cells', '<table>', '</table>', ' style="border:1px solid rgb(0, 0, 0)"'],
  ['a line below its cells', '<table>', '</table>', ' style="border-width:0 0 1px"'],
  ['a row of words', '<table><tr><td>图</td><td>名</td></tr>', '</table>', ''],
  ['many columns', '<table><tr><td>一</td><td>二</td><td>三</td><td>四</td></tr>', '</table>', ''],
])('a table with %s stays one, its picture below it', (_, open, close, cell) => {
  const kinds = shown(`${open}<tr><td${cell}>${image('A')}</td><td${cell}>停车</td></tr>${close}`);
  expect(kinds[0]).toMatch(/^table/);
  expect(kinds.at(-1)).toBe('image A');
});

test('marks in cells make no layout', () => {
  const tick = image('A', ' style="width:20px" alt="是"');
  expect(shown(table([tick, '<p>全天开放</p>'], [tick, '<p>免费</p>']))[0]).toBe('table');
});
