import { Image, View } from '@tarojs/components';
import { cityName } from '../../domain/regions';
import { relativeTime } from '../../domain/time';
import { displayTitle } from '../../domain/typography';
import type { ListItem } from '../../feed';
import { Icon } from '../icon';
import './index.css';

interface RowProps {
  item: ListItem;
  now: number;
  read: boolean;
  /** Where a picture of the feed lies. */
  url: (src: string) => string;
  onOpen: (id: string) => void;
  /** In place of the time: 收藏于 今天, 读到 52% */
  note?: string;
  /** While a list is being tidied a row does not open: it is taken out. */
  onRemove?: ((id: string) => void) | undefined;
}

const MISSING = '标题暂缺，点开看原文';

/** One article of a list: title over tag and time, thumb at the right if there is a cover. */
export function ArticleRow({ item, now, read, url, onOpen, note, onRemove }: RowProps) {
  const { headline, cover, region } = item._column;
  const city = cityName(region);
  const time = note ?? relativeTime(now, item.date_published) + (read ? ' · 已读' : '');
  const title = displayTitle(headline) || MISSING;
  return (
    <View
      className={read ? 'row row--read' : 'row'}
      hoverClass="pressed"
      ariaRole={onRemove ? 'button' : 'link'}
      {...(onRemove && { ariaLabel: `移除 ${title}` })}
      onClick={() => (onRemove ?? onOpen)(item.id)}
    >
      <View className="row-m">
        {city && <View className="tag">{city}</View>}
        <View className={headline ? 'row-t' : 'row-t row-t--none'}>{title}</View>
        <View className="meta">{time}</View>
      </View>
      {onRemove ? (
        <View className="row-x">
          <Icon name="trash" />
        </View>
      ) : (
        cover && <Image className="thumb" src={url(cover.thumb)} mode="aspectFill" lazyLoad />
      )}
    </View>
  );
}

/** The first article of the list, when it has a cover: the cover whole, the tag on its lower edge. */
export function LeadCard({ item, now, read, url, onOpen }: RowProps) {
  const { headline, region, minutes } = item._column;
  const city = cityName(region);
  const meta = [relativeTime(now, item.date_published)];
  if (minutes > 0) meta.push(`约 ${minutes} 分钟`);
  if (read) meta.push('已读');
  return (
    <View className="lead" hoverClass="pressed" ariaRole="link" onClick={() => onOpen(item.id)}>
      <Image className="lead-c" src={url(item.image ?? '')} mode="aspectFill" />
      <View className={city ? 'lead-b lead-b--tag' : 'lead-b'}>
        {city && <View className="tag tag--lg">{city}</View>}
        <View className="lead-t">{displayTitle(headline) || MISSING}</View>
        <View className="meta">{meta.join(' · ')}</View>
      </View>
    </View>
  );
}
