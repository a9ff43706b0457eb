import { View } from '@tarojs/components';
import { ArticleRow, LeadCard } from '../../components/article-row';
import { DayLine } from '../../components/day-line';
import { type DayLabel, dayLabel } from '../../domain/time';
import type { ListItem } from '../../feed';
import type { Chunk } from '../../stores';
import type { ListWindow } from '../../stores/list-window';
import { observer } from '../observer';

interface Day {
  label: DayLabel;
  items: ListItem[];
  /** The first line of the list carries the new-articles pill. */
  first: boolean;
}

/** The items of one chunk under their day lines. A day that the chunk before began gets no second line. */
export function daysOf(now: number, chunk: Chunk, before: ListItem | undefined, first: boolean): Day[] {
  const days: Day[] = [];
  for (const item of chunk.items) {
    const label = dayLabel(now, item.date_published);
    const last = days[days.length - 1];
    if (last?.label.key === label.key) last.items.push(item);
    else days.push({ label, items: [item], first: first && days.length === 0 });
  }
  const open = before && dayLabel(now, before.date_published).key;
  return days.map((day, index) =>
    index === 0 && day.label.key === open ? { ...day, label: { ...day.label, name: '' } } : day,
  );
}

interface ListingProps {
  near: ListWindow;
  now: number;
  chunk: Chunk;
  before: ListItem | undefined;
  first: boolean;
  isRead: (id: string) => boolean;
  onOpen: (id: string) => void;
  pill: React.ReactNode;
}

/** One chunk of the column: day lines, the lead card, rows; far from the window an empty box of its height. */
export const Listing = observer((props: ListingProps) => {
  const { now, chunk, before, first, isRead, onOpen, pill, near } = props;
  const id = `c-${chunk.key}`;
  const height = near.boxHeight(chunk.key);
  if (height !== null) return <View className="chunk" id={id} style={`height:${height}px`} />;
  return (
    <View className="chunk" id={id}>
      {daysOf(now, chunk, before, first).map((day) => (
        <View key={day.label.key}>
          {/* An empty text would be a node as well, which Preact sets anew whenever the chunk is drawn. */}
          {day.label.name !== '' && (
            <DayLine name={day.label.name} note={day.label.note} first={day.first}>
              {day.first && pill}
            </DayLine>
          )}
          <View className="group">
            {day.items.map((item, index) => {
              const Item = day.first && index === 0 && item.image ? LeadCard : ArticleRow;
              return <Item key={item.id} item={item} now={now} read={isRead(item.id)} onOpen={onOpen} />;
            })}
          </View>
        </View>
      ))}
    </View>
  );
});
