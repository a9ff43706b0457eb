import { shownTime } from '../../../src/publisher/source/page/dates';
import { randomNumbers, rounds, seed } from '../../support/random';

/** A Friday. */
const CAPTURED = Date.parse('2026-03-27T10:00:00+08:00');
const china = (time: number | null): string | null =>
  time === null ? null : new Date(time + 8 * 3_600_000).toISOString().slice(0, 19);

test.each([
  ['2026年3月24日 22:38', '2026-03-24T22:38:00'],
  ['2026-03-24 22:38', '2026-03-24T22:38:00'],
  ['2026-03-24 22:38:05', '2026-03-24T22:38:05'],
  ['2026/3/24', '2026-03-24T00:00:00'],
  ['2026.03.24', '2026-03-24T00:00:00'],
  ['2026年3月24日22时38分05秒', '2026-03-24T22:38:05'],
  ['2026年3月24日下午10:38', '2026-03-24T22:38:00'],
  ['2026年3月24日 晚上22:38', '2026-03-24T22:38:00'],
  ['2026-3-24 上午12:05', '2026-03-24T00:05:00'],
  ['2026-3-24 中午12:05', '2026-03-24T12:05:00'],
  ['2026-3-24 中午1:05', '2026-03-24T13:05:00'],
  ['２０２６年３月２４日　２２：３８', '2026-03-24T22:38:00'],
  ['2026年3月24日（星期二）22:38', '2026-03-24T22:38:00'],
  ['发布时间：2026年3月24日 22:38', '2026-03-24T22:38:00'],
  ['March 24, 2026 10:38 PM', '2026-03-24T22:38:00'],
  ['Mar 24, 2026 at 12:05 a.m.', '2026-03-24T00:05:00'],
  ['24 Mar 2026 22:38', '2026-03-24T22:38:00'],
  ['24th March 2026', '2026-03-24T00:00:00'],
  ['Tuesday, March 24, 2026', '2026-03-24T00:00:00'],
  ['Posted on Mar 24, 2026', '2026-03-24T00:00:00'],
  ['2026年3月24日 22:38 天津', '2026-03-24T22:38:00'],
  ['2026年3月24日 22:38 发布', '2026-03-24T22:38:00'],
  ['2026年3月24日 22:38 IP属地：天津', '2026-03-24T22:38:00'],
  ['2026年3月24日 · IP属地：天津', '2026-03-24T00:00:00'],
  ['2026-03-24 22:38 发布于天津', '2026-03-24T22:38:00'],
  ['2026-03-24 22:38 From Tianjin', '2026-03-24T22:38:00'],
  ['Tue Mar 24 2026 22:38:00 GMT+0800 (中国标准时间)', '2026-03-24T22:38:00'],
  ['星期二 2026年3月24日', '2026-03-24T00:00:00'],
  ['周二，2026-03-24 22:38', '2026-03-24T22:38:00'],
  ['3/24/2026', '2026-03-24T00:00:00'],
  ['24/3/2026 22:38', '2026-03-24T22:38:00'],
  ['20260324', '2026-03-24T00:00:00'],
  ['20260324 22:38', '2026-03-24T22:38:00'],
  ['二〇二六年三月二十四日', '2026-03-24T00:00:00'],
  ['二零二六年十二月十日下午三点', '2026-12-10T15:00:00'],
  ['2026-03-24T22:38:05+08:00', '2026-03-24T22:38:05'],
  ['2026-03-24T14:38:05.123Z', '2026-03-24T22:38:05'],
  ['2026-03-24T10:38-0400', '2026-03-24T22:38:00'],
  ['Tue, 24 Mar 2026 14:38:05 GMT', '2026-03-24T22:38:05'],
])('%s is %s in China, whenever the page was saved', (shown, moment) => {
  expect(china(shownTime(shown))).toBe(moment);
});

test.each([
  ['3月24日', '2026-03-24T00:00:00'],
  ['3月24日 22:38', '2026-03-24T22:38:00'],
  ['12月30日', '2025-12-30T00:00:00'],
  ['2月29日', '2024-02-29T00:00:00'],
  ['03-24 22:38', '2026-03-24T22:38:00'],
  ['Mar 24', '2026-03-24T00:00:00'],
  ['24 Mar 22:38', '2026-03-24T22:38:00'],
  ['今天 08:05', '2026-03-27T08:05:00'],
  ['昨天 22:38', '2026-03-26T22:38:00'],
  ['前天', '2026-03-25T00:00:00'],
  ['星期二', '2026-03-24T00:00:00'],
  ['周五', '2026-03-20T00:00:00'],
  ['周日 22:38', '2026-03-22T22:38:00'],
  ['3天前', '2026-03-24T00:00:00'],
  ['两天前', '2026-03-25T00:00:00'],
  ['1周前', '2026-03-20T00:00:00'],
  ['一个月前', '2026-02-27T00:00:00'],
  ['2年前', '2024-03-27T00:00:00'],
  ['2小时前', '2026-03-27T08:00:00'],
  ['5分钟前', '2026-03-27T09:55:00'],
  ['刚刚', '2026-03-27T10:00:00'],
  ['3-24 22:38', '2026-03-24T22:38:00'],
  ['上周三', '2026-03-18T00:00:00'],
  ['上星期日', '2026-03-22T00:00:00'],
  ['本周三 22:38', '2026-03-25T22:38:00'],
  ['本周五', '2026-03-27T00:00:00'],
  ['上周', '2026-03-20T00:00:00'],
  ['last week', '2026-03-20T00:00:00'],
  ['上个月', '2026-02-27T00:00:00'],
  ['去年12月3日', '2025-12-03T00:00:00'],
  ['去年十二月三日', '2025-12-03T00:00:00'],
  ['今年1月2日', '2026-01-02T00:00:00'],
  ['半小时前', '2026-03-27T09:30:00'],
  ['十五分钟前', '2026-03-27T09:45:00'],
  ['十二天前', '2026-03-15T00:00:00'],
  ['二十三天前', '2026-03-04T00:00:00'],
  ['半个月前', '2026-03-12T00:00:00'],
  ['今早 8:00', '2026-03-27T08:00:00'],
  ['昨晚 22:38', '2026-03-26T22:38:00'],
  ['昨晚10:38', '2026-03-26T22:38:00'],
  ['昨晚', '2026-03-26T00:00:00'],
  ['2h ago', '2026-03-27T08:00:00'],
  ['3d ago', '2026-03-24T00:00:00'],
  ['a few seconds ago', '2026-03-27T10:00:00'],
  ['昨天 22:38 天津', '2026-03-26T22:38:00'],
  ['3天前 IP属地：天津', '2026-03-24T00:00:00'],
  ['Yesterday 22:38', '2026-03-26T22:38:00'],
  ['Tuesday', '2026-03-24T00:00:00'],
  ['2 days ago', '2026-03-25T00:00:00'],
  ['a week ago', '2026-03-20T00:00:00'],
  ['08:38', '2026-03-27T08:38:00'],
  ['22:38', '2026-03-26T22:38:00'],
])(
  '%s is %s where the page was saved on Friday 2026-03-27 at 10:00, and nothing where nobody knows when',
  (shown, moment) => {
    expect(china(shownTime(shown, CAPTURED))).toBe(moment);
    expect(shownTime(shown)).toBeNull();
  },
);

test.each([
  ...[
    '',
    '--',
    '13864001234',
    '0531-85693000',
    '400-600-1234',
    '20261324',
    '19991299',
    '86930000',
    '2026032',
    '2026',
    'May',
    '周末',
    '第3天',
    '3.24',
  ],
  ...[
    'v2026.03.24',
    '2026.03.24.1',
    '1.2.3',
    '2026-03-24-5',
    '2026.13.45',
    '2026年2月30日',
    '2025-02-29',
    '0年0月0日',
  ],
  ...[
    '2026-03-24 25:10',
    '2026-03-24 22:60',
    '2026-03-24 晚上12:05',
    '2026-03-24 22',
    '10:38:99',
    '24:00',
    '上午13:05',
  ],
  ...[
    '2026-03-24 22:38 +19:00',
    '自2026年3月24日起',
    '2026年3月24日至25日',
    '9999天前',
    '3月24日去济南',
    'Marching 24',
    '本周日',
    '十十天前',
    '三月',
    '13/24/2026',
    '2026年3月24日 通知',
    '3月24日发布会',
    '今晚吃什么',
    '去年',
  ],
])('“%s” is no date', (shown) => {
  expect(shownTime(shown, CAPTURED)).toBeNull();
});

const pad = (value: number): string => String(value).padStart(2, '0');
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const WEEKDAYS = [...'日一二三四五六'];
const ENGLISH = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

interface Parts {
  y: number;
  m: number;
  d: number;
  h: number;
  min: number;
  s: number;
  weekday: number;
}

function partsOf(ms: number): Parts {
  const local = new Date(ms + 8 * 3_600_000);
  return {
    y: local.getUTCFullYear(),
    m: local.getUTCMonth() + 1,
    d: local.getUTCDate(),
    h: local.getUTCHours(),
    min: local.getUTCMinutes(),
    s: local.getUTCSeconds(),
    weekday: local.getUTCDay(),
  };
}

const wide = (text: string): string =>
  text.replace(/[\d:/ ]/g, (char) =>
    char === ' ' ? '　' : String.fromCharCode(char.charCodeAt(0) + 0xfee0),
  );
const half = ({ h }: Parts): number => h % 12 || 12;
const chinesePeriod = ({ h }: Parts): string =>
  h < 5 ? '凌晨' : h < 8 ? '早上' : h < 12 ? '上午' : h < 13 ? '中午' : h < 19 ? '下午' : '晚上';

const CLOCKS: [print: (one: Parts) => string, unit: number][] = [
  [() => '', 86_400_000],
  [({ h, min }) => ` ${pad(h)}:${pad(min)}`, 60_000],
  [({ h, min, s }) => ` ${pad(h)}:${pad(min)}:${pad(s)}`, 1000],
  [({ h, min, s }) => ` ${h}时${min}分${s}秒`, 1000],
  [(one) => ` ${chinesePeriod(one)}${half(one)}:${pad(one.min)}`, 60_000],
  [(one) => ` ${half(one)}:${pad(one.min)} ${one.h < 12 ? 'AM' : 'PM'}`, 60_000],
];
const DAYS: ((one: Parts) => string)[] = [
  ({ y, m, d }) => `${y}年${m}月${d}日`,
  ({ y, m, d }) => `${y}-${pad(m)}-${pad(d)}`,
  ({ y, m, d }) => `${y}/${m}/${d}`,
  ({ y, m, d }) => `${y}.${pad(m)}.${pad(d)}`,
  ({ y, m, d, weekday }) => `${y}年${m}月${d}日 星期${WEEKDAYS[weekday]}`,
  ({ y, m, d }) => `${MONTHS[m - 1]} ${d}, ${y}`,
  ({ y, m, d }) => `${d} ${MONTHS[m - 1]!.slice(0, 3)} ${y}`,
  ({ m, d }) => `${m}月${d}日`,
  ({ m, d }) => `${MONTHS[m - 1]!.slice(0, 3)} ${d}`,
];
/** Of the last days alone. */
const RECENT: ((one: Parts, days: number) => string | null)[] = [
  (_, days) => ['今天', '昨天', '前天'][days] ?? null,
  (_, days) => ['Today', 'Yesterday'][days] ?? null,
  ({ weekday }, days) => (days > 0 ? `周${WEEKDAYS[weekday]}` : null),
  ({ weekday }, days) => (days > 0 ? ENGLISH[weekday]! : null),
  (_, days) => (days > 0 ? `${days}天前` : null),
  (_, days) => (days > 1 ? `${days} days ago` : null),
];
const AHEAD = 8 * 3_600_000;
const floor = (ms: number, unit: number): number => Math.floor((ms + AHEAD) / unit) * unit - AHEAD;

test('law: a moment of the last year, printed in any form, is read back as that moment, as exactly as it was printed', () => {
  const random = randomNumbers(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  for (let round = 0; round < rounds(3000); round += 1) {
    const captured = Date.UTC(2001 + below(90), below(12), 1 + below(28)) + below(86_400_000);
    const isRecent = random() < 0.4;
    const today = Math.floor((captured + AHEAD) / 86_400_000);
    const day = today - below(isRecent ? 8 : 365);
    const moment = Math.min(captured, day * 86_400_000 - AHEAD + below(86_400_000));
    const one = partsOf(moment);
    const [clock, unit] = CLOCKS[below(CLOCKS.length)]!;
    const printed = isRecent
      ? RECENT[below(RECENT.length)]!(one, today - day)
      : DAYS[below(DAYS.length)]!(one);
    if (printed === null) continue;
    const text = `${printed}${clock(one)}`;
    const shown = random() < 0.2 ? wide(text) : text;
    const read = shownTime(shown, captured);
    if (read !== floor(moment, unit))
      throw new Error(`${shown} saved ${china(captured)}: ${china(read)}, not ${china(floor(moment, unit))}`);
  }
});

test('law: a moment in any zone is the same moment', () => {
  const random = randomNumbers(seed);
  for (let round = 0; round < rounds(500); round += 1) {
    const moment = Math.floor(random() * 3e9) * 1000;
    if (moment < Date.UTC(1991, 0)) continue;
    const ahead = Math.floor(random() * 105 - 48) * 15;
    const local = new Date(moment + ahead * 60_000).toISOString().slice(0, 19);
    const zone = `${ahead < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(ahead) / 60))}:${pad(Math.abs(ahead) % 60)}`;
    expect([`${local}${zone}`, shownTime(`${local}${zone}`)]).toEqual([`${local}${zone}`, moment]);
  }
});

/** What pages set around a date. */
const TAILS = [
  '',
  ' 天津',
  ' 发布',
  ' IP属地：山东',
  '·IP属地：中国香港',
  ' 发布于济南',
  ' 来自山东',
  ' From Jinan',
  '（北京时间）',
];
const BEFORE = ['', '发布时间：', '发布于 ', '星期WEEK ', '周WEEK，'];
const words = (number: number): string => {
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  const digits = '零一二三四五六七八九';
  return `${tens > 1 ? digits[tens]! : ''}${tens > 0 ? '十' : ''}${ones > 0 ? digits[ones]! : ''}`;
};

test('law: whatever stands around a date that is shown, in digits or in words, it is the same moment', () => {
  const random = randomNumbers(seed);
  const one = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
  for (let round = 0; round < rounds(1000); round += 1) {
    const moment = Date.UTC(2012, 0) + Math.floor(random() * 8e6) * 60_000;
    const { y, m, d, h, min, weekday } = partsOf(moment);
    const clock = `${pad(h)}:${pad(min)}`;
    const year = [...String(y)].map((digit) => '〇一二三四五六七八九'[Number(digit)]).join('');
    const date = one([
      `${y}年${m}月${d}日 ${clock}`,
      `${y}-${pad(m)}-${pad(d)} ${clock}`,
      `${y}${pad(m)}${pad(d)} ${clock}`,
      `${m}/${d}/${y} ${clock}`,
      `${year}年${words(m)}月${words(d)}日 ${clock}`,
    ]);
    const shown = `${one(BEFORE).replace('WEEK', WEEKDAYS[weekday]!)}${date}${one(TAILS)}`;
    expect([shown, shownTime(shown)]).toEqual([shown, moment]);
  }
});
