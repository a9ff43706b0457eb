import { View } from '@tarojs/components';
import { Icon, type IconName } from '../icon';
import './index.css';

interface Segment<T> {
  value: T;
  name: string;
  icon?: IconName;
  /** How much stands under it; 0 is not said. */
  count?: number;
}

interface SegmentsProps<T> {
  segments: readonly Segment<T>[];
  chosen: T;
  /** Whether they lead to the parts of a page or sheet, or set something. */
  as: 'tabs' | 'choices';
  onChoose: (value: T) => void;
  /** In letters as large as those around them. */
  large?: boolean;
  /** For the margins, which are their surroundings' own. */
  className?: string;
}

/** A few choices side by side, one of them chosen. */
export function Segments<T extends string>(props: SegmentsProps<T>) {
  const { segments, chosen, as, onChoose, large, className } = props;
  const tabs = as === 'tabs';
  return (
    <View
      className={['seg', large && 'seg--lg', className].filter(Boolean).join(' ')}
      ariaRole={tabs ? 'tablist' : undefined}
    >
      {segments.map(({ value, name, icon, count = 0 }) => {
        const on = value === chosen;
        return (
          <View
            key={value}
            className={on ? 'seg-i seg-i--on' : 'seg-i'}
            ariaRole={tabs ? 'tab' : 'radio'}
            ariaSelected={tabs ? on : undefined}
            ariaChecked={tabs ? undefined : on}
            onClick={() => onChoose(value)}
          >
            {icon && <Icon name={icon} medium />}
            {name}
            {count > 0 && <View className="seg-n">{count}</View>}
          </View>
        );
      })}
    </View>
  );
}
