import fc from 'fast-check';
import { characters } from '../../src/domain/characters';
import { cleaned, cleanedLine, unseenIn } from '../../src/publisher/clean';
import { anyText, words } from '../support/arbitraries';
import { fuzz } from '../support/fuzz';

test.each([
  ['a zero-width space', '济\u200b青', '济青', ['U+200B']],
  ['what turns a line round', '济\u202e青\u2066高', '济青高', ['U+202E', 'U+2066']],
  ['marks of direction', '济\u200e青\u200f高\u061c', '济青高', ['U+200E', 'U+200F', 'U+061C']],
  ['a soft hyphen, a byte order mark', 'G\u00ad20\ufeff', 'G20', ['U+00AD', 'U+FEFF']],
  ['a word joiner', '济\u2060青', '济青', ['U+2060']],
  [
    'fillers',
    '\u115f济\u1160\u3164\uffa0\u034f\u180e',
    '济',
    ['U+115F', 'U+1160', 'U+3164', 'U+FFA0', 'U+034F', 'U+180E'],
  ],
  ['annotations', '\ufff9济\ufffa青\ufffb', '济青', ['U+FFF9', 'U+FFFA', 'U+FFFB']],
  ['controls', '济\u0000青\u0007高\u0085速\u009f', '济青高速', ['U+0000', 'U+0007', 'U+0085', 'U+009F']],
  ['halves of characters', '济\ud83d青\ude00', '济青', ['U+D83D', 'U+DE00']],
  ['noncharacters', '济\uffff青\ufdd0', '济青', ['U+FFFF', 'U+FDD0']],
  ['a joiner and a selector that belong to nothing', '济\u200d青\ufe0f', '济青', ['U+200D', 'U+FE0F']],
  ['a selector on a digit that is no keycap', '1\ufe0f号线', '1号线', ['U+FE0F']],
  ['tags outside of a flag', '济\u{e0001}\u{e0061}青', '济青', ['U+E0001', 'U+E0061']],
  ['a selector of a form on no Chinese character', 'a\u{e0100}', 'a', ['U+E0100']],
])('%s goes: %j is %j', (_, text, clean, codes) => {
  expect(cleaned(text)).toBe(clean);
  expect(unseenIn(text)).toEqual(codes);
});

test.each([
  '👨‍👩‍👧‍👦❤️1️⃣🇨🇳👍🏽👩🏽‍🚒🏳️‍🌈©️',
  '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
  '葛\u{e0100}城，辻\u{e0101}',
  'می\u200cخواهم',
  'क्\u200dष',
  'tab\tand\nline',
  '青　岛\u00a0路',
])('%j stays as it is', (text) => {
  expect(cleaned(text)).toBe(text);
  expect(unseenIn(text)).toEqual([]);
});

test('every kind of line break is \\n in a text, and a space in a field of one line', () => {
  expect(cleaned('一\r\n二\r三\u2028四\u2029五')).toBe('一\n二\n三\n四\n五');
  expect(cleanedLine('\u200b 一\u2028二\u200b')).toBe('一 二');
  expect(cleanedLine('一  二')).toBe('一  二');
});

test('of a heap of accents 30 stay, of a chain of emoji ten', () => {
  expect(cleaned(`a${'\u0301'.repeat(1_000_000)}`)).toHaveLength(31);
  expect(characters(cleaned('👨\u200d'.repeat(25)))).toHaveLength(3);
  expect(cleaned('\u1100'.repeat(1_000_000))).toHaveLength(4);
});

test('law: what is clean stays so, has nothing unseen, and no character is lost that is seen', () => {
  fc.assert(
    fc.property(anyText(), (text) => {
      const clean = cleaned(text);
      expect(cleaned(clean)).toBe(clean);
      expect(unseenIn(clean)).toEqual([]);
      const seen = (all: string) => all.replace(/[\p{Cc}\p{Cf}\p{Z}\p{M}\p{Cs}\p{Cn}]/gu, '');
      expect(seen(clean)).toBe(seen(text));
    }),
    fuzz(500),
  );
});

test('law: what people write stays as it is', () => {
  fc.assert(
    fc.property(words(), (text) => {
      const usual = text.replace(/\u2028/g, '');
      expect(cleaned(usual)).toBe(usual);
    }),
    fuzz(300),
  );
});

test.each(['\u200d', '👨\u200d', '🏴\u{e0067}', 'ا\u200c', '1\ufe0f', '\ud800', '\r'])(
  'a megabyte of %j takes less than five seconds',
  (one) => {
    const before = performance.now();
    cleaned(one.repeat(1_000_000 / one.length));
    expect(performance.now() - before).toBeLessThan(5000);
  },
);
