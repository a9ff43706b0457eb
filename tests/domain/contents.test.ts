import fc from 'fast-check';
import { characters, countCharacters } from '../../src/domain/characters';
import { emphasise, numberedLevel, pointLead, withContents } from '../../src/domain/contents';
import { blockTexts } from '../../src/domain/text';
import type { Block, Inline } from '../../src/feed';
import { anyText, words } from '../support/arbitraries';
import { blocks, inlines } from '../support/documents';
import { fuzz } from '../support/fuzz';

const p = (text: string, marks?: Inline['marks']): Block => ({
  type: 'paragraph',
  inlines: [marks ? { text, marks } : { text }],
});

test.each([
  ['一、抓养护、保畅通', 1],
  ['第二部分 保障措施', 1],
  ['（三）通行费怎么算', 2],
  ['1. 准备材料', 3],
  ['（2）线上办理', 3],
  ['1.5万辆车通过', null],
  ['2024年的工作', null],
  ['一是以日常巡查守住安全。每天', null],
  ['一、这是一个编了号的整段话，里面有句号。所以它不是标题', null],
  ['一、', null],
])('numberedLevel(%s) is %s', (text, level) => {
  expect(numberedLevel(text)).toBe(level);
});

test('a point is its leading sentence', () => {
  expect(pointLead('一是以日常巡查守住安全。每天……')).toEqual({
    sentence: '一是以日常巡查守住安全。',
    title: '以日常巡查守住安全',
  });
  expect(pointLead('十一是做好服务！然后')?.title).toBe('做好服务');
  expect(pointLead('这一是非问题。')).toBeNull();
  expect(pointLead('一是没有句号的段落')).toBeNull();
});

test('headings and points become the contents, and the text stays whole', () => {
  const { blocks, contents } = withContents([
    p('开头一段。'),
    p('一、第一节'),
    p('一是先做这个。再说细节。'),
    p('二、第二节'),
  ]);
  expect(contents).toEqual([
    { id: 's1', level: 1, text: '一、第一节' },
    { id: 'p1', level: 3, text: '先做这个' },
    { id: 's2', level: 1, text: '二、第二节' },
  ]);
  expect(blocks[2]).toEqual({
    type: 'paragraph',
    id: 'p1',
    inlines: [{ text: '一是先做这个。', marks: ['strong'] }, { text: '再说细节。' }],
  });
  expect(blocks[1]).toMatchObject({ type: 'heading', id: 's1', level: 1 });
});

test('real headings win over numbered lines', () => {
  const heading: Block = { type: 'heading', id: '', level: 2, inlines: [{ text: '办理流程' }] };
  const { blocks, contents } = withContents([heading, p('一、这里只是一行')]);
  expect(contents.map((stop) => stop.text)).toEqual(['办理流程']);
  expect(blocks[0]).toMatchObject({ level: 1 });
  expect(blocks[1]?.type).toBe('paragraph');
});

test('several bold lines are headings, a single one is emphasis', () => {
  const two = withContents([p('班次', ['strong']), p('正文。'), p('票价', ['strong'])]);
  expect(two.contents.map((stop) => stop.text)).toEqual(['班次', '票价']);
  expect(withContents([p('请注意', ['strong']), p('正文。')]).contents).toEqual([]);
});

test('emphasis keeps links and other marks, and splits where the sentence ends', () => {
  expect(emphasise([{ text: '一是查', href: 'https://a.cn/' }, { text: '路况。出门前' }], 6)).toEqual([
    { text: '一是查', href: 'https://a.cn/', marks: ['strong'] },
    { text: '路况。', marks: ['strong'] },
    { text: '出门前' },
  ]);
});

describe('bold lines of articles without tags or numbers', () => {
  const bold = (text: string) => p(text, ['strong']);
  const titles = (...blocks: Block[]) => withContents(blocks).contents.map((one) => one.text);

  test('are headings where they stand alone', () => {
    expect(titles(bold('车从哪里来'), p('正文。'), bold('车往哪里去'), p('正文。'))).toEqual([
      '车从哪里来',
      '车往哪里去',
    ]);
  });

  test('are none when they come again and again', () => {
    const call = bold('长按识别二维码查看原文');
    expect(titles(bold('甲'), p('正文。'), call, bold('乙'), p('正文。'), call)).toEqual(['甲', '乙']);
  });

  test.each(['新桥通车啦！', '（报名已经结束）', '「睡前系列」', '这是一句话。'])('%s is none', (text) => {
    expect(titles(bold('甲'), p('正文。'), bold(text), p('正文。'), bold('乙'))).toEqual(['甲', '乙']);
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
        const found = withContents(input);
        expect(blockTexts(found.blocks)).toEqual(blockTexts(input));
        expect(found.blocks).toHaveLength(input.length);
      }),
      fuzz(300),
    );
  });

  test('lead to blocks of their own, in order, at levels without a gap', () => {
    fc.assert(
      fc.property(article, (input) => {
        const { blocks: made, contents } = withContents(input);
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

  test('found twice are found once', () => {
    fc.assert(
      fc.property(article, (input) => {
        const once = withContents(input);
        expect(withContents(once.blocks)).toEqual(once);
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
          const lead = pointLead(text);
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

describe('law: the length of a text', () => {
  test('is that of its characters without white space', () => {
    fc.assert(
      fc.property(anyText(), (text) =>
        expect(countCharacters(text)).toBe(characters(text).filter((one) => one.trim() !== '').length),
      ),
      fuzz(300),
    );
  });
});
