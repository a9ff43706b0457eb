import { Text, View } from '@tarojs/components';
import { cityName } from '../../domain/regions';
import type { Row } from '../../domain/row';
import { markHits, type Run } from '../../domain/search-text';
import { relativeTime } from '../../domain/time';
import { displayTitle } from '../../domain/typography';
import { press } from '../tap';
import './index.css';
import './search-row.css';

interface SearchRowProps {
  row: Row;
  now: number;
  words: readonly string[];
  snippet: readonly Run[] | null;
  onOpen: (id: string) => void;
}

/** One result: title and two lines of text with the hits marked. No picture, so that titles keep their width. */
export function SearchRow({ row, now, words, snippet, onOpen }: SearchRowProps) {
  const { id, headline, region, published } = row;
  const city = cityName(region);
  return (
    <View className="row" hoverClass="pressed" ariaRole="link" onClick={() => press(() => onOpen(id))}>
      <View className="row-m">
        <View className="row-t row-t--hit">
          {headline ? markHits(displayTitle(headline), words).map(run) : '标题暂缺，点开看原文'}
        </View>
        {snippet && <View className="snip">{snippet.map(run)}</View>}
        {city && <View className="tag">{city}</View>}
        <View className="meta">{relativeTime(now, published)}</View>
      </View>
    </View>
  );
}

const run = ({ text, hit }: Run, at: number) =>
  hit ? (
    <Text key={at} className="mark-hit">
      {text}
    </Text>
  ) : (
    text
  );
