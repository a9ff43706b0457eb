import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { articleId } from '../../../src/publisher/hash';
import { Memory } from '../../../src/publisher/memory/memory';
import { cleanUp, snapshot, temporary, write } from '../support';

afterEach(cleanUp);

const ID = articleId('one');

/** What is stored after `change`, whose `stored` state was there before. */
async function after(change: (memory: Memory) => void, stored?: object): Promise<Record<string, unknown>> {
  const folder = temporary();
  if (stored) write(folder, { 'state.json': JSON.stringify(stored) });
  const memory = await Memory.open(folder);
  change(memory);
  await memory.save();
  return JSON.parse(readFileSync(path.join(folder, 'state.json'), 'utf8')) as Record<string, unknown>;
}

const empty = { version: 1, maker: '', entries: {}, withdrawn: {}, aliases: {}, sources: {}, published: {} };
const withdrawn = (one: object) => ({ ...empty, withdrawn: { [ID]: { identity: 'one', ...one } } });
/** The stored form of the withdrawal, its keys in the order in which they are stored. */
const storedOf = async (change: (memory: Memory) => void, stored?: object) =>
  JSON.stringify(((await after(change, stored)).withdrawn as Record<string, unknown>)[ID] ?? null);

test('a memory that nobody has written is empty; one that did not change is not written again', async () => {
  expect(await after(() => {})).toEqual(empty);
  const folder = temporary();
  const memory = await Memory.open(folder);
  expect(existsSync(path.join(folder, 'state.json'))).toBe(false);
  await memory.save();
  const before = snapshot(folder);
  await (await Memory.open(folder)).save();
  expect(snapshot(folder)).toEqual(before);
});

test.each(['', '{"version":2,"entries":{}}', '[1]'])(
  'one that cannot be read is refused with the way out: %s',
  async (text) => {
    const folder = write(temporary(), { 'state.json': text });
    await expect(Memory.open(folder)).rejects.toThrow('rebuild');
  },
);

describe('a withdrawn article', () => {
  test.each<[string, object, string]>([
    ['by its source, which says when', { by: 'source', time: 5 }, '{"identity":"one","time":5}'],
    ['by its source, which does not', { by: 'source', time: null }, '{"identity":"one"}'],
    ['by a listing', { by: 'listing', time: 7 }, '{"identity":"one","time":7,"vanished":true}'],
  ])('%s, is stored as it always was', async (_, why, stored) => {
    expect(await storedOf((memory) => memory.withdrawals.add('one', why as never))).toBe(stored);
  });

  test('keeps the first word of when', async () => {
    expect(
      await storedOf(({ withdrawals }) => {
        withdrawals.add('one', { by: 'source', time: 5 });
        withdrawals.add('one', { by: 'source', time: 9 });
      }),
    ).toBe('{"identity":"one","time":5}');
  });

  test('is gone since its source said so, and otherwise since the time that is given', async () => {
    const since: number[] = [];
    const show = ({ withdrawals }: Memory) => since.push(withdrawals.show(ID, 3));
    expect(await storedOf(show, withdrawn({ time: 5 }))).toBe('{"identity":"one","time":5,"shown":true}');
    expect(await storedOf(show, withdrawn({}))).toBe('{"identity":"one","shown":true,"time":3}');
    expect(since).toEqual([5, 3]);
  });

  test('is told of in the feed until its document is lost', async () => {
    await after(
      ({ withdrawals }) => {
        expect(withdrawals.shown()).toEqual([ID]);
        withdrawals.hide(ID);
        expect(withdrawals.shown()).toEqual([]);
        expect(withdrawals.has(ID)).toBe(true);
      },
      withdrawn({ time: 5, shown: true }),
    );
  });

  test('comes back only where nothing but a listing withdrew it', async () => {
    const restore = ({ withdrawals }: Memory) => withdrawals.restore('one');
    expect(await storedOf(restore, withdrawn({ time: 5, vanished: true, shown: true }))).toBe('null');
    expect(await storedOf(restore, withdrawn({ time: 5 }))).toBe('{"identity":"one","time":5}');
  });
});

test('a source that held nothing was read all the same', async () => {
  await after((memory) => {
    expect([memory.hasRead('s'), memory.articlesOf('s')]).toEqual([false, []]);
    memory.noteSource('s', []);
    expect([memory.hasRead('s'), memory.articlesOf('s')]).toEqual([true, []]);
  });
});

test('the maker of the entries changes once, and again where it was forgotten', async () => {
  await after((memory) => {
    expect(memory.changeMaker('a')).toBe(true);
    expect(memory.changeMaker('a')).toBe(false);
    memory.forgetMaker();
    expect(memory.changeMaker('a')).toBe(true);
  });
});

test('the earliest time at which a place was listed is kept', async () => {
  const stored = await after((memory) => {
    expect(memory.noteListed('api:1:1', 20)).toBe(20);
    expect(memory.noteListed('api:1:1', 30)).toBe(20);
    expect(memory.noteListed('api:1:1', 10)).toBe(10);
    expect(memory.listed()).toEqual(['api:1:1']);
  });
  expect(stored.published).toEqual({ 'api:1:1': 10 });
});

test('what is missing leaves no trace in what is stored', async () => {
  const stored = await after(
    (memory) => {
      expect([memory.gap, memory.search]).toEqual([20, null]);
      memory.gap = null;
      memory.search = null;
    },
    { ...empty, gap: 20 },
  );
  expect(Object.keys(stored)).toEqual(Object.keys(empty));
});
