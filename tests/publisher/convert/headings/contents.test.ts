import fc from 'fast-check';
import { blockTexts } from '../../../../src/domain/text';
import type { Block, Inline } from '../../../../src/feed';
import { convertBody } from '../../../../src/publisher/convert';
import type { Draft } from '../../../../src/publisher/convert/context';
import { withContents } from '../../../../src/publisher/convert/headings';
import { isBareNumber, numberOf } from '../../../../src/publisher/convert/headings/numbers';
import { emphasise, pointOf, pointsOf } from '../../../../src/publisher/convert/headings/points';
import { loadParser } from '../../../../src/publisher/html/parser';
import { anyText, words } from '../../../support/arbitraries';
import { blocks, inlines } from '../../../support/documents';
import { fuzz } from '../../../support/fuzz';

beforeAll(loadParser);

const p = (text: string, marks?: Inline['marks']): Block => ({
  type: 'paragraph',
  inlines: [marks ? { text, marks } : { text }],
});
const found = (...all: readonly Block[]) =>
  withContents(all.map((block): Draft => ({ block, size: 0, ink: [] })));
const titles = (...all: readonly Block[]) => found(...all).contents.map((one) => one.text);
/** The contents of a page's body, each entry with its level before it. */
const contentsOf = (html: string) =>
  convertBody({ form: 'html', html }, { picture: () => null, drop: () => {} }).contents.map(
    ({ level, text }) => `${level} ${text}`,
  );

const BODY = '这一段说明今年冬天公路养护和公交运行的安排，并告诉大家遇到大雪时可以怎样出门。';
const text = `<p>${BODY}</p>`;

test.each([
  ['一、抓养护、保畅通', 'han', 1],
  ['第二部分 保障措施', 'chapter', 2],
  ['（三）通行费怎么算', 'parenHan', 3],
  ['1. 准备材料', 'digit', 1],
  ['1、1970年的第一条公路', 'digit', 1],
  ['10、新的十年', 'digit', 10],
  ['（2）线上办理', 'parenDigit', 2],
  ['01 | 出门之前', 'padded', 1],
  ['PART 02 路上', 'part', 2],
  ['Part Three 到站', 'part', 3],
  ['故事一：桥上的灯', 'named', 1],
  ['见闻十二：夜班车', 'named', 12],
  ['第三步 缴费', 'step', 3],
  ['问题二：老年卡怎么办', 'named', 2],
  ['Q3：老年卡怎么办', 'question', 3],
  ['③ 带好证件', 'circled', 3],
  ['2.3 换乘', 'decimal', 3],
  ['▎二、看桥', 'han', 2],
  ['三是守住安全', 'point', 3],
])('%s is numbered as %s %d', (line, kind, value) => {
  expect(numberOf(line)).toMatchObject({ kind, value });
});

test.each([
  '1.5万辆车通过',
  '2024年的工作',
  '12月起施行',
  '3公里',
  '十分感谢',
  '一路平安',
  '第一次坐公交',
  '',
])('%j is not numbered as a heading is', (line) => {
  expect(numberOf(line)).toBeNull();
});

test.each(['01', 'PART 1', '/ 02 /', '第三章', '一', '—03—', 'NO.4', 'IV'])(
  '%s is a number alone',
  (line) => {
    expect(isBareNumber(line)).toBe(true);
  },
);

test.each(['2024', '01 路上', '三人行', '5G', ''])('%j is more than a number', (line) => {
  expect(isBareNumber(line)).toBe(false);
});

test('a point is its leading sentence', () => {
  expect(pointOf('一是以日常巡查守住安全。每天……')).toEqual({
    value: 1,
    sentence: '一是以日常巡查守住安全。',
    title: '以日常巡查守住安全',
  });
  expect(pointOf('十一是做好服务！然后')).toMatchObject({ value: 11, title: '做好服务' });
  expect(pointOf('这一是非问题。')).toBeNull();
  expect(pointOf('一是没有句号的段落')).toBeNull();
});

test('points are counted from one on, and never alone', () => {
  const lines = ['一是看路。', '', '二是看桥。', '四是看天。', '一是独自一句。'];
  expect(pointsOf(lines).map((one) => one?.title)).toEqual(['看路', undefined, '看桥', undefined, undefined]);
  expect(pointsOf(['二是看桥。', '三是看天。'])).toEqual([null, null]);
});

test('headings and points become the contents, and the text stays whole', () => {
  const { blocks: made, contents } = found(
    p('开头一段。'),
    p('一、第一节'),
    p('一是先做这个。再说细节。'),
    p('二是再做那个。也有细节。'),
    p('二、第二节'),
    p('结尾一段。'),
  );
  expect(contents).toEqual([
    { id: 's1', level: 1, text: '一、第一节' },
    { id: 'p1', level: 3, text: '先做这个' },
    { id: 'p2', level: 3, text: '再做那个' },
    { id: 's2', level: 1, text: '二、第二节' },
  ]);
  expect(made[2]).toEqual({
    type: 'paragraph',
    id: 'p1',
    inlines: [{ text: '一是先做这个。', marks: ['strong'] }, { text: '再说细节。' }],
  });
  expect(made[1]).toMatchObject({ type: 'heading', id: 's1', level: 1 });
});

test('points alone are no contents, and are still easy to find in their text', () => {
  const { blocks: made, contents } = found(p('一是先做这个。再说细节。'), p('二是再做那个。也有细节。'));
  expect(contents).toEqual([]);
  expect(made[1]).toEqual({
    type: 'paragraph',
    inlines: [{ text: '二是再做那个。', marks: ['strong'] }, { text: '也有细节。' }],
  });
});

test('emphasis keeps links and other marks, and splits where the sentence ends', () => {
  expect(emphasise([{ text: '一是查', href: 'https://a.cn/' }, { text: '路况。出门前' }], 6)).toEqual([
    { text: '一是查', href: 'https://a.cn/', marks: ['strong'] },
    { text: '路况。', marks: ['strong'] },
    { text: '出门前' },
  ]);
});

describe('one piece of evidence decides nothing', () => {
  const styled = (title: string) =>
    `<p style="text-align:center"><strong style="font-size:18px;color:#0a7a3c">${title}</strong></p>${text}`;

  test('a stray heading tag leaves the styled lines what they are', () => {
    const stray = '<h2>图：雪后的大桥</h2>';
    expect(contentsOf(`${text}${styled('清雪')}${stray}${styled('看桥')}${styled('开车')}`)).toEqual([
      '1 清雪',
      '1 看桥',
      '1 开车',
    ]);
  });

  test('a tagged title of another article is none, and tagged headings are', () => {
    const html = `<h2>清雪</h2>${text}<h2>看桥</h2>${text}<h2>往期回顾</h2><p><a href="https://a.cn/">旧文</a></p>`;
    expect(contentsOf(html)).toEqual(['1 清雪', '1 看桥']);
  });

  test('a tag makes no heading of a sentence, which stays bold', () => {
    const html = `<h2>大雪会在今天夜里到达鲁中山区。请大家推迟出门，开车的把轮胎换好，坐车的先打电话问一问。</h2>${text}`;
    const { blocks: made, contents } = convertBody(
      { form: 'html', html },
      { picture: () => null, drop: () => {} },
    );
    expect(contents).toEqual([]);
    expect(made[0]).toMatchObject({ type: 'paragraph', inlines: [{ marks: ['strong'] }] });
  });

  test('bold lines are headings where text stands below them, and emphasis where there is one', () => {
    expect(titles(p('班次', ['strong']), p(BODY), p('票价', ['strong']), p(BODY))).toEqual(['班次', '票价']);
    expect(titles(p(BODY), p('请注意', ['strong']), p(BODY))).toEqual([]);
  });

  test.each([
    '往期推荐',
    'END',
    '— END —',
    '点击阅读原文',
    '长按识别二维码关注我们',
    '图为雪后的大桥（资料图）',
    '编辑：小陆',
    '来源：山东省气象台',
    '（报名已经结束）',
    '2026年11月3日',
    '各市交通运输局：',
  ])('%s is none, however it is set', (line) => {
    const bold = (title: string) => p(title, ['strong']);
    expect(titles(bold('车从哪里来'), p(BODY), bold('车往哪里去'), p(BODY), bold(line), p(BODY))).toEqual([
      '车从哪里来',
      '车往哪里去',
    ]);
  });

  test('lines that come again and again are calls to the reader', () => {
    const bold = (title: string) => p(title, ['strong']);
    const call = bold('收听路况广播');
    expect(titles(bold('车从哪里来'), p(BODY), call, bold('车往哪里去'), p(BODY), call, p(BODY))).toEqual([
      '车从哪里来',
      '车往哪里去',
    ]);
  });

  test('a line that repeats the title leads nowhere', () => {
    const html = `<h2>大雪怎样出门</h2>${text}<h2>看路</h2>${text}<h2>看车</h2>${text}`;
    const { contents } = convertBody(
      { form: 'html', html },
      { title: '大雪，怎样出门？', picture: () => null, drop: () => {} },
    );
    expect(contents.map((one) => one.text)).toEqual(['看路', '看车']);
  });
});

describe('headings on two lines', () => {
  test('a number stands with the title under it', () => {
    const section = (number: string, title: string) =>
      `<p style="text-align:center;font-size:24px;color:#0a7a3c">${number}</p><p style="text-align:center"><strong>${title}</strong></p>${text}`;
    expect(contentsOf(section('01', '清雪') + section('02', '看桥'))).toEqual(['1 01 清雪', '1 02 看桥']);
  });

  test('both halves of a title in one frame are one heading', () => {
    const section = (first: string, second: string) =>
      `<section style="background-color:#0a7a3c;color:#fff"><p>${first}</p><p>${second}</p></section>${text}`;
    expect(contentsOf(section('雪夜里的', '铲车声') + section('天亮前的', '第一班车'))).toEqual([
      '1 雪夜里的 铲车声',
      '1 天亮前的 第一班车',
    ]);
  });
});

describe('titles in a box', () => {
  test('a quotation that is no more than a card', () => {
    const card = (label: string, title: string) =>
      `<blockquote><p>${label}</p><p><strong style="font-size:18px">${title}</strong></p></blockquote>${text}`;
    expect(contentsOf(card('Chapter 1', '渡口的灯') + card('Chapter 2', '桥上的灯'))).toEqual([
      '1 Chapter 1 渡口的灯',
      '1 Chapter 2 桥上的灯',
    ]);
  });

  test('a quotation that is said stays one', () => {
    const quote = '<blockquote><p>路修到哪里，灯就亮到哪里。</p></blockquote>';
    expect(contentsOf(`${text}${quote}${text}${quote}${text}`)).toEqual([]);
  });

  test('a list of one item, whose number is the title’s', () => {
    const item = (start: number, title: string) =>
      `<ol start="${start}" style="list-style-type:cjk-ideographic"><li><p><strong style="font-size:17px">${title}</strong></p></li></ol>${text}`;
    expect(contentsOf(item(1, '看路') + item(2, '看桥'))).toEqual(['1 一、看路', '1 二、看桥']);
  });

  test('a row of a table with a number beside the title', () => {
    const row = (number: string, title: string) =>
      `<table><tbody><tr><td style="font-size:40px">${number}</td><td style="border-left:1px solid #aaa"><strong>${title}</strong></td></tr></tbody></table>${text}`;
    expect(contentsOf(row('壹', '看路') + row('贰', '看桥'))).toEqual(['1 壹 看路', '1 贰 看桥']);
  });
});

test('official heads of paragraphs stand in the contents, below the heading before them', () => {
  const head = (title: string) =>
    `<p><strong>${title}</strong>各市交通运输局要在十一月底之前把养护队伍和机械都准备好。</p>`;
  const html = `<p><strong>一、总体要求</strong></p>${text}<p><strong>二、主要任务</strong></p>${head('（一）加强组织领导。')}${head('（二）落实资金保障。')}`;
  const { blocks: made, contents } = convertBody(
    { form: 'html', html },
    { picture: () => null, drop: () => {} },
  );
  expect(contents.map(({ level, text: words }) => `${level} ${words}`)).toEqual([
    '1 一、总体要求',
    '1 二、主要任务',
    '2 （一）加强组织领导',
    '2 （二）落实资金保障',
  ]);
  expect(made.find(({ id }) => id === contents[2]!.id)).toMatchObject({
    type: 'paragraph',
    inlines: [{ text: '（一）加强组织领导。', marks: ['strong'] }, {}],
  });
});

test('a title that was set a pixel larger, or bold in part, is what the others are', () => {
  const title = (words: string, size: number) =>
    `<p style="text-align:center"><strong style="font-size:${size}px;color:#0a7a3c">${words}</strong></p><p style="font-size:15px">${BODY}</p>`;
  const partly = `<p style="text-align:center;color:#0a7a3c;font-size:16px"><strong>荣耀属于</strong>每人</p><p style="font-size:15px">${BODY}</p>`;
  expect(
    contentsOf(title('入场步履铿锵', 16) + title('竞技毫厘必争', 17) + title('陪伴热烈滚烫', 16) + partly),
  ).toEqual(['1 入场步履铿锵', '1 竞技毫厘必争', '1 陪伴热烈滚烫', '1 荣耀属于每人']);
});

describe('levels', () => {
  test('numbers that begin anew in each part stand below it', () => {
    const part = (number: string) => `<p><strong>考点${number}：怎么读</strong></p>${text}`;
    const step = (number: string) => `<p><strong>${number}、怎么找</strong></p>${text}`;
    expect(contentsOf(part('一') + step('一') + step('二') + part('二') + step('一'))).toEqual([
      '1 考点一：怎么读',
      '2 一、怎么找',
      '2 二、怎么找',
      '1 考点二：怎么读',
      '2 一、怎么找',
    ]);
  });

  test('are those of official numbering, to three depths', () => {
    const html = `<p>一、总体要求</p>${text}<p>二、主要任务</p><p>（一）养好路</p>${text}<p>1. 清雪</p>${text}<p>2. 补坑</p>${text}<p>（二）开好车</p>${text}`;
    expect(contentsOf(html)).toEqual([
      '1 一、总体要求',
      '1 二、主要任务',
      '2 （一）养好路',
      '3 1. 清雪',
      '3 2. 补坑',
      '2 （二）开好车',
    ]);
  });

  test('are the same for what looks the same, whatever the number', () => {
    const years = ['1、1970年 第一条路', '9、2015年 第九条路', '10、2026年 第十条路'];
    const html = years.map((one) => `<p><strong>${one}</strong></p>${text}`).join('');
    expect(contentsOf(html)).toEqual(years.map((one) => `1 ${one}`));
  });

  test('follow what stands right above what', () => {
    const html = `<p><strong style="font-size:20px">上篇</strong></p><p><strong style="font-size:17px">看路</strong></p>${text}<p><strong style="font-size:17px">看桥</strong></p>${text}<p><strong style="font-size:20px">下篇</strong></p><p><strong style="font-size:17px">看车</strong></p>${text}`;
    expect(contentsOf(html)).toEqual(['1 上篇', '2 看路', '2 看桥', '1 下篇', '2 看车']);
  });
});

describe('law: contents', () => {
  const LINES = [
    '一、抓养护',
    '（二）通行',
    '3. 怎么走',
    '第二章 保障',
    '一是守安全。每天',
    '三要看桥。',
    '小标题',
    '长按识别二维码',
  ];
  const line = fc.oneof(fc.constantFrom(...LINES), words(10), anyText(6));
  const run = fc.record({
    text: line,
    marks: fc.subarray(['strong', 'em', 'accent'] as const),
  }) as fc.Arbitrary<Inline>;
  const paragraph = fc.record(
    {
      type: fc.constant('paragraph' as const),
      inlines: fc.array(run, { maxLength: 3 }),
      align: fc.constantFrom('center' as const, 'right' as const),
      lead: fc.boolean(),
    },
    { requiredKeys: ['type', 'inlines'] },
  ) as fc.Arbitrary<Block>;
  const article = fc.oneof(
    fc.array(paragraph, { maxLength: 8 }),
    fc.tuple(blocks, fc.array(paragraph, { maxLength: 4 })).map(([some, more]) => [...some, ...more]),
  );

  test('find structure and change no text and no order', () => {
    fc.assert(
      fc.property(article, (input) => {
        const { blocks: made } = found(...input);
        // A number and the title under it become one: of the text nothing is lost, and nothing moves.
        const whole = (all: readonly Block[]) => blockTexts(all).join('').replace(/\s+/g, '');
        expect(whole(made)).toBe(whole(input));
        expect(made.length).toBeLessThanOrEqual(input.length);
      }),
      fuzz(300),
    );
  });

  test('lead to blocks of their own, in order, at levels without a gap', () => {
    fc.assert(
      fc.property(article, (input) => {
        const { blocks: made, contents } = found(...input);
        const places = contents.map((entry) => made.findIndex((block) => block.id === entry.id));
        expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
        expect(places).not.toContain(-1);
        const levels = made.flatMap((block) => (block.type === 'heading' ? [block.level] : []));
        const used = new Set(levels);
        expect([...used].every((level) => level === 1 || used.has((level - 1) as 1 | 2))).toBe(true);
        expect(levels.length).toBeLessThanOrEqual(contents.length);
      }),
      fuzz(300),
    );
  });

  test('a point begins its paragraph, and its title is in it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          line,
          fc.tuple(fc.constantFrom('一是', '二要', ' 十一是'), words(12)).map((all) => `${all.join('')}。`),
        ),
        (text) => {
          const lead = pointOf(text);
          if (!lead) return;
          expect(text.startsWith(lead.sentence)).toBe(true);
          expect(lead.sentence).toContain(lead.title);
        },
      ),
      fuzz(300),
    );
  });

  test('emphasis makes bold what it is asked to, and nothing else', () => {
    const flat = (all: readonly Inline[]) =>
      all.flatMap(({ text, marks = [] }) =>
        text.split('').map((unit) => ({ unit, marks: [...marks].sort() })),
      );
    fc.assert(
      fc.property(inlines, fc.integer({ min: -2, max: 30 }), (all, length) => {
        let start = 0;
        const expected = all.flatMap((inline) => {
          const from = start;
          start += inline.text.length;
          return flat([inline]).map(({ unit, marks }, at) => {
            // A drawing says all of its text, or none.
            const isBold = (inline.drawing ? from : from + at) < length;
            return { unit, marks: isBold ? [...new Set([...marks, 'strong'])].sort() : marks };
          });
        });
        expect(flat(emphasise(all, length))).toEqual(expected);
      }),
      fuzz(300),
    );
  });
});
