import Taro from '@tarojs/taro';
import type { Updates } from '../stores/ports';

/** WeChat's update manager; in single-page mode there is none. */
export const updates: Updates = {
  onReady(listener) {
    if (Taro.canIUse('getUpdateManager')) Taro.getUpdateManager()?.onUpdateReady(listener);
  },
  apply() {
    Taro.getUpdateManager().applyUpdate();
  },
};
