import { cityName } from '../../domain/regions';
import type { Row } from '../../domain/row';
import { relativeTime } from '../../domain/time';
import { displayTitle } from '../../domain/typography';
import { press } from '../tap';
import './index.css';

interface RowProps {
  row: Row;
  now: number;
  read: boolean;
  /** Absent where nothing can be opened (single-page mode): then the row does not look as if it could. */
  onOpen?: ((id: string) => void) | undefined;
  /** In place of the time: 收藏于 今天, 读到 52% */
  note?: string;
  /** While a list is being tidied a row does not open: it is taken out. */
  onRemove?: ((id: string) => void) | undefined;
}

/** One article of a list: title over tag and time, thumb at the right if there is a cover. */
export function ArticleRow({ row, now, read, onOpen, note, onRemove }: RowProps) {
  const title = displayTitle(row.headline);
  return (
    <article-row
      title={title}
      city={cityName(row.region) || undefined}
      meta={note ?? relativeTime(now, row.published) + (read ? ' · 已读' : '')}
      thumb={row.thumb}
      read={read || undefined}
      label={onRemove && `移除 ${title || '标题暂缺的文章'}`}
      still={onRemove || onOpen ? undefined : true}
      onClick={() => press(() => (onRemove ?? onOpen)?.(row.id))}
    />
  );
}

/** The first article of the list, when it has a cover: the cover whole, the tag on its lower edge. */
export function LeadCard({ row, now, read, onOpen }: RowProps) {
  const { id, headline, region, minutes, published, cover } = row;
  const meta = [relativeTime(now, published)];
  if (minutes > 0) meta.push(`约 ${minutes} 分钟`);
  if (read) meta.push('已读');
  return (
    <lead-card
      title={displayTitle(headline)}
      city={cityName(region) || undefined}
      meta={meta.join(' · ')}
      cover={cover ?? ''}
      still={onOpen ? undefined : true}
      onClick={() => press(() => onOpen?.(id))}
    />
  );
}
