import { distinct } from '../../src/domain/pictures';
import { rounds, seeded } from '../support/random';

test('the same picture three times: a.webp, a.webp#2, a.webp#3', () => {
  expect(distinct(['a.webp', 'b.webp', 'a.webp', 'a.webp'])).toEqual([
    'a.webp',
    'b.webp',
    'a.webp#2',
    'a.webp#3',
  ]);
});

test('an address that looks like one of those stays apart from it', () => {
  expect(new Set(distinct(['a', 'a', 'a#2', 'a#2', 'a'])).size).toBe(5);
});

test(
  'law: as many addresses, all different, and each but for its fragment what it was',
  seeded((next) => {
    for (let round = 0; round < rounds(300); round += 1) {
      const urls = Array.from({ length: Math.floor(next() * 20) }, () => {
        const name = 'abc'[Math.floor(next() * 3)]!;
        return next() < 0.3 ? `${name}#${2 + Math.floor(next() * 3)}` : name;
      });
      const made = distinct(urls);
      expect(new Set(made).size).toBe(urls.length);
      expect(made.map((one) => one.replace(/#.*/, ''))).toEqual(urls.map((one) => one.replace(/#.*/, '')));
      expect(made.every((one, at) => one.startsWith(urls[at]!))).toBe(true);
    }
  }),
);
