import { View } from '@tarojs/components';
import { Icon, type IconName } from '../icon';
import './index.css';

interface Action {
  label: string;
  icon?: IconName;
  onTap: () => void;
}

interface StateSignProps {
  sign: 'warning' | 'crossed' | 'deadend' | 'nothing';
  title: string;
  lines: readonly string[];
  /** The first is the plate, the others outlined. */
  actions: readonly Action[];
}

/** A screen for when there is nothing to show: a sign, what happened, and at least one way on. */
export function StateSign({ sign, title, lines, actions }: StateSignProps) {
  return (
    <View className="state">
      <View className={`state-s state-s--${sign}`} />
      <View className="state-h" ariaRole="heading">
        {title}
      </View>
      <View className="state-p">
        {lines.map((line) => (
          <View key={line}>{line}</View>
        ))}
      </View>
      {actions.map(({ label, icon, onTap }, index) => (
        <View
          key={label}
          className={index === 0 ? 'btn plate' : 'btn btn--line'}
          hoverClass={index === 0 ? 'plate--down' : 'pressed'}
          ariaRole="button"
          onClick={onTap}
        >
          {icon && <Icon name={icon} medium />}
          {label}
        </View>
      ))}
    </View>
  );
}
