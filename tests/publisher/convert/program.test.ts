import type { Block } from '../../../src/feed';
import { convertBody } from '../../../src/publisher/convert';
import { loadParser } from '../../../src/publisher/html/parser';
import { outline } from './account/outline';

/* Links to other mini-programs, in words and on pictures: each keeps where it leads, as a card below. */

beforeAll(loadParser);

let dropped: string[];
const convert = (html: string): Block[] => {
  dropped = [];
  return convertBody({ form: 'html', html }, { picture: (src) => src, drop: (kind) => dropped.push(kind) })
    .blocks;
};
const shown = (html: string): string[] => outline(convert(html));

const ATTRIBUTES =
  'data-miniprogram-appid="wx0123456789abcdef" data-miniprogram-path="pages/a.html?x=1" data-miniprogram-nickname="示例出行" href=""';
const text = (words: string, more = ATTRIBUTES) =>
  `<a class="weapp_text_link" data-miniprogram-type="text" ${more}>${words}</a>`;
const picture = (name: string) =>
  `<a class="weapp_image_link" data-miniprogram-type="image" ${ATTRIBUTES}><img data-src="https://mmbiz.qpic.cn/mmbiz_png/${name}/640" data-w="640" data-ratio="0.5"></a>`;
const TARGET = '→ wx0123456789abcdef pages/a.html?x=1';

test('in a sentence: the sentence stays whole, and the card stands below it', () => {
  expect(shown(`<p>请${text('点这里')}查询。</p><p>再见。</p>`)).toEqual([
    'paragraph: 请点这里查询。',
    `card miniprogram 示例出行 · 点这里 ${TARGET}`,
    'paragraph: 再见。',
  ]);
  expect(dropped).toEqual([]);
});

test('in pieces of one sentence, as bold words make them: one card', () => {
  expect(shown(`<p>${text('点')}${text('<b>这里</b>')}</p>`)).toEqual([
    'paragraph: 点{strong|这里}',
    `card miniprogram 示例出行 ${TARGET}`,
  ]);
});

test('two programs in one sentence are two cards', () => {
  const other = text('挂号', 'data-miniprogram-appid="wx2" data-miniprogram-nickname="示例医院"');
  expect(shown(`<p>${text('查询')}或${other}</p>`)).toEqual([
    'paragraph: 查询或挂号',
    `card miniprogram 示例出行 · 查询 ${TARGET}`,
    'card miniprogram 示例医院 · 挂号 → wx2',
  ]);
});

test('on a poster in slices: one card, below the last of them', () => {
  expect(shown(`<p>${picture('A')}</p><p>${picture('B')}</p><p>完</p><p>${picture('C')}</p>`)).toEqual([
    'image A',
    'image B',
    `card miniprogram 示例出行 ${TARGET}`,
    'paragraph: 完',
    'image C',
    `card miniprogram 示例出行 ${TARGET}`,
  ]);
});

const BODY = '出门之前先看一看路况，带好证件和老年卡，车上有人让座就坐下。';

test.each([
  [
    'a heading',
    `<h2>${text('查询')}</h2><p>${BODY}</p><h2>办理</h2><p>${BODY}</p>`,
    [
      'heading 1: 查询',
      `card miniprogram 示例出行 ${TARGET}`,
      `paragraph: ${BODY}`,
      'heading 1: 办理',
      `paragraph: ${BODY}`,
    ],
  ],
  [
    'an item',
    `<ul><li>${text('查询')}</li><li>二</li></ul>`,
    ['list', '  • 查询', `    card miniprogram 示例出行 ${TARGET}`, '  • 二'],
  ],
  [
    'a cell',
    `<table><tr><td>一</td><td>${text('查询')}</td></tr></table>`,
    ['table', '  | 一 | 查询 |', `card miniprogram 示例出行 ${TARGET}`],
  ],
])('in %s', (_, html, lines) => {
  expect(shown(html).map((line) => line.replace(' · 查询', ''))).toEqual(lines);
});

test('an icon that is left out leaves its target', () => {
  const icon = `<p><a ${ATTRIBUTES}><img data-src="https://p.example/i.png" data-w="30" data-ratio="1"></a></p>`;
  expect(shown(icon)).toEqual([`card miniprogram 示例出行 ${TARGET}`]);
  expect(dropped).toContain('ornament');
});

test('without a name it is called a mini-program; a card link needs no words', () => {
  expect(shown('<p><a data-miniprogram-appid="wx1" href="">去</a></p>')).toEqual([
    'paragraph: 去',
    'card miniprogram 相关小程序 · 去 → wx1',
  ]);
  expect(shown(`<a data-miniprogram-type="card" ${ATTRIBUTES}></a>`)).toEqual([
    `card miniprogram 示例出行 ${TARGET}`,
  ]);
});

test('that does not say which program is counted, with its words kept', () => {
  expect(shown(`<p>请${text('查询', 'data-miniprogram-nickname="示例出行" href=""')}</p>`)).toEqual([
    'paragraph: 请查询',
  ]);
  expect(dropped).toEqual(['program-unknown']);
});

test('with an address beside the program keeps both', () => {
  const both = `<p>${text('查询', `${ATTRIBUTES.replace('href=""', '')} href="https://example.com/q"`)}</p>`;
  expect(shown(both)).toEqual([
    'paragraph: [查询](https://example.com/q)',
    `card miniprogram 示例出行 · 查询 ${TARGET}`,
  ]);
});

test.each([
  ['of nothing', `<p>一${text('')}</p>`],
  ['that is hidden', `<p>一<span style="visibility:hidden">${text('二')}</span></p>`],
])('a link %s is no card', (_, html) => {
  expect(shown(html)).toEqual(['paragraph: 一']);
});
