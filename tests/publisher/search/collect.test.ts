import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import {
  encodeNumbers,
  gramsOf,
  HASHES,
  hashGram,
  parseSearchShard,
  paths,
  SCHEMA,
  type SearchShard,
  shardBounds,
  shardOf,
} from '../../../src/feed';
import { toJson } from '../../../src/publisher/hash';
import {
  between,
  bytesOf,
  type CodedGrams,
  concatenated,
  sortedByHash,
} from '../../../src/publisher/search/coded';
import { GramCollector } from '../../../src/publisher/search/collect';
import { hashKey, keyOf, packGrams } from '../../../src/publisher/search/grams';
import { Coder } from '../../../src/publisher/search/letters';
import { divide, shardText, writePart } from '../../../src/publisher/search/parts';
import { Spool } from '../../../src/publisher/write/spool';
import { carryOut, Staging } from '../../../src/publisher/write/staging';
import { text } from '../../support/arbitraries';
import { fuzz } from '../../support/fuzz';
import { randomNumbers } from '../../support/random';
import { cleanUp, readJson, temporary } from '../support';

afterEach(cleanUp);

type Grams = Map<string, number[]>;

/** The numbers of each gram, found the plain way. */
function plainly(all: readonly (readonly [number, ReadonlySet<string>])[]): Grams {
  const grams: Grams = new Map();
  for (const [number, own] of all)
    for (const gram of own) grams.set(gram, [...(grams.get(gram) ?? []), number]);
  return grams;
}

interface Hashed {
  hash: number;
  gram: string;
  numbers: string;
}

/** Grams one by one. */
const listed = ({ hashes, keys, rare, starts, letters }: CodedGrams): Hashed[] =>
  Array.from(hashes, (hash, at) => ({
    hash,
    gram: rare.gramOf(keys[at]!),
    numbers: letters.toString('latin1', starts[at], starts[at + 1]),
  }));

/** What the shards are to hold of them, found the plain way. */
const coded = (grams: Grams): Hashed[] =>
  [...grams]
    .map(([gram, numbers]) => ({ hash: hashGram(gram), gram, numbers: encodeNumbers(numbers) }))
    .sort((a, b) => a.hash - b.hash || (a.gram < b.gram ? -1 : 1));

/** What a collector gives, slice by slice; each gram in the slice of its hash. */
function collected(collector: GramCollector): Hashed[] {
  const whole = collector.finish();
  let from = 0;
  const slices: CodedGrams[] = [];
  for (const { grams, end } of collector.slices()) {
    for (const hash of grams.hashes) {
      expect(hash).toBeGreaterThanOrEqual(from);
      expect(hash).toBeLessThan(end);
    }
    from = end;
    slices.push(grams);
  }
  expect(from).toBe(HASHES);
  expect(whole).toEqual(slices.map(bytesOf));
  const grams = slices.flatMap(listed);
  expect(listed(concatenated(slices))).toEqual(grams);
  return grams;
}

/** Grams of two units that share their hash with another one, and one beyond the first plane with such a one. */
const TIES = tied();

function tied(): string[] {
  const next = randomNumbers(5);
  const han = () => String.fromCharCode(0x4e00 + Math.floor(next() * 20_000));
  const known = new Map<number, string>();
  const ties: string[] = [];
  for (let at = 0; at < 300_000; at += 1) {
    const gram =
      at % 2 === 0 ? han() + han() : String.fromCodePoint(0x20000 + Math.floor(next() * 40_000)) + han();
    const hash = hashGram(gram);
    const other = known.get(hash);
    if (other === undefined) known.set(hash, gram);
    else if (other !== gram) ties.push(other, gram);
  }
  return ties;
}

test('grams that share a hash are at hand, with keys and without', () => {
  const kinds = Array.from(
    { length: TIES.length / 2 },
    (_, at) => TIES.slice(2 * at, 2 * at + 2).filter((gram) => keyOf(gram) === 0).length,
  );
  expect(new Set(kinds)).toEqual(new Set([0, 1, 2]));
});

test('law: grams are sorted as the shards hold them, and hashed by their keys as by their characters', () => {
  const gram = fc.oneof(fc.constantFrom(...TIES), fc.constantFrom('12', '一𠀁', '𠀀一', 'ab', '豈更'));
  fc.assert(
    fc.property(fc.uniqueArray(gram, { maxLength: 30 }), (all) => {
      const grams = new Map(all.map((one, at): [string, number[]] => [one, [at]]));
      const sorted = sortedByHash(all.map((one, at) => [one, encodeNumbers([at])]));
      expect(listed(sorted)).toEqual(coded(grams));
      for (const [at, key] of sorted.keys.entries()) {
        expect(sorted.rare.hashOf(key)).toBe(sorted.hashes[at]);
        if (keyOf(sorted.rare.gramOf(key)) === key) expect(hashKey(key)).toBe(sorted.hashes[at]);
      }
    }),
    fuzz(100),
  );
});

test('law: a collector gives all grams of all articles in the order of the shards, and no other', () => {
  const special = fc.constantFrom(...TIES, '12', '99', '100', '𠀀一𠀁');
  const own = fc
    .tuple(text(12), fc.array(special, { maxLength: 4 }))
    .map(([one, more]) => [one, ...more].join(' '));
  const gap = fc.oneof({ weight: 3, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.nat(100_000) });
  const numbered = fc.array(fc.tuple(gap, own), { maxLength: 20 }).map((all) => {
    let number = -1;
    return all.map(([between, one]) => {
      number += between + 1;
      return [number, one] as const;
    });
  });
  fc.assert(
    fc.property(numbered, fc.integer({ min: 1, max: 8 }), (all, pairs) => {
      const spool = new Spool(path.join(temporary(), 'spool'));
      const collector = new GramCollector(spool, 2 * pairs);
      for (const [number, one] of all) collector.add(number, packGrams(one));
      expect(collected(collector)).toEqual(
        coded(plainly(all.map(([number, one]) => [number, gramsOf(one)] as const))),
      );
      spool.close();
    }),
    fuzz(40),
  );
});

test('more pairs than wait in memory are put aside, and come back in their order', () => {
  const next = randomNumbers(3);
  const all = Array.from({ length: 20_500 }, (_, at) => {
    const grams = ['甲乙', `丙${String.fromCharCode(0x4e00 + Math.floor(next() * 40))}`];
    return [at * 2, new Set(at % 3 === 0 ? grams : grams.slice(1))] as const;
  });
  const folder = mkdtempSync(path.join(temporary(), 'x'));
  const spool = new Spool(path.join(folder, 'spool'));
  const collector = new GramCollector(spool);
  for (const [number, grams] of all) collector.add(number, packGrams([...grams].join(' ')));
  const found = collected(collector);
  spool.close();
  rmSync(folder, { recursive: true });
  expect(found).toEqual(coded(plainly(all)));
});

test('law: numbers of one gram behind those of another are coded as they are by themselves', () => {
  const numbers = fc.oneof(
    fc.uniqueArray(fc.nat(3000), { maxLength: 60 }),
    fc.uniqueArray(fc.nat(90), { maxLength: 90 }),
    fc.uniqueArray(fc.nat(2 ** 31), { maxLength: 5 }),
    fc.uniqueArray(fc.nat(2 ** 31), { minLength: 1, maxLength: 1 }),
  );
  const coder = new Coder();
  fc.assert(
    fc.property(fc.array(numbers, { maxLength: 8 }), (some) => {
      const grams = some.map((own) => own.sort((a, b) => a - b));
      const all = Uint32Array.from(grams.flat());
      let from = 0;
      let text = '';
      for (const own of grams) {
        text += encodeNumbers(own);
        expect(coder.add(all, from, from + own.length)).toBe(text.length);
        from += own.length;
      }
      expect(coder.take().toString('latin1')).toBe(text);
      expect(coder.take()).toHaveLength(0);
    }),
    fuzz(100),
  );
});

test('law: a shard is written as the JSON of its object', () => {
  const gram = fc.oneof(
    fc.constantFrom('12', '99', '10', '07', '00', '1a', '9年', '𠀀𠀁', ...TIES),
    fc
      .integer({ min: 0, max: 99 })
      .map(String)
      .filter((digits) => digits.length === 2),
  );
  fc.assert(
    fc.property(fc.uniqueArray(gram, { maxLength: 30 }), fc.nat(), (all, from) => {
      const sorted = sortedByHash(all.map((one, at) => [one, encodeNumbers([at * 40])]));
      const grams = listed(sorted).sort(
        (a, b) => a.numbers.length - b.numbers.length || (a.gram < b.gram ? -1 : 1),
      );
      const own = Object.fromEntries(grams.map(({ gram, numbers }) => [gram, numbers]));
      expect(shardText(from, sorted).toString()).toBe(toJson({ schema: SCHEMA, from, grams: own }));
    }),
    fuzz(100),
  );
});

describe('a part', () => {
  /** Grams with hashes all over, each with a posting of some bytes. */
  function many(count: number, bytes: number) {
    const coded = 'B'.repeat(bytes);
    return sortedByHash(
      Array.from({ length: count }, (_, at) => [
        String.fromCharCode(0x4e00 + (at % 5000), 0x5000 + Math.floor(at / 5000)),
        coded,
      ]),
    );
  }

  test.each([
    [0, 1],
    [10, 1],
    [3000, 30],
    [30_000, 20],
    [60_000, 100],
  ])(
    'of %i grams of %i bytes stands in shards of its hashes, no more than are written at one go',
    (count, bytes) => {
      const feed = temporary();
      const staging = Staging.open(feed);
      const grams = many(count, bytes);
      const parts = writePart(grams, { from: 0, end: HASHES, upto: 7 }, 16_000, staging);
      carryOut(feed, staging.plan);
      staging.close();
      const named = parts.map((part) => ({ ...part, shards: part.shards.join('') }));
      let from = 0;
      const found: string[] = [];
      for (const part of parts) {
        const { end, upto, shards } = part;
        const bounds = shardBounds(from, named[parts.indexOf(part)]!);
        expect(bounds.at(-1)).toBe(part.end);
        expect(upto).toBe(7);
        for (const [at, hash] of shards.entries()) {
          const shard = parseSearchShard(readJson(feed, paths.search(hash)));
          expect(shard.from).toBe(bounds[at]);
          for (const gram of Object.keys(shard.grams)) {
            found.push(gram);
            if (found.length % 97 === 0)
              expect(shardOf(gram, named)).toMatchObject({ hash, from: shard.from });
          }
        }
        from = end;
      }
      expect(from).toBe(HASHES);
      expect(found).toHaveLength(count);
      expect(new Set(found)).toEqual(new Set(listed(grams).map(({ gram }) => gram)));
      expect(parts).toHaveLength(count === 60_000 ? 2 : 1);
      // Those of two halves together: both are written in one run.
      expect(parts.flatMap(({ shards }) => shards).length).toBeLessThanOrEqual(186);
    },
  );

  /** Grams of which a few take as much as hundreds of the others, as those of common words do. */
  function skewed(count: number, seed: number): CodedGrams {
    const next = randomNumbers(seed);
    const letter = () =>
      'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'[Math.floor(next() * 64)];
    const numbers = (letters: number) => Array.from({ length: letters }, letter).join('');
    return sortedByHash(
      Array.from({ length: count }, (_, at) => [
        String.fromCharCode(0x4e00 + (at % 5000), 0x5000 + Math.floor(at / 5000) + seed),
        numbers(next() < 0.02 ? 500 + Math.floor(next() * 2000) : 1 + Math.floor(next() * 20)),
      ]),
    );
  }

  test('has shards that differ little in what they take compressed, however its grams differ', () => {
    const feed = temporary();
    const staging = Staging.open(feed);
    const [part, ...others] = writePart(
      skewed(40_000, 3),
      { from: 0, end: HASHES, upto: 7 },
      24_000,
      staging,
    );
    const sizes = part!.shards.map((hash) => gzipSync(staging.read(paths.search(hash))!).length);
    staging.close();
    expect(others).toEqual([]);
    expect(sizes.length).toBeGreaterThan(20);
    const mean = sizes.reduce((sum, one) => sum + one, 0) / sizes.length;
    expect(Math.max(...sizes)).toBeLessThan(mean * 1.15);
    expect(Math.min(...sizes)).toBeGreaterThan(mean * 0.85);
  });

  test('law: has every gram in the shard that the index names for it', () => {
    const sizes = fc.constantFrom(100, 1000, 20_000);
    fc.assert(
      fc.property(fc.nat(1500), fc.nat(999), sizes, fc.nat(HASHES - 2), (count, seed, size, from) => {
        const staging = Staging.open(temporary());
        const before = { end: from, upto: 1, shards: '', widths: '' };
        const all = skewed(count, seed);
        const grams = between(all, all.hashes.filter((hash) => hash < from).length, count);
        const parts = writePart(grams, { from, end: HASHES, upto: 7 }, size, staging);
        const named = [before, ...parts.map((part) => ({ ...part, shards: part.shards.join('') }))];
        const read = new Map<string, SearchShard>();
        for (const { shards } of parts)
          for (const hash of shards)
            read.set(hash, parseSearchShard(JSON.parse(staging.read(paths.search(hash))!)));
        staging.close();
        for (const { gram, numbers } of listed(grams)) {
          const place = shardOf(gram, named)!;
          const shard = read.get(place.hash)!;
          expect([shard.from, shard.grams[gram]]).toEqual([place.from, numbers]);
        }
      }),
      fuzz(15),
    );
  });
});

test('law: what is divided is all there, in order, at least one size for each', () => {
  const sizes = fc.array(fc.nat(100), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(sizes, fc.nat(59), (all, more) => {
      const shards = 1 + (more % all.length);
      const lasts = divide(all, shards);
      expect(lasts).toHaveLength(shards);
      expect(lasts.at(-1)).toBe(all.length - 1);
      expect(lasts.every((last, at) => last > (lasts[at - 1] ?? -1))).toBe(true);
    }),
    fuzz(200),
  );
  expect(divide([1, 1, 8, 1, 1, 1, 1, 1, 1], 3)).toEqual([1, 2, 8]);
});
