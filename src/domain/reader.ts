import type { ArticleDocument, ListItem } from '../feed';
import { dateTime } from './time';

/** What stands above an article's text, from its document or, before that arrived, from a list's item. */
export interface ArticleHead {
  title: string;
  headline: string;
  region: string | null;
  /** Second line of the byline: 2024-12-16 20:10 · 约 6 分钟 */
  when: string;
  column: string;
  /** ` · 公众号 · 山东`; empty while only the item is known. */
  origin: string;
}

export function headOf(
  document: ArticleDocument | undefined,
  item: ListItem | undefined,
): ArticleHead | null {
  if (document) {
    const { title, headline, region, byline, minutes } = document;
    const author = byline.author && byline.author !== byline.column ? [byline.author] : [];
    return {
      title,
      headline,
      region,
      when: whenLine(byline.published, minutes),
      column: byline.column,
      origin: ['', byline.channel, byline.place, ...author].join(' · '),
    };
  }
  if (!item) return null;
  const { headline, region, minutes } = item._column;
  return {
    title: item.title,
    headline,
    region,
    when: whenLine(item.date_published, minutes),
    column: item.authors?.[0]?.name ?? '',
    origin: '',
  };
}

const whenLine = (published: string, minutes: number) =>
  minutes > 0 ? `${dateTime(published)} · 约 ${minutes} 分钟` : dateTime(published);

/** `已读 52%，还需约 3 分钟` for the contents; progress is 0 to 100. */
export function progressNote(progress: number, minutes: number): string {
  const percent = Math.round(progress);
  const left = Math.ceil(minutes * (1 - progress / 100));
  if (percent >= 100) return '已读完';
  return left > 0 ? `已读 ${percent}%，还需约 ${left} 分钟` : `已读 ${percent}%`;
}
