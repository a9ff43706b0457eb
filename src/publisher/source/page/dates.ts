/*
 * The dates that pages show, in Chinese and English, as WeChat's own pages and those of other programs print them. A text
 * is a date from its first letter to its last, or none: what only looks like one somewhere (a telephone number, a
 * version) is not searched for.
 *
 * Times are China's where no zone is written. A date without a time is the beginning of its day in China, and so is what
 * tells days from the moment of capture (`3天前`); hours and minutes before it are counted from that moment.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const CHINA = 8 * HOUR;
/** Nothing on the web is older, nor is anything that a page tells of so far ahead. */
const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;
/** Longer texts are not looked at. */
const LONGEST = 80;

/** A day of the calendar. */
interface Day {
  year: number;
  month: number;
  day: number;
}

/** Days since 1970; null for a day that no calendar has. */
function numberOf({ year, month, day }: Day): number | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists && year >= FIRST_YEAR && year <= LAST_YEAR ? date.getTime() / DAY : null;
}

function dayOf(number: number): Day {
  const date = new Date(number * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

const dayInChina = (ms: number): number => Math.floor((ms + CHINA) / DAY);

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const WEEKDAYS = 'sun mon tue wed thu fri sat'.split(' ');
const ENGLISH_WEEKDAY = '(sun|mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?)(?:day)?\\.?';
const CHINESE_WEEKDAY = '(?:星期|周|礼拜)([日天一二三四五六])';
const CHINESE_DIGITS = '日一二三四五六七八九十';

const monthOf = (name: string): number => MONTHS.indexOf(name.slice(0, 3)) + 1;

/** `十` to 10, `两` to 2, `a` to 1. */
function countOf(text: string): number {
  if (/^\d/.test(text)) return Number(text);
  return text === '两' ? 2 : /^(?:an?|one)$/.test(text) ? 1 : CHINESE_DIGITS.indexOf(text);
}

/** Of a day that is written without its year: the last one that had come when the page was captured, in whatever zone. */
function lastOf(month: number, day: number, captured: number | undefined): number | null {
  if (captured === undefined) return null;
  const latest = dayInChina(captured) + 1;
  const { year } = dayOf(latest);
  // There are up to eight years between two 29ths of February.
  for (let back = 0; back <= 8; back += 1) {
    const number = numberOf({ year: year - back, month, day });
    if (number !== null && number <= latest) return number;
  }
  return null;
}

function weekdayBefore(weekday: number, captured: number | undefined): number | null {
  if (captured === undefined) return null;
  const today = dayInChina(captured);
  // 1970 began on a Thursday. Of today one says 今天.
  const back = (((today + 4) % 7) - weekday + 7) % 7 || 7;
  return today - back;
}

const daysBefore = (days: number, captured: number | undefined): number | null =>
  captured === undefined ? null : dayInChina(captured) - days;

function monthsBefore(months: number, captured: number | undefined): number | null {
  if (captured === undefined || months > 1200) return null;
  const { year, month, day } = dayOf(dayInChina(captured));
  const since = year * 12 + month - 1 - months;
  const then = { year: Math.floor(since / 12), month: (since % 12) + 1 };
  // A month before the 31st is the last day of a shorter one.
  for (let last = day; last > 27; last -= 1) {
    const number = numberOf({ ...then, day: last });
    if (number !== null) return number;
  }
  return numberOf({ ...then, day });
}

/** How days are written, and which day since 1970 is meant. */
const DAYS: readonly {
  pattern: string;
  read: (parts: string[], captured: number | undefined) => number | null;
}[] = [
  {
    pattern: '(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})',
    read: ([year, , month, day]) => numberOf({ year: Number(year), month: Number(month), day: Number(day) }),
  },
  {
    pattern: '(\\d{4}) ?年 ?(\\d{1,2}) ?月 ?(\\d{1,2}) ?[日号]',
    read: ([year, month, day]) => numberOf({ year: Number(year), month: Number(month), day: Number(day) }),
  },
  {
    pattern: '(\\d{1,2}) ?月 ?(\\d{1,2}) ?[日号]',
    read: ([month, day], captured) => lastOf(Number(month), Number(day), captured),
  },
  {
    // `03-24` alone is anything.
    pattern: '(\\d{2})-(\\d{2})(?= \\d)',
    read: ([month, day], captured) => lastOf(Number(month), Number(day), captured),
  },
  {
    pattern: `${MONTH} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})`,
    read: ([month, day, year]) => numberOf({ year: Number(year), month: monthOf(month!), day: Number(day) }),
  },
  {
    pattern: `(\\d{1,2})(?:st|nd|rd|th)?[ -]${MONTH}(?:,? |-)(\\d{4})`,
    read: ([day, month, year]) => numberOf({ year: Number(year), month: monthOf(month!), day: Number(day) }),
  },
  {
    pattern: `${MONTH} (\\d{1,2})(?:st|nd|rd|th)?`,
    read: ([month, day], captured) => lastOf(monthOf(month!), Number(day), captured),
  },
  {
    pattern: `(\\d{1,2})(?:st|nd|rd|th)? ${MONTH}`,
    read: ([day, month], captured) => lastOf(monthOf(month!), Number(day), captured),
  },
  { pattern: '今天|今日|today', read: (_, captured) => daysBefore(0, captured) },
  { pattern: '昨天|昨日|yesterday', read: (_, captured) => daysBefore(1, captured) },
  { pattern: '大前天', read: (_, captured) => daysBefore(3, captured) },
  { pattern: '前天|(?:the )?day before yesterday', read: (_, captured) => daysBefore(2, captured) },
  {
    pattern: CHINESE_WEEKDAY,
    read: ([day], captured) => weekdayBefore('日一二三四五六'.indexOf(day!.replace('天', '日')), captured),
  },
  {
    pattern: `(?:last |on )?${ENGLISH_WEEKDAY}`,
    read: ([day], captured) => weekdayBefore(WEEKDAYS.indexOf(day!.slice(0, 3)), captured),
  },
  {
    pattern: '(\\d{1,3}|[一二两三四五六七八九十]) ?天前|(\\d{1,3}|an?|one) days? ago',
    read: ([chinese, english], captured) => daysBefore(countOf((chinese ?? english)!), captured),
  },
  {
    pattern: '(\\d{1,3}|[一二两三四五六七八九十]) ?(?:周|个?星期|个?礼拜)前|(\\d{1,3}|an?|one) weeks? ago',
    read: ([chinese, english], captured) => daysBefore(7 * countOf((chinese ?? english)!), captured),
  },
  {
    pattern: '(\\d{1,3}|[一二两三四五六七八九十]) ?个?月前|(\\d{1,3}|an?|one) months? ago',
    read: ([chinese, english], captured) => monthsBefore(countOf((chinese ?? english)!), captured),
  },
  {
    pattern: '(\\d{1,2}|[一二两三四五六七八九十]) ?年前|(\\d{1,2}|an?|one) years? ago',
    read: ([chinese, english], captured) => monthsBefore(12 * countOf((chinese ?? english)!), captured),
  },
];

/** Milliseconds before the capture. */
const AGO: readonly { pattern: RegExp; unit: number }[] = [
  { pattern: /^(?:刚刚|just now|now)$/, unit: 0 },
  {
    pattern: /^(\d{1,4}|[一二两三四五六七八九十]) ?秒钟?前$|^(\d{1,4}|an?|one) sec(?:ond)?s? ago$/,
    unit: 1000,
  },
  {
    pattern: /^(\d{1,4}|[一二两三四五六七八九十]) ?分钟?前$|^(\d{1,4}|an?|one) min(?:ute)?s? ago$/,
    unit: MINUTE,
  },
  {
    pattern: /^(\d{1,4}|[一二两三四五六七八九十]) ?个?(?:小时|钟头)前$|^(\d{1,4}|an?|one) h(?:ou)?rs? ago$/,
    unit: HOUR,
  },
];

const MORNING = '凌晨|清晨|早晨|早上|上午|am|a\\.m\\.';
const AFTERNOON = '下午|傍晚|晚上|晚间|深夜|pm|p\\.m\\.';
const PERIOD = `(${MORNING}|中午|${AFTERNOON})`;
const CLOCK = new RegExp(
  `^(?:${PERIOD} ?)?(\\d{1,2})(?:[:时点] ?(\\d{1,2})(?:[:分] ?(\\d{1,2})(?:\\.\\d{1,9})?秒?)?分?|[时点]整?)? ?${PERIOD}?$`,
);
const ZONE = / ?(?:(z|utc|gmt|北京时间|cst)|\(?(?:utc|gmt)? ?([+-])(\d{1,2}):?(\d{2})?\)?)$/;

/** Milliseconds since midnight; null for what no clock shows. `晚上12点` may be either midnight. */
function clockOf(text: string): number | null {
  const found = CLOCK.exec(text);
  if (!found) return null;
  const [, before, hours, minutes, seconds = '0', after] = found;
  const period = before ?? after ?? '';
  // `22` alone is no time; `10 PM` and `22时` are.
  if ((before && after) || (minutes === undefined && period === '' && !/[时点]/.test(text))) return null;
  if (minutes !== undefined && minutes.length < 2 && text.includes(':')) return null;
  const [hour, minute, second] = [Number(hours), Number(minutes ?? 0), Number(seconds)];
  const ofDay = hourOfDay(hour, period);
  return ofDay === null || minute > 59 || second > 59 ? null : ofDay * HOUR + minute * MINUTE + second * 1000;
}

function hourOfDay(hour: number, period: string): number | null {
  if (hour > 23) return null;
  if (period === '') return hour;
  if (period === '中午') return hour < 3 ? hour + 12 : hour < 15 && hour > 10 ? hour : null;
  if (new RegExp(`^(?:${MORNING})$`).test(period)) return hour > 12 ? null : hour % 12;
  if (hour === 12) return /晚|深夜/.test(period) ? null : 12;
  return hour < 12 ? hour + 12 : hour;
}

/** Milliseconds that a zone is ahead of UTC; undefined where none is written, null for one that does not exist. */
function zoneIn(text: string): { rest: string; ahead: number | null } {
  const found = ZONE.exec(text);
  // `2026-03-24` ends on what a zone ends on.
  if (!found || !/:\d\d|[ap]\.?m/.test(text.slice(0, found.index))) return { rest: text, ahead: CHINA };
  const [, name, sign, hours, minutes = '0'] = found;
  const rest = text.slice(0, found.index);
  if (name) return { rest, ahead: name === '北京时间' || name === 'cst' ? CHINA : 0 };
  const ahead = Number(hours) * HOUR + Number(minutes) * MINUTE;
  return { rest, ahead: ahead > 14 * HOUR ? null : sign === '-' ? -ahead : ahead };
}

/** What stands before a date and is none of it. */
const LABEL =
  /^(?:(?:发布|发表|更新|推送|创建)?(?:时间|日期)|(?:发布|发表|更新|推送)于|原创|posted(?: on)?|published(?: on)?|updated(?: on)?|date) ?:? ?/;
/** The day of the week beside a date says nothing more. */
const BESIDE = new RegExp(
  `^${ENGLISH_WEEKDAY},? (?=\\S)|,? ?\\(?(?:${CHINESE_WEEKDAY})\\)?(?=[ \\d]|$)|,? \\(?${ENGLISH_WEEKDAY}\\)?$`,
  'g',
);

const READERS = DAYS.map(({ pattern, read }) => ({
  pattern: new RegExp(`^(?:${pattern})(?:(?:,| at|t)? ?(\\S.*))?$`),
  read,
}));

/**
 * The moment that a date on a page names, in milliseconds since 1970; null for what is no date.
 * @param captured when the page was saved, which dates without a year or in words count from: they are none without it
 */
export function shownTime(text: string, captured?: number): number | null {
  if (text.length > LONGEST) return null;
  // Full-width digits, colons and letters are those of ASCII here.
  const plain = text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim().replace(LABEL, '');
  return (
    (captured === undefined ? null : agoTime(plain, captured)) ??
    momentOf(plain, captured) ??
    momentOf(plain.replace(BESIDE, ''), captured)
  );
}

function agoTime(text: string, captured: number): number | null {
  for (const { pattern, unit } of AGO) {
    const found = pattern.exec(text);
    if (found) return captured - (unit === 0 ? 0 : countOf((found[1] ?? found[2])!) * unit);
  }
  return null;
}

function momentOf(text: string, captured: number | undefined): number | null {
  const { rest, ahead } = zoneIn(text);
  if (ahead === null) return null;
  for (const { pattern, read } of READERS) {
    const found = pattern.exec(rest);
    if (!found) continue;
    const parts = found.slice(1);
    const clock = parts.pop();
    const time = clock === undefined ? 0 : clockOf(clock);
    const day = time === null ? null : read(parts, captured);
    if (day !== null) return day * DAY + time! - ahead;
  }
  return clockAlone(rest, captured);
}

/** WeChat shows of what came today the time alone. */
function clockAlone(text: string, captured: number | undefined): number | null {
  const time = captured !== undefined && text.includes(':') ? clockOf(text) : null;
  if (time === null) return null;
  const today = dayInChina(captured!) * DAY + time - CHINA;
  return today > captured! ? today - DAY : today;
}
