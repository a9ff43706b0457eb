import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { blockTexts } from '../../../src/domain/text';
import { PublisherError, SourceError } from '../../../src/publisher/errors';
import { contentHash } from '../../../src/publisher/hash';
import { Archive } from '../../../src/publisher/memory/archive';
import { gramsOfBytes, packGrams } from '../../../src/publisher/search/grams';
import { sourceFiles } from '../../../src/publisher/source/files';
import { parseBody } from '../../../src/publisher/work/body';
import type { RunArchive } from '../../../src/publisher/work/local';
import { Thread } from '../../../src/publisher/work/thread';
import type { Prepared, SourceInput, Standing } from '../../../src/publisher/work/types';
import { Workshop, type WorkshopOptions } from '../../../src/publisher/work/workshop';
import { page } from '../../fixtures/publisher/generate';
import { picturesPage } from '../../fixtures/publisher/pages';
import { randomNumbers, seed } from '../../support/random';
import { cleanUp, temporary, write } from '../support';

const TEXT = readFileSync(path.join(__dirname, '../../fixtures/publisher/captured.txt'), 'utf8');
const raw = (name: string, text = page(1).html): SourceInput => ({
  raw: { form: 'page', name, text, files: {} },
});

const shops: Workshop[] = [];
afterEach(async () => {
  for (const shop of shops.splice(0)) await shop.close();
});
afterAll(cleanUp);

/** A new archive, and the run that writes to it. */
const archive = (): RunArchive => ({ folder: temporary(), run: 1 });

/** A workshop that starts its threads at once, where it has several. */
function workshop(options: Partial<WorkshopOptions> = {}): Workshop {
  const shop = new Workshop({ archive: archive(), few: 0, ...options });
  shops.push(shop);
  return shop;
}

async function* inputs(folder: string): AsyncGenerator<SourceInput> {
  for await (const file of sourceFiles([folder])) yield { file };
}

async function all(
  shop: Workshop,
  sources: AsyncIterable<SourceInput> | Iterable<SourceInput>,
  standing?: (hash: string) => Standing,
): Promise<Prepared[]> {
  const found: Prepared[] = [];
  for await (const one of shop.prepare(sources, standing)) found.push(one);
  return found;
}

/** Everything archived, in the order in which it came. */
function archived({ folder }: RunArchive): { hash: string; turn: number; name: string }[] {
  const all = new Archive(folder);
  return [...all.packed()].map((packed) => ({
    hash: packed.hash,
    turn: packed.turn,
    name: all.source(packed).name,
  }));
}

test('one, two and four threads give the same, in the order of the sources', async () => {
  const next = randomNumbers(seed);
  const folder = temporary();
  for (let at = 0; at < 200; at += 1) {
    const { name, html } = page(at, Math.floor(next() ** 4 * 20_000), Math.floor(next() ** 6 * 400_000));
    write(folder, { [name]: html });
  }
  write(folder, { '000050.txt': TEXT, '000050.cover.png': 'cover', '000099x.html': picturesPage() });
  write(folder, { '000070x.html': '<p>nothing' });
  const results: { given: Prepared[]; archived: ReturnType<typeof archived>; beside: string[] }[] = [];
  for (const threads of [1, 2, 4]) {
    const into = archive();
    const shop = workshop({ archive: into, threads });
    const given = await all(shop, inputs(folder));
    await shop.seal();
    results.push({
      // Where it stands in which pack is nobody's but the memory's.
      given: given.map(({ place, ...rest }) => rest),
      archived: archived(into),
      beside: readdirSync(path.join(into.folder, 'beside'), { recursive: true, encoding: 'utf8' }).sort(),
    });
  }
  const [one, ...others] = results;
  expect(one!.given).toHaveLength(203);
  expect(one!.given.map(({ name }) => name)).toEqual([...one!.given.map(({ name }) => name)].sort());
  expect(one!.archived.map(({ hash, name }) => [hash, name])).toEqual(
    one!.given.map(({ hash, name }) => [hash, name]),
  );
  expect(one!.beside).toHaveLength(2);
  for (const other of others) expect(other).toEqual(one);
});

test.each([1, 2])('an article comes with all that its document says of it (%i threads)', async (threads) => {
  const [prepared] = await all(workshop({ threads }), [raw('a.html', page(7, 700).html)]);
  const [reading] = prepared!.readings!;
  if (reading?.what !== 'article') throw new Error('no article');
  const { article, text } = reading;
  expect(article).not.toHaveProperty('body');
  expect(text).toMatchObject({ title: article.title, region: null, minutes: 3 });
  expect(text.headline).not.toBe('');
  const { blocks, contents } = parseBody(text.body);
  expect(blocks.map(({ type }) => type)).toContain('heading');
  expect(contents.length).toBeGreaterThan(0);
  expect(text.pictures).toEqual([]);
  expect(text.digest).toHaveLength(54);
  expect(text.words.length).toBeGreaterThan(10);
  const searched = [text.title, text.digest, ...blockTexts(blocks)].join('\n');
  expect(gramsOfBytes(Buffer.from(text.grams))).toEqual(packGrams(searched));
  expect(text.hash).toBe(contentHash(searched));
});

test.each([1, 2])('of a source is done what nobody did before (%i threads)', async (threads) => {
  const into = archive();
  const shop = workshop({ archive: into, threads });
  const sources = [raw('a.html'), raw('b.html'), raw('c.html'), raw('d.html')];
  const first = await all(shop, sources.slice(0, 3));
  expect(first.map(({ place, readings }) => [!!place, readings?.length])).toEqual(Array(3).fill([true, 1]));
  const standings: Record<string, Standing> = { [first[0]!.hash]: 'archived', [first[1]!.hash]: 'read' };
  const standing = (hash: string) => standings[hash] ?? 'new';
  const again = await all(shop, sources, standing);
  expect(again.map(({ place, readings }) => [!!place, readings?.length ?? null])).toEqual([
    [false, 1],
    [false, null],
    [true, 1],
    [true, 1],
  ]);
  await shop.seal();
  expect(archived(into).map(({ name }) => name)).toEqual(['a.html', 'b.html', 'c.html', 'c.html', 'd.html']);
  const fromArchive = first.map(({ place }) => ({ archived: place! }));
  const [a, b] = await all(shop, fromArchive, standing);
  expect(a).toMatchObject({ name: 'a.html', readings: [{ what: 'article' }] });
  expect(b).toMatchObject({ hash: first[1]!.hash, readings: null });
  await shop.seal();
  expect(archived(into)).toHaveLength(5);
});

test.each([1, 2])('what lay beside a known source and was lost comes back (%i threads)', async (threads) => {
  const folder = write(temporary(), { 'a.txt': TEXT, 'a.cover.png': 'cover' });
  const into = archive();
  const shop = workshop({ archive: into, threads });
  await all(shop, inputs(folder));
  const beside = path.join(into.folder, 'beside');
  const before = readdirSync(beside, { recursive: true });
  rmSync(beside, { recursive: true });
  await all(shop, inputs(folder), () => 'read');
  expect(readdirSync(beside, { recursive: true })).toEqual(before);
});

test.each([1, 2])(
  'what is malformed says so in its turn, and costs nothing but itself (%i threads)',
  async (threads) => {
    const shop = workshop({ threads });
    const bad: SourceInput = { raw: { form: 'text', name: 'bad.txt', text: 'x', files: {} } };
    const found = await all(shop, [raw('a.html'), bad, raw('c.html')]);
    expect(found.map(({ name, readings }) => [name, readings?.length ?? null])).toEqual([
      ['a.html', 1],
      ['bad.txt', null],
      ['c.html', 1],
    ]);
    expect(found.map(({ refused }) => refused)).toEqual([
      undefined,
      expect.stringContaining('bad.txt：没有单独一行的“正文”'),
      undefined,
    ]);
  },
);

test.each([1, 2])(
  'what the archive has lost is thrown in its turn, with its class (%i threads)',
  async (threads) => {
    const shop = workshop({ threads });
    const names: string[] = [];
    const nowhere = {
      archived: { hash: '0123456789ab', pack: '000001.0.0.pack', at: 0, length: 40, turn: 1 },
    };
    const going = (async () => {
      for await (const { name } of shop.prepare([raw('a.html'), nowhere, raw('c.html')])) names.push(name);
    })();
    await expect(going).rejects.toThrow(PublisherError);
    await expect(going).rejects.toThrow('丢失或损坏');
    expect(names).toEqual(['a.html']);
    await expect(going).rejects.not.toThrow(SourceError);
    expect(await all(shop, [raw('d.html')])).toHaveLength(1);
  },
);

test.each([1, 2])(
  'what cannot be loaded says so in its turn, and costs nothing but itself (%i threads)',
  async (threads) => {
    const shop = workshop({ threads });
    const gone = { file: { file: '/nowhere/x.html', root: '/nowhere', name: 'x.html' } };
    for (const standing of [undefined, () => 'new' as const]) {
      const found = await all(shop, [raw('a.html'), gone, raw('c.html')], standing);
      expect(found.map(({ name, refused }) => [name, refused])).toEqual([
        ['a.html', undefined],
        ['x.html', expect.stringMatching(/^x\.html：找不到它.*（ENOENT）$/)],
        ['c.html', undefined],
      ]);
    }
  },
);

test('sources are begun a few ahead, and none after whoever asked has gone', async () => {
  const shop = workshop({ threads: 2 });
  let given = 0;
  function* endless(): Generator<SourceInput> {
    for (;;) {
      given += 1;
      yield raw(`${given}.html`);
    }
  }
  for await (const { name } of shop.prepare(endless())) if (name === '3.html') break;
  expect(given).toBeLessThan(40);
});

test('large sources wait for each other', async () => {
  const shop = workshop({ threads: 2 });
  const large = page(3, 1000, 14_000_000).html;
  let given = 0;
  function* sources(): Generator<SourceInput> {
    for (; given < 6; given += 1) yield raw(`${given}.html`, large);
  }
  for await (const one of shop.prepare(sources())) {
    expect(one.readings).toHaveLength(1);
    break;
  }
  expect(given).toBeLessThan(4);
});

test('few sources start no thread', async () => {
  const start = jest.spyOn(Workshop.prototype as never, 'start');
  await all(
    workshop({ threads: 2, few: 40 }),
    Array.from({ length: 40 }, (_, at) => raw(`${at}.html`, '')),
  );
  expect(start).not.toHaveBeenCalled();
  start.mockRestore();
});

describe('a thread that dies', () => {
  /**
   * MB. The program takes 13 by itself: in a heap of 24 the 16 that Node adds for a thread to end in are gone before V8
   * ends it, and Node 20 and 22 then abort the whole process.
   */
  const HEAP = 64;
  /** Takes all the memory of a small thread while it is read. */
  const vast = raw(
    'vast.html',
    `<div id="js_content">${'<p style="color:red"><b>字</b></p>'.repeat(400_000)}</div>`,
  );

  test('for want of memory says at what', async () => {
    const thread = new Thread(archive(), HEAP);
    const going = thread.load(1, vast).then(() => thread.read(1, true));
    await expect(going).rejects.toThrow(SourceError);
    await expect(going).rejects.toThrow('vast.html：处理它时内存不够');
    await expect(thread.load(2, raw('b.html'))).rejects.toThrow('vast.html');
    await thread.close();
  });

  test.each([
    ['of a new archive', undefined],
    ['of a known one', () => 'new' as const],
  ])('takes one source with it and no other: those %s', async (_, standing) => {
    const into = archive();
    const shop = workshop({ archive: into, threads: 2, heap: HEAP });
    const few = Array.from({ length: 24 }, (_, at) => raw(`${at}.html`, page(at, 300).html));
    const sources = [...few.slice(0, 8), vast, ...few.slice(8, 16), vast, ...few.slice(16)];
    const found = await all(shop, sources, standing);
    expect(found.map(({ name }) => name)).toEqual(sources.map((one) => 'raw' in one && one.raw.name));
    const refused = found.filter((one) => one.refused !== undefined);
    expect(refused.map((one) => one.refused)).toEqual(
      Array(2).fill('vast.html：处理它时内存不够，请检查这个文件是不是一篇文章'),
    );
    const whole = found.filter((one) => one.refused === undefined);
    expect(whole.every(({ readings, place }) => readings?.length === 1 && place)).toBe(true);
    await shop.seal();
    // Also what the threads kept that are dead, each where it was said to be.
    const kept = new Archive(into.folder);
    for (const { name, place } of whole) expect(kept.source(place!).name).toBe(name);
    expect(readdirSync(path.join(into.folder, 'parts')).filter((name) => name.endsWith('.pack'))).toEqual([]);
  });

  test('or is ended leaves nobody waiting', async () => {
    const thread = new Thread(archive());
    const going = expect(thread.load(1, raw('a.html'))).rejects.toThrow('closed');
    await thread.close();
    await going;
    await expect(thread.load(2, raw('b.html'))).rejects.toThrow('closed');
  });
});
