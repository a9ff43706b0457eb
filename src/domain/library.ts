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

/** Why something is not in storage, as `Refusal` of the stores; `unread`: what is there could not be read. */
type Trouble = 'large' | 'full' | 'broken' | 'unread';

/** The toast for a tap that came to nothing; WeChat shows two lines. `deed` is what was wanted: 收藏, 删除. */
export function notDone(why: Exclude<Trouble, 'unread'>, deed: string): string {
  if (why === 'full') return `存储空间满了，没能${deed}。请到“我的”里腾出空间`;
  return why === 'large' ? `收藏放满了，没能${deed}。请先移出几篇` : `微信没能读写手机存储，没能${deed}`;
}

const LATER = '请稍后再试。';
const CLEAR = '请到“设置”里清除文章缓存。';
const FULL = '手机给小程序的存储空间满了，';
const BROKEN = '微信没能写入手机存储，';

/** What 我的 says over 收藏 while its last change was refused, or nothing of it could be read. */
export const favouritesNotice = (why: Trouble): string =>
  ({
    full: `${FULL}刚才的改动没有存下，原来的收藏都在。${CLEAR}`,
    large: '收藏放满了，刚才那篇没有存下，原来的收藏都在。请先移出几篇，再收藏新的。',
    broken: `${BROKEN}刚才的改动没有存下，原来的收藏都在。${LATER}`,
    unread: `微信没能读出手机里的收藏，收藏没有丢。${LATER}`,
  })[why];

/** The same over 历史. */
export const historyNotice = (why: Trouble): string =>
  ({
    full: `${FULL}历史最近的变化没有存下。${CLEAR}`,
    large: '历史放满了，最近的变化没有存下。',
    broken: `${BROKEN}历史最近的变化没有存下。${LATER}`,
    unread: `微信没能读出手机里的历史，历史没有丢。${LATER}`,
  })[why];

/** What 设置 says of a choice that holds in this run alone. */
export const choiceNotice = (why: Exclude<Trouble, 'unread'>): string =>
  `${why === 'broken' ? BROKEN : FULL}现在的选择没有存下，下次打开会变回原来的。${why === 'broken' ? LATER : '请清除文章缓存。'}`;
