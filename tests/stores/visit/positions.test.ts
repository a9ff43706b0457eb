import fc from 'fast-check';
import { Positions } from '../../../src/stores/visit/positions';
import { articleId } from '../../support/feed';
import { fuzz } from '../../support/fuzz';
import { fakePorts } from '../../support/ports';
import { holding, refusals, storage } from '../../support/storage';

const position = (percent: number) => ({ block: 12, part: 0.4, percent });
const all = () => true;

test('a position is offered again, but not one at the beginning or at the end', () => {
  const { cache } = fakePorts();
  new Positions(cache).keep('a', position(52), all);
  new Positions(cache).keep('b', position(1), all);
  new Positions(cache).keep('c', position(100), all);
  const positions = new Positions(cache);
  expect(positions.offer('a')).toEqual(position(52));
  expect(positions.offer('b')).toBeNull();
  expect(positions.offer('c')).toBeNull();
  expect(positions.offer('d')).toBeNull();
});

test('back at its beginning an article loses its position', () => {
  const positions = new Positions(fakePorts().cache);
  positions.keep('a', position(52), all);
  positions.keep('a', null, all);
  expect(positions.offer('a')).toBeNull();
});

test('positions of articles that history has forgotten go with the next one that is kept', () => {
  const { cache, stored } = fakePorts();
  const positions = new Positions(cache);
  positions.keep('gone', position(30), all);
  positions.keep('here', position(40), (id) => id !== 'gone');
  expect(JSON.stringify([...stored])).not.toContain('gone');
  expect(positions.offer('here')).not.toBeNull();
});

test('two hundred positions are kept, the newest', () => {
  const positions = new Positions(fakePorts().cache);
  for (let n = 0; n < 250; n += 1) positions.keep(articleId(n), position(50), all);
  expect(positions.offer(articleId(0))).toBeNull();
  expect(positions.offer(articleId(249))).not.toBeNull();
});

test.each(['large', 'full', 'broken'] as const)('a position that is refused as %s costs no other', (why) => {
  const { cache, refuse } = fakePorts();
  const positions = new Positions(cache);
  positions.keep('a', position(52), all);
  refuse.write = why;
  positions.keep('b', position(40), all);
  expect(positions.offer('a')).toEqual(position(52));
  expect(positions.offer('b')).toBeNull();
});

test('in a full storage the oldest position makes room for the newest', () => {
  const { cache } = fakePorts();
  const positions = new Positions(cache);
  for (const id of ['a', 'b', 'c']) positions.keep(id, position(50), all);
  cache.limits.all = cache.usage().used;
  positions.keep('d', position(60), all);
  expect(positions.offer('a')).toBeNull();
  for (const id of ['b', 'c', 'd']) expect(positions.offer(id)).not.toBeNull();
});

test('positions that cannot be read are not written over', () => {
  const { cache, refuse } = fakePorts();
  const positions = new Positions(cache);
  positions.keep('a', position(52), all);
  refuse.read = true;
  positions.keep('b', position(40), all);
  expect(positions.offer('a')).toBeNull();
  refuse.read = false;
  expect(positions.offer('a')).toEqual(position(52));
});

test.each([
  ['text', 'x'],
  ['null', null],
  ['an object', { a: 1 }],
  [
    'entries of other shapes',
    [null, 7, ['a'], ['a', null], ['a', { block: -1, part: 9, percent: 1e9 }], [1, position(50)]],
  ],
])('storage that holds %s is no position', (_, stored) => {
  const { cache } = fakePorts();
  cache.write('places', stored);
  expect(new Positions(cache).offer('a')).toBeNull();
});

describe('law: positions', () => {
  const ids = fc.integer({ min: 1, max: 6 }).map(articleId);
  const position = fc.record({
    block: fc.nat(1e6),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
    percent: fc.double({ min: 0, max: 100, noNaN: true }),
  });
  const sound = fc.array(fc.tuple(ids, position), { maxLength: 6 });

  test('are offered as they were kept, whatever storage held before; none that the history has forgotten', () => {
    const steps = fc.array(
      fc.record({
        id: ids,
        position: fc.option(position, { nil: null }),
        known: fc.subarray([1, 2, 3, 4, 5, 6]),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(holding({ positions: sound }), steps, (holds, all) => {
        const cache = storage(holds);
        const positions = new Positions(cache);
        for (const { id, position: kept, known } of all) {
          const isKnown = (one: string) => known.map(articleId).includes(one);
          positions.keep(id, kept, isKnown);
          const worth = kept && isKnown(id) && kept.percent >= 3 && kept.percent < 97;
          expect(new Positions(cache).offer(id)).toEqual(worth ? kept : null);
          for (const n of [1, 2, 3, 4, 5, 6])
            if (!known.includes(n)) expect(positions.offer(articleId(n))).toBeNull();
        }
      }),
      fuzz(200),
    );
  });

  test('are a block, a part of it and a percentage, or none, whatever storage holds and refuses', () => {
    fc.assert(
      fc.property(
        holding({ positions: sound }),
        refusals,
        fc.option(position, { nil: null }),
        (holds, refused, kept) => {
          const positions = new Positions(storage(holds, refused));
          positions.keep(articleId(1), kept, () => true);
          for (const n of [1, 2, 3]) {
            const { block = 0, part = 0, percent = 50 } = positions.offer(articleId(n)) ?? {};
            expect(block >= 0 && part >= 0 && part <= 1 && percent >= 3 && percent < 97).toBe(true);
          }
        },
      ),
      fuzz(200),
    );
  });
});
