import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { searchFeed } from '../../../src/domain/search';
import {
  decodeNumbers,
  encodeNumbers,
  FeedError,
  gramsOf,
  NewerSchemaError,
  parseListIndex,
  parseListPage,
  parseSearchShard,
  paths,
  placeOf,
  queryGrams,
  shardOf,
} from '../../../src/feed';
import { publish } from '../../../src/publisher/commands/publish';
import { GramCollector } from '../../../src/publisher/search/collect';
import { page, paragraph } from '../../fixtures/publisher/generate';
import { ordinaryPage } from '../../fixtures/publisher/pages';
import { damaged, text } from '../../support/arbitraries';
import { fuzz } from '../../support/fuzz';
import { randomNumbers, rounds, seeded } from '../../support/random';
import { searchIndex } from '../../support/search-index';
import { changed, cleanUp, headOf, plain, readJson, snapshot, temporary, write } from '../support';

afterEach(cleanUp);

describe('numbers', () => {
  test(
    'come back as they went, dense and sparse',
    seeded((next) => {
      for (let round = 0; round < rounds(1); round += 1)
        for (const share of [0.001, 0.02, 0.3, 0.9, 1]) {
          const numbers = Array.from({ length: 10_000 }, (_, at) => at).filter(() => next() < share);
          expect(decodeNumbers(encodeNumbers(numbers))).toEqual(numbers);
          expect(encodeNumbers(numbers).length).toBeLessThanOrEqual(1670);
        }
      expect(decodeNumbers(encodeNumbers([0]))).toEqual([0]);
      expect(decodeNumbers('')).toEqual([]);
    }),
  );
});

describe('words', () => {
  test('join nothing across signs, spaces and emoji, and fold width and case', () => {
    expect([...gramsOf('济青，高速 Ｇ２2🚗路。')].sort()).toEqual(['22', 'g2', '济青', '高速'].sort());
    expect(queryGrams('济青高速')).toEqual(['济青', '高速']);
    expect(queryGrams('青岛 大桥 养护')).toEqual(['青岛', '大桥']);
    expect(queryGrams('桥')).toEqual([]);
  });
});

/** A client of a feed on the disk that counts what it asks for. */
function client(feed: string) {
  const asked: { name: string; bytes: number }[] = [];
  const find = async (query: string): Promise<string[] | null> => {
    asked.length = 0;
    const ordinals = await searchFeed(query, headOf(feed)._column.search, async (name) => {
      const data = readFileSync(path.join(feed, name));
      asked.push({ name, bytes: gzipSync(data).length });
      return JSON.parse(data.toString('utf8'));
    });
    const total = headOf(feed)._column.total;
    return (
      ordinals?.map((ordinal) => {
        const { page, position } = placeOf(ordinal, total);
        return parseListPage(readJson(feed, paths.listPage('all', page))).items[position]!.title;
      }) ?? null
    );
  };
  return { find, asked };
}

const RARE = '雩琊';
const article = (number: number, text: string) =>
  ordinaryPage({
    title: `第${number}篇`,
    mid: String(number),
    time: 1_600_000_000 + number * 100,
    body: `<p>${text}</p>`,
  });

async function published(count: number) {
  const root = temporary();
  const next = randomNumbers(9);
  const texts = Array.from(
    { length: count },
    (_, number) => paragraph(next, 300) + (number % 10 === 3 ? RARE : ''),
  );
  const from = write(
    `${root}/from`,
    Object.fromEntries(texts.map((text, number) => [`${number}.html`, article(number, text)])),
  );
  const to = `${root}/to`;
  const again = () => publish({ from: [from], to, ...plain });
  await again();
  return { from, to, texts, again };
}

test('two characters find every article that holds them, newest first, and no other', async () => {
  const { to, texts } = await published(75);
  const { find } = client(to);
  expect(await find(RARE)).toEqual([73, 63, 53, 43, 33, 23, 13, 3].map((number) => `第${number}篇`));
  for (const sample of [texts[0]!, texts[40]!, texts[74]!]) {
    const gram = [...gramsOf(sample)][7]!;
    const holding = texts.flatMap((text, number) => (gramsOf(text).has(gram) ? [`第${number}篇`] : []));
    expect(await find(gram)).toEqual(holding.reverse());
  }
  expect(await find('桥')).toBeNull();
  expect(await find('龘龘')).toEqual([]);
});

test('an index that grew, lost and changed articles is the index built anew', async () => {
  const { from, to, again } = await published(61);
  write(
    from,
    Object.fromEntries(
      [61, 62, 63, 64, 65, 66].map((number) => [`${number}.html`, article(number, `新的一篇${RARE}`)]),
    ),
  );
  await again();
  write(from, { '5.html': article(5, '改过的正文，换了龘靐二字。') });
  await again();
  const anew = `${temporary()}/to`;
  await publish({ from: [from], to: anew, ...plain });
  expect(changed(snapshot(anew), snapshot(to))).toEqual([]);
  expect(await client(to).find('龘靐')).toEqual(['第5篇']);
  expect(parseListIndex(readJson(to, paths.listIndex)).lists[0]!.count).toBe(67);
});

test('a query costs at most three requests and 60 KB', async () => {
  const root = temporary();
  const from = write(
    `${root}/from`,
    Object.fromEntries(
      Array.from({ length: 479 }, (_, at) => page(at, 900)).map(({ name, html }) => [name, html]),
    ),
  );
  const to = `${root}/to`;
  await publish({ from: [from], to, ...plain });
  const { find, asked } = client(to);
  for (const query of ['的一', '交通', '青岛 高速', '一是在不了', RARE]) {
    await find(query);
    expect(asked.length).toBeLessThanOrEqual(3);
    expect(asked.reduce((sum, one) => sum + one.bytes, 0)).toBeLessThan(60_000);
  }
});

describe('law: the index', () => {
  const texts = fc.array(text(12), { maxLength: 20 });

  test('has every gram of every article in its shard, and no other', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(1, 2, 8, 64), (all, count) => {
        const collector = new GramCollector();
        for (const one of all) collector.add(gramsOf(one));
        const shards = [...collector.shards(count)];
        const found = new Map<string, number[]>();
        shards.forEach((shard, number) => {
          expect(parseSearchShard({ schema: 1, grams: shard }).grams).toEqual(shard);
          for (const [gram, coded] of Object.entries(shard)) {
            expect(shardOf(gram, count)).toBe(number);
            found.set(gram, decodeNumbers(coded));
          }
        });
        const expected = new Map<string, number[]>();
        all.forEach((one, ordinal) => {
          for (const gram of gramsOf(one)) expected.set(gram, [...(expected.get(gram) ?? []), ordinal]);
        });
        expect(found).toEqual(expected);
      }),
      fuzz(40),
    );
  });

  test('finds every article that holds what is looked for, newest first, and of those in shards no other', async () => {
    const query = fc
      .tuple(texts, fc.nat(), fc.nat(), fc.nat(6), fc.integer({ min: 0, max: 8 }))
      .map(([all, which, from, length, tail]) => {
        const characters = Array.from(all[which % (all.length || 1)] ?? '');
        const start = from % (characters.length + 1);
        return {
          all,
          asked: characters.slice(start, start + length).join(''),
          tail: Math.min(tail, all.length),
        };
      });
    await fc.assert(
      fc.asyncProperty(query, async ({ all, asked, tail }) => {
        const files = searchIndex(all, tail);
        const found = await searchFeed(asked, 'v', async (name) => files.get(name));
        const grams = queryGrams(asked);
        if (grams.length === 0) return expect(found).toBeNull();
        const holding = all
          .flatMap((one, at) => (grams.every((gram) => gramsOf(one).has(gram)) ? [at] : []))
          .reverse();
        expect(found).toEqual([...found!].sort((a, b) => b - a));
        expect(found!.filter((one) => holding.includes(one))).toEqual(holding);
        const base = all.length - tail;
        expect(found!.filter((one) => one < base)).toEqual(holding.filter((one) => one < base));
      }),
      fuzz(100),
    );
  });

  test('that is damaged gives ordinals, or is refused as broken data', async () => {
    const parts = texts.chain((all) => {
      const files = searchIndex(all, Math.min(3, all.length), 1);
      const [index, shard] = [...files.values()];
      return fc.tuple(fc.constant(all.join('')), damaged(fc.constant(index)), damaged(fc.constant(shard)));
    });
    await fc.assert(
      fc.asyncProperty(parts, fc.nat(), async ([whole, index, shard], from) => {
        const characters = Array.from(whole);
        const asked = characters
          .slice(from % (characters.length + 1))
          .slice(0, 4)
          .join('');
        try {
          const found = await searchFeed(asked, 'v', async (name) =>
            name.endsWith('index.json') ? index : shard,
          );
          for (const one of found ?? []) expect(Number.isInteger(one) && one >= 0).toBe(true);
        } catch (error) {
          expect(error instanceof FeedError || error instanceof NewerSchemaError).toBe(true);
        }
      }),
      fuzz(150),
    );
  });
});
