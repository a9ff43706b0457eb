import { convertBody } from '../../../src/publisher/convert';
import { loadParser } from '../../../src/publisher/html/parser';
import { outline } from './account/outline';

/* A picture behind a box is a picture where the box is there to show it. */

beforeAll(loadParser);

let dropped: string[];
const shown = (html: string): string[] => {
  dropped = [];
  const { blocks } = convertBody(
    { form: 'html', html },
    { picture: (src) => src, drop: (kind) => dropped.push(kind) },
  );
  return outline(blocks);
};
const FILE = 'https://mmbiz.qpic.cn/mmbiz_png/GROUND/640';
const box = (style: string, inside: string) =>
  `<section style="background-image:url(${FILE});${style}">${inside}</section>`;
const TITLE = '<p>今日停航</p>';

test.each([
  ['a stated height', 'background-size:cover;height:300px'],
  ['a least height', 'background-size:100% auto;min-height:120px'],
  ['a height of the screen', 'background-size:cover;height:60vw'],
  ['room around the words', 'background-size:100% 100%;padding:80px 20px'],
  ['room in shares of the width', 'background-repeat:no-repeat;padding:40% 0 10%'],
  ['a ratio', 'background-size:contain;aspect-ratio:16 / 9'],
])('a poster of %s is a picture, and the words over it stand below', (_, style) => {
  expect(shown(box(style, TITLE))).toEqual(['image GROUND', 'paragraph: 今日停航']);
  expect(dropped).toEqual([]);
});

test('so is one of the short form, and one that an empty graphic keeps high', () => {
  const short = `<section style="background:#fff url(${FILE}) center / cover no-repeat;height:200px">${TITLE}</section>`;
  expect(shown(short)).toEqual(['image GROUND', 'paragraph: 今日停航']);
  const graphic =
    '<svg viewBox="0 0 1080 1920" style="opacity:0;width:100%"><rect width="9" height="9"/></svg>';
  expect(shown(box('background-size:100%', graphic))).toEqual(['image GROUND']);
});

test.each([
  ['a pattern', 'height:300px', TITLE],
  ['one that repeats', 'background-repeat:repeat-y;height:300px', TITLE],
  ['a texture of some pixels', 'background-size:30px;height:300px', TITLE],
  ['the frame of a title', 'background-size:100% 100%;height:60px', TITLE],
  ['the ground of an article', 'background-size:cover;height:300px', `<p>${'通告如下。'.repeat(12)}</p>`],
  [
    'the frame of a picture',
    'background-size:cover;height:300px',
    `${TITLE}<img data-src="https://p.example/1.png" data-w="640">`,
  ],
  [
    'the frame of a drawing',
    'background-size:cover;height:300px',
    `${TITLE}<svg viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>`,
  ],
])('%s is left out and counted, and what lies over it stays', (_, style, inside) => {
  const [first, ...rest] = shown(box(style, inside));
  expect([first, ...rest].join()).not.toContain('GROUND');
  expect(first).toMatch(/^paragraph: ./);
  expect(dropped).toContain('background');
});

test.each([
  ['repeats', 'background-repeat:repeat;height:100px'],
  ['is some pixels large', 'background-size:20px 20px;height:100px'],
])('without a word over it, what %s is a texture', (_, style) => {
  expect(shown(box(style, ''))).toEqual([]);
  expect(dropped).toEqual(['background']);
});

test('a gradient is no picture, and tells of nothing', () => {
  expect(
    shown(`<section style="background:linear-gradient(#fff, #eee);height:300px">${TITLE}</section>`),
  ).toEqual(['paragraph: 今日停航']);
  expect(dropped).toEqual([]);
});
