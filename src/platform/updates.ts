import Taro from '@tarojs/taro';
import type { Updates } from '../stores/ports';
import { quiet } from './quiet';

/** WeChat's update manager; in single-page mode there is none. */
export const updates: Updates = {
  onReady: (listener) => void quiet(() => Taro.getUpdateManager()?.onUpdateReady(listener)),
  apply: () => void quiet(() => Taro.getUpdateManager().applyUpdate()),
};
