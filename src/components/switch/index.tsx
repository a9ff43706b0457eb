import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { press } from '../tap';
import './index.css';

interface SwitchProps {
  /** What it switches, read out in place of the words in the row. */
  label: string;
  on: boolean;
  onSwitch: () => void;
  /** Of the row, which looks as its surroundings do. */
  className: string;
  children: ReactNode;
}

/** A row that is switched on and off: all of it is the target, the knob at its end shows how it stands. */
export const Switch = ({ label, on, onSwitch, className, children }: SwitchProps) => (
  <View
    className={className}
    ariaRole="switch"
    ariaLabel={label}
    ariaChecked={on}
    onClick={() => press(onSwitch)}
  >
    {children}
    <View className={on ? 'switch switch--on' : 'switch'} />
  </View>
);
