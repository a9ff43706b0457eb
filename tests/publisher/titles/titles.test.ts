import { clusters } from '../../../src/domain/cards/breaking';
import { registerCardFonts } from '../../../src/publisher/cards/canvas';
import { breaksOf } from '../../../src/publisher/titles/breaks';
import { anyTitle } from '../../fixtures/cards/titles';
import { rounds, seeded } from '../../support/random';
import { LAYOUTS, linesOf, type Marked, markedTitles, torn } from './marked';

registerCardFonts();

const FIRST = markedTitles('titles.txt');
/** Marked after the rules were done. */
const LATER = markedTitles('titles-later.txt');
/** Of the line breaks so many may be inside a word. */
const MOST = 0.01;

test('there are enough of them', () => {
  expect(FIRST.length).toBeGreaterThanOrEqual(300);
  expect(LATER.length).toBeGreaterThanOrEqual(100);
  expect(FIRST.some(({ title }) => title.length > 45)).toBe(true);
  expect(new Set([...FIRST, ...LATER].map(({ title }) => title)).size).toBe(FIRST.length + LATER.length);
});

test.each<[string, readonly Marked[]]>([
  ['the first titles', FIRST],
  ['those marked later', LATER],
])('lines end inside words in 1 %% of the breaks at most: %s', (_, titles) => {
  const { breaks, inside, where } = torn(titles, breaksOf);
  expect(breaks).toBeGreaterThan(titles.length * 3);
  expect({ isFew: inside <= breaks * MOST, where: inside <= breaks * MOST ? [] : where }).toEqual({
    isFew: true,
    where: [],
  });
});

test('without them a fifth would: the measure tells', () => {
  const { breaks, inside } = torn(LATER, () => undefined);
  expect(inside).toBeGreaterThan(breaks / 5);
});

test(
  'law: breaks are in order, where the rules let a line end, and lines drawn with them are the title',
  seeded((random) => {
    for (let round = rounds(3000); round > 0; round -= 1) {
      const title = anyTitle(random);
      const breaks = breaksOf(title);
      const ruled = clusters(title, false).map(({ at }) => at);
      if (breaks) {
        expect(breaks).toEqual([...new Set(breaks)].sort((a, b) => a - b));
        expect(ruled).toEqual(expect.arrayContaining(breaks));
      }
      const seen = (text: string) => text.replace(/[\s\u200b\u202a-\u202e\u2060-\u2069]/g, '').length;
      expect(seen(linesOf(LAYOUTS[round % LAYOUTS.length]!, title, breaks).join(''))).toBe(seen(title));
    }
  }),
);

describe('breaks of a title', () => {
  const parted = (title: string): string => {
    const breaks = new Set(breaksOf(title));
    return [...title].map((one, at) => (breaks.has(at) ? `|${one}` : one)).join('');
  };

  test.each([
    ['words that everyone uses', '程序员节假日看服务区', '程序员|节假日|看服务区'],
    ['a county with its name', '兰陵县农村公路', '兰陵县|农村公路'],
    ['a particle with its verb', '渡口通了桥', '渡口|通了|桥'],
    ['a quotation of up to six', '又添“新成员”', '又添|“新成员”'],
    ['a Roman number with what it counts', '启动Ⅱ级应急响应', '启动|Ⅱ级|应急|响应'],
    [
      'straight quotation marks with what is between them',
      '读懂"出行账本"和"路"',
      '读懂|"出行|账本"|和|"路"',
    ],
    ['one that is not closed with nothing', '读懂"账本', '读懂|"|账本'],
    [
      'words that are newer than the dictionary',
      '防汛防台风多措并举数据赋能养护',
      '防汛防台风|多措并举|数据|赋能|养护',
    ],
    ['numbers with their unit, and what ends them', '12路公交到T3站', '12路|公交|到|T3站'],
  ])('hold together %s', (_, title, expected) => {
    expect(parted(title)).toBe(expected);
  });

  test('are not said where the rules say as much', () => {
    for (const title of ['', '路', 'G20', '“新成员”！', '🚍', '2026年'])
      expect(breaksOf(title)).toBeUndefined();
  });

  test('are those of the title without what is never drawn', () => {
    expect(breaksOf('\u200b服务区\u2060开放')).toEqual(breaksOf('服务区开放'));
  });
});
