import { DAY } from '../../../../src/publisher/memory/calls';
import { BIT, EVERY_KEY } from '../../../../src/publisher/memory/listings';
import { callsADay, pagesFor, partsOf, QUOTA } from '../../../../src/publisher/source/account/pace';
import { Pages, type Row } from '../../../../src/publisher/source/account/pages';

const row = (message: string, updated: number, created = updated): Row => ({
  message,
  updated,
  created,
  items: 1,
});
const rows = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => row(`m${from + at}`, 1000 - from - at));

describe('the pages of a run', () => {
  test('are stretches without a hole, open at the very top and the very end', () => {
    const pages = new Pages();
    pages.add(0, rows(0, 20), 67);
    pages.add(40, rows(40, 20), 67);
    pages.add(60, rows(60, 7), 67);
    expect(pages.stretches()).toEqual([
      { start: 0, end: 20 },
      { start: 40, end: 67 },
    ]);
    expect(pages.bounds({ start: 0, end: 20 }, 'updated')).toEqual({ low: 981, high: null });
    expect(pages.bounds({ start: 40, end: 67 }, 'created')).toEqual({ low: null, high: 960 });
    expect([pages.fault, pages.isWhole, pages.orders()]).toEqual([null, false, EVERY_KEY]);
    pages.add(20, rows(20, 20), 67);
    expect(pages.isWhole).toBe(true);
  });

  test('prove nothing where the list moved, or where they have less than they should', () => {
    const moved = new Pages();
    moved.add(0, rows(0, 20), 40);
    moved.add(20, rows(19, 20), 40);
    expect(moved.fault).toBe('moved');
    const longer = new Pages();
    longer.add(0, rows(0, 20), 40);
    longer.add(20, rows(20, 20), 41);
    expect(longer.fault).toBe('moved');
    const short = new Pages();
    short.add(0, rows(0, 19), 40);
    expect(short.fault).toBe('short');
    const other = new Pages();
    other.add(0, rows(0, 20), 20);
    other.add(0, [row('new', 2000), ...rows(0, 19)], 20);
    expect(other.fault).toBe('moved');
  });

  test('tell by which times the list is not sorted', () => {
    const orders = (...all: Row[]) => {
      const pages = new Pages();
      pages.add(0, all, all.length);
      return pages.orders();
    };
    expect(orders(row('a', 9, 1), row('b', 5), row('c', 5))).toBe(BIT.updated);
    expect(orders(row('a', 5), row('b', 9, 4), row('c', 3))).toBe(BIT.created);
    expect(orders(row('a', 5, 1), row('b', 9, 4))).toBe(0);
  });
});

describe('the pace', () => {
  test.each([1, 10, 20, 60, 180, 300, 360, 720, 1440])(
    'law: runs %i minutes apart see all of it in a day',
    (minutes) => {
      const interval = minutes * 60_000;
      for (const messages of [1, 20, 137, 2736, 2760, 10_000, 54_321]) {
        // What a part has in common with the one before it is not gained.
        const seen = pagesFor(messages, interval) * 20 - 2;
        expect(seen * Math.max(1, Math.floor(DAY / interval))).toBeGreaterThanOrEqual(messages);
      }
    },
  );

  test('a run that comes a bit late is not taken for a rarer one', () => {
    for (const hours of [4, 6, 8, 12, 24]) expect(partsOf(hours * 3600_000 + 30_000)).toBe(24 / hours);
  });

  test('after runs that failed a part is as much longer', () => {
    expect(pagesFor(10_000, 600_000, 1_200_000)).toBe(8);
    expect(pagesFor(10_000, 600_000, DAY)).toBe(501);
  });

  test('is what the README promises', () => {
    const calls = [2000, 10_000, 20_000].map((messages) =>
      [600_000, 3_600_000].map(
        (interval) => pagesFor(messages, interval) * (DAY / interval) + (2 * DAY) / interval,
      ),
    );
    expect(calls).toEqual([
      [432, 168],
      [864, 576],
      [1440, 1104],
    ]);
    const isEnough = (messages: number, interval: number, quota = QUOTA) =>
      callsADay(messages, interval, quota) <= quota;
    expect([isEnough(10_000, 600_000), isEnough(20_000, 600_000)]).toEqual([true, false]);
    expect([isEnough(20_000, 600_000, 1600), isEnough(20_000, 3_600_000, 1300)]).toEqual([true, true]);
  });
});
