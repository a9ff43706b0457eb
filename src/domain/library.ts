import { type DayLabel, dayLabel, toFeedTime } from './time';

/** How the entries of 收藏 and 历史 are worded and grouped. */

const day = (now: number, at: number): DayLabel => dayLabel(now, toFeedTime(at));

/** `收藏于 今天`, `收藏于 12月13日` */
export const keptNote = (now: number, at: number): string => `收藏于 ${day(now, at).name}`;

/** `读到 52%`, `读完`; an article that was opened and not read on is `看过`. */
export function readNote(progress: number): string {
  const percent = Math.round(progress * 100);
  return percent >= 99 ? '读完' : percent >= 1 ? `读到 ${percent}%` : '看过';
}

export interface DayGroup<T> {
  label: DayLabel;
  entries: T[];
}

/** Entries, newest first, under the days of their `at`. */
export function byDay<T>(now: number, entries: readonly T[], at: (entry: T) => number): DayGroup<T>[] {
  const groups: DayGroup<T>[] = [];
  for (const entry of entries) {
    const label = day(now, at(entry));
    const last = groups[groups.length - 1];
    if (last?.label.key === label.key) last.entries.push(entry);
    else groups.push({ label, entries: [entry] });
  }
  return groups;
}

const MB = 1024 * 1024;

/** `2.8 MB`, `12 KB`, `0 KB`: what storage takes, never rounded down to nothing. */
export function sizeText(bytes: number): string {
  if (bytes >= 0.1 * MB) return `${(bytes / MB).toFixed(1)} MB`;
  return `${Math.ceil(bytes / 1024)} KB`;
}
