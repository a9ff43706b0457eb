import { plain } from '../../../src/domain/text';
import { convertBody } from '../../../src/publisher/convert';
import { loadParser } from '../../../src/publisher/html/parser';

/* Pictures that are characters are characters, in the place where they stand. */

beforeAll(loadParser);

let dropped: string[];
const line = (html: string): string => {
  dropped = [];
  const { blocks } = convertBody(
    { form: 'html', html },
    { picture: (src) => src, drop: (kind) => dropped.push(kind) },
  );
  return blocks.map((one) => (one.type === 'paragraph' ? plain(one.inlines) : one.type)).join(' / ');
};
const RES = 'https://res.wx.qq.com/t/wx_fed/we-emoji/res';

test.each([
  ['[鼓掌]', '<img class="wx_emoji" data-emoji="[鼓掌]" src="https://p.example/1.png">'],
  ['[哇]', '<img class="emoji" alt="[哇]" src="https://p.example/1.png" style="width:1.2em">'],
  ['[赞]', '<img alt="[赞]" data-src="https://p.example/1.png" width="20" height="20">'],
  ['👍', '<img alt="👍" data-src="https://p.example/1.png" width="20">'],
  // Named by their files alone.
  [
    '[得意]',
    `<img data-src="${RES}/assets/Expression/Expression_5@2x.png?tp=webp" data-w="20" style="width:20px">`,
  ],
  ['[玫瑰]', `<img alt="图片" data-src="${RES}/v1.3.10/assets/Expression/Expression_64@2x.png">`],
  ['[右太极]', `<img src="${RES}/assets/Expression/Expression_105@2x.png">`],
  ['[机智]', `<img src="${RES}/assets/newemoji/2_06.png">`],
  ['[哇]', `<img src="${RES}/assets/newemoji/Wow.png#imgIndex=1" data-w="128">`],
  ['[微笑]', '<img src="https://res.wx.qq.com/mpres/htmledition/images/icon/emotion/0.gif">'],
  ['👍', '<img class="emoji" src="https://p.example/72x72/1f44d.png">'],
  ['🇨🇳', '<img src="https://s.example/images/core/emoji/14.0.0/svg/1f1e8-1f1f3.svg">'],
])('%s is read from %s', (name, image) => {
  expect(line(`<p>好${image}的</p>`)).toBe(`好${name}的`);
  expect(dropped).toEqual([]);
});

test('one that nobody knows is left out and counted', () => {
  const file = (name: string) => `<img src="${RES}/assets/newemoji/${name}.png">`;
  expect(line(`<p>好${file('Brandnew')}的${file('constructor')}</p>`)).toBe('好的');
  expect(dropped).toEqual(['emoji', 'emoji']);
});

test('a large picture beside emoji, or named like one elsewhere, stays a picture', () => {
  expect(line('<img src="https://p.example/emoji/abcd/banner.png" data-w="640" data-ratio="0.5">')).toBe(
    'image',
  );
  expect(line('<img src="https://p.example/1f44d.png" data-w="640" data-ratio="0.5">')).toBe('image');
});

test('one of no name and no known height stands in its line', () => {
  expect(line('<p>好<img data-src="https://p.example/1.png" style="width:20px">的</p>')).toBe('好［图］的');
});
