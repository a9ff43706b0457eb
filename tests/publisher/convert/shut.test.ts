import { blockTexts } from '../../../src/domain/text';
import { convertBody } from '../../../src/publisher/convert';
import { loadParser } from '../../../src/publisher/html/parser';

/* Boxes that show nothing of what is in them, and what opens them. */

beforeAll(loadParser);

let dropped: string[];
const shown = (html: string): string => {
  dropped = [];
  const { blocks } = convertBody(
    { form: 'html', html },
    { picture: (src) => src, drop: (kind) => dropped.push(kind) },
  );
  return blockTexts(blocks).join(' / ');
};
const box = (style: string, more = '') => `<section style="${style}"${more}><p>藏</p></section><p>见</p>`;

test.each([
  'height:0;overflow:hidden',
  'height: 0px !important; overflow: hidden',
  'overflow:hidden auto;height:0',
  'max-height:0;overflow:hidden',
  'height:1px;overflow:hidden',
  'height:0;overflow-y:clip',
  'width:0;overflow:hidden',
  'display:inline-block;max-width:0;overflow-x:hidden',
  'height:0;padding:0 15px;overflow:hidden',
  'height:0;overflow:hidden;flex:0 0 auto',
  'transform:scale(0)',
  'transform: translate(3px) scale(1, 0)',
  '-webkit-transform:scaleY(0.0)',
  'position:absolute;clip:rect(0 0 0 0)',
  'position:absolute;clip:rect(1px, 1px, 1px, 1px)',
  'clip-path:inset(100%)',
  'clip-path:circle(0)',
  'text-indent:-9999px',
  'position:absolute;left:-100em',
])('%s is left out and counted', (style) => {
  expect(shown(box(style))).toBe('见');
  expect(dropped).toEqual(['shut']);
});

test.each([
  // What it does not hide hangs over.
  'height:0',
  'width:0',
  'max-height:0;overflow:visible',
  'height:0;padding-bottom:56%;overflow:hidden',
  'height:0;padding:20px 0;overflow:hidden',
  'height:0;min-height:100px;overflow:hidden',
  'flex:1;width:0;overflow:hidden',
  'flex-grow:1;height:0;overflow:auto',
  'height:0%;overflow:hidden',
  'height:10px;overflow:hidden',
  'display:table-cell;width:0;overflow:hidden',
  'display:inline;height:0;overflow:hidden',
  'transform:scale(0.5)',
  'transform:scale(1.0,1)',
  'transform:translate(0)',
  'clip:rect(0,0,0,0)',
  'clip-path:inset(0)',
  'text-indent:-2em',
  'left:-9999px',
])('%s is seen', (style) => {
  expect(shown(box(style))).toBe('藏 / 见');
  expect(dropped).toEqual([]);
});

test('pictures and links in one are left out with it', () => {
  expect(
    shown(
      '<section style="height:0;overflow:hidden"><img data-src="https://p.example/1.png" data-w="600"><a href="https://l.example">藏</a></section><p>见</p>',
    ),
  ).toBe('见');
});

test.each([
  ['an animation of its own', box('height:0;overflow:hidden;animation:open 1s forwards')],
  [
    'one in it that a tap begins',
    '<section style="height:0;overflow:hidden"><animate attributeName="height" values="0;300" begin="click"></animate><p>藏</p></section><p>见</p>',
  ],
  [
    'one elsewhere that names it',
    `${box('max-height:0;overflow:hidden', ' id="answer"')}<svg width="9" height="9"><set href="#answer" attributeName="max-height" to="300" begin="click"/></svg>`,
  ],
  [
    'one that makes it larger',
    '<section style="transform:scale(0)"><animateTransform attributeName="transform" type="scale" to="1" begin="click"></animateTransform><p>藏</p></section><p>见</p>',
  ],
])('%s opens it', (_, html) => {
  expect(shown(html)).toBe('藏 / 见');
});

test('one that changes something else does not', () => {
  const colour = '<animate attributeName="fill" values="red;blue" begin="click"></animate>';
  expect(shown(`<section style="height:0;overflow:hidden">${colour}<p>藏</p></section><p>见</p>`)).toBe('见');
});

test('an item, a quotation and code may be such boxes, a cell and words in a line not', () => {
  const shut = 'style="height:0;overflow:hidden"';
  expect(
    shown(`<ul><li ${shut}>藏</li><li>见</li></ul><blockquote ${shut}>藏</blockquote><pre ${shut}>藏</pre>`),
  ).toBe('见');
  expect(
    shown(`<p>一<span ${shut}>二</span></p><table><tr><td ${shut}>三</td><td>四</td></tr></table>`),
  ).toMatch(/一二.*三.*四/s);
});
