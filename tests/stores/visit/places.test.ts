import fc from 'fast-check';
import { Places } from '../../../src/stores/visit/places';
import { articleId } from '../../support/feed';
import { fuzz } from '../../support/fuzz';
import { fakePorts } from '../../support/ports';
import { holding, refusals, storage } from '../../support/storage';

const place = (percent: number) => ({ block: 12, part: 0.4, percent });
const all = () => true;

test('a place is offered again, but not one at the beginning or at the end', () => {
  const { cache } = fakePorts();
  new Places(cache).keep('a', place(52), all);
  new Places(cache).keep('b', place(1), all);
  new Places(cache).keep('c', place(100), all);
  const places = new Places(cache);
  expect(places.offer('a')).toEqual(place(52));
  expect(places.offer('b')).toBeNull();
  expect(places.offer('c')).toBeNull();
  expect(places.offer('d')).toBeNull();
});

test('back at its beginning an article loses its place', () => {
  const places = new Places(fakePorts().cache);
  places.keep('a', place(52), all);
  places.keep('a', null, all);
  expect(places.offer('a')).toBeNull();
});

test('places of articles that history has forgotten go with the next one that is kept', () => {
  const { cache, stored } = fakePorts();
  const places = new Places(cache);
  places.keep('gone', place(30), all);
  places.keep('here', place(40), (id) => id !== 'gone');
  expect(JSON.stringify([...stored])).not.toContain('gone');
  expect(places.offer('here')).not.toBeNull();
});

test('two hundred places are kept, the newest', () => {
  const places = new Places(fakePorts().cache);
  for (let n = 0; n < 250; n += 1) places.keep(articleId(n), place(50), all);
  expect(places.offer(articleId(0))).toBeNull();
  expect(places.offer(articleId(249))).not.toBeNull();
});

test.each([
  ['text', 'x'],
  ['null', null],
  ['an object', { a: 1 }],
  [
    'entries of other shapes',
    [null, 7, ['a'], ['a', null], ['a', { block: -1, part: 9, percent: 1e9 }], [1, place(50)]],
  ],
])('storage that holds %s is no place', (_, stored) => {
  const { cache } = fakePorts();
  cache.write('places', stored);
  expect(new Places(cache).offer('a')).toBeNull();
});

describe('law: places', () => {
  const ids = fc.integer({ min: 1, max: 6 }).map(articleId);
  const place = fc.record({
    block: fc.nat(1e6),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
    percent: fc.double({ min: 0, max: 100, noNaN: true }),
  });
  const sound = fc.array(fc.tuple(ids, place), { maxLength: 6 });

  test('are offered as they were kept, whatever storage held before; none that the history has forgotten', () => {
    const steps = fc.array(
      fc.record({ id: ids, place: fc.option(place, { nil: null }), known: fc.subarray([1, 2, 3, 4, 5, 6]) }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(holding({ places: sound }), steps, (holds, all) => {
        const cache = storage(holds);
        const places = new Places(cache);
        for (const { id, place: kept, known } of all) {
          const isKnown = (one: string) => known.map(articleId).includes(one);
          places.keep(id, kept, isKnown);
          const worth = kept && isKnown(id) && kept.percent >= 3 && kept.percent < 97;
          expect(new Places(cache).offer(id)).toEqual(worth ? kept : null);
          for (const n of [1, 2, 3, 4, 5, 6])
            if (!known.includes(n)) expect(places.offer(articleId(n))).toBeNull();
        }
      }),
      fuzz(200),
    );
  });

  test('are a block, a part of it and a percentage, or none, whatever storage holds and refuses', () => {
    fc.assert(
      fc.property(
        holding({ places: sound }),
        refusals,
        fc.option(place, { nil: null }),
        (holds, refused, kept) => {
          const places = new Places(storage(holds, refused));
          places.keep(articleId(1), kept, () => true);
          for (const n of [1, 2, 3]) {
            const { block = 0, part = 0, percent = 50 } = places.offer(articleId(n)) ?? {};
            expect(block >= 0 && part >= 0 && part <= 1 && percent >= 3 && percent < 97).toBe(true);
          }
        },
      ),
      fuzz(200),
    );
  });
});
