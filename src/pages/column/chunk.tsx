import { View } from '@tarojs/components';
import { Fragment } from 'react';
import { ArticleRow, LeadCard } from '../../components/article-row';
import { DayLine } from '../../components/day-line';
import type { Row } from '../../domain/row';
import { type DayLabel, dayLabel } from '../../domain/time';
import type { Chunk } from '../../stores';
import type { ListWindow } from '../../stores/list-window';
import { observer } from '../observer';

interface Day {
  label: DayLabel;
  rows: Row[];
  /** The first line of the list carries the new-articles pill. */
  first: boolean;
}

/** The rows of one chunk under their day lines. A day that the chunk before began gets no second line. */
export function daysOf(now: number, chunk: Chunk, before: Row | undefined, first: boolean): Day[] {
  const days: Day[] = [];
  for (const row of chunk.rows) {
    const label = dayLabel(now, row.published);
    const last = days[days.length - 1];
    if (last?.label.key === label.key) last.rows.push(row);
    else days.push({ label, rows: [row], first: first && days.length === 0 });
  }
  const open = before && dayLabel(now, before.published).key;
  return days.map((day, index) =>
    index === 0 && day.label.key === open ? { ...day, label: { ...day.label, name: '' } } : day,
  );
}

interface ChunkProps {
  listWindow: ListWindow;
  now: number;
  chunk: Chunk;
  before: Row | undefined;
  first: boolean;
  isRead: (id: string) => boolean;
  onOpen: ((id: string) => void) | undefined;
  pill: React.ReactNode;
}

/** One chunk of the column: day lines, the lead card, rows; far from the window an empty box of its height. */
export const ChunkView = observer((props: ChunkProps) => {
  const { now, chunk, before, first, isRead, onOpen, pill, listWindow } = props;
  const id = `c-${chunk.key}`;
  const height = listWindow.boxHeight(chunk.key);
  if (height !== null) return <View className="chunk" id={id} style={`height:${height}px`} />;
  return (
    <View className="chunk" id={id}>
      {daysOf(now, chunk, before, first).map((day) => (
        <Fragment key={day.label.key}>
          {/* Never an empty text: Preact (10.29) sends one again whenever its parent is drawn. */}
          {day.label.name ? (
            <DayLine name={day.label.name} note={day.label.note} first={day.first}>
              {day.first && pill}
            </DayLine>
          ) : null}
          <View className="group">
            {day.rows.map((row, index) => {
              const Drawn = day.first && index === 0 && row.cover ? LeadCard : ArticleRow;
              return <Drawn key={row.id} row={row} now={now} read={isRead(row.id)} onOpen={onOpen} />;
            })}
          </View>
        </Fragment>
      ))}
    </View>
  );
});
