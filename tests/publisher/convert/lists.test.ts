import { blockTexts } from '../../../src/domain/text';
import type { Block, BlockOf } from '../../../src/feed';
import { type ConvertContext, convertBody } from '../../../src/publisher/convert';
import { hanNumber, marker } from '../../../src/publisher/convert/counters';
import { loadParser } from '../../../src/publisher/html/parser';
import { roman } from '../../../src/publisher/html/roman';
import { rounds, seeded } from '../../support/random';

beforeAll(loadParser);

const quiet: ConvertContext = { picture: (src) => src, drop: () => {} };
const convert = (html: string, context = quiet): Block[] =>
  convertBody({ form: 'html', html }, context).blocks;

/** The marks that a reader sees: bullets, numbers from a start, or those that the list says. */
const marksOf = ({ ordered, start = 1, marks, items }: BlockOf<'list'>): string[] =>
  marks ?? items.map((_, index) => (ordered ? `${start + index}.` : '•'));

/** Blocks as a reader sees them: `1. 甲 | • 乙`, paragraphs bare, an item's later blocks and lists in brackets. */
function seen(blocks: readonly Block[]): string {
  return blocks
    .map((block) => {
      if (block.type !== 'list') return blockTexts([block]).join('');
      const marks = marksOf(block);
      return block.items
        .map(([first, ...others], index) => {
          const inside = first?.type === 'list' ? `[${seen([first])}]` : seen(first ? [first] : []);
          const more = others.length > 0 ? ` [${seen(others)}]` : '';
          return `${marks[index]} ${inside}${more}`.trim();
        })
        .join(' | ');
    })
    .join(' | ');
}
const shown = (html: string) => seen(convert(html));

describe('the marks that a browser draws', () => {
  const items = '<li>甲<li>乙';
  test.each([
    ['1. 甲 | 2. 乙', `<ol>${items}</ol>`],
    ['• 甲 | • 乙', `<ul>${items}</ul>`],
    ['• 甲 | • 乙', `<menu>${items}</menu>`],
    ['• 甲 | • 乙', `<dir>${items}</dir>`],
    ['• 甲 | • 乙', `<ul class="list-paddingleft-1" style="list-style-type:square">${items}</ul>`],
    ['A. 甲 | B. 乙', `<ol type="A">${items}</ol>`],
    ['a. 甲 | b. 乙', `<ol type="a">${items}</ol>`],
    ['I. 甲 | II. 乙', `<ol type="I">${items}</ol>`],
    ['1. 甲 | 2. 乙', `<ol type="unheard-of">${items}</ol>`],
    ['• 甲 | • 乙', `<ol type="Disc">${items}</ol>`],
    ['1. 甲 | b. 乙', '<ol><li>甲<li type="a">乙</ol>'],
    ['a. 甲 | b. 乙', `<ol type="A" style="list-style-type:lower-alpha">${items}</ol>`],
    ['i. 甲 | ii. 乙', `<ul style="list-style:inside lower-roman">${items}</ul>`],
    ['01. 甲 | 02. 乙', `<ol style="list-style-type: DECIMAL-leading-zero">${items}</ol>`],
    ['一、 甲 | 二、 乙', `<ol style="list-style-type:cjk-ideographic">${items}</ol>`],
    ['一、 甲 | 二、 乙', `<ol style="list-style-type:simp-chinese-informal">${items}</ol>`],
    ['甲、 甲 | 乙、 乙', `<ol style="list-style-type:cjk-heavenly-stem">${items}</ol>`],
    ['① 甲 | ② 乙', `<ol style="list-style-type:circled-decimal">${items}</ol>`],
    ['→ 甲 | → 乙', `<ul style="list-style-type:'→ '">${items}</ul>`],
    ['1. 甲 | 2. 乙', `<ul style="list-style-type:unheard-of">${items}</ul>`],
    ['1. 甲 | 2. 乙', `<ol style="list-style-type:disc square">${items}</ol>`],
    ['• 甲 | • 乙', `<ol style="list-style:inside">${items}</ol>`],
    ['• 甲 | • 乙', `<ol style="list-style:none url(dot.png)">${items}</ol>`],
    ['甲 | 乙', `<ol style="list-style:none">${items}</ol>`],
    ['甲 | 乙', `<ol style="list-style-type:upper-roman;list-style:none">${items}</ol>`],
    ['I. 甲 | II. 乙', `<ol style="list-style:none;list-style-type:upper-roman">${items}</ol>`],
    ['• 甲 | 乙', '<ul><li>甲<li style="list-style:none">乙</ul>'],
    ['1. 甲 | 2. 乙', '<ol><li style="list-style:inherit">甲<li style="list-style-type:unset">乙</ol>'],
    ['a. 甲 | • 乙', '<ol type="a"><li style="list-style:inherit">甲<li style="list-style:initial">乙</ol>'],
    ['1. [1. 甲]', '<ol><li><ol style="list-style:inherit"><li>甲</ol></ol>'],
    ['a. [a. 甲]', '<ol><li style="list-style:lower-alpha"><ol style="list-style:unset"><li>甲</ol></ol>'],
    ['• 甲 | • 乙', `<ol style="list-style:inherit">${items}</ol>`],
    ['甲 | 2. 乙', '<ol><section style="list-style:none"><li>甲</li></section><li>乙</ol>'],
    ['甲 | • 乙', '<ul><li style="display:block">甲<li style="display:list-item">乙</ul>'],
    ['甲 | 1. 乙', '<ol><li style="display:flex">甲<li>乙</ol>'],
    ['1. 甲', '<ol><li style="display:none">无</li><li>甲</ol>'],
    [
      '• 甲',
      '<ul style="list-style:none"><li><b style="display:inline-block;width:5px;height:5px"></b>甲</ul>',
    ],
  ])('are %s', (expected, html) => {
    expect(shown(html)).toBe(expected);
  });

  test.each([
    ['3. 甲 | 4. 乙', `<ol start="3">${items}</ol>`],
    ['0. 甲 | 1. 乙', `<ol start="0">${items}</ol>`],
    ['-1. 甲 | 0. 乙', `<ol start="-1">${items}</ol>`],
    ['1. 甲 | 2. 乙', `<ol start="99999999999999999999">${items}</ol>`],
    ['1. 甲 | 5. 乙 | 6. 丙', '<ol><li>甲<li value="5">乙<li>丙</ol>'],
    ['3. 甲 | 2. 乙 | 1. 丙', '<ol reversed><li>甲<li>乙<li>丙</ol>'],
    ['9. 甲 | 8. 乙', `<ol reversed start="9">${items}</ol>`],
    ['C. 甲 | D. 乙', `<ol type="A" start="3">${items}</ol>`],
    ['1. 甲 | 3. 丙', '<ol><li>甲<li><br></li><li>丙</ol>'],
    [
      '1. 甲 | 2. 乙 | 丙 | 3. 丁',
      '<ol><li>甲</li></ol><ol start="2"><li>乙</li></ol><p>丙</p><ol start="3"><li>丁</ol>',
    ],
  ])('count %s', (expected, html) => {
    expect(shown(html)).toBe(expected);
  });

  test('spell 十 and 一百零五, not 一十 and 一百五; iv and mcmxcix; z before aa', () => {
    expect([10, 11, 20, 105, 1010, 9999].map(hanNumber)).toEqual([
      '十',
      '十一',
      '二十',
      '一百零五',
      '一千零一十',
      '九千九百九十九',
    ]);
    expect([4, 1999].map(roman)).toEqual(['iv', 'mcmxcix']);
    expect([26, 27, 52, 53].map((value) => marker('lower-alpha', value))).toEqual([
      'z.',
      'aa.',
      'az.',
      'ba.',
    ]);
    expect(marker('upper-roman', 4000)).toBe('4000.');
  });
});

describe('the content of a list', () => {
  test.each([
    ['1. [1. 甲] | 2. 乙', '<ol><li><ol><li>甲</ol><li>乙</ol>'],
    ['• 一 [• 甲] | • 二', '<ul><li>一</li><ul><li>甲</li></ul><li>二</li></ul>'],
    ['• 甲 | • 乙', '<ul><section><li>甲</li></section><div><div><li>乙</li></div></div></ul>'],
    ['请看： | • 甲', '<ul>请<b>看</b>：<li>甲</ul>'],
    ['甲 | 乙', '<ul><p>甲</p><p>乙</p></ul>'],
    ['甲乙', '<ul><li style="display:inline">甲</li><li style="display:inline-block">乙</li></ul>'],
    ['前 | • 甲 | • 乙 | 后 | • 丙', '<p>前</p><li>甲</li>\n<li>乙</li><p>后</p><li>丙</li>'],
    ['甲 | 乙', '<dl><dt>甲<dd>乙</dl>'],
  ])('is %s', (expected, html) => {
    expect(shown(html)).toBe(expected);
  });

  test.each([
    [
      '长途汽车总站 85551001',
      '<ul><li style="display:flex;justify-content:space-between"><span>长途汽车总站</span><span>85551001</span></li></ul>',
    ],
    ['1 甲项说明', '<ul><li style="display:flex"><span>1</span><span>甲项说明</span></li></ul>'],
    ['1 甲项说明', '<ul><li style="display:flex"><span>1</span>甲项说明</li></ul>'],
    [
      '甲 [乙]',
      '<ul><li style="display:flex;flex-direction:column"><span>甲</span><span>乙</span></li></ul>',
    ],
    [
      '站名 电话 [总站 8555]',
      '<ul><li style="display:grid;grid-template-columns:1fr 1fr"><b>站名</b><b>电话</b><i>总站</i><i>8555</i></li></ul>',
    ],
    ['甲线 乙线', '<li style="display:flex"><span>甲线</span><span>乙线</span></li>'],
    [
      '首页 购票',
      '<ul><li style="display:inline-block;padding:0 10px">首页</li><li style="display:inline-block;padding:0 10px">购票</li></ul>',
    ],
    [
      '首页 购票',
      '<ul><li style="display:inline-block">首页</li><li style="display:inline-block">购票</li></ul>',
    ],
    ['首页 购票', '<ul><li style="display:inline">首页</li><li style="display:inline">购票</li></ul>'],
    [
      '首页 购票',
      '<ul style="display:flex"><li style="display:inline-block">首页</li><li style="display:inline-block">购票</li></ul>',
    ],
    ['首页 购票', '<ul style="display:flex"><span>首页</span><span>购票</span></ul>'],
  ])('lies as its style says: %s', (expected, html) => {
    expect(shown(html)).toBe(expected);
  });

  test('has the style of its item: a bold item is bold, a centred one centred', () => {
    expect(convert('<ul><li style="font-weight:bold;text-align:center">甲</ul>')).toMatchObject([
      { items: [[{ inlines: [{ text: '甲', marks: ['strong'] }], align: 'center' }]] },
    ]);
  });
});

const bare = (...texts: string[]) =>
  `<ul style="list-style:none">${texts.map((text) => `<li>${text}</li>`).join('')}</ul>`;
const drawn = (tag: 'ul' | 'ol', ...texts: string[]) =>
  `<${tag}>${texts.map((text) => `<li>${text}</li>`).join('')}</${tag}>`;

describe('marks that the author wrote', () => {
  test.each([
    ['• 带好身份证件 | • 提前到站', bare('• 带好身份证件', '•提前到站')],
    ['• 带好身份证件', bare('<span>●</span> <span>带好身份证件</span>')],
    ['• 带好身份证件', bare('<p>◆</p><p>带好身份证件</p>')],
    ['• 甲 | • 乙', bare('- 甲', '– 乙')],
    ['• 甲 | • 乙', bare('· 甲', '➤ 乙')],
    ['1. 先安检 | 2. 再检票', bare('1. 先安检', '2. 再检票')],
    ['1. 先安检 | 2. 再检票', bare('1、先安检', '2、再检票')],
    ['1. 先安检 | 2. 再检票', bare('<b>1.</b>先安检', '<b>2.</b>再检票')],
    ['3. 甲 | 4. 乙', bare('3．甲', '4．乙')],
    ['1. 甲 | 2. 乙', bare('１．甲', '２．乙')],
    ['1. 甲 | 2. 乙', bare('1 . 甲', '2 . 乙')],
    ['（１） 甲 | （２） 乙', bare('（１）甲', '（２）乙')],
    ['Ａ． 甲 | Ｂ． 乙', bare('Ａ．甲', 'Ｂ．乙')],
    ['一、 甲 | 二、 乙', bare('一 、甲', '二 、乙')],
    ['1) 甲 | 2) 乙', bare('1) 甲', '2) 乙')],
    ['（1） 甲 | （2） 乙', bare('（1）甲', '（2）乙')],
    ['01. 甲 | 02. 乙', bare('01. 甲', '02. 乙')],
    ['① 甲 | ② 乙', bare('①甲', '②乙')],
    ['一、 甲 | 二、 乙', bare('一、甲', '二、乙')],
    ['（九） 甲 | （十） 乙 | （十一） 丙', bare('（九）甲', '（十）乙', '（十一）丙')],
    ['A. 甲 | B. 乙', bare('A. 甲', 'B. 乙')],
    ['a) 甲 | b) 乙', bare('a) 甲', 'b) 乙')],
    ['i. 甲 | ii. 乙 | iii. 丙', bare('i. 甲', 'ii. 乙', 'iii. 丙')],
    ['h. 甲 | i. 乙', bare('h. 甲', 'i. 乙')],
    ['3. 甲 | 2. 乙 | 1. 丙', bare('3. 甲', '2. 乙', '1. 丙')],
    ['✓ 甲 | ✗ 乙', bare('✓ 甲', '✗ 乙')],
    ['1. 2026年起 | 2. 可网上办', bare('1、2026年起', '2、可网上办')],
  ])('%s: are the marks of a list that draws none', (expected, html) => {
    expect(shown(html)).toBe(expected);
  });

  test.each([
    ['1. 先安检 | 2. 再检票', drawn('ol', '1. 先安检', '2. 再检票')],
    ['4. 甲 | 5. 乙', drawn('ol', '4. 甲', '5. 乙')],
    ['1. 甲 | 2. 乙', drawn('ol', '１．甲', '２．乙')],
    ['1. 甲 | 2. 乙', drawn('ol', '1 . 甲', '2 . 乙')],
    ['1. 甲 | 2. 乙', drawn('ul', '１．甲', '２．乙')],
    ['A. 甲 | B. 乙', drawn('ol', 'A. 甲', 'B. 乙')],
    ['1. 甲 | 2. 乙', drawn('ol', '• 甲', '• 乙')],
    ['1. 甲 | 2. 乙', drawn('ul', '1. 甲', '2. 乙')],
    ['• 甲 | • 乙', drawn('ul', '• 甲', '乙')],
    ['✓ 甲 | ✓ 乙', drawn('ul', '✓ 甲', '✓ 乙')],
  ])('%s: stand once where a browser draws another before them', (expected, html) => {
    expect(shown(html)).toBe(expected);
  });

  test.each([
    ['3 路公交改道 | 5 路停运', bare('3 路公交改道', '5 路停运')],
    ['2026年一月起 | 2027年起', bare('2026年一月起', '2027年起')],
    ['1.5 米以下儿童 | 2.5 米以上', bare('1.5 米以下儿童', '2.5 米以上')],
    ['12328 热线', bare('12328 热线')],
    ['１．５ 米以下 | ２．５ 米以上', bare('１．５ 米以下', '２．５ 米以上')],
    ['3 .5 米 | 4 .5 米', bare('3 .5 米', '4 .5 米')],
    ['- 5 ℃ | - 3 ℃', bare('- 5 ℃', '- 3 ℃')],
    ['1、2 号线停运 | 3、4 号线正常', bare('1、2 号线停运', '3、4 号线正常')],
    ['一、二年级', bare('一、二年级')],
    ['A、B 两座桥', bare('A、B 两座桥')],
    ['——张三', bare('——张三')],
    ['1. 甲 | 乙', bare('1. 甲', '乙')],
    ['2. 甲 | 2. 乙', bare('2. 甲', '2. 乙')],
    ['1.', bare('1.')],
    ['1. ✓ 甲 | 2. ✗ 乙', drawn('ol', '✓ 甲', '✗ 乙')],
    ['1. 1. 甲 | 2. 乙', drawn('ol', '1. 甲', '乙')],
    ['• - 甲 | • 乙', drawn('ul', '- 甲', '乙')],
  ])('%s: what only looks like them is text', (expected, html) => {
    expect(shown(html)).toBe(expected);
  });

  const box = '<input type="checkbox">';
  const checked = '<input type="checkbox" checked disabled>';
  test.each([
    ['☑ 甲 | ☐ 乙', drawn('ul', `${checked} 甲`, `${box} 乙`)],
    ['☑ 甲 | ☐ 乙', bare(`<label>${checked}甲</label>`, `<p>${box}乙</p>`)],
    ['☑ 甲 | • 乙', drawn('ul', `${checked} 甲`, '乙')],
    ['1. ☑ 甲 | 2. ☐ 乙', drawn('ol', `${checked} 甲`, `${box} 乙`)],
    ['☐ 甲 ☑ 乙', `<p>${box}甲${checked}乙</p>`],
    ['甲', `<p><input type="checkbox" style="display:none">甲</p>`],
  ])('%s: a checkbox is one', (expected, html) => {
    expect(shown(html)).toBe(expected);
  });

  test('an input that is no checkbox is counted: form once, and no hidden one', () => {
    const drop = jest.fn();
    convert('<p>甲<input value="乙"><input type="hidden" value="丙"></p>', { ...quiet, drop });
    expect(drop.mock.calls).toEqual([['form']]);
  });

  test('stay in the text of a cell, which has no lists: 1. 先安检⏎2. 再检票', () => {
    const html = `<table><tr><td>一</td><td>${drawn('ol', '1. 先安检', '2. 再检票')}</td></tr></table>`;
    expect(blockTexts(convert(html))).toEqual(['一', '1. 先安检\n2. 再检票']);
  });

  test('are told of where they stood, and nothing is said to be dropped', () => {
    const told: string[][] = [];
    const context = { ...quiet, drop: jest.fn(), note: (...one: string[]) => told.push(one) };
    convert(`<p>前</p>${bare('<b>（一）</b>甲', '（二）乙')}`, context as ConvertContext);
    expect(told.map(([, fate, text]) => `${fate}:${text}`)).toEqual([
      'kept:前',
      'list-mark:（一）',
      'kept:甲',
      'list-mark:（二）',
      'kept:乙',
    ]);
    expect(context.drop).not.toHaveBeenCalled();
  });
});

describe('law: lists', () => {
  const TEXTS = [
    '甲',
    '3 路改道',
    '- 5 ℃',
    '• 乙',
    '1. 丙',
    '2. 丁',
    '（一）戊',
    'A、B',
    '',
    '✓ 己',
    '１．辛',
    '2 . 壬',
    '<ul><li>- 庚</ul>',
  ];
  const STYLES = [
    '',
    'list-style:none',
    'list-style-type:lower-alpha',
    'display:block',
    'display:flex',
    'list-style:inherit',
  ];
  const TAGS = ['ul', 'ol', 'ol reversed', 'ol start="4"', 'ol type="I"'];

  test(
    'whatever stands in it, no character is lost, each is told of once and in order, and each item has one mark',
    seeded((next) => {
      const one = <Of>(from: readonly Of[]) => from[Math.floor(next() * from.length)]!;
      for (let round = 0; round < rounds(500); round += 1) {
        const items = Array.from({ length: 1 + Math.floor(next() * 4) }, () => one(TEXTS));
        const style = one(STYLES);
        const html = `<${one(TAGS)} style="${style}">${items.map((text) => `<li style="${next() < 0.2 ? one(STYLES) : ''}">${text}</li>`).join('')}`;
        let all = '';
        let kept = '';
        const note = (_: string, fate: string, value: string) => {
          all += value;
          if (fate === 'kept') kept += value;
        };
        const blocks = convert(html, { ...quiet, note });
        const dense = (text: string) => text.replace(/<[^>]*>|\s/g, '');
        expect([html, dense(all)]).toEqual([html, dense(items.join(''))]);
        expect([html, dense(blockTexts(blocks).join(''))]).toEqual([html, dense(kept)]);
        for (const block of blocks)
          if (block.type === 'list') expect(marksOf(block)).toHaveLength(block.items.length);
      }
    }),
  );
});
