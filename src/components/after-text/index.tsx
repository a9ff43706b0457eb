import { View } from '@tarojs/components';
import { publishedOf } from '../../domain/reader';
import { cityName } from '../../domain/regions';
import type { Onward, Row } from '../../domain/row';
import { dateTime } from '../../domain/time';
import { displayTitle } from '../../domain/typography';
import type { ArticleDocument } from '../../feed';
import { Icon } from '../icon';
import { press } from '../tap';
import './index.css';

/** 阅读公众号原文 and 复制链接, where the source has an address. */
export function OriginalLink({ onOpen, onCopy }: { onOpen: () => void; onCopy: () => void }) {
  return (
    <View className="link">
      <View className="link-t" ariaRole="link" onClick={() => press(onOpen)}>
        <Icon name="source" />
        阅读公众号原文
      </View>
      <View className="link-s" ariaRole="button" onClick={() => press(onCopy)}>
        <Icon name="copy" medium />
        复制链接
      </View>
    </View>
  );
}

interface ProvenanceProps {
  document: ArticleDocument;
  /** Copies how the article is quoted; absent where nothing can be copied. */
  onCite?: (() => void) | undefined;
}

/** Who published this where and when, in the source's own words. */
export function Provenance({ document, onCite }: ProvenanceProps) {
  const { byline } = document;
  const rows: [string, string][] = [
    ['发布者', `${byline.channel}“${byline.column}”`],
    ['原文标题', document.title || '（原文标题没有收录）'],
    ['发布时间', publishedOf(document)],
  ];
  if (byline.author && byline.author !== byline.column) rows.splice(1, 0, ['作者', byline.author]);
  if (byline.origin) rows.splice(1, 0, ['文章来源', byline.origin]);
  if (byline.captured) rows.push(['收录时间', dateTime(byline.captured)]);
  else if (byline.modified && byline.modified !== byline.published)
    rows.push(['更新时间', dateTime(byline.modified)]);
  return (
    <View className="prov">
      <View className="prov-h" ariaRole="heading">
        内容来源
      </View>
      {rows.map(([key, value]) => (
        <View className="prov-r" key={key}>
          <View className="prov-k">{key}</View>
          <View className="prov-v">{value}</View>
        </View>
      ))}
      <View className="prov-p">本页只转载、不改写，如有出入以原文为准。</View>
      {onCite && (
        <View className="cite" hoverClass="pressed" ariaRole="button" onClick={() => press(onCite)}>
          <Icon name="copy" medium />
          复制出处
        </View>
      )}
    </View>
  );
}

interface DirectionProps extends Pick<Onward, 'newer' | 'older'> {
  onOpen: (id: string) => void;
}

/** Previous and next as a direction sign; at an end the arrow is dimmed and leads nowhere. */
export function DirectionSign({ newer, older, onOpen }: DirectionProps) {
  return (
    <View className="plate dir">
      <Direction label="上一篇" end="已是最新一篇" row={newer} arrow="left" onOpen={onOpen} />
      <Direction label="下一篇" end="已是最早一篇" row={older} arrow="right" onOpen={onOpen} />
    </View>
  );
}

interface OneDirectionProps {
  label: string;
  end: string;
  row: Row | null;
  arrow: 'left' | 'right';
  onOpen: (id: string) => void;
}

function Direction({ label, end, row, arrow, onOpen }: OneDirectionProps) {
  const city = cityName(row?.region ?? null);
  const text = (
    <View className="dir-m">
      <View className="dir-k">{city ? `${label} · ${city}` : label}</View>
      <View className="dir-v">{row ? displayTitle(row.headline) || '标题暂缺，点开看原文' : end}</View>
    </View>
  );
  return (
    <View
      className={row ? 'dir-r' : 'dir-r dir-r--end'}
      ariaRole="link"
      ariaDisabled={!row}
      onClick={() => {
        if (row) press(() => onOpen(row.id));
      }}
    >
      {arrow === 'left' && <Icon name="left" />}
      {text}
      {arrow === 'right' && <Icon name="right" />}
    </View>
  );
}
