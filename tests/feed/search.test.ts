import fc from 'fast-check';
import {
  BLOCK_SIZE,
  DIRECTORY_SIZE,
  decodeNumbers,
  encodeNumbers,
  encodeSignature,
  gramsOf,
  HASHES,
  hashGram,
  isArticleId,
  parseSearchShard,
  queryGrams,
  rowPlace,
  SCHEMA,
  type SearchPart,
  SHARD_UNITS,
  searchWords,
  shardBounds,
  shardCount,
  shardNames,
  shardOf,
} from '../../src/feed';
import { anyText, words } from '../support/arbitraries';
import { hashOf } from '../support/feed';
import { fuzz } from '../support/fuzz';

const CODED = /^[\w-]*$/;
/** Ascending numbers, dense or sparse. */
const ascending = fc
  .tuple(fc.uniqueArray(fc.nat(2 ** 20 - 1), { maxLength: 60 }), fc.nat(300), fc.nat(80))
  .map(([sparse, from, length]) => [...new Set([...sparse, ...Array.from({ length }, (_, k) => from + k)])])
  .map((numbers) => numbers.sort((a, b) => a - b));

describe('law: coded numbers', () => {
  test('come back as they went, and the contract takes them', () => {
    fc.assert(
      fc.property(ascending, (numbers) => {
        const coded = encodeNumbers(numbers);
        expect(decodeNumbers(coded)).toEqual(numbers);
        expect(parseSearchShard({ schema: SCHEMA, from: 0, grams: { 济青: coded } }).grams.济青).toBe(coded);
      }),
      fuzz(300),
    );
  });

  test('take no more room than a bitmap, however they are spread, but for a letter or two', () => {
    fc.assert(
      fc.property(ascending, (numbers) => {
        // Low bits are chosen for numbers that stand evenly, and cost at most a bit each where they do not.
        const most = 2 + Math.ceil(((numbers.at(-1) ?? 0) + 1 + numbers.length) / 6);
        expect(encodeNumbers(numbers).length).toBeLessThanOrEqual(most);
      }),
      fuzz(300),
    );
  });

  test('that are nonsense give numbers of the index, ascending, or none', () => {
    const nonsense = fc.oneof(
      fc.stringMatching(/^[A-Za-z0-9_-]{0,40}$/),
      fc.string({ unit: fc.constantFrom('A', 'g', '-', '_', '9'), maxLength: 400 }),
    );
    fc.assert(
      fc.property(nonsense, fc.nat(10_000), (coded, base) => {
        expect(coded).toMatch(CODED);
        const found = decodeNumbers(coded).filter((one) => one < base);
        expect(found.every((one) => Number.isInteger(one) && one >= 0)).toBe(true);
        expect(found).toEqual([...new Set(found)].sort((a, b) => a - b));
      }),
      fuzz(300),
    );
  });
});

/** What is written in full-width forms where those exist. */
const widened = (text: string) =>
  text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));

describe('law: the words of a text', () => {
  const flat = (text: string) => searchWords(text).map((word) => word.join(''));

  test('are its own words again', () => {
    fc.assert(
      fc.property(anyText(), (text) => expect(searchWords(flat(text).join(' '))).toEqual(searchWords(text))),
      fuzz(300),
    );
  });

  test('are the same in capitals and in full width, where those are of ASCII', () => {
    fc.assert(
      fc.property(fc.oneof(words(), fc.string()), (text) => {
        const capitals = text.replace(/[a-z]/g, (char) => char.toUpperCase());
        expect(flat(widened(capitals))).toEqual(flat(text));
      }),
      fuzz(300),
    );
  });

  test('do not depend on what follows them', () => {
    fc.assert(
      fc.property(anyText(), anyText(), (text, more) =>
        expect(flat(`${text} ${more}`)).toEqual([...flat(text), ...flat(more)]),
      ),
      fuzz(300),
    );
  });
});

describe('law: the grams of a text', () => {
  test('are its pairs of neighbours, each within a word', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const spaced = searchWords(text)
          .map((word) => word.join(''))
          .join('\n');
        const pairs = [...spaced.matchAll(/(?=([^\n]{2}))/gu)].map(([, pair]) => pair!);
        expect([...gramsOf(text)].sort()).toEqual([...new Set(pairs)].sort());
      }),
      fuzz(300),
    );
  });

  test('hold those that a query for any part of the text is looked up by', () => {
    fc.assert(
      fc.property(anyText(), fc.nat(), fc.nat(20), (text, from, length) => {
        const characters = Array.from(text);
        const start = from % (characters.length + 1);
        const query = characters.slice(start, start + length).join('');
        const grams = gramsOf(text);
        for (const gram of queryGrams(query)) expect(grams).toContain(gram);
        expect(queryGrams(query).length).toBeLessThanOrEqual(2);
      }),
      fuzz(500),
    );
  });
});

test('law: every number has a place of its own in the blocks', () => {
  fc.assert(
    fc.property(fc.nat(200_000), (number) => {
      const { directory, block, at } = rowPlace(number);
      expect(at).toBeLessThan(BLOCK_SIZE);
      expect(block).toBeLessThan(DIRECTORY_SIZE);
      expect((directory * DIRECTORY_SIZE + block) * BLOCK_SIZE + at).toBe(number);
    }),
    fuzz(100),
  );
});

describe('law: the shard of a gram', () => {
  /** Widths of shards in units, which add up to what a part of so many shards has. */
  const widths = fc
    .integer({ min: 1, max: 9 })
    .chain((shards) =>
      fc
        .uniqueArray(fc.nat(shards * SHARD_UNITS - 2), { minLength: shards - 1, maxLength: shards - 1 })
        .map((lasts) => [...lasts.sort((a, b) => a - b), shards * SHARD_UNITS - 1]),
    );
  const divided = fc
    .uniqueArray(fc.integer({ min: 1, max: HASHES - 1 }), { maxLength: 6 })
    .chain((ends) =>
      fc.tuple(...[...ends.sort((a, b) => a - b), HASHES].map((end) => fc.tuple(fc.constant(end), widths))),
    )
    .map((all) =>
      all.map(
        ([end, lasts], part): SearchPart => ({
          end,
          upto: 1,
          shards: lasts.map((_, at) => hashOf(part * 100 + at)).join(''),
          widths: encodeSignature(lasts),
        }),
      ),
    );

  test('is the one between whose bounds its hash lies, and no hash lies between two', () => {
    fc.assert(
      fc.property(divided, words(3), (parts, gram) => {
        const { part, hash, from } = shardOf(gram, parts)!;
        const at = shardNames(part).indexOf(hash);
        const bounds = shardBounds(parts[parts.indexOf(part) - 1]?.end ?? 0, part);
        expect(bounds).toHaveLength(shardCount(part) + 1);
        expect(bounds).toEqual([...bounds].sort((a, b) => a - b));
        expect(bounds.at(-1)).toBe(part.end);
        expect(from).toBe(bounds[at]);
        expect(hashGram(gram)).toBeGreaterThanOrEqual(from);
        expect(hashGram(gram)).toBeLessThan(bounds[at + 1]!);
      }),
      fuzz(200),
    );
  });

  test('is one of the index or none, whatever the widths are', () => {
    const nonsense = fc.oneof(
      fc.stringMatching(/^[\w-]{0,30}$/),
      fc.string({ maxLength: 30 }),
      fc.string({ unit: fc.constantFrom('A', 'P', '_'), maxLength: 3000 }),
    );
    const parts = divided.chain((all) =>
      fc.tuple(...all.map((part) => nonsense.map((other) => ({ ...part, widths: other })))),
    );
    fc.assert(
      fc.property(parts, words(3), (parts, gram) => {
        const found = shardOf(gram, parts);
        if (!found) return;
        expect(shardNames(found.part)).toContain(found.hash);
        const first = parts[parts.indexOf(found.part) - 1]?.end ?? 0;
        expect(shardBounds(first, found.part)).toContain(found.from);
      }),
      fuzz(200),
    );
  });

  test('is none where the widths end before its hash, or there are fewer shards', () => {
    const part = { end: HASHES, upto: 1, shards: hashOf(1) + hashOf(2), widths: 'PP' };
    expect(shardOf('济青', [part])).not.toBeNull();
    for (const other of ['', 'A', '_', { shards: '' }, { widths: `${'A'.repeat(31)}_` }])
      expect(
        shardOf('济青', [{ ...part, ...(typeof other === 'string' ? { widths: other } : other) }]),
      ).toBeNull();
  });
});

test('law: an id is twelve letters and digits, and nothing else is one', () => {
  fc.assert(
    fc.property(fc.oneof(anyText(14), fc.stringMatching(/^[0-9A-Za-z]{11,13}$/)), (value) => {
      const plain = Array.from(value).every((one) => /^[0-9A-Za-z]$/.test(one));
      expect(isArticleId(value)).toBe(plain && value.length === 12);
    }),
    fuzz(300),
  );
});
