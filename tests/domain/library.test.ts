import fc from 'fast-check';
import {
  byDay,
  choiceNotice,
  favouritesNotice,
  historyNotice,
  keptNote,
  notDone,
  readNote,
  sizeText,
} from '../../src/domain/library';
import { fuzz } from '../support/fuzz';

const now = Date.parse('2026-11-23T09:10:00+08:00');
const at = (time: string) => Date.parse(`${time}+08:00`);

test.each([
  [0, '看过'],
  [0.004, '看过'],
  [0.52, '读到 52%'],
  [0.985, '读完'],
  [1, '读完'],
])('progress %d is %s', (progress, said) => {
  expect(readNote(progress)).toBe(said);
});

test('days are China’s days', () => {
  expect(keptNote(now, at('2026-11-23T00:00:01'))).toBe('收藏于 今天');
  expect(keptNote(now, at('2026-11-22T23:59:59'))).toBe('收藏于 昨天');
  expect(keptNote(now, at('2026-11-03T12:00:00'))).toBe('收藏于 11月3日');
  expect(keptNote(now, at('2024-12-13T12:00:00'))).toBe('收藏于 2024年12月13日');
});

test('entries stand under their days, in order', () => {
  const times = ['2026-11-23T08:00:00', '2026-11-23T00:10:00', '2026-11-22T23:50:00'].map(at);
  expect(byDay(now, times, (time) => time).map(({ label, entries }) => [label.name, entries.length])).toEqual(
    [
      ['今天', 2],
      ['昨天', 1],
    ],
  );
});

test.each([
  [0, '0 KB'],
  [1, '1 KB'],
  [12_000, '12 KB'],
  [104_858, '0.1 MB'],
  [2.8 * 1024 * 1024, '2.8 MB'],
])('%d bytes are %s', (bytes, said) => {
  expect(sizeText(bytes)).toBe(said);
});

describe('law: entries under their days', () => {
  const moments = fc.array(fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) }), { maxLength: 30 });
  test('are all there in their order, each day once', () => {
    fc.assert(
      fc.property(moments, (all) => {
        const entries = [...all].sort((a, b) => b - a);
        const groups = byDay(now, entries, (one) => one);
        expect(groups.flatMap((group) => group.entries)).toEqual(entries);
        const keys = groups.map((group) => group.label.key);
        expect(new Set(keys).size).toBe(keys.length);
        expect(groups.every((group) => group.entries.length > 0)).toBe(true);
      }),
      fuzz(100),
    );
  });
});

test.each(['large', 'full', 'broken'] as const)('a refusal as %s is said in two lines of a toast', (why) => {
  for (const deed of ['收藏', '取消收藏', '移出收藏', '删除', '清空', '撤销'])
    expect(notDone(why, deed)).toMatch(new RegExp(`^.{5,10}，没能${deed}(。.{5,14})?$`));
});

test('a notice says what happened, what stayed, and what helps', () => {
  expect(favouritesNotice('full')).toBe(
    '手机给小程序的存储空间满了，刚才的改动没有存下，原来的收藏都在。请到“设置”里清除文章缓存。',
  );
  expect(favouritesNotice('large')).toContain('请先移出几篇');
  expect(favouritesNotice('broken')).toContain('微信没能写入手机存储');
  expect(favouritesNotice('unread')).toContain('收藏没有丢');
  expect(historyNotice('full')).toContain('清除文章缓存');
  expect(choiceNotice('broken')).toBe(
    '微信没能写入手机存储，现在的选择没有存下，下次打开会变回原来的。请稍后再试。',
  );
});

test('law: a size is told in figures near it, and none but nothing is told as nothing', () => {
  fc.assert(
    fc.property(fc.nat(11 * 1024 * 1024), (bytes) => {
      const [, amount, unit] = /^(\d+(?:\.\d)?) (KB|MB)$/.exec(sizeText(bytes))!;
      const told = Number(amount) * (unit === 'MB' ? 1024 * 1024 : 1024);
      expect(Math.abs(told - bytes)).toBeLessThanOrEqual(unit === 'MB' ? 0.0501 * 1024 * 1024 : 1024);
      expect(told > 0).toBe(bytes > 0);
    }),
    fuzz(300),
  );
});
