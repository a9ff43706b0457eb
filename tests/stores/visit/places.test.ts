import { Places } from '../../../src/stores/visit/places';
import { articleId } from '../../support/feed';
import { fakePorts } from '../../support/ports';

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
