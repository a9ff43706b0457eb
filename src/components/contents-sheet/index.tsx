import { ScrollView, View } from '@tarojs/components';
import { inGroups } from '../../domain/groups';
import { displayTitle } from '../../domain/typography';
import type { ContentsEntry } from '../../feed';
import { iconClass } from '../icon';
import { Sheet } from '../sheet';
import { press } from '../tap';
import './index.css';

interface ContentsSheetProps {
  contents: readonly ContentsEntry[];
  /** What stands at the beginning of the road: the epigraph or the headline. */
  start: string;
  /** Index of the stop that is being read; -1 before the first one. */
  here: number;
  /** 已读 52%，还需约 3 分钟 */
  note: string;
  /** Called with a block's id, or `start` / `end`. */
  onJump: (target: string) => void;
  onClose: () => void;
}

/** Above this the points (third level) are left out. */
const MANY = 90;

/** The contents as a strip map: sections are exits, points are studs, the road is yellow up to here. */
export function ContentsSheet({ contents, start, here, note, onJump, onClose }: ContentsSheetProps) {
  const stops = contents.map((stop, index) => ({ stop, index }));
  // A road map with every stud of a very long road would be more than WeChat bears.
  const shown = stops.length > MANY ? stops.filter(({ stop }) => stop.level < 3) : stops;
  const passed = shown.filter(({ index }) => index <= here);
  const at = passed[passed.length - 1]?.index ?? -1;
  const from = passed[passed.length - 4]?.index;
  return (
    <Sheet title="目录" note={note} onClose={onClose}>
      <ScrollView className="strip" scrollY scrollIntoView={from === undefined ? '' : `exit-${from}`}>
        <View className="strip-in">
          <View
            className={here >= 0 ? 'exit exit--first exit--passed' : 'exit exit--first'}
            ariaRole="link"
            onClick={() => press(() => onJump('start'))}
          >
            <View className="exit-no exit-no--end">起</View>
            <View className="exit-t exit-t--end">{start}</View>
          </View>
          {inGroups(shown).map((group) => (
            <View key={group[0]!.stop.id}>
              {group.map(({ stop, index }) => (
                <View
                  key={stop.id}
                  id={`exit-${index}`}
                  className={`exit${stop.level > 1 ? ' exit--sub' : ''}${
                    index < at ? ' exit--passed' : index === at ? ' exit--here' : ''
                  }`}
                  ariaRole="link"
                  onClick={() => press(() => onJump(stop.id))}
                >
                  <View className={stop.level === 1 ? `exit-no ${iconClass('exit')}` : 'exit-no'} />
                  <View className="exit-t">{displayTitle(stop.text)}</View>
                  {index === at && <View className="exit-here">读到这里</View>}
                </View>
              ))}
            </View>
          ))}
          <View className="exit exit--last" ariaRole="link" onClick={() => press(() => onJump('end'))}>
            <View className="exit-no exit-no--end">终</View>
            <View className="exit-t exit-t--end">原文与相关文章</View>
          </View>
        </View>
      </ScrollView>
    </Sheet>
  );
}
