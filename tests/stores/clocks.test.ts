import { createStores } from '../../src/stores';
import { FeedClock, passed } from '../../src/stores/feed-clock';
import { ListWindow } from '../../src/stores/list-window';
import { ReadingSession } from '../../src/stores/visit/reading-session';
import { feedOf70 } from '../support/column';
import { articleId } from '../support/feed';
import { type FakePorts, fakePorts, settle } from '../support/ports';

/* The phone's clock may be wrong, and pages stay open for days. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Sets the phone's clock `by` ms ahead of what it is, or back. */
function wrong(ports: FakePorts, by: number): void {
  const { now } = ports.clock;
  ports.clock.now = () => now() + by;
}

/** Has every answer say what the time is. */
function dated(ports: FakePorts, date: () => number): void {
  const { get } = ports.transport;
  ports.transport.get = (...asked) => ({ ...get(...asked), date });
}

const open = (ports: FakePorts) => createStores('https://feed.example', { head: null, articles: {} }, ports);

test('a clock that was once a day ahead stops no refresh: the column asks when the program comes back', async () => {
  const ports = fakePorts();
  feedOf70(ports);
  const { now } = ports.clock;
  wrong(ports, DAY);
  await open(ports).column.start();
  ports.clock.now = now;
  const stores = open(ports);
  await stores.column.start();
  const asked = ports.asked.length;
  ports.stored.set('refreshed', now() + DAY);
  const again = open(ports);
  await again.column.start();
  expect(ports.asked).toHaveLength(asked + 1);
  wrong(ports, -DAY);
  again.appeared();
  await settle();
  expect(ports.asked).toHaveLength(asked + 2);
});

test.each([
  ['two hours slow', -2 * HOUR],
  ['a year ahead', 365 * DAY],
])('a phone’s clock that is %s: the time is the feed’s from its first answer on', async (_, by) => {
  const ports = fakePorts();
  feedOf70(ports);
  const { now } = ports.clock;
  dated(ports, () => now());
  wrong(ports, by);
  const stores = open(ports);
  expect(stores.clock.shown).toBe(now() + by);
  await stores.column.start();
  expect(stores.clock.shown).toBe(now());
  expect(stores.clock.now()).toBe(now());
  expect(stores.column.refreshedAt).toBe(now());
  stores.library.opened(articleId(1));
  expect(stores.library.history[0]![1].at).toBe(now());
});

test('a phone’s clock that differs from the feed’s by less than a minute is right', async () => {
  const ports = fakePorts();
  feedOf70(ports);
  dated(ports, () => ports.clock.now() + 40_000);
  const stores = open(ports);
  await stores.column.start();
  expect(stores.clock.now()).toBe(ports.clock.now());
});

test('what a file says that never changes is of the day on which a cache took it: it is not asked for the time', async () => {
  const ports = fakePorts();
  feedOf70(ports);
  const { get } = ports.transport;
  ports.transport.get = (url, fresh) => ({
    ...get(url, fresh),
    date: () => ports.clock.now() - (url.includes('/lists/') ? 30 * DAY : 0),
  });
  const stores = open(ports);
  await stores.column.start();
  await stores.column.loadMore();
  expect(stores.clock.now()).toBe(ports.clock.now());
});

test('an answer that is not the feed’s tells no time', async () => {
  const ports = fakePorts();
  ports.answers.set('feed.json', { a: 'login page' });
  dated(ports, () => 0);
  const stores = open(ports);
  await stores.column.start();
  expect(stores.clock.now()).toBe(ports.clock.now());
});

test('a page that is open for 26 hours shows the time of showing, minute by minute; one that nobody sees rests', async () => {
  const ports = fakePorts();
  feedOf70(ports);
  const stores = open(ports);
  await stores.column.start();
  stores.appeared();
  await ports.advance(26 * HOUR);
  expect(ports.clock.now() - stores.clock.shown).toBeLessThan(60_000);
  stores.left();
  const { shown } = stores.clock;
  await ports.advance(2 * HOUR);
  expect(stores.clock.shown).toBe(shown);
  stores.appeared();
  expect(stores.clock.shown).toBe(ports.clock.now());
});

test('what has passed since a moment that is still to come is too long', () => {
  const clock = { now: () => 1000 };
  expect(passed(clock, 400)).toBe(600);
  expect(passed(clock, 1000)).toBe(0);
  expect(passed(clock, 1001)).toBe(Infinity);
});

test('a clock that is set back while a list or an article is read does not stop what follows the finger', async () => {
  const ports = fakePorts();
  let measured = 0;
  ports.viewport.measure = async () => {
    measured += 1;
    return [];
  };
  const list = new ListWindow(ports.viewport, ports.clock, 844, 'foot');
  const session = new ReadingSession(ports.viewport, ports.clock, 844, { title: '#title', end: '#fin' });
  list.scrolled(100);
  session.scrolled(100);
  await ports.advance(2000);
  const before = measured;
  wrong(ports, -DAY);
  list.scrolled(300);
  session.scrolled(300);
  await ports.advance(200);
  expect(measured).toBe(before + 2);
});

test('the clock that the stores are given is the one that the feed corrects', () => {
  const clock = new FeedClock(fakePorts().clock);
  clock.tell(Date.parse('2030-01-01T08:00:00+08:00'));
  expect(new Date(clock.now()).getUTCFullYear()).toBe(2030);
  clock.tell(undefined);
  expect(new Date(clock.now()).getUTCFullYear()).toBe(2030);
});
