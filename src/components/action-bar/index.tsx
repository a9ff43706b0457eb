import { Button, View } from '@tarojs/components';
import { Icon, type IconName } from '../icon';
import { press } from '../tap';
import './index.css';

export interface BarAction {
  label: string;
  icon: IconName;
  onTap: () => void;
  /** Dimmed and not tappable, e.g. 目录 of an article without headings. */
  disabled?: boolean;
  /** Switched on: 已收藏. */
  on?: boolean;
}

/**
 * The reader's actions. 转发给朋友 is WeChat's own share button: it opens the chat list and asks the page's
 * onShareAppMessage for the card.
 */
export function ActionBar({ actions }: { actions: readonly BarAction[] }) {
  return (
    <View>
      <View className="acts-pad" />
      <View className="acts">
        {actions.map(({ label, icon, onTap, disabled, on }, place) => (
          <View
            // biome-ignore lint/suspicious/noArrayIndexKey: an action keeps its place when its label changes
            key={place}
            className={disabled ? 'act act--off' : on ? 'act act--on' : 'act'}
            ariaRole="button"
            ariaDisabled={disabled ?? false}
            onClick={() => {
              if (!disabled) press(onTap);
            }}
          >
            <Icon name={icon} />
            {label}
          </View>
        ))}
        <Button className="btn plate" hoverClass="plate--down" openType="share" ariaLabel="转发给朋友">
          <Icon name="forward" medium />
          转发<View className="act-long">给朋友</View>
        </Button>
      </View>
    </View>
  );
}
