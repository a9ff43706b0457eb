import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  decodeNumbers,
  encodeNumbers,
  gramsOf,
  parseSearchIndex,
  parseSearchShard,
  paths,
  queryGrams,
  type SearchIndex,
  shardNames,
  signatureHas,
  signatureHash,
} from '../../../src/feed';
import { publish } from '../../../src/publisher/commands/publish';
import { page, paragraph } from '../../fixtures/publisher/generate';
import { deletedPage, ordinaryPage } from '../../fixtures/publisher/pages';
import { randomNumbers, rounds, seeded } from '../../support/random';
import { cleanUp, closure, headOf, plain, readJson, temporary, write } from '../support';
import { client } from './client';

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

const RARE = '雩琊';
const article = (number: number, text: string) =>
  ordinaryPage({
    title: `第${number}篇`,
    mid: String(number),
    time: 1_600_000_000 + number * 100,
    body: `<p>${text}</p>`,
  });

/** A feed of texts that are its sources; `texts` are by number of the article, and may be changed. */
class Searched {
  readonly root = temporary();
  readonly from = `${this.root}/from`;
  readonly to = `${this.root}/to`;
  readonly texts = new Map<number, string>();
  private readonly next = randomNumbers(9);

  constructor(count: number) {
    for (let number = 0; number < count; number += 1) this.set(number, number % 10 === 3 ? RARE : '');
  }

  set(number: number, more: string): void {
    const text = paragraph(this.next, 300) + more;
    this.texts.set(number, text);
    write(this.from, { [`${number}.html`]: article(number, text) });
  }

  withdraw(number: number): void {
    this.texts.delete(number);
    write(this.from, { [`${number}.html`]: deletedPage() });
  }

  run = (to = this.to) => publish({ from: [this.from], to, ...plain });

  /** Titles of the articles that hold a gram. */
  holding = (gram: string): string[] =>
    [...this.texts].flatMap(([number, text]) => (gramsOf(text).has(gram) ? [`第${number}篇`] : []));

  get index(): SearchIndex {
    return parseSearchIndex(readJson(this.to, paths.search(headOf(this.to)._column.search!)));
  }

  /** Every gram of the shards with its numbers. */
  shards(): Map<string, number[]> {
    const grams = new Map<string, number[]>();
    for (const hash of this.index.parts.flatMap(shardNames))
      for (const [gram, coded] of Object.entries(
        parseSearchShard(readJson(this.to, paths.search(hash))).grams,
      ))
        grams.set(gram, decodeNumbers(coded));
    return grams;
  }

  /** Grams of some texts, and one of none. */
  samples(): string[] {
    const all = [...this.texts.values()];
    return [
      RARE,
      '龘龘',
      ...[0, 0.4, 0.99].map((share) => [...gramsOf(all[Math.floor(share * all.length)]!)][7]!),
    ];
  }
}

test('two characters find every article that holds them, newest first, and in shards no other', async () => {
  const feed = new Searched(75);
  await feed.run();
  const { find } = client(feed.to);
  expect(await find(RARE)).toEqual([73, 63, 53, 43, 33, 23, 13, 3].map((number) => `第${number}篇`));
  for (const gram of feed.samples()) expect(await find(gram)).toEqual(feed.holding(gram).reverse());
  expect(await find('桥')).toBeNull();
});

test('an index that grew, lost and changed articles finds what one finds that was built anew', async () => {
  const feed = new Searched(30);
  await feed.run();
  for (let run = 0; run < 8; run += 1) {
    for (let at = 0; at < 4; at += 1) feed.set(30 + run * 4 + at, at === 0 ? RARE : '');
    feed.set(run * 2, `改过，换了龘靐二字${RARE}`);
    if (run % 3 === 0) feed.withdraw(run * 2 + 1);
    await feed.run();
  }
  const anew = `${feed.root}/anew`;
  await feed.run(anew);
  const [grown, built] = [client(feed.to), client(anew)];
  for (const gram of ['龘靐', ...feed.samples()]) {
    const found = await grown.find(gram);
    expect(found!.sort()).toEqual((await built.find(gram))!.sort());
    // A stranger's signature matches by chance once in seventy times.
    expect(found!.filter((title) => feed.holding(gram).includes(title)).sort()).toEqual(
      feed.holding(gram).sort(),
    );
  }
  await closure(feed.to);
});

test('what is withdrawn leads nowhere at once, and its grams go with the next merges', async () => {
  const feed = new Searched(40);
  feed.set(5, '独有的龘靐');
  await feed.run();
  expect(await client(feed.to).find('龘靐')).toEqual(['第5篇']);
  feed.withdraw(5);
  await feed.run();
  expect(await client(feed.to).find('龘靐')).toEqual([]);
  expect(feed.shards().get('龘靐')).toEqual([5]);
  for (let number = 40; number < 57; number += 1) feed.set(number, '');
  await feed.run();
  expect(feed.shards().has('龘靐')).toBe(false);
  expect([...feed.shards().values()].some((numbers) => numbers.includes(5))).toBe(false);
});

test('an edited article gets the next number, its old one leads nowhere; one whose text stayed keeps its own', async () => {
  const feed = new Searched(20);
  await feed.run();
  expect(feed.index.total).toBe(20);
  feed.set(7, '改过的龘靐');
  await feed.run();
  expect(feed.index.total).toBe(21);
  expect(await client(feed.to).find('龘靐')).toEqual(['第7篇']);
  const moved = readFileSync(`${feed.from}/8.html`, 'utf8').replace(`${1_600_000_800}`, '1500000000');
  write(feed.from, { '8.html': moved });
  expect(await feed.run()).toMatchObject({ changed: 1 });
  expect(feed.index.total).toBe(21);
});

test('a late arrival lets the turn of a part pass while the tail has room, and the next new article makes up for it', async () => {
  const feed = new Searched(40);
  await feed.run();
  const edit = async (number: number) => {
    feed.set(number, '改过');
    return feed.run();
  };
  const tailOf = ({ total, from }: SearchIndex) => total - from;
  for (let number = 0; number < 9; number += 1) await edit(number);
  expect(tailOf(feed.index)).toBe(9);
  feed.set(40, '');
  await feed.run();
  expect(tailOf(feed.index)).toBe(0);
  const tails: number[] = [];
  for (let number = 0; number < 30; number += 1) {
    await edit(number);
    tails.push(tailOf(feed.index));
  }
  // Sixteen, and three more while a turn is let pass.
  expect(Math.max(...tails)).toBe(19);
  expect(tails).toContain(0);
  expect((await client(feed.to).find('改过'))!.sort()).toEqual(feed.holding('改过').sort());
});

test('the tail has a signature of each of the newest, none of one that is gone', async () => {
  const feed = new Searched(10);
  await feed.run();
  expect(feed.index).toMatchObject({ parts: [], from: 0, total: 10 });
  feed.withdraw(4);
  for (let number = 10; number < 21; number += 1) feed.set(number, '');
  await feed.run();
  const { from, parts } = feed.index;
  expect([from, parts.map(({ upto }) => upto)]).toEqual([21, [21]]);
  for (let number = 21; number < 24; number += 1) feed.set(number, '');
  await feed.run();
  feed.withdraw(22);
  await feed.run();
  const { tail } = feed.index;
  expect(tail.map((one) => one === '')).toEqual([false, true, false]);
  for (const [at, number] of [21, 22, 23].entries()) {
    const own = [...gramsOf(`第${number}篇\n${feed.texts.get(number) ?? ''}`)].map(signatureHash);
    if (tail[at]) expect(own.filter((hash) => !signatureHas(tail[at]!, hash))).toEqual([]);
  }
});

test.each<[string, (file: string) => void]>([
  ['lost', (file) => rmSync(file)],
  ['garbage', (file) => writeFileSync(file, '{"sch')],
  ['of the same size, with another number', (file) => swap(file)],
  ['another one', (file) => writeFileSync(file, JSON.stringify({ schema: 2, from: 0, grams: {} }))],
])('a shard that is %s is made again of the documents', async (_, damage) => {
  const feed = new Searched(40);
  await feed.run();
  damage(path.join(feed.to, paths.search(shardNames(feed.index.parts[0]!)[0]!)));
  for (let number = 40; number < 57; number += 1) feed.set(number, number === 50 ? RARE : '');
  await feed.run();
  await closure(feed.to);
  for (const gram of feed.samples())
    expect((await client(feed.to).find(gram))!.sort()).toEqual(feed.holding(gram).sort());
});

test.each(['', 'A', '_'])('an index whose widths are %j does not pass the check', async (widths) => {
  const feed = new Searched(40);
  await feed.run();
  const { index } = feed;
  const name = path.join(feed.to, paths.search(headOf(feed.to)._column.search!));
  index.parts[0]!.widths = widths;
  writeFileSync(name, JSON.stringify(index));
  await expect(closure(feed.to)).rejects.toThrow('分片的宽度不合');
  expect(await client(feed.to).find('龘龘')).toEqual([]);
});

/** Exchanges one letter of a posting for another. */
function swap(file: string): void {
  const text = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    text.replace(/":"([A-Z])/, (_, letter: string) => `":"${letter === 'B' ? 'C' : 'B'}`),
  );
}

test('a query costs at most three requests and 60 KB', async () => {
  const root = temporary();
  const pages = Array.from({ length: 250 }, (_, at) => page(at, 700)).map(({ name, html }) => [name, html]);
  const from = write(`${root}/from`, Object.fromEntries(pages));
  const to = `${root}/to`;
  await publish({ from: [from], to, ...plain });
  const { find, asked } = client(to);
  for (const query of ['的一', '交通', '青岛 高速', '一是在不了', RARE]) {
    await find(query);
    expect(asked.length).toBeLessThanOrEqual(3);
    expect(asked.reduce((sum, one) => sum + one.bytes, 0)).toBeLessThan(60_000);
  }
});
