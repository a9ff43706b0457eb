import { blockTexts } from '../../../src/domain/text';
import type { Block } from '../../../src/feed';
import { convertBody } from '../../../src/publisher/convert';
import { readDeclarations } from '../../../src/publisher/convert/declarations';
import { readLayout } from '../../../src/publisher/convert/layout';
import { loadParser } from '../../../src/publisher/html/parser';

beforeAll(loadParser);

const convert = (html: string) =>
  convertBody({ form: 'html', html }, { picture: (src) => src, drop: () => {} });
const texts = (html: string) => blockTexts(convert(html).blocks);
const types = (html: string) => convert(html).blocks.map(({ type }: Block) => type);

describe('a line that was seen as one is one', () => {
  test.each([
    ['inline sections', '<section>每晚<section style="display:inline">二十二时</section>封闭。</section>'],
    ['inline-block', '<p>每晚<section style="display:inline-block">二十二时</section>封闭。</p>'],
    ['a paragraph', '<div>每晚<p style="display: INLINE !important">二十二时</p>封闭。</div>'],
    ['a division', '<div>每晚<div style="display:inline-flex">二十二时</div>封闭。</div>'],
    ['contents', '<div>每晚<div style="display:contents">二十二时</div>封闭。</div>'],
    ['a heading', '<div>每晚<h3 style="display:inline">二十二时</h3>封闭。</div>'],
  ])('of %s: 每晚二十二时封闭。', (_, html) => {
    expect(texts(html.replace(/^<p>(.*)<\/p>$/, '<section>$1</section>'))).toEqual(['每晚二十二时封闭。']);
  });

  test('and no word of it is a heading', () => {
    const html =
      '<section>自十五日起，<section style="display:inline;color:rgb(214,40,40);font-weight:bold">夜间封闭</section>施工。</section>';
    expect(convert(html.repeat(2)).contents).toEqual([]);
  });

  test.each([
    [
      'a flex row of spans',
      '<section style="display:flex"><span>长途汽车总站</span><span>85551001</span></section>',
    ],
    [
      'a flex row of sections',
      '<section style="display:flex;justify-content:space-between"><section><p>长途汽车总站</p></section><section><p>85551001</p></section></section>',
    ],
    ['text and span in a flex row', '<p style="display:flex">长途汽车总站<span>85551001</span></p>'],
    [
      'spans of fixed width',
      '<p><span style="display:inline-block;width:9em">长途汽车总站</span><span>85551001</span></p>',
    ],
    ['a floating span', '<p><span style="float:right">长途汽车总站</span>85551001</p>'],
    ['a span with a margin', '<p>长途汽车总站<span style="margin-left:2em">85551001</span></p>'],
    ['a span with padding', '<p><span style="padding:0 12px">长途汽车总站</span>85551001</p>'],
    [
      'cells that are divisions',
      '<div style="display:table"><div style="display:table-row"><div style="display:table-cell">长途汽车总站</div><div style="display:table-cell">85551001</div></div></div>',
    ],
    [
      'a grid of two columns',
      '<div style="display:grid;grid-template-columns:1fr auto"><span>长途汽车总站</span><span>85551001</span></div>',
    ],
    [
      'boxes beside each other',
      '<section><section style="display:inline-block">长途汽车总站</section><section style="display:inline-block">85551001</section></section>',
    ],
    ['a share of the line between them', '<p>长途汽车总站<span style="margin-left:10%">85551001</span></p>'],
  ])('of %s: its words stand apart', (_, html) => {
    expect(texts(html)).toEqual(['长途汽车总站 85551001']);
  });

  test('a grid of two columns has a line for each two', () => {
    const cells = ['总站', '85551001', '北站', '85551002'].map((one) => `<span>${one}</span>`).join('');
    const grid = (columns: string) =>
      `<div style="display:grid;grid-template-columns:${columns}">${cells}</div>`;
    expect(texts(grid('repeat(2, 1fr)'))).toEqual(['总站 85551001', '北站 85551002']);
    expect(texts(grid('[a] minmax(10px, 1fr) [b] 2fr'))).toEqual(['总站 85551001', '北站 85551002']);
  });
});

describe('lines that were seen as several are several', () => {
  const two = ['第一行', '第二行'];
  test.each([
    [
      'block spans',
      '<p><span style="display:block">第一行</span><span style="display:block">第二行</span></p>',
    ],
    [
      'list-item spans',
      '<p><span style="display:list-item">第一行</span><span style="display:list-item">第二行</span></p>',
    ],
    [
      'a flex column',
      '<p style="display:flex;flex-direction:column"><span>第一行</span><span>第二行</span></p>',
    ],
    ['flex-flow', '<p style="display:flex;flex-flow:column nowrap"><span>第一行</span>第二行</p>'],
    ['a grid without columns', '<p style="display:grid"><span>第一行</span><span>第二行</span></p>'],
    [
      'boxes as wide as the line',
      '<section><section style="display:inline-block;width:100%">第一行</section><section style="display:inline-block;width:100%">第二行</section></section>',
    ],
    [
      'rows of a table of divisions',
      '<div style="display:table"><div style="display:table-row">第一行</div><div style="display:table-row">第二行</div></div>',
    ],
  ])('%s', (_, html) => {
    expect(texts(html)).toEqual(two);
  });

  test('columns of sentences are paragraphs, not one', () => {
    const column = (text: string) => `<section style="display:inline-block;width:50%">${text}</section>`;
    const [one, other] = ['一'.repeat(40), '二'.repeat(40)];
    expect(texts(`<section>${column(one)}${column(other)}</section>`)).toEqual([one, other]);
    expect(texts(`<section style="display:flex"><p>${one}</p><p>${other}</p></section>`)).toEqual([
      one,
      other,
    ]);
  });

  test('a picture beside its words stands by itself', () => {
    expect(
      types('<section style="display:flex"><p><img src="https://a.cn/1.png"></p><p>青岛北站</p></section>'),
    ).toEqual(['image', 'paragraph']);
  });
});

test('a heading alone in its line is one, whatever its box', () => {
  const section = (title: string) =>
    `<section><h2 style="display:inline-block">${title}</h2></section><p>大桥正在养护，往东的车辆请从国道绕行，早晚高峰各留一条车道。</p>`;
  expect(types(section('通行须知') + section('绕行路线'))).toEqual([
    'heading',
    'paragraph',
    'heading',
    'paragraph',
  ]);
});

test('letters in frames of their own are a word: 安全', () => {
  const letter = (one: string) => `<section style="display:inline-block">${one}</section>`;
  expect(texts(`<section>${letter('安')}${letter('全')}</section>`)).toEqual(['安全']);
});

test('a word with a narrow frame keeps to its sentence: 请注意安全。', () => {
  expect(
    texts('<p>请<span style="display:inline-block;padding:0 4px;margin:0 2px">注意</span>安全。</p>'),
  ).toEqual(['请注意安全。']);
});

describe('text-transform', () => {
  test.each([
    ['uppercase', 'G20 CLOSED'],
    ['lowercase', 'g20 closed'],
    ['capitalize', 'G20 Closed'],
    ['none', 'g20 closed'],
  ])('%s: %s', (value, seen) => {
    expect(texts(`<p style="text-transform:${value}">g20 closed</p>`)).toEqual([seen]);
  });
});

test.each([
  ['display:flex', Number.POSITIVE_INFINITY],
  ['display:inline-flex', Number.POSITIVE_INFINITY],
  ['display:flex;flex-direction:column-reverse', 1],
  ['display:grid;grid-template-columns:none', 1],
  ['display:grid;grid-template-columns:100px 1fr 2fr', 3],
  ['display:grid;grid-template-columns:repeat(auto-fill, 100px)', 1],
  ['display:block', 0],
  ['', 0],
])('%s has %d children side by side', (style, columns) => {
  expect(readLayout(readDeclarations(style)).columns).toBe(columns);
});
