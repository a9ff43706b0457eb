import type { ArticleDocument } from '../feed';
import type { Row } from './row';
import { date, dateTime } from './time';

/** What stands above an article's text, from its document or, before that arrived, from its row. */
export interface ArticleHead {
  title: string;
  headline: string;
  region: string | null;
  /** Second line of the byline: 2024-12-16 20:10 · 约 6 分钟 */
  when: string;
  column: string;
  /** ` · 公众号 · 山东`, of what is known; empty while only the row is. */
  origin: string;
}

/** Only the title was captured: another article's text named it as related. */
export const isTitleOnly = (document: Pick<ArticleDocument, 'blocks'>): boolean => lacks(document, 'body');

/** Only the beginning was captured: the rest was paid for, folded, or cut off. */
export const isPart = (document: Pick<ArticleDocument, 'blocks'>): boolean => lacks(document, 'rest');

const lacks = ({ blocks }: Pick<ArticleDocument, 'blocks'>, what: string): boolean =>
  blocks.some((block) => block.type === 'unsupported' && block.what === what);

/** The day on which an article was published: `2024-12-16`; `约 2024-12-13` where only its title was captured. */
export const publishedDay = (document: ArticleDocument): string =>
  `${isTitleOnly(document) ? '约 ' : ''}${date(document.byline.published)}`;

/**
 * When an article was published, as far as it is known: `2024-12-16 20:10`. Of an article of which only the title
 * was captured the source says “3 天前”, so there is a day and no time: `约 2024-12-13`.
 */
export const publishedOf = (document: ArticleDocument): string =>
  isTitleOnly(document) ? publishedDay(document) : dateTime(document.byline.published);

export function headOf(document: ArticleDocument | undefined, row: Row | undefined): ArticleHead | null {
  if (document) {
    const { title, headline, region, byline, minutes } = document;
    const { column, channel, place, author } = byline;
    const names = [column, channel, place, author !== column && author].filter(Boolean);
    return {
      title,
      headline,
      region,
      when: whenLine(publishedOf(document), minutes),
      column: names.shift() || '',
      origin: ['', ...names].join(' · '),
    };
  }
  if (!row) return null;
  const { title, headline, region, minutes, published, author } = row;
  return {
    title,
    headline,
    region,
    when: whenLine(dateTime(published), minutes),
    column: author ?? '',
    origin: '',
  };
}

const whenLine = (published: string, minutes: number) =>
  minutes > 0 ? `${published} · 约 ${minutes} 分钟` : published;

/** `已读 52%，还需约 3 分钟` for the contents; progress is 0 to 100. */
export function progressNote(progress: number, minutes: number): string {
  const percent = Math.round(progress);
  const left = Math.ceil(minutes * (1 - progress / 100));
  if (percent >= 100) return '已读完';
  return left > 0 ? `已读 ${percent}%，还需约 ${left} 分钟` : `已读 ${percent}%`;
}
