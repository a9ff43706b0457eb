import { Button, ScrollView, Text, View } from '@tarojs/components';
import { Icon } from '../icon';
import { Easel } from '../poster-sheet';
import { Sheet } from '../sheet';
import { press } from '../tap';
import './index.css';

interface HoldSheetProps {
  /** The paragraph that was held. */
  text: string;
  onCopy: () => void;
  onCard: () => void;
  onClose: () => void;
}

/**
 * What can be done with a paragraph. Its text can be selected here, away from the page: on a phone one and the
 * same long press cannot both select a word and open this sheet. 引用转发 is WeChat's share button, because only
 * a tap on one opens the list of chats.
 */
export function HoldSheet({ text, onCopy, onCard, onClose }: HoldSheetProps) {
  return (
    <Sheet title="这一段" onClose={onClose}>
      <ScrollView className="held" scrollY>
        <Text className="held-t" userSelect>
          {text}
        </Text>
      </ScrollView>
      <View className="held-a" hoverClass="pressed" ariaRole="button" onClick={() => press(onCopy)}>
        <Icon name="copy" />
        复制
      </View>
      <View className="held-a" hoverClass="pressed" ariaRole="button" onClick={() => press(onCard)}>
        <Icon name="quote" />
        生成引用卡片
      </View>
      <View className="held-b">
        <Button className="btn plate" hoverClass="plate--down" openType="share" ariaLabel="引用转发">
          <Icon name="forward" medium />
          引用转发
        </Button>
      </View>
      <Easel />
    </Sheet>
  );
}
