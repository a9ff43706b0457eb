import { convertBody } from '../../../src/publisher/convert';
import { loadParser } from '../../../src/publisher/html/parser';

/* What templates set between paragraphs to look at is no picture of the article. */

beforeAll(loadParser);

let dropped: string[];
const kinds = (html: string): string[] => {
  dropped = [];
  return convertBody(
    { form: 'html', html },
    { picture: (src) => src, drop: (kind) => dropped.push(kind) },
  ).blocks.map(({ type }) => type);
};
const between = (html: string) => kinds(`<p>上文</p><section>${html}</section><p>下文</p>`);
const image = (more: string, file = 'a.png') => `<img data-src="https://p.example/${file}" ${more}>`;
const size = (w: number, h: number) => `data-w="${w}" data-ratio="${h / w}"`;

test.each([
  ['a strip of dots', image(`${size(640, 12)} style="width:100%"`)],
  ['a line', image(size(1080, 20))],
  ['a bar that moves', image(size(640, 45), 'bar.gif')],
  [
    'a bar that moves, of WeChat’s',
    '<img data-src="https://mmbiz.qpic.cn/mmbiz_gif/BAR/640" data-w="1080" data-ratio="0.05">',
  ],
  ['an icon', image(`${size(400, 400)} style="width:24px"`)],
  ['an icon of that size', image(size(48, 48))],
  ['an icon by its attributes', image('width="40" height="40"')],
  [
    'an icon in a narrow box',
    `<section style="width:30px"><section>${image(`${size(640, 640)} style="width:100%"`)}</section></section>`,
  ],
  ['an icon in a small share of the line', `<section style="width:12%">${image(size(640, 640))}</section>`],
])('%s between paragraphs is left out and counted', (_, html) => {
  expect(between(html)).toEqual(['paragraph', 'paragraph']);
  expect(dropped).toEqual(['ornament']);
});

test.each([
  ['a QR code', image(size(120, 120))],
  ['a chart', image(size(300, 90))],
  ['a line of a screen', image(size(1044, 52))],
  ['a banner that moves', image(size(640, 120), 'banner.gif')],
  ['a formula', image('width="96" height="16"')],
  ['a small file that is shown as wide as the page', image(`${size(40, 40)} style="width:100%"`)],
  ['one of unknown size', image('')],
  ['one that leads somewhere', `<a href="https://l.example/1">${image(size(40, 40))}</a>`],
  ['one that says what it is', image(`${size(44, 44)} alt="市徽"`)],
])('%s stays a picture', (_, html) => {
  expect(between(html)).toEqual(['paragraph', 'image', 'paragraph']);
  expect(dropped).toEqual([]);
});

test('in a line of words a small picture stays where it stands', () => {
  expect(kinds(`<p>按${image(`${size(40, 40)} width="20"`)}键</p>`)).toEqual(['paragraph']);
  expect(dropped).toEqual([]);
});

test('in a table of data it is as it was', () => {
  const row = `<tr><td>开放</td><td>${image(size(40, 40))}</td></tr>`;
  expect(kinds(`<table><tr><th>项</th><th>态</th></tr>${row}</table>`)).toEqual(['table', 'image']);
});
