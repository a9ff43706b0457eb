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
const CHINESE_DIGITS = '〇一二三四五六七八九';
/** A number of hours, days or the like before, in digits or in words. */
const COUNT = '(\\d{1,4}|[一二两三四五六七八九十]{1,3})';

const monthOf = (name: string): number => MONTHS.indexOf(name.slice(0, 3)) + 1;

/** `十` to 10, `二十三` to 23, `两` to 2, `a` to 1; not a number where it is none. */
function countOf(text: string): number {
  if (/^\d/.test(text)) return Number(text);
  if (/^(?:an?|one)$/.test(text)) return 1;
  const found = /^(?:([一二三四五六七八九]?)(十))?([一二三四五六七八九]?)$/.exec(text.replace('两', '二'));
  if (!found) return Number.NaN;
  const [, tens = '', ten, ones = ''] = found;
  const digit = (one: string) => Math.max(0, CHINESE_DIGITS.indexOf(one || '〇'));
  return (ten ? 10 * (tens ? digit(tens) : 1) : 0) + digit(ones);
}

/** The numbers of a date that is written in words, in digits: `二〇二六年三月二十四日`. */
const inDigits = (text: string): string =>
  text
    .replace(/[〇零○一二三四五六七八九]{4}(?= ?年)/g, (year) =>
      [...year.replace(/[零○]/g, '〇')].map((one) => CHINESE_DIGITS.indexOf(one)).join(''),
    )
    .replace(/[一二两三四五六七八九十]{1,3}(?= ?[月日号时点分])/g, (count) => {
      const number = countOf(count);
      return Number.isNaN(number) ? count : String(number);
    });

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

/** A weekday of a week before, or of this one as far as it has come: of weeks that begin on Monday. */
function weekdayOf(weekday: number, weeks: number, captured: number | undefined): number | null {
  if (captured === undefined) return null;
  const today = dayInChina(captured);
  const day = today - ((today + 3) % 7) + ((weekday + 6) % 7) - 7 * weeks;
  return day > today ? null : day;
}

const weekdayNumber = (name: string): number => '日一二三四五六'.indexOf(name.replace('天', '日'));

/** A day of a year that is told from the year of the capture. */
function dayOfYear(years: number, month: number, day: number, captured: number | undefined): number | null {
  if (captured === undefined) return null;
  return numberOf({ year: dayOf(dayInChina(captured)).year - years, month, day });
}

const daysBefore = (days: number, captured: number | undefined): number | null =>
  captured === undefined || Number.isNaN(days) || days > 7000 ? null : dayInChina(captured) - days;

function monthsBefore(months: number, captured: number | undefined): number | null {
  if (captured === undefined || Number.isNaN(months) || months > 1200) return null;
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
    // With nothing between them: years of this century, as other numbers begin with anything.
    pattern: '(20\\d{2})(\\d{2})(\\d{2})',
    read: ([year, month, day]) => numberOf({ year: Number(year), month: Number(month), day: Number(day) }),
  },
  {
    // As in America; where there is no such month, as in Britain.
    pattern: '(\\d{1,2})/(\\d{1,2})/(\\d{4})',
    read: ([one, other, year]) => {
      const [first, second] = [Number(one), Number(other)];
      const [month, day] = first > 12 ? [second, first] : [first, second];
      return numberOf({ year: Number(year), month, day });
    },
  },
  {
    pattern: '(\\d{1,2}) ?月 ?(\\d{1,2}) ?[日号]',
    read: ([month, day], captured) => lastOf(Number(month), Number(day), captured),
  },
  {
    // `03-24` alone is anything.
    pattern: '(\\d{1,2})-(\\d{1,2})(?= \\d)',
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
    read: ([day], captured) => weekdayBefore(weekdayNumber(day!), captured),
  },
  {
    pattern: `(本|这|上)个?${CHINESE_WEEKDAY}`,
    read: ([which, day], captured) => weekdayOf(weekdayNumber(day!), which === '上' ? 1 : 0, captured),
  },
  { pattern: '上个?(?:周|星期|礼拜)|last week', read: (_, captured) => daysBefore(7, captured) },
  { pattern: '上个?月|last month', read: (_, captured) => monthsBefore(1, captured) },
  { pattern: '半个月前', read: (_, captured) => daysBefore(15, captured) },
  { pattern: '半年前', read: (_, captured) => monthsBefore(6, captured) },
  {
    pattern: '(今|去|前)年 ?(\\d{1,2}) ?月 ?(\\d{1,2}) ?[日号]',
    read: ([year, month, day], captured) =>
      dayOfYear('今去前'.indexOf(year!), Number(month), Number(day), captured),
  },
  {
    pattern: `(?:last |on )?${ENGLISH_WEEKDAY}`,
    read: ([day], captured) => weekdayBefore(WEEKDAYS.indexOf(day!.slice(0, 3)), captured),
  },
  {
    pattern: `${COUNT} ?天前|(\\d{1,3}|an?|one) ?d(?:ays?)? ago`,
    read: ([chinese, english], captured) => daysBefore(countOf((chinese ?? english)!), captured),
  },
  {
    pattern: `${COUNT} ?(?:周|个?星期|个?礼拜)前|(\\d{1,3}|an?|one) ?w(?:eeks?)? ago`,
    read: ([chinese, english], captured) => daysBefore(7 * countOf((chinese ?? english)!), captured),
  },
  {
    pattern: `${COUNT} ?个?月前|(\\d{1,3}|an?|one) months? ago`,
    read: ([chinese, english], captured) => monthsBefore(countOf((chinese ?? english)!), captured),
  },
  {
    pattern: `${COUNT} ?年前|(\\d{1,2}|an?|one) years? ago`,
    read: ([chinese, english], captured) => monthsBefore(12 * countOf((chinese ?? english)!), captured),
  },
];

/** Milliseconds before the capture. */
const AGO: readonly { pattern: RegExp; unit: number }[] = [
  { pattern: /^(?:刚刚|刚才|just now|now|moments ago|a (?:few seconds|moment) ago)$/, unit: 0 },
  { pattern: /^半个?(?:小时|钟头)前$|^half an hour ago$/, unit: HOUR / 2 },
  { pattern: /^半天前$/, unit: DAY / 2 },
  ...(
    [
      ['秒钟?', 's(?:ec(?:ond)?s?)?', 1000],
      ['分钟?', 'm(?:in(?:ute)?s?)?', MINUTE],
      ['个?(?:小时|钟头)', 'h(?:(?:ou)?rs?)?', HOUR],
    ] as const
  ).map(([chinese, english, unit]) => ({
    pattern: new RegExp(`^${COUNT} ?${chinese}前$|^(\\d{1,4}|an?|one) ?${english} ago$`),
    unit,
  })),
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
  `^${ENGLISH_WEEKDAY},? (?=\\S)|,? ?\\(?(?:${CHINESE_WEEKDAY})\\)?,?(?=[ \\d]|$)|,? \\(?${ENGLISH_WEEKDAY}\\)?$`,
  'g',
);

/** Behind a date: that it was published, where, and the zone in words. A place without a word for it stands behind a clock. */
const TAILS: readonly RegExp[] = [
  / ?\((?:中国标准时间|china standard time|北京时间)\)$/,
  / ?[·|,]? ?(?:ip ?(?:属地|归属地|location)|属地) ?:? ?[\u4e00-\u9fffa-z ]{1,16}$/,
  / ?[·|,]? ?(?:(?:发布|发表|发自|来自|来源)于? ?:? ?[\u4e00-\u9fff]{2,8}|发布|发表|更新)$/,
  / ?[·|,]? ?(?:posted |published )?(?:from|in) [a-z ]{2,20}$/,
  /(?<=\d[:时点]\d{2}(?:[:分]\d{2}秒?)?分?) ?[·|,]? ?(?!前)[\u4e00-\u9fff]{2,8}$/,
];

const withoutTails = (text: string): string =>
  TAILS.reduce((rest, tail) => rest.replace(tail, ''), text).trim();

/** `今早 8:00` is `今天早上 8:00`; alone they say no more than the day. */
const PARTS_OF_DAY: Record<string, string> = { 早: '早上', 晨: '凌晨', 晚: '晚上', 夜: '晚上' };
const inFull = (text: string): string =>
  text.replace(/^([今昨前])([早晨晚夜])(?:上|间)?(.*)$/, (_, day: string, part: string, clock: string) =>
    clock.trim() === '' ? `${day}天` : `${day}天${PARTS_OF_DAY[part]!}${clock}`,
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
  // As it stands, and without what may stand around it: what is a date as it stands is that one.
  for (const one of [plain, inFull(inDigits(plain)), inFull(inDigits(withoutTails(plain)))]) {
    const moment =
      (captured === undefined ? null : agoTime(one, captured)) ??
      momentOf(one, captured) ??
      momentOf(one.replace(BESIDE, '').trim(), captured);
    if (moment !== null) return moment;
  }
  return null;
}

function agoTime(text: string, captured: number): number | null {
  for (const { pattern, unit } of AGO) {
    const found = pattern.exec(text);
    if (!found) continue;
    const times = found[1] ?? found[2];
    const since = times === undefined ? unit : countOf(times) * unit;
    return Number.isNaN(since) ? null : captured - since;
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
