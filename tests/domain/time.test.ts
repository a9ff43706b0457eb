import { dateTime, dayLabel, moment, relativeTime, toFeedTime } from '../../src/domain/time';

const now = Date.parse('2024-12-17T09:10:00+08:00');

test.each([
  ['2024-12-17T09:09:30+08:00', '刚刚'],
  ['2024-12-17T09:05:00+08:00', '5 分钟前'],
  ['2024-12-16T20:10:00+08:00', '13 小时前'],
  ['2024-12-14T08:00:00+08:00', '3 天前'],
  ['2024-12-12T08:00:00+08:00', '5 天前'],
  ['2024-12-09T08:00:00+08:00', '12月9日'],
  ['2023-12-12T08:00:00+08:00', '2023-12-12'],
  // A phone whose clock is behind must not show a negative time.
  ['2024-12-17T09:20:00+08:00', '刚刚'],
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
  expect(dateTime('2024-12-16T20:10:00+08:00')).toBe('2024-12-16 20:10');
  expect(toFeedTime(Date.parse('2024-12-16T12:10:00Z'))).toBe('2024-12-16T20:10:00+08:00');
});
