/*
 * Times as the spec words them. The feed's times are +08:00 and are shown so wherever the phone is;
 * no Intl (undefined on some Android engines) and no date library (11 KB against 1).
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'];
const two = (n: number) => String(n).padStart(2, '0');

/** A moment taken apart in China's time zone; `day` counts days since 1970 there. */
function inChina(ms: number) {
  const d = new Date(ms + 8 * HOUR);
  return {
    year: d.getUTCFullYear(),
    month: d.getUTCMonth() + 1,
    date: d.getUTCDate(),
    hours: d.getUTCHours(),
    minutes: d.getUTCMinutes(),
    weekday: d.getUTCDay(),
    day: Math.floor((ms + 8 * HOUR) / DAY),
  };
}

/** RFC 3339 with +08:00, to the second, from milliseconds since 1970. */
export function toFeedTime(ms: number): string {
  return `${new Date(Math.floor(ms / 1000) * 1000 + 8 * HOUR).toISOString().slice(0, 19)}+08:00`;
}

/** `2024-12-16 20:10` of a feed time. */
export const dateTime = (time: string): string => stamp(Date.parse(time));
/** `2024-12-16` of a feed time. */
export const date = (time: string): string => dateTime(time).slice(0, 10);

function stamp(ms: number): string {
  const t = inChina(ms);
  return `${t.year}-${two(t.month)}-${two(t.date)} ${two(t.hours)}:${two(t.minutes)}`;
}

/**
 * `刚刚`, `5 分钟前`, `13 小时前`, `3 天前`, `12月12日`, `2023-12-12` (spec, "Relative time"). What is still to come, by
 * a clock that is slow, shows its date.
 */
export function relativeTime(now: number, time: string): string {
  const then = Date.parse(time);
  const age = now - then;
  if (age >= -MINUTE && age < MINUTE) return '刚刚';
  if (age >= 0 && age < HOUR) return `${Math.floor(age / MINUTE)} 分钟前`;
  if (age >= 0 && age < DAY) return `${Math.floor(age / HOUR)} 小时前`;
  if (age >= 0 && age < 7 * DAY) return `${Math.floor(age / DAY)} 天前`;
  const t = inChina(then);
  return t.year === inChina(now).year ? `${t.month}月${t.date}日` : stamp(then).slice(0, 10);
}

export interface DayLabel {
  /** Groups items: equal for all moments of one day in China. */
  key: string;
  /** `今天`, `昨天`, `12月14日`, `2023年12月14日`. */
  name: string;
  /** `12月16日 星期一` beside 今天 and 昨天, `星期六` otherwise. */
  note: string;
}

/** The day line that an item stands under. */
export function dayLabel(now: number, time: string): DayLabel {
  const t = inChina(Date.parse(time));
  const today = inChina(now);
  const ago = today.day - t.day;
  const weekday = `星期${WEEKDAYS[t.weekday]}`;
  const date = `${t.month}月${t.date}日`;
  const key = `${t.year}-${two(t.month)}-${two(t.date)}`;
  if (ago === 0 || ago === 1) return { key, name: ago === 0 ? '今天' : '昨天', note: `${date} ${weekday}` };
  return { key, name: t.year === today.year ? date : `${t.year}年${date}`, note: weekday };
}

/** `今天 09:08`, `昨天 21:30`, `12月14日 09:08`, `2025年12月14日 09:08` for the header's 更新于. */
export function moment(now: number, ms: number): string {
  const { hours, minutes } = inChina(ms);
  const { name } = dayLabel(now, toFeedTime(ms));
  return `${name} ${two(hours)}:${two(minutes)}`;
}
