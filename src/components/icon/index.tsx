import { View } from '@tarojs/components';
import './index.css';

export type IconName =
  | 'back'
  | 'home'
  | 'close'
  | 'contents'
  | 'size'
  | 'forward'
  | 'copy'
  | 'up'
  | 'left'
  | 'right'
  | 'exit'
  | 'retry'
  | 'offline'
  | 'source'
  | 'sun'
  | 'moon'
  | 'auto'
  | 'next'
  | 'star'
  | 'starfill'
  | 'poster'
  | 'quote'
  | 'search'
  | 'clear'
  | 'clock'
  | 'trash'
  | 'care'
  | 'info'
  | 'shield'
  | 'mail'
  | 'tabcolumn'
  | 'tabcolumnfill'
  | 'tabme'
  | 'tabmefill';

/** A drawing in the text's colour. Screen readers skip it: the control that holds it has the label. */
export const Icon = ({ name, medium }: { name: IconName; medium?: boolean }) => (
  <View className={medium ? `i i--m i-${name}` : `i i-${name}`} />
);
