import { convertBody } from '../../../src/publisher/convert';
import { loadParser } from '../../../src/publisher/html/parser';
import { webUrl } from '../../../src/publisher/html/url';

/* A line under a picture is its caption where it is set as one, and a paragraph wherever it may be something else. */

beforeAll(loadParser);

const PICTURE =
  '<p style="text-align:center"><img data-src="https://p.example/1.png" data-w="640" data-ratio="0.5"></p>';
const text = (words: string) => `<p style="font-size:16px">${words}</p>`;
const line = (words: string, style = 'text-align:center;font-size:13px') =>
  `<p style="${style}"><span>${words}</span></p>`;
const LONG = text('养护工老周每天要走十一公里，他说这座桥的每一颗螺栓都认得他，哪一颗松了，听声音就知道。');

const made = (html: string) =>
  convertBody({ form: 'html', html: LONG + html + LONG }, { picture: webUrl, drop: () => {} })
    .blocks.slice(1, -1)
    .map((block) =>
      block.type === 'image'
        ? `image ${block.caption ?? '-'}`
        : block.type === 'paragraph'
          ? block.inlines.map((one) => one.text).join('')
          : block.type,
    );

test('a small line in the middle under a picture is its caption', () => {
  expect(made(PICTURE + line('桥塔亮灯'))).toEqual(['image 桥塔亮灯']);
});

test('each picture has its own, and one alone', () => {
  expect(made(PICTURE + line('甲') + PICTURE + line('乙') + line('丙'))).toEqual([
    'image 甲',
    'image 乙',
    '丙',
  ]);
});

test.each([
  ['above its picture', line('桥塔亮灯') + PICTURE, ['桥塔亮灯', 'image -']],
  [
    'as large as the text',
    PICTURE + line('桥塔亮灯', 'text-align:center;font-size:16px'),
    ['image -', '桥塔亮灯'],
  ],
  ['at the left', PICTURE + line('桥塔亮灯', 'font-size:13px'), ['image -', '桥塔亮灯']],
  ['with a link', PICTURE + line('<a href="https://l.example/">桥塔</a>亮灯'), ['image -', '桥塔亮灯']],
  ['partly large', PICTURE + line('桥塔<span style="font-size:18px">亮灯</span>'), ['image -', '桥塔亮灯']],
  ['which says whom the text is from', PICTURE + line('来源：示例日报'), ['image -', '来源：示例日报']],
  ['which says who wrote the text', PICTURE + line('撰稿：小邱'), ['image -', '撰稿：小邱']],
  ['which points below', PICTURE + line('👇扫码报名👇'), ['image -', '👇扫码报名👇']],
  ['which opens what follows', PICTURE + line('名单如下：'), ['image -', '名单如下：']],
  ['as long as a paragraph', PICTURE + line('长'.repeat(61)), ['image -', '长'.repeat(61)]],
])('a line %s is none', (_, html, blocks) => {
  expect(made(html)).toEqual(blocks);
});
