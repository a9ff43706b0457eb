import { missingFrom } from '../../../../src/publisher/source/account/vanished';

const names = (count: number) => Array.from({ length: count }, (_, at) => `api:${at}:1`);
const listed = (count: number, more: { messages?: number; totals?: number[] } = {}) => ({
  names: new Set(names(count)),
  messages: more.messages ?? count,
  totals: new Set(more.totals ?? [count]),
});

test('what a full listing lacks has vanished', () => {
  expect(missingFrom(listed(8), names(10))).toEqual({ verdict: 'vanished', names: ['api:8:1', 'api:9:1'] });
  expect(missingFrom(listed(10), names(10))).toEqual({ verdict: 'vanished', names: [] });
});

test('a listing that holds more than the feed withdraws nothing', () => {
  expect(missingFrom(listed(10), names(4))).toEqual({ verdict: 'vanished', names: [] });
});

test('a list that changed while it was read says nothing of what is missing', () => {
  expect(missingFrom(listed(8, { totals: [8, 9] }), names(10))).toEqual({ verdict: 'list moved' });
  expect(missingFrom(listed(8, { messages: 7 }), names(10))).toEqual({ verdict: 'list moved' });
});

test('more than half of the feed missing is not believed, unless that is a handful', () => {
  expect(missingFrom(listed(5), names(11))).toEqual({ verdict: 'not believed', missing: 6, of: 11 });
  expect(missingFrom(listed(6), names(12))).toMatchObject({ verdict: 'vanished' });
  expect(missingFrom(listed(0), names(5))).toMatchObject({ verdict: 'vanished', names: names(5) });
  expect(missingFrom(listed(0), names(6))).toMatchObject({ verdict: 'not believed' });
});
