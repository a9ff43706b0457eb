import { blockTexts } from '../../../src/domain/text';
import { convertBody } from '../../../src/publisher/convert';
import { loadFormulas } from '../../../src/publisher/convert/mathjax';
import { loadParser } from '../../../src/publisher/html/parser';

/* Found by strangers: what editors' templates do with boxes, and what they make of formulas. */

beforeAll(loadParser);
beforeAll(loadFormulas);

let dropped: string[] = [];
beforeEach(() => {
  dropped = [];
});
const convert = (html: string) =>
  convertBody({ form: 'html', html }, { picture: (src) => src, drop: (kind) => dropped.push(kind) }).blocks;
const texts = (html: string) => blockTexts(convert(html));
const box = (style: string, inside: string) =>
  `<section style="display:inline-block;${style}">${inside}</section>`;

describe('boxes side by side', () => {
  test.each([
    [
      'in inline-block with paragraphs',
      box('width:50%', '<p>长途站</p>') + box('width:50%', '<p>85551001</p>'),
    ],
    [
      'in table cells without a row',
      '<div style="display:table-cell"><p>长途站</p></div><div style="display:table-cell"><p>85551001</p></div>',
    ],
    [
      'of a width that is reckoned',
      box('width:calc(50% - 10px)', '长途站') + box('width:calc(50% - 10px)', '85551001'),
    ],
    [
      'of a width of the screen',
      '<span style="display:inline-block;min-width:40vw">长途站</span><span>85551001</span>',
    ],
    [
      'in a quotation',
      '<blockquote style="display:flex"><span>长途站</span><span>85551001</span></blockquote>',
    ],
    [
      'in a cell of a table',
      '<table><tr><td style="display:flex"><span>长途站</span><span>85551001</span></td><td>乙</td></tr></table>',
    ],
  ])('%s are a line: 长途站 85551001', (_, html) => {
    expect(texts(`<section>${html}</section>`)[0]).toBe('长途站 85551001');
  });

  test.each([
    ['flex that wraps', (cells: string) => `<section style="display:flex;flex-wrap:wrap">${cells}</section>`],
    ['inline-block', (cells: string) => `<section>${cells}</section>`],
  ])('%s: a new row begins where one is full', (_, around) => {
    const cells = ['1路：开通', '2路：停运', '3路：绕行', '4路：开通']
      .map((one) => box('width:50%', one))
      .join('');
    expect(texts(around(cells))).toEqual(['1路：开通 2路：停运', '3路：绕行 4路：开通']);
  });

  test('a text cut after two lines flows: 请于今天来。', () => {
    expect(
      texts('<p style="display:-webkit-box;-webkit-box-orient:vertical">请于<b>今天</b>来。</p>'),
    ).toEqual(['请于今天来。']);
  });
});

test.each([
  ['letters in circles', ['票', '务', '公', '告'].map((one) => box('width:30px', one)).join(''), '票务公告'],
  [
    'letters in a row',
    `<section style="display:flex">${['公', '告'].map((one) => `<p>${one}</p>`).join('')}</section>`,
    '公告',
  ],
  [
    'a label and its colon',
    '<p><span style="display:inline-block;width:4em">姓名</span>：张三</p>',
    '姓名：张三',
  ],
  ['a drop cap', '<p><span style="float:left">今</span>天早上</p>', '今天早上'],
  [
    'a number and its words',
    '<p><span style="display:inline-block;width:20px">1</span>甲项说明</p>',
    '1 甲项说明',
  ],
])('%s: %s', (_, html, right) => {
  expect(texts(html)).toEqual([right]);
});

describe('formulas of other editors', () => {
  const svg = (ex: number) =>
    `<svg role="img" focusable="false" viewBox="0 -1118 ${(ex * 442).toFixed(1)} 1815" style="width:${ex}ex;height:4.1ex;vertical-align:-1.6ex"><g data-mml-node="math"><path d="M0 0h90v90z"/></g></svg>`;
  const drawings = (html: string) =>
    convert(html).flatMap((one) =>
      one.type === 'paragraph' ? one.inlines.filter(({ drawing }) => drawing) : [],
    );

  test.each([
    ['on a line of its own', `<p>由定义得</p><section class="katex-block">${svg(6.2)}</section>`],
    [
      'on a line of its own, of another class',
      `<p>由定义得</p><section class="block-equation">${svg(6.2)}</section>`,
    ],
    ['as wide as the column, in a sentence', `<p>设${svg(36)}则</p>`],
    ['alone in a paragraph', `<p><span class="katex-inline">${svg(6.2)}</span></p>`],
  ])('%s: drawn, and nothing is left out', (_, html) => {
    expect(drawings(html)).toHaveLength(1);
    expect(dropped).toEqual([]);
  });

  test('a class of theirs on a sentence eats none of its words', () => {
    const html = '<p class="mathjax">设车速为<math><mi>v</mi></math>，则路程为二。</p>';
    expect(texts(html)).toEqual(['设车速为v，则路程为二。']);
  });

  test.each(['width:12px;height:16px', 'width:30px;height:16px'])(
    'a picture of one, %s, stays in its line',
    (style) => {
      expect(drawings(`<p>设<img data-src="https://a.cn/v.png" style="${style}">为速度</p>`)).toHaveLength(1);
      expect(dropped).toEqual([]);
    },
  );

  test('a picture that says its TeX is drawn: x²', () => {
    expect(
      texts('<p>设<img data-formula="x^2" data-src="https://a.cn/v.png" style="width:30px">为</p>'),
    ).toEqual(['设x²为']);
  });
});

describe('words under a video are the editor’s', () => {
  test.each([
    ['a paragraph', '<p>视频：小李摄</p>'],
    ['a link', '<a href="https://a.cn/">更多</a>'],
  ])('%s', (_, under) => {
    const blocks = convert(
      `<section class="video_content"><video poster="https://a.cn/p.png"></video>${under}</section>`,
    );
    expect(blocks.map(({ type }) => type)).toEqual(['unsupported', 'paragraph']);
  });
});

test.each([
  ['an account’s channel', 'mp-common-videosnap', 'data-nickname="青岛" data-desc="春运"'],
  ['a product', 'mp-common-product', 'data-title="票夹"'],
])('a card of %s is the same, drawn or not', (_, tag, attributes) => {
  const raw = convert(`<${tag} ${attributes}></${tag}>`);
  expect(convert(`<${tag} ${attributes}><div>去购买<p>青岛</p></div></${tag}>`)).toEqual(raw);
});

describe('a picture behind an element', () => {
  const ground = 'background-image:url(https://a.cn/g.png)';
  test('is one where nothing stands before it', () => {
    expect(
      convert(`<section style="${ground};height:0;padding-bottom:120%"></section>`).map(({ type }) => type),
    ).toEqual(['image']);
  });
  test('behind words is left out by its name', () => {
    expect(
      convert(`<section style="${ground};height:200px"><p>字</p></section>`).map(({ type }) => type),
    ).toEqual(['paragraph']);
    expect(dropped).toEqual(['background']);
  });
  test('of no height is not seen', () => {
    expect([convert(`<section style="${ground}"></section>`), dropped]).toEqual([[], []]);
  });
});

test('a picture in a drawing leads where its link leads', () => {
  const html =
    '<svg viewBox="0 0 9 9"><a xlink:href="https://a.cn/"><image xlink:href="https://a.cn/1.png"/></a></svg>';
  expect(convert(html)).toMatchObject([{ type: 'image', href: 'https://a.cn/' }]);
  expect(dropped).toEqual([]);
});

test('words of a drawing stand apart: 一月 二月', () => {
  expect(texts('<svg width="90" height="90"><g><text>一月</text></g><g><text>二月</text></g></svg>')).toEqual(
    ['一月 二月'],
  );
});
