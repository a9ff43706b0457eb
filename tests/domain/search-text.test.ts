import { fold, markHits, readQuery, snippetOf } from '../../src/domain/search-text';
import { displayTitle } from '../../src/domain/typography';

const shown = (runs: readonly { text: string; hit: boolean }[] | null) =>
  runs?.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('') ?? null;

describe('a query', () => {
  test.each(['', '  ', '路', '，。', '路 桥', '🚄'])('%j is nothing to look for', (typed) => {
    expect(readQuery(typed)).toBeNull();
  });

  test.each([
    ['ETC', ['etc']],
    ['ＥＴＣ', ['etc']],
    ['Ｇ２０　高速', ['g20', '高速']],
    ['公交，地铁', ['公交', '地铁']],
    ['公交 公交', ['公交']],
  ])('%s looks for %j, whatever case and width', (typed, words) => {
    expect(readQuery(typed)?.words).toEqual(words);
  });

  test('beside other words a city is a filter, with 市 or without', () => {
    expect(readQuery('青岛 公交')).toMatchObject({ words: ['公交'], regions: ['qingdao'] });
    expect(readQuery('公交 青岛市')).toMatchObject({ words: ['公交'], regions: ['qingdao'] });
    expect(readQuery('公交 青岛 济南')?.regions).toEqual(['qingdao', 'jinan']);
  });

  test('alone it is a word, and inside a longer word it is no filter', () => {
    expect(readQuery('青岛')).toMatchObject({ words: ['青岛'], regions: [] });
    expect(readQuery('青岛地铁')).toMatchObject({ words: ['青岛地铁'], regions: [] });
  });

  test('the index is asked for the longest words, and for the city', () => {
    expect(readQuery('公交 跨海大桥 养护')?.lookup).toBe('跨海大桥 公交');
    expect(readQuery('公交 跨海大桥 青岛')?.lookup).toBe('跨海大桥 青岛');
    expect(readQuery('公交 青岛 济南')?.lookup).toBe('公交');
  });

  test('the index alone answers short queries; longer ones have to be looked into', () => {
    expect(readQuery('公交')?.exact).toBe(true);
    expect(readQuery('公交 养护')?.exact).toBe(true);
    expect(readQuery('第9期')?.exact).toBe(false);
    expect(readQuery('跨海大桥')?.exact).toBe(false);
    expect(readQuery('公交 青岛')?.exact).toBe(false);
  });

  test('a pasted page of text is cut, not refused', () => {
    expect(readQuery('长'.repeat(5000))?.words[0]).toHaveLength(40);
  });
});

describe('marks', () => {
  test('every hit is marked, case and width aside', () => {
    expect(shown(markHits('ETC与Ｅｔｃ的区别', ['etc']))).toBe('[ETC]与[Ｅｔｃ]的区别');
  });
  test('hits that touch or overlap become one mark', () => {
    expect(shown(markHits('交通运输局', ['交通', '通运', '运输']))).toBe('[交通运输]局');
    expect(shown(markHits('公交公交', ['公交']))).toBe('[公交公交]');
  });
  test('what holds a title’s lines together does not hide a hit', () => {
    const title = displayTitle('公交线路“微调整” 换来出行“加速度”');
    expect(title).toMatch(/[\u200b\u2060]/);
    expect(shown(markHits(title, ['微调整']))?.replace(/[\u200b\u2060]/g, '')).toContain('“[微调整]”');
  });
  test('nothing is lost, whatever the words', () => {
    for (const words of [['a'], ['ab', 'b'], ['x'], ['İ']])
      expect(
        markHits('abİab😀ab', words)
          .map(({ text }) => text)
          .join(''),
      ).toBe('abİab😀ab');
  });
  test('folding keeps every place', () => {
    for (const text of ['Ａ１İıßK😀，', 'ＥＴＣ　ok']) expect(fold(text)).toHaveLength(text.length);
  });
});

describe('a snippet', () => {
  const long = `${'前面的话很长。'.repeat(12)}以日常养护保障交通运输服务高质量运行，${'后面的话也长。'.repeat(12)}`;
  test('starts near the first hit, after a stop, and shows that it is a part', () => {
    expect(shown(snippetOf([long], ['交通运输']))).toMatch(/^……以日常养护保障\[交通运输\]服务.*……$/);
  });
  test('comes from the first text that has a hit', () => {
    expect(shown(snippetOf(['没有', '这里有公交。', '公交'], ['公交']))).toBe('这里有[公交]。');
  });
  test('is null where no text has one', () => {
    expect(snippetOf(['没有', ''], ['公交'])).toBeNull();
  });
  test('never cuts a character in two', () => {
    const text = `${'😀'.repeat(20)}公交${'😀'.repeat(60)}`;
    const joined = snippetOf([text], ['公交'])!
      .map((run) => run.text)
      .join('');
    expect(joined).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/);
  });
});
