import { quoted } from '../../src/domain/cards/excerpt';
import { characters } from '../../src/domain/characters';
import { closing, isWhole, nested, sentencesOf } from '../../src/domain/sentences';
import { rounds, seeded } from '../support/random';

describe('sentences', () => {
  test.each([
    ['桥通了。车少了！为什么？', ['桥通了。', '车少了！', '为什么？']],
    ['真的吗？！当然。', ['真的吗？！', '当然。']],
    // What closes behind a stop goes with it.
    ['他说：“今天通车。明天免费。”大家都笑了。', ['他说：“今天通车。明天免费。”', '大家都笑了。']],
    ['（详见附件。）其余照旧。', ['（详见附件。）', '其余照旧。']],
    ['他说：“先看‘标准’。”然后走了。', ['他说：“先看‘标准’。”', '然后走了。']],
    // Not inside of marks, where another may go on.
    ['“为什么堵？”是最常见的问题。', ['“为什么堵？”是最常见的问题。']],
    ['《路在哪里？路在脚下！》一书出版了。', ['《路在哪里？路在脚下！》一书出版了。']],
    ['两座桥（甲桥。乙桥）同日开工。', ['两座桥（甲桥。乙桥）同日开工。']],
    ['（甲（乙。）丙。）丁。', ['（甲（乙。）丙。）', '丁。']],
    // Points are no stops.
    ['1.全长3.5公里，2.设计时速80公里。', ['1.全长3.5公里，2.设计时速80公里。']],
    // A mark without its other half is a character like others.
    ['“甲路通车。乙路开工。', ['“甲路通车。', '乙路开工。']],
    ['甲路通车。）乙路开工。', ['甲路通车。）', '乙路开工。']],
    ['通车。没有写完', ['通车。', '没有写完']],
    ['', []],
  ])('%s', (text, sentences) => {
    expect(sentencesOf(text)).toEqual(sentences);
  });

  test.each([
    ['今天通车。', true],
    ['他说：“今天通车。”', true],
    ['今天通车', false],
    ['今天通车，明天…', false],
    // WeChat's cut: in the middle of what somebody says, though a stop stands there.
    ['他说：“今天通车。', false],
    ['', false],
  ])('%s: whole %s', (text, whole) => {
    expect(isWhole(text)).toBe(whole);
  });

  test('take time in proportion to the text', () => {
    const from = performance.now();
    for (const one of ['“', '（', '“（', '”', '。', '甲', '（甲'])
      expect(sentencesOf(one.repeat(40_000)).join('')).toHaveLength(one.length * 40_000);
    expect(performance.now() - from).toBeLessThan(2000);
  });
});

test.each([
  ['开展“三件套”活动', '开展‘三件套’活动'],
  ['他说：“读懂‘标准’再出发。”', '他说：‘读懂“标准”再出发。’'],
  // A single one that stands outside already is at its place.
  ['开展‘三件套’活动', '开展‘三件套’活动'],
  ['It’s “the driver’s day”', 'It’s ‘the driver’s day’'],
  ['没有合上的“引号', '没有合上的‘引号'],
  ['《标准》（试行）', '《标准》（试行）'],
])('inside of quotation marks %s is %s', (text, inside) => {
  expect(nested(text)).toBe(inside);
});

test('what is left open is closed, the innermost first', () => {
  expect(closing('他说：“看（见《标准')).toBe('》）”');
  expect(closing('“看”（见）')).toBe('');
});

describe('a quotation', () => {
  const first = '沿海公路贯通以后，早晚高峰有了第二条路可走。';
  test('is the paragraph where there is room', () => {
    expect(quoted(`  ${first}\n`, 30)).toEqual({ text: first, isPart: false });
  });
  test('is whole sentences where there is less', () => {
    expect(quoted(`${first}${first}${first}`, 60)).toEqual({ text: first + first, isPart: true });
  });
  test('is clauses of a sentence that is too long, and nothing is put behind them', () => {
    expect(quoted('沿海公路贯通以后，早晚高峰有了第二条路可走，夜班车也多停三站。', 24)).toEqual({
      text: '沿海公路贯通以后，早晚高峰有了第二条路可走',
      isPart: true,
    });
  });
  test('tears no number and no Latin word, unless there is nothing else', () => {
    expect(quoted('夜班车多停三站以后每天多坐12,345人', 18).text).toBe('夜班车多停三站以后每天多坐');
    expect(quoted('The bus stops here on workdays', 20).text).toBe('The bus stops here');
    expect(quoted('x'.repeat(30), 20).text).toBe('x'.repeat(20));
  });
  test('closes what it has left open', () => {
    const said = `负责人说：“${'沿海公路贯通，'.repeat(12)}夜班车也多停三站。”`;
    const { text } = quoted(said, 40);
    expect(text).toMatch(/^负责人说：‘沿海公路贯通，.*沿海公路贯通’$/);
    expect(text.length).toBeLessThanOrEqual(40);
  });
});

/** Each kind of marks once inside of itself at most: more is against the standard, and nobody writes it. */
const KINDS = ['“”', '‘’', '（）', '（）', '《》', '「」'];

/** A paragraph whose marks are in pairs: sentences of clauses, some of them said, in brackets or titles. */
function paragraph(next: () => number): string {
  const pick = <T>(...from: T[]): T => from[Math.floor(next() * from.length)]!;
  const words = () => '沿海公路贯通以后行程缩短将近一半夜班车多停三站'.slice(0, 1 + Math.floor(next() * 24));
  const clause = (kinds: readonly string[]): string => {
    // An apostrophe inside of single marks cannot be told from their other half.
    if (kinds.length < 4 || next() < 0.7)
      return words() + pick('', '3.5公里', '👨‍👩‍👧‍👦', kinds === KINDS ? 'it’s 1.' : '1.');
    const kind = Math.floor(next() * kinds.length);
    return kinds[kind]![0] + some(kinds.filter((_, at) => at !== kind)) + kinds[kind]![1];
  };
  const some = (kinds: readonly string[]): string => {
    let text = clause(kinds);
    while (next() < 0.6) text += pick('，', '；', '、', '：', '。', '！', '？', ' ') + clause(kinds);
    return text + pick('。', '。', '？', '……', '');
  };
  let text = '';
  for (let n = 1 + Math.floor(next() * 6); n > 0; n -= 1) text += some(KINDS);
  return text;
}

test(
  'law: a quotation is a run of whole sentences or says 节选; it keeps to the limit, and its marks are in pairs',
  seeded((next) => {
    for (let round = rounds(2000); round > 0; round -= 1) {
      const source = paragraph(next).replace(/\s+/g, ' ').trim();
      const limit = 10 + Math.floor(next() * 110);
      const { text, isPart } = quoted(source, limit);
      const sentences = sentencesOf(source);
      expect(sentences.join('')).toBe(source);
      for (const one of sentences.slice(0, -1)) expect(one).toMatch(/[。！？][”’）》」]*$/);
      expect(characters(text).length).toBeLessThanOrEqual(limit);
      expect(closing(text)).toBe('');
      const runs = sentences.map((_, at) =>
        nested(
          sentences
            .slice(0, at + 1)
            .join('')
            .trim(),
        ),
      );
      if (!isPart) expect(text).toBe(runs.at(-1));
      // Torn only where the first sentence has no room.
      else if (characters(sentences[0]!).length <= limit) expect(runs).toContain(text);
    }
  }),
);
