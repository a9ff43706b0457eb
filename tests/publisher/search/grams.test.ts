import fc from 'fast-check';
import { gramsOf } from '../../../src/feed';
import { gramBytes, gramsOfBytes, keyOf, listGrams, packGrams } from '../../../src/publisher/search/grams';
import { anyText } from '../../support/arbitraries';
import { fuzz } from '../../support/fuzz';
import { randomNumbers } from '../../support/random';

/** The grams of a text as they should be packed. */
function plainly(text: string) {
  const grams = [...gramsOf(text)];
  return {
    keys: Uint32Array.from(grams.map(keyOf).filter((key) => key !== 0)),
    rare: grams.filter((gram) => keyOf(gram) === 0),
  };
}

test('law: packed grams are those of the text, in their order, and come back from bytes', () => {
  fc.assert(
    fc.property(anyText(), (text) => {
      const packed = packGrams(text);
      expect(packed).toEqual(plainly(text));
      expect(gramsOfBytes(gramBytes(packed))).toEqual(packed);
      // Bytes from a spool begin anywhere.
      const shifted = Buffer.concat([Buffer.from('x'), gramBytes(packed)]).subarray(1);
      expect(gramsOfBytes(shifted)).toEqual(packed);
      expect(new Set(listGrams(packed))).toEqual(gramsOf(text));
    }),
    fuzz(300),
  );
});

test.each([
  ['signs, spaces and emoji part words', '公交，线路 12路🚌车站'],
  ['width and case are folded', 'ＡＢ路 ab路'],
  ['characters beyond the first plane are rare', '𠮷野家𠮷野'],
  ['half a character is none', '公\ud842交\udfb7线'],
  ['a NUL parts words', '公\0交线'],
])('%s', (_, text) => {
  expect(packGrams(text)).toEqual(plainly(text));
});

test('a text of a hundred thousand different grams', () => {
  const next = randomNumbers(5);
  const text = Array.from({ length: 120_000 }, () =>
    String.fromCharCode(0x4e00 + Math.floor(next() * 20_000)),
  ).join('');
  const packed = packGrams(text);
  expect(packed.keys.length).toBeGreaterThan(100_000);
  expect(packed).toEqual(plainly(text));
});
