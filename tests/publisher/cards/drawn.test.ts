import { rmSync } from 'node:fs';
import path from 'node:path';
import { type ArticleDocument, type ListItem, paths } from '../../../src/feed';
import { drawCards, restore, withdraw } from '../../../src/publisher/commands/edit';
import { publish } from '../../../src/publisher/commands/publish';
import { rebuild } from '../../../src/publisher/commands/rebuild';
import { articleId } from '../../../src/publisher/hash';
import { FACT } from '../../../src/publisher/memory/facts';
import { Memory, memoryFile } from '../../../src/publisher/memory/memory';
import { RunRecord } from '../../../src/publisher/memory/record';
import { ordinaryPage } from '../../fixtures/publisher/pages';
import { allowRounds, rounds, seeded } from '../../support/random';
import { cleanUp, closure, readJson, snapshot, strays, temporary, write } from '../support';

/* Which articles have share cards, over several runs. What is drawn does not matter here: it is as good as the title. */

jest.mock('../../../src/publisher/cards/cards', () => ({
  drawCards: async ({ id, title }: ListItem) => ({
    chat: Buffer.from(`chat ${id} ${title}`),
    square: Buffer.from(`square ${id} ${title}`),
  }),
}));

afterEach(cleanUp);

const idOf = (mid: number) => articleId(`message:MzA1MDAwMDAwMQ==:${mid}:1`);

/** A column whose newest two articles have cards, until told otherwise. */
function desk(cards = 2) {
  const root = temporary();
  const from = path.join(root, 'from');
  const to = path.join(root, 'to');
  const options = { to, images: false, column: { cards }, now: () => 1_700_000_000_000 };
  const put = (mid: number, title = `标题${mid}`) =>
    write(from, {
      [`${mid}.html`]: ordinaryPage({
        title,
        mid: String(mid),
        time: 1600000000 + mid * 60,
        body: '<p>正文。</p>',
      }),
    });
  const run = (more: object = {}) => publish({ from: [from], ...options, ...more });
  const documentOf = (mid: number) => readJson(to, paths.article(idOf(mid))) as ArticleDocument;
  /** Articles that have cards, each of them there. */
  const drawn = async (mids: readonly number[]): Promise<number[]> => {
    const files = new Set((await closure(to)).keys());
    return mids.filter((mid) => {
      const { cards } = documentOf(mid);
      if (cards)
        for (const file of [cards.chat, cards.square]) expect([file, files.has(file)]).toEqual([file, true]);
      return cards !== undefined;
    });
  };
  const loseMemory = () => rmSync(memoryFile(`${to}.archive`));
  const loseFeed = () => rmSync(to, { recursive: true });
  return { from, to, options, put, run, documentOf, drawn, loseMemory, loseFeed };
}

describe('share cards', () => {
  test('are drawn of the newest articles, and stay when newer ones come, which touches nothing old', async () => {
    const { to, put, run, drawn, documentOf } = desk();
    for (const mid of [1, 2, 3, 4]) put(mid);
    expect(await run()).toMatchObject({ cards: 4 });
    expect(await drawn([1, 2, 3, 4])).toEqual([3, 4]);
    const before = documentOf(2);
    put(5);
    expect(await run()).toMatchObject({ cards: 2 });
    expect(await drawn([1, 2, 3, 4, 5])).toEqual([3, 4, 5]);
    expect(documentOf(2).v).toBe(before.v);
    expect(await run()).toMatchObject({ cards: 0, written: 0 });
    expect(await strays(to)).toEqual([]);
  });

  test('are drawn of 500 where nobody says how many', async () => {
    const { put, run, drawn } = desk();
    put(1);
    await run({ column: {} });
    expect(await drawn([1])).toEqual([1]);
  });

  test('of older ones are drawn when an editor asks, by id or address, or for all', async () => {
    const { put, run, drawn, options, documentOf } = desk(1);
    for (const mid of [1, 2, 3, 4]) put(mid);
    await run();
    expect(await drawCards({ which: [idOf(1)], ...options })).toMatchObject({ cards: 2 });
    expect(await drawn([1, 2, 3, 4])).toEqual([1, 4]);
    expect(await drawCards({ which: [documentOf(2).url!], ...options })).toMatchObject({ cards: 2 });
    expect(await drawCards({ which: null, ...options })).toMatchObject({ cards: 2 });
    expect(await drawn([1, 2, 3, 4])).toEqual([1, 2, 3, 4]);
    const again = await drawCards({ which: [idOf(1)], ...options });
    expect(again).toMatchObject({ cards: 0, written: 0 });
    expect(JSON.stringify(again)).toContain('已有卡片：《标题1》');
    await expect(drawCards({ which: ['nobodyknows1'], ...options })).rejects.toThrow('nobodyknows1');
    await withdraw({ which: [idOf(2)], ...options });
    await expect(drawCards({ which: [idOf(2)], ...options })).rejects.toThrow('已经撤回');
  });

  test('that an editor asked for in a column without any are all drawn at once', async () => {
    const { put, run, drawn, options } = desk();
    for (const mid of [1, 2, 3]) put(mid);
    await run({ cards: false });
    expect(await drawn([1, 2, 3])).toEqual([]);
    await drawCards({ which: null, ...options });
    expect(await drawn([1, 2, 3])).toEqual([1, 2, 3]);
  });

  test('of an older article that has some are drawn anew with it, and go with it', async () => {
    const { put, run, drawn, documentOf, options, to } = desk(1);
    for (const mid of [1, 2, 3]) put(mid);
    await run();
    await drawCards({ which: [idOf(2)], ...options });
    const before = documentOf(2).cards!;
    put(2, '改过的标题');
    put(1, '也改过');
    expect(await run()).toMatchObject({ cards: 2 });
    expect(await drawn([1, 2, 3])).toEqual([2, 3]);
    expect(documentOf(2).cards!.chat).not.toBe(before.chat);
    const file = documentOf(2).cards!.chat;
    await withdraw({ which: [idOf(2)], ...options });
    expect([...snapshot(to).keys()]).not.toContain(file);
    expect((await rebuild(options)).cards).toBe(0);
  });

  test('are drawn of what becomes one of the newest: others went, or the column wants more', async () => {
    const { put, run, drawn, options } = desk(1);
    for (const mid of [1, 2, 3, 4]) put(mid);
    await run();
    await withdraw({ which: [idOf(4)], ...options });
    expect(await drawn([1, 2, 3])).toEqual([3]);
    await run({ column: { cards: 2 } });
    expect(await drawn([1, 2, 3])).toEqual([2, 3]);
    // It is remembered, and fewer take nothing away.
    await run({ column: undefined });
    await run({ column: { cards: 0 } });
    expect(await drawn([1, 2, 3])).toEqual([2, 3]);
  });

  test('are all drawn anew, those of older articles too, when name, mark or colours of the column are others', async () => {
    const { put, run, drawn, options, to } = desk(1);
    for (const mid of [1, 2, 3]) put(mid);
    await run();
    await drawCards({ which: [idOf(1)], ...options });
    const memory = Memory.open(`${to}.archive`, 0);
    memory.begin();
    for (const id of [1, 3].map(idOf))
      memory.articles.put({ ...memory.articles.get(id)!, card: 'of before' });
    memory.setFact(FACT.cards, 'of before');
    memory.commit({ moves: [], removes: [] });
    memory.close();
    // Not by a run that draws none, which would only take them away.
    expect(await run({ cards: false })).toMatchObject({ cards: 0 });
    expect(await drawn([1, 2, 3])).toEqual([1, 3]);
    expect(await run()).toMatchObject({ cards: 4 });
    expect(await drawn([1, 2, 3])).toEqual([1, 3]);
    expect(await run()).toMatchObject({ cards: 0, written: 0 });
  });

  test('that a run without cards took from an older article are drawn by the next one, whatever is lost meanwhile', async () => {
    for (const isLost of [false, true]) {
      const { put, run, drawn, options, loseMemory } = desk(1);
      for (const mid of [1, 2, 3]) put(mid);
      await run();
      await drawCards({ which: [idOf(1)], ...options });
      put(1, '改过的标题');
      await run({ cards: false });
      expect(await drawn([1, 2, 3])).toEqual([3]);
      if (isLost) loseMemory();
      await run({ cards: isLost ? false : undefined });
      await run();
      expect(await drawn([1, 2, 3])).toEqual([1, 3]);
      expect(await run()).toMatchObject({ cards: 0, written: 0 });
    }
  });

  test('are drawn after a rebuild without cards where they were before it', async () => {
    const { put, run, drawn, options, loseMemory } = desk(1);
    for (const mid of [1, 2, 3]) put(mid);
    await run();
    await drawCards({ which: [idOf(1)], ...options });
    loseMemory();
    await rebuild({ ...options, cards: false });
    await run();
    expect(await drawn([1, 2, 3])).toEqual([1, 3]);
  });

  test('whose files are lost are drawn by the next run that draws some', async () => {
    const { put, run, drawn, options, documentOf, to } = desk(1);
    for (const mid of [1, 2, 3]) put(mid);
    await run();
    await drawCards({ which: [idOf(1)], ...options });
    rmSync(path.join(to, documentOf(1).cards!.chat));
    await run({ cards: false });
    await run();
    expect(await drawn([1, 2, 3])).toEqual([1, 3]);
  });

  test('of articles that came while none were drawn are those of the newest', async () => {
    const { put, run, drawn } = desk(1);
    put(1);
    await run();
    for (const mid of [2, 3]) {
      put(mid);
      await run({ cards: false });
    }
    put(4);
    await run();
    expect(await drawn([1, 2, 3, 4])).toEqual([1, 4]);
  });

  test('of before the record told of them are told once, and outlive the memory', async () => {
    const { put, run, drawn, options, to, loseMemory, loseFeed } = desk(1);
    for (const mid of [1, 2, 3]) put(mid);
    await run();
    await drawCards({ which: [idOf(1)], ...options });
    // As an edition left it that knew no such lines.
    const record = new RunRecord(`${to}.archive`);
    rmSync(record.file);
    const memory = Memory.open(`${to}.archive`, 0);
    memory.begin();
    memory.setFact(FACT.drawn, null);
    // It left so, too, what was never drawn.
    memory.articles.put({ ...memory.articles.get(idOf(2))!, card: null });
    memory.commit({ moves: [], removes: [] });
    memory.close();
    put(4);
    await run();
    expect(record.told()!.drawn).toEqual(new Set([1, 3, 4].map(idOf)));
    loseMemory();
    loseFeed();
    await rebuild(options);
    expect(await drawn([1, 2, 3, 4])).toEqual([1, 3, 4]);
  });
});

allowRounds();

test(
  'which articles have cards is a law over runs, also where memory or feed are lost',
  seeded(async (random) => {
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
    for (let round = 0; round < rounds(3); round += 1) {
      const newest = 1 + Math.floor(random() * 3);
      const { put, run, drawn, options, loseMemory, loseFeed, to } = desk(newest);
      let next = 1;
      const there = new Set<number>();
      const withdrawn = new Set<number>();
      const cards = new Set<number>();
      const came: string[] = [];
      const begin = async () => {
        put(next);
        there.add(next);
        next += 1;
        await run();
      };
      await begin();
      cards.add(1);
      for (let step = 0; step < 14; step += 1) {
        const what = pick([
          'new',
          'new',
          'edit',
          'edit without cards',
          'withdraw',
          'restore',
          'ask',
          'memory',
          'feed',
          'both',
          'nothing',
        ]);
        came.push(what);
        if (what === 'new') await begin();
        if (what === 'edit') {
          put(pick([...there]), `标题 ${step} 改`);
          await run();
        }
        if (what === 'edit without cards') {
          put(pick([...there]), `标题 ${step} 改`);
          await run({ cards: false });
          if (random() < 0.5) loseMemory();
          await run();
        }
        if (what === 'withdraw' && there.size > 1) {
          const mid = pick([...there]);
          await withdraw({ which: [idOf(mid)], ...options });
          there.delete(mid);
          withdrawn.add(mid);
          cards.delete(mid);
        }
        if (what === 'restore' && withdrawn.size > 0) {
          const mid = pick([...withdrawn]);
          await restore({ which: [idOf(mid)], ...options });
          withdrawn.delete(mid);
          there.add(mid);
        }
        if (what === 'ask') {
          const mid = pick([...there]);
          await drawCards({ which: [idOf(mid)], ...options });
          cards.add(mid);
        }
        if (what === 'memory' || what === 'both') loseMemory();
        if (what === 'feed' || what === 'both') loseFeed();
        if (['memory', 'feed', 'both'].includes(what)) await rebuild(options);
        if (what === 'nothing') expect((await run()).cards).toBe(0);
        const mids = [...there].sort((a, b) => a - b);
        for (const mid of mids.slice(-newest)) cards.add(mid);
        expect([came, await drawn(mids)]).toEqual([came, mids.filter((mid) => cards.has(mid))]);
        expect([came, new RunRecord(`${to}.archive`).told()!.drawn]).toEqual([
          came,
          new Set([...cards].map(idOf)),
        ]);
      }
    }
  }),
  120_000,
);
