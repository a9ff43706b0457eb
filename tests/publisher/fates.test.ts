import { inWords, RULES } from '../../src/publisher/fates';

test('every rule is told in words, and what has none by its name', () => {
  const words = Object.keys(RULES).map(inWords);
  expect(words.filter((one) => !/^[\u3400-\u9fff，、]+$/.test(one))).toEqual([]);
  expect(new Set(words).size).toBe(words.length);
  expect(inWords('poll')).toBe('投票');
  expect(inWords('mp-common-unheard-of')).toBe('mp-common-unheard-of');
  expect(inWords('constructor')).toBe('constructor');
});
