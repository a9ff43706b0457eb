import fc from 'fast-check';
import { beginning, quoted } from '../../src/domain/cards/excerpt';
import { characters, clipped, countCharacters, cut } from '../../src/domain/characters';
import { anyText } from '../support/arbitraries';
import { fuzz } from '../support/fuzz';
import { rounds, seeded } from '../support/random';

/** One character each, and what they are; the numbers of units are what a careless cut would go by. */
const ONES: readonly [string, string][] = [
  ['a Chinese character', '交'],
  ['one beyond the basic plane', '𠮷'],
  ['one with the selector of its form, as names have them', '葛\u{e0100}'],
  ['an accent of its own', 'e\u0301'],
  ['two accents beyond U+036F', 'a\u1ab0\u1dc4'],
  ['an arrow over a letter', 'v\u20d7'],
  ['half a mark over a letter', 'x\ufe20'],
  ['a heart', '❤️'],
  ['a keycap', '1️⃣'],
  ['a keycap without a selector', '#\u20e3'],
  ['a flag', '🇨🇳'],
  ['the flag of England', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'],
  ['the rainbow flag', '🏳️‍🌈'],
  ['a skin tone', '👍🏽'],
  ['a family', '👨‍👩‍👧‍👦'],
  ['a firefighter', '👩🏽‍🚒'],
  ['a heart between two', '👩‍❤️‍💋‍👨'],
  ['a runner whose sign has a selector', '🏃🏻‍♀️'],
  ['a Thai letter with its vowel and tone', 'ที่'],
  ['a Hindi syllable', 'कि'],
  ['a Tamil syllable', 'நி'],
  ['Arabic with its vowel', 'بَ'],
  ['Korean in its letters', '\u1112\u1161\u11ab'],
  ['a kana with its voicing', 'か\u3099'],
  ['a line break of two units', '\r\n'],
];

test.each(ONES)('%s is one character', (_, one) => {
  expect(characters(one)).toEqual([one]);
  expect(characters(`路${one}路`)).toEqual(['路', one, '路']);
  expect(countCharacters(`路 ${one}路\n`)).toBe(one === '\r\n' ? 2 : 3);
});

test('two flags are two, a third half of one stands alone', () => {
  expect(characters('🇨🇳🇭🇰🇨')).toEqual(['🇨🇳', '🇭🇰', '🇨']);
});

test('what is joined to no emoji is two, and nothing stands on a line break', () => {
  expect(characters('交\u200d通')).toEqual(['交\u200d', '通']);
  expect(characters('\n\u0301')).toEqual(['\n', '\u0301']);
});

test.each([
  ['交通🇨🇳运输', 3, '交通🇨🇳', '交通…'],
  ['👨‍👩‍👧‍👦', 1, '👨‍👩‍👧‍👦', '👨‍👩‍👧‍👦'],
  ['👨‍👩‍👧‍👦1️⃣❤️', 2, '👨‍👩‍👧‍👦1️⃣', '👨‍👩‍👧‍👦…'],
  ['葛\u{e0100}城市', 2, '葛\u{e0100}城', '葛\u{e0100}…'],
  ['路', 1, '路', '路'],
])('%j in %d: %j, with an ellipsis %j', (text, most, start, short) => {
  expect(cut(text, most)).toBe(start);
  expect(clipped(text, most)).toBe(short);
});

test(
  'law: pieces are found again, counted, and never cut',
  seeded((next) => {
    // Half a flag or a Korean letter would go on in the next one; a line break is white space.
    const pieces = ONES.map(([, one]) => one).filter((one) => one.trim() !== '');
    const any = () => pieces[Math.floor(next() * pieces.length)]!;
    for (let at = 0; at < rounds(400); at += 1) {
      const given = Array.from({ length: Math.floor(next() * 20) }, any);
      const text = given.join('');
      const most = 1 + Math.floor(next() * 20);
      expect(characters(text)).toEqual(given);
      expect(countCharacters(given.join(' '))).toBe(given.length);
      expect(cut(text, most)).toBe(given.slice(0, most).join(''));
      const isWhole = given.length <= most;
      expect(clipped(text, most)).toBe(isWhole ? text : `${given.slice(0, most - 1).join('')}…`);
      expect(beginning(text, given.slice(0, most).join(''))).toBe(given.slice(0, most).join(''));
      const limit = most + 2;
      expect(quoted(text, limit)).toEqual({
        text: given.slice(0, limit).join(''),
        isPart: given.length > limit,
      });
    }
  }),
);

test.each(['\u200d', '👨\u200d', 'a\u0301', '🇨', '\u{e0100}', '\ud800', '\r'])(
  'a megabyte of %j takes less than three seconds and is the same text',
  (one) => {
    const text = one.repeat(1_000_000 / one.length);
    const before = performance.now();
    expect(characters(text).join('') === text).toBe(true);
    countCharacters(text);
    expect(performance.now() - before).toBeLessThan(3000);
  },
);

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
