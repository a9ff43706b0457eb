import type { Block } from '../../../src/feed';
import { convertBody } from '../../../src/publisher/convert';
import { loadParser } from '../../../src/publisher/html/parser';

beforeAll(loadParser);

const SRC = 'https://mmbiz.qpic.cn/mmbiz_png/FORMULA/640?wx_fmt=png';
const convert = (html: string): Block[] =>
  convertBody({ form: 'html', html }, { picture: (src) => src, drop: () => {} }).blocks;
const picture = (more: string) => `<img data-src="${SRC}" ${more}>`;

test.each([
  ['by its style', picture('style="height:20px;width:60px"'), { w: 375, h: 125 }],
  ['by its ratio', picture('data-w="600" data-ratio="0.25" style="width:80px"'), { w: 500, h: 125 }],
  ['by its attributes', picture('height="16" width="48"'), { w: 300, h: 100 }],
  [
    'in em, lowered',
    picture('style="height:2em;width:4em;vertical-align:-0.5em"'),
    { w: 400, h: 200, drop: 50 },
  ],
])('a picture that is as high as a line, %s, stays in it: 设车速为▢，则', (_, html, size) => {
  expect(convert(`<p>设车速为${html}，则</p>`)).toEqual([
    {
      type: 'paragraph',
      inlines: [{ text: '设车速为' }, { text: '［图］', drawing: { src: SRC, ...size } }, { text: '，则' }],
    },
  ]);
});

test('its words are those that the page gives it', () => {
  const [block] = convert(`<p>设车速为${picture('alt="v=60" height="16" width="48"')}，则</p>`);
  expect(block).toHaveProperty('inlines.1.text', 'v=60');
});

test.each([
  ['alone in its paragraph', `<p>甲</p><p>${picture('height="16" width="48"')}</p><p>乙</p>`],
  ['higher than a line', `<p>甲${picture('height="60" width="90"')}乙</p>`],
  ['wide', `<p>甲${picture('height="30" width="300"')}乙</p>`],
  ['of unknown height', `<p>甲${picture('width="90"')}乙</p>`],
])('a picture %s is a picture', (_, html) => {
  expect(convert(html).map(({ type }) => type)).toEqual(['paragraph', 'image', 'paragraph']);
});
