import { View } from '@tarojs/components';
import type { DRAWINGS } from './drawings';
import './drawings.css';
import './index.css';

export type IconName = keyof typeof DRAWINGS;

/** For an element that draws an icon itself: its `::after` becomes one. */
export const iconClass = (name: IconName): string => `i-${name}`;

/** A drawing in the text's colour. Screen readers skip it: the control that holds it has the label. */
export const Icon = ({ name, medium }: { name: IconName; medium?: boolean }) => (
  <View className={medium ? `i i--m i-${name}` : `i i-${name}`} />
);
