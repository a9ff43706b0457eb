import { cityName } from '../../domain/regions';
import { relativeTime } from '../../domain/time';
import { displayTitle } from '../../domain/typography';
import type { ListItem } from '../../feed';
import './index.css';

interface RowProps {
  item: ListItem;
  now: number;
  read: boolean;
  onOpen: (id: string) => void;
  /** In place of the time: 收藏于 今天, 读到 52% */
  note?: string;
  /** While a list is being tidied a row does not open: it is taken out. */
  onRemove?: ((id: string) => void) | undefined;
}

/** One article of a list: title over tag and time, thumb at the right if there is a cover. */
export function ArticleRow({ item, now, read, onOpen, note, onRemove }: RowProps) {
  const { headline, cover, region } = item._column;
  const title = displayTitle(headline);
  return (
    <article-row
      title={title}
      city={cityName(region) || undefined}
      meta={note ?? relativeTime(now, item.date_published) + (read ? ' · 已读' : '')}
      thumb={cover?.thumb}
      read={read || undefined}
      label={onRemove && `移除 ${title || '标题暂缺的文章'}`}
      onClick={() => (onRemove ?? onOpen)(item.id)}
    />
  );
}

/** The first article of the list, when it has a cover: the cover whole, the tag on its lower edge. */
export function LeadCard({ item, now, read, onOpen }: RowProps) {
  const { headline, region, minutes } = item._column;
  const meta = [relativeTime(now, item.date_published)];
  if (minutes > 0) meta.push(`约 ${minutes} 分钟`);
  if (read) meta.push('已读');
  return (
    <lead-card
      title={displayTitle(headline)}
      city={cityName(region) || undefined}
      meta={meta.join(' · ')}
      cover={item.image ?? ''}
      onClick={() => onOpen(item.id)}
    />
  );
}
