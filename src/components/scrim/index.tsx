import { View } from '@tarojs/components';
import { press } from '../tap';
import './index.css';

/**
 * Darkens the page, which does not scroll while a finger moves on it. A tap closes what lies over it; without
 * `onClose` it lies over sheets too, and what stands on it has to be answered.
 */
export const Scrim = ({ onClose }: { onClose?: () => void }) =>
  onClose ? (
    <View className="scrim" catchMove ariaRole="button" ariaLabel="关闭" onClick={() => press(onClose)} />
  ) : (
    <View className="scrim scrim--top" catchMove ariaHidden />
  );
