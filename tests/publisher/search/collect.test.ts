import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import {
  decodeNumbers,
  encodeNumbers,
  gramsOf,
  HASHES,
  hashGram,
  parseSearchShard,
  paths,
  shardBounds,
  shardOf,
} from '../../../src/feed';
import { joinNumbers, sortedByHash } from '../../../src/publisher/search/coded';
import { GramCollector } from '../../../src/publisher/search/collect';
import { packGrams } from '../../../src/publisher/search/grams';
import { writePart } from '../../../src/publisher/search/parts';
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

/** What a collector gives, slice by slice; each gram in the slice of its hash. */
function collected(collector: GramCollector): Grams {
  const grams: Grams = new Map();
  const whole = collector.finish();
  let from = 0;
  let shares = 0;
  for (const { grams: some, end, share } of collector.slices()) {
    for (const [gram, coded] of some) {
      expect(hashGram(gram)).toBeGreaterThanOrEqual(from);
      expect(hashGram(gram)).toBeLessThan(end);
      expect(grams.has(gram)).toBe(false);
      grams.set(gram, decodeNumbers(coded));
    }
    from = end;
    shares += share;
  }
  expect([from, shares]).toEqual([HASHES, whole]);
  return grams;
}

test('law: a collector gives every gram of every article in the slice of its hash, and no other', () => {
  const numbered = fc.array(fc.tuple(fc.nat(3), text(12)), { maxLength: 20 }).map((all) => {
    let number = -1;
    return all.map(([gap, one]) => {
      number += gap + 1;
      return [number, one] as const;
    });
  });
  fc.assert(
    fc.property(numbered, (all) => {
      const collector = new GramCollector(new Spool(path.join(temporary(), 'spool')));
      for (const [number, one] of all) collector.add(number, packGrams(one));
      expect(collected(collector)).toEqual(
        plainly(all.map(([number, one]) => [number, gramsOf(one)] as const)),
      );
    }),
    fuzz(40),
  );
});

test('more articles than are inverted in memory at a time are put aside, and come back joined', () => {
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
  const expected = plainly(
    all.filter(([, grams]) => grams.has('甲乙')).map(([number]) => [number, new Set(['甲乙'])]),
  );
  expect(found.get('甲乙')).toEqual(expected.get('甲乙'));
  expect([...found.values()].flat()).toHaveLength(all.reduce((sum, [, { size }]) => sum + size, 0));
});

test('law: numbers that are joined are the numbers of both', () => {
  const ascending = fc.uniqueArray(fc.nat(3000), { maxLength: 60 }).map((all) => all.sort((a, b) => a - b));
  fc.assert(
    fc.property(ascending, ascending, (one, other) => {
      const more = other.map((number) => number + 3001);
      expect(decodeNumbers(joinNumbers(encodeNumbers(one), encodeNumbers(more)))).toEqual([...one, ...more]);
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
      const parts = writePart(grams, { from: 0, end: HASHES, upto: 7 }, 24_000, staging);
      carryOut(feed, staging.plan);
      staging.close();
      let from = 0;
      const found: string[] = [];
      for (const { end, upto, shards } of parts) {
        const bounds = shardBounds(from, end, shards.length);
        expect([upto, shards.length <= 184]).toEqual([7, true]);
        for (const [at, hash] of shards.entries()) {
          const shard = parseSearchShard(readJson(feed, paths.search(hash)));
          expect(shard.from).toBe(bounds[at]);
          for (const gram of Object.keys(shard.grams)) {
            found.push(gram);
            if (found.length % 97 === 0)
              expect(shardOf(gram, parts)).toMatchObject({ hash, from: shard.from });
          }
        }
        from = end;
      }
      expect(from).toBe(HASHES);
      expect(found).toHaveLength(count);
      expect(new Set(found)).toEqual(new Set(grams.map(({ gram }) => gram)));
      if (count === 60_000) expect(parts.length).toBeGreaterThan(1);
    },
  );
});
