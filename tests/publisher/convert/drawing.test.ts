import sharp from 'sharp';
import { allBlocks, filesIn, inlinesOf } from '../../../src/domain/blocks';
import type { Block } from '../../../src/feed';
import {
  append,
  appendDrawing,
  collapse,
  shortened,
  splitParagraphs,
} from '../../../src/publisher/convert/inlines';
import { loadParser } from '../../../src/publisher/html/parser';
import { renderDrawing } from '../../../src/publisher/pictures/render';
import { converted } from '../../support/converted';
import { faultsOf, markupIn } from '../../support/drawn';
import { randomNumbers, rounds, seed } from '../../support/random';

beforeAll(loadParser);

let notes: string[];
let dropped: string[];
function convert(html: string): Block[] {
  const made = converted(html);
  notes = made.notes.map(([thing, fate]) => `${thing}: ${fate}`);
  dropped = made.dropped;
  return made.blocks;
}
const inlines = (html: string) => allBlocks(convert(html)).flatMap(inlinesOf);
const markups = (html: string) =>
  allBlocks(convert(html))
    .flatMap(filesIn)
    .map((src) => markupIn(src)!);
/** What became of the drawings: `line 160×100`, `picture`, or nothing. */
const became = (html: string): string[] =>
  allBlocks(convert(html)).flatMap((block) =>
    block.type === 'image'
      ? [`picture ${block.alt}`.trim()]
      : inlinesOf(block).flatMap(({ text, drawing }) =>
          drawing ? [`line ${drawing.w}×${drawing.h} ${text}`] : [],
        ),
  );

const svg = (attributes: string, inside: string) => `<svg ${attributes}>${inside}</svg>`;
const CHART =
  '<rect width="9" height="9"/><rect x="20" width="9" height="30"/><rect x="40" width="9" height="50"/>';
const ARROW = svg('width="16" height="16" viewBox="0 0 24 24"', '<path d="M5 12h14l-5-5"/>');

describe('what becomes of a drawing', () => {
  test.each([
    ['in a sentence: 见 → 右转', `<p>见${ARROW}右转</p>`, ['line 100×100 ［图］']],
    [
      'before its words, as a bullet',
      `<p><span>${ARROW}</span><span>右转</span></p>`,
      ['line 100×100 ［图］'],
    ],
    ['behind its words', `<p>右转${ARROW}</p>`, ['line 100×100 ［图］']],
    [
      'that has a name, alone',
      `<p>${svg('width="16" height="16" viewBox="0 0 1 1" aria-label="限速四十"', '<rect width="1" height="1"/>')}</p>`,
      ['line 100×100 限速四十'],
    ],
    [
      'with a title: its name, not a word of the text',
      `<p>见${svg('width="16" height="16"', '<title>右转弯</title><path d="M0 0h9v9z"/>')}。</p>`,
      ['line 100×100 右转弯'],
    ],
    ['large, of many shapes: a picture', svg('viewBox="0 0 600 300"', CHART), ['picture']],
    [
      'large, with a name: a picture',
      svg('viewBox="0 0 600 300" role="img" aria-label="客流走势"', '<path d="M0 0h9v9z"/>'),
      ['picture 客流走势'],
    ],
    ['large in a sentence: a picture', `<p>如图${svg('viewBox="0 0 600 300"', CHART)}所示</p>`, ['picture']],
  ])('%s', (_, html, expected) => {
    expect(became(html)).toEqual(expected);
    expect(notes.filter((one) => one.startsWith('drawing'))).toEqual(['drawing: kept']);
    expect(dropped).toEqual([]);
  });

  test.each([
    [
      'empty, as templates have them',
      svg('viewbox="0 0 1 1" style="float:left;width:0;vertical-align:top" aria-label="插图"', ''),
    ],
    ['without a size', `<p>字${svg('width="0" height="16" viewBox="0 0 1 1"', CHART)}字</p>`],
    [
      'in no colour',
      `<p>字${svg('width="16" height="16"', '<rect width="9" height="9" fill="none"/><path d="M0 0h9" fill="transparent"/>')}字</p>`,
    ],
    [
      'hidden in itself',
      `<p>字${svg('width="16" height="16"', '<g opacity="0"><rect width="9" height="9"/></g><rect display="none" width="9" height="9"/>')}字</p>`,
    ],
    [
      'only defined, to be used elsewhere',
      svg('width="16" height="16"', '<defs><rect id="a" width="9" height="9"/></defs>'),
    ],
    ['a flower alone on its line', `<section>${ARROW}</section><p>字</p>`],
    ['a line between sections', svg('viewBox="0 0 600 8" width="100%"', CHART)],
    [
      'a wave',
      svg('viewBox="0 0 1440 320" width="100%"', '<path fill="#0099ff" d="M0 64C9 9 9 9 1440 64V320H0Z"/>'),
    ],
    ['behind the text', svg('viewBox="0 0 600 300" style="position:absolute;left:0"', CHART)],
    ['hidden from screen readers', svg('viewBox="0 0 600 300" aria-hidden="true"', CHART)],
  ])('left out and counted: %s', (_, html) => {
    expect(became(html)).toEqual([]);
    expect(notes.filter((one) => one.startsWith('drawing'))).toEqual(['drawing: svg']);
    expect(dropped).toEqual(['svg']);
  });

  test('text in it stays text, for it depends on fonts', () => {
    expect(
      inlines(
        `<p>见${svg('width="160" height="16"', '<rect width="9" height="9"/><text>服务区</text>')}。</p>`,
      ),
    ).toEqual([{ text: '见服务区。' }]);
  });
});

describe('how large a drawing is in its line', () => {
  test.each([
    [
      'in ex, as MathJax says it: from its units, and what reaches out of its box',
      'style="width:9.4ex;height:2.262ex;vertical-align:-0.566ex" viewBox="0 -750 4155 1000"',
      { w: 422, h: 106, drop: 28 },
    ],
    ['in ex of another font', 'width="2ex" height="2ex" viewBox="0 0 24 24"', { w: 86, h: 86 }],
    [
      'in em',
      'style="width:2em;height:1.5em;vertical-align:-0.25em" viewBox="0 0 4 3"',
      { w: 200, h: 150, drop: 25 },
    ],
    ['in pixels of 16', 'width="24px" height="8"', { w: 150, h: 50 }],
    ['by one side and its box', 'height="16" viewBox="0 0 20 10"', { w: 200, h: 100 }],
    [
      'in the middle of the line',
      'style="width:1em;height:1em;vertical-align:middle"',
      { w: 100, h: 100, drop: 25 },
    ],
  ])('%s', (_, attributes, expected) => {
    const [, { drawing } = {}] = inlines(`<p>字${svg(attributes, '<path d="M0 0h9v9z"/>')}字</p>`) as {
      drawing?: object;
    }[];
    expect(drawing).toEqual({ src: expect.stringMatching(/^drawing:<svg /), ink: true, ...expected });
  });

  test('in pixels of the size around it: 20 of 20 are one em', () => {
    const html = `<p style="font-size:20px">字${svg('width="20" height="20"', '<path d="M0 0h9v9z"/>')}</p>`;
    expect(became(html)).toEqual(['line 100×100 ［图］']);
  });
});

describe('ink', () => {
  const inkOf = (inside: string, attributes = '') =>
    inlines(`<p>字${svg(`width="16" height="16" ${attributes}`, inside)}字</p>`)[1]?.drawing?.ink ?? false;
  test.each([
    ['nothing said', '<path d="M0 0h9v9z"/>', ''],
    [
      'currentColor',
      '<path fill="currentColor" d="M0 0h9v9z"/>',
      'style="color:#c00"'.replace('#c00', 'black'),
    ],
    ['one grey', '<path d="M0 0h9v9z"/><path d="M0 0h9v9z"/>', 'fill="#333"'],
    ['white alone', '<path style="fill:#fff" d="M0 0h9v9z"/>', ''],
    ['lines alone', '<path stroke="rgb(0,0,0)" d="M0 0h9"/>', 'fill="none"'],
  ])('%s takes the colour of the text', (_, inside, attributes) => {
    expect(inkOf(inside, attributes)).toBe(true);
  });
  test.each([
    ['red', '<path fill="red" d="M0 0h9v9z"/>'],
    ['black on white', '<rect width="16" height="16" fill="#fff"/><path d="M0 0h9v9z"/>'],
    [
      'a gradient',
      '<linearGradient id="a"><stop stop-color="#000"/></linearGradient><path fill="url(#a)" d="M0 0h9v9z"/>',
    ],
  ])('%s keeps its own', (_, inside) => {
    expect(inkOf(inside)).toBe(false);
  });
});

describe('what is drawn', () => {
  const content = (inside: string, before = '') =>
    markups(`${before}<p>字${svg('width="16" height="16"', inside)}字</p>`)[0];

  test('used shapes stand where they are used, from elsewhere in the page as well', () => {
    const sprite = svg('style="display:none"', '<symbol id="s" viewBox="0 0 8 8"><circle r="3"/></symbol>');
    expect(content('<use xlink:href="#s" x="2" width="8" height="8"/>', sprite)).toContain(
      '<g><g transform="translate(2 0)"><svg viewBox="0 0 8 8" width="8" height="8"><circle r="3" fill="#000"/></svg></g></g>',
    );
  });

  test('drawings make no article too long, however much they are written with: a million characters are not its words', () => {
    const large = `<p>字${svg('width="16" height="16"', `<path d="M0 0${'l1 1'.repeat(25_000)}"/>`)}字</p>`;
    expect(markups(large.repeat(12))).toHaveLength(12);
  });

  test('what a style says goes before what an attribute says', () => {
    expect(content('<path style="fill: #ff0000; stroke:none" fill="blue" d="M0 0h9v9z"/>')).toContain(
      'fill="#f00"',
    );
  });

  test('gradients and clips come along under names of ours', () => {
    const inside =
      '<clipPath id="x y"/><clipPath id="c"><rect width="4" height="4" onload="a()"/></clipPath>' +
      '<radialGradient id="g"><stop offset="0" stop-color="red"/></radialGradient>' +
      '<g clip-path="url(#c)"><path fill="url(#g)" d="M0 0h9v9z"/></g>';
    expect(faultsOf(content(inside)!)).toEqual([]);
    expect(content(inside)).toContain('clip-path="url(#d0)"');
    expect(content(inside)).toContain('fill="url(#d1)"');
  });

  test.each([
    '<script>a()</script><path d="M0 0h9v9z"/>',
    '<path d="M0 0h9v9z" onclick="a()" style="background:url(https://a.cn/)"/>',
    '<path d="M0 0h9v9z" fill="url(https://a.cn/#a)"/>',
    '<use href="https://a.cn/a.svg#a"/><path d="M0 0h9v9z"/>',
    '<path d="M0 0h9v9z" transform="url(javascript:a)"/>',
    '<a href="javascript:a()"><path d="M0 0h9v9z"/></a>',
    '<path d="M0 0h9v9z" filter="url(#f)"/><filter id="f"><feImage href="file:///etc/passwd"/></filter>',
    '<path d="M0 0h9v9z"/><style>@import url(https://a.cn/)</style>',
    '<path d="M0 0h9v9z" id="&quot;><script>"/><animate attributeName="href" to="javascript:a()"/>',
  ])('shapes and their looks alone: %s', (inside) => {
    const drawn = content(inside)!;
    expect(drawn).toContain('<path d="M0 0h9v9z"');
    expect(faultsOf(drawn)).toEqual([]);
  });
});

describe('hostile drawings', () => {
  const bomb = Array.from(
    { length: 12 },
    (_, at) => `<g id="u${at}">${`<use href="#u${at + 1}"/>`.repeat(10)}</g>`,
  ).join('');
  test.each([
    ['uses that multiply', `<defs>${bomb}<path id="u12" d="M0 0h9v9z"/></defs><use href="#u0"/>`],
    ['a use of itself', '<g id="u"><path d="M0 0h9v9z"/><use href="#u"/></g>'],
    ['thirty thousand shapes', '<path d="M0 0h9v9z"/>'.repeat(30_000)],
    ['groups one in the other', `${'<g>'.repeat(200)}<path d="M0 0h9v9z"/>`],
    ['layers one in the other', `${'<g opacity=".5">'.repeat(40)}<path d="M0 0h9v9z"/>`],
    ['far coordinates', '<path stroke="red" d="M-1e30 0H99999999"/>'],
    ['a path without an end', `<path d="M0 0${'l1 1'.repeat(100_000)}"/>`],
  ])('%s: left out and counted', (_, inside) => {
    expect(became(`<p>字${svg('width="16" height="16"', inside)}字</p>`)).toEqual([]);
    expect(dropped).toEqual(['svg']);
  });

  test('ten thousand in one article: two thousand are drawn, each other one is counted', () => {
    expect(became(`<p>字${ARROW.repeat(10_000)}</p>`)).toHaveLength(2000);
    expect(dropped).toHaveLength(8000);
  });

  test.each([
    [
      'short dashes on long lines',
      `<path stroke="#000" stroke-dasharray=".001" d="M0 0${'H99999H-99999'.repeat(2000)}"/>`,
    ],
    [
      'scaled a hundred times over',
      `${'<g transform="scale(99999)">'.repeat(40)}<path stroke="#000" d="M0 0C9 9 99 9 999 999${'c9 9-9 9 9 9'.repeat(5000)}"/>`,
    ],
    [
      'a line as wide as the world, round at its joints',
      `<path stroke="#000" stroke-width="9999" stroke-linejoin="round" d="M0 0${'l9 9 9-9'.repeat(5000)}"/>`,
    ],
    [
      'gradients over all',
      `<linearGradient id="g" spreadMethod="reflect" x2=".000001"><stop stop-color="red"/><stop offset="1"/></linearGradient>${'<rect width="999" height="999" fill="url(#g)"/>'.repeat(1000)}`,
    ],
  ])('%s: rendered, or refused, in no time', async (_, inside) => {
    const [markup] = markups(`<p>字${svg('width="180" height="60" viewBox="0 0 180 60"', inside)}字</p>`);
    await renderDrawing(Buffer.from(markup!)).catch(() => null);
  });
});

describe('pictures set in a line', () => {
  const embed = (attributes: string) => `<p>当<embed src="https://a.cn/x.svg" ${attributes}>时</p>`;
  test('an embed as small as a word keeps its line whole; its height is known when it is mirrored', () => {
    expect(inlines(embed('style="vertical-align:-0.5ex;width:9ex;height:auto"'))).toEqual([
      { text: '当' },
      { text: '［图］', drawing: { src: 'https://a.cn/x.svg', w: 388, h: 0, drop: 22 } },
      { text: '时' },
    ]);
    expect(notes).toContain('picture: kept');
  });
  test('one of no size, or a large one, is a picture', () => {
    expect(became(embed(''))).toEqual(['picture']);
    expect(became(embed('width="600" height="300"'))).toEqual(['picture']);
  });
  test('an object says its type, and its name', () => {
    const html =
      '<p>当<object type="image/svg+xml" data="https://a.cn/x" width="32" height="16" aria-label="限速">无</object>时</p>';
    expect(became(html)).toEqual(['line 200×100 限速']);
  });
  test('any other one is what it was: not supported', () => {
    expect(convert('<object data="https://a.cn/x.swf">动画</object>')).toEqual([
      { type: 'unsupported', what: 'object', text: '动画' },
    ]);
  });
});

test('law: runs with drawings are collapsed, split and shortened without a drawing joined, cut or lost', () => {
  const random = randomNumbers(seed);
  const one = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
  const texts = [' ', '\n', '\n\n', '  字 ', '字。', '\u3000', '长。'.repeat(3000)];
  for (let round = 0; round < rounds(300); round += 1) {
    const run: Parameters<typeof append>[0] = [];
    const drawn: string[] = [];
    for (let left = Math.floor(random() * 12); left > 0; left -= 1)
      if (random() < 0.4) {
        drawn.push(`图 ${drawn.length}`);
        appendDrawing(run, drawn.at(-1)!, { src: 'images/a.webp', w: 100, h: 100 }, 0, null);
      } else append(run, one(texts), 0, null);
    const parts = splitParagraphs(collapse(run)).flatMap(shortened);
    const found = parts.flat().filter(({ drawing }) => drawing);
    expect(found.map(({ text }) => text)).toEqual(drawn);
    for (const part of parts)
      expect(part.map(({ text }) => text).join('').length).toBeLessThanOrEqual(10_000);
  }
});

test('what is drawn is seen: a black square on nothing, half as wide as its box', async () => {
  const [markup] = markups(
    `<p>字${svg('width="2em" height="1em" viewBox="0 0 20 10"', '<path d="M0 0h10v10H0z"/>')}字</p>`,
  );
  const { record, files } = await renderDrawing(Buffer.from(markup!));
  expect(record).toMatchObject({ w: 102, h: 51, variants: [{ w: 102 }] });
  const { data, info } = await sharp(files[0]!.data).raw().toBuffer({ resolveWithObject: true });
  const at = (x: number) => [
    ...data.subarray((25 * info.width + x) * info.channels, (25 * info.width + x + 1) * info.channels),
  ];
  expect([at(10), at(90)]).toEqual([
    [0, 0, 0, 255],
    [0, 0, 0, 0],
  ]);
});
