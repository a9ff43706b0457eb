import { emphasise, numberedLevel, pointLead, withContents } from '../../src/domain/contents';
import type { Block, Inline } from '../../src/feed';

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
