import fc from 'fast-check';
import { dateTime, dayLabel, moment, relativeTime, toFeedTime } from '../../src/domain/time';
import { fuzz } from '../support/fuzz';

const now = Date.parse('2024-12-17T09:10:00+08:00');

test.each([
  ['2024-12-17T09:09:30+08:00', '刚刚'],
  ['2024-12-17T09:05:00+08:00', '5 分钟前'],
  ['2024-12-16T20:10:00+08:00', '13 小时前'],
  ['2024-12-14T08:00:00+08:00', '3 天前'],
  ['2024-12-12T08:00:00+08:00', '5 天前'],
  ['2024-12-09T08:00:00+08:00', '12月9日'],
  ['2023-12-12T08:00:00+08:00', '2023-12-12'],
  // A phone's clock may be some seconds behind; one that is behind by more knows of no time that has passed.
  ['2024-12-17T09:10:40+08:00', '刚刚'],
  ['2024-12-17T09:20:00+08:00', '12月17日'],
  ['2025-12-17T09:20:00+08:00', '2025-12-17'],
])('%s is %s', (time, words) => {
  expect(relativeTime(now, time)).toBe(words);
});

test('the year ends at midnight in China, not in UTC', () => {
  expect(relativeTime(Date.parse('2025-01-20T00:00:00+08:00'), '2025-01-01T00:30:00+08:00')).toBe('1月1日');
});

test('day lines', () => {
  expect(dayLabel(now, '2024-12-16T20:10:00+08:00')).toMatchObject({ name: '昨天', note: '12月16日 星期一' });
  expect(dayLabel(now, '2024-12-17T00:00:00+08:00').name).toBe('今天');
  expect(dayLabel(now, '2024-12-14T12:00:00+08:00')).toMatchObject({ name: '12月14日', note: '星期六' });
  expect(dayLabel(now, '2023-12-14T12:00:00+08:00').name).toBe('2023年12月14日');
});

test('moments and stamps', () => {
  expect(moment(now, Date.parse('2024-12-17T09:08:00+08:00'))).toBe('今天 09:08');
  expect(moment(now, Date.parse('2024-12-16T21:30:00+08:00'))).toBe('昨天 21:30');
  expect(moment(now, Date.parse('2024-12-19T09:08:00+08:00'))).toBe('12月19日 09:08');
  expect(moment(now, Date.parse('2023-12-19T09:08:00+08:00'))).toBe('2023年12月19日 09:08');
  expect(dateTime('2024-12-16T20:10:00+08:00')).toBe('2024-12-16 20:10');
  expect(toFeedTime(Date.parse('2024-12-16T12:10:00Z'))).toBe('2024-12-16T20:10:00+08:00');
});

describe('law: a moment', () => {
  // From the year 1000 on: the feed's form has four digits.
  const ms = fc.integer({ min: Date.UTC(1000, 0, 2), max: Date.UTC(9999, 11, 30) });
  /** The same clock by ICU, the other way round as POSIX has it. */
  const icu = new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Etc/GMT-8',
    ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', weekday: 'short' },
  });
  const parts = (at: number) =>
    Object.fromEntries(icu.formatToParts(at).map(({ type, value }) => [type, value]));

  test('comes back from the feed’s form to the second', () => {
    fc.assert(
      fc.property(ms, (at) => {
        expect(Date.parse(toFeedTime(at))).toBe(Math.floor(at / 1000) * 1000);
        expect(toFeedTime(at)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/);
      }),
      fuzz(300),
    );
  });

  test('is shown as ICU shows it in China’s offset, whatever offset it was written in', () => {
    const modern = fc.integer({ min: Date.UTC(1583, 0, 1), max: Date.UTC(9999, 11, 30) });
    fc.assert(
      fc.property(modern, fc.integer({ min: -14 * 60, max: 14 * 60 }), (at, offset) => {
        const local = new Date(Math.floor(at / 1000) * 1000 + offset * 60_000).toISOString().slice(0, 19);
        const hours = String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0');
        const minutes = String(Math.abs(offset) % 60).padStart(2, '0');
        const { year, month, day, hour, minute } = parts(at);
        expect(dateTime(`${local}${offset < 0 ? '-' : '+'}${hours}:${minutes}`)).toBe(
          `${year}-${month}-${day} ${hour}:${minute}`,
        );
      }),
      fuzz(200),
    );
  });

  test('that is still to come shows its date, and of others older ones are never told as younger', () => {
    const words = ['刚刚', ' 分钟前', ' 小时前', ' 天前'];
    const rank = (text: string) => {
      const unit = words.findIndex((word) => text.endsWith(word));
      return unit < 0 ? [words.length, 0] : [unit, Number.parseInt(text, 10) || 0];
    };
    const ages = fc.integer({ min: 0, max: 20 * 86_400 });
    const coming = fc.integer({ min: 61, max: 20 * 86_400 });
    fc.assert(
      fc.property(ms, coming, (now, wait) => {
        expect(relativeTime(now - wait * 1000, toFeedTime(now))).toMatch(/日$|^\d{4}-\d\d-\d\d$/);
      }),
      fuzz(100),
    );
    fc.assert(
      fc.property(ms, ages, ages, (now, a, b) => {
        const told = [Math.min(a, b), Math.max(a, b)].map((age) =>
          rank(relativeTime(now, toFeedTime(now - age * 1000))),
        );
        const [younger, older] = told as [number[], number[]];
        expect(older[0]! * 1000 + older[1]!).toBeGreaterThanOrEqual(younger[0]! * 1000 + younger[1]!);
        expect(younger[1]).toBeGreaterThanOrEqual(0);
      }),
      fuzz(300),
    );
  });

  test('stands under the day that ICU says, with its weekday', () => {
    const WEEK: Record<string, string> = {
      Sun: '日',
      Mon: '一',
      Tue: '二',
      Wed: '三',
      Thu: '四',
      Fri: '五',
      Sat: '六',
    };
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: Date.UTC(2199, 0, 1) }),
        fc.integer({ min: 0, max: 3e11 }),
        (at, age) => {
          const { key, name, note } = dayLabel(at + age, toFeedTime(at));
          const { year, month, day, weekday } = parts(at);
          expect(key).toBe(`${year}-${month}-${day}`);
          expect(note).toMatch(new RegExp(`星期${WEEK[weekday!]}$`));
          const today = parts(at + age);
          expect(name === '今天').toBe(key === `${today.year}-${today.month}-${today.day}`);
        },
      ),
      fuzz(200),
    );
  });
});
