import Taro from '@tarojs/taro';
import type { Originals } from '../stores/ports';

/** Any account's article opens in WeChat's own reader from base library 3.4.8 on; the caller copies the link elsewhere. */
export const originals: Originals = {
  async open(url) {
    if (!Taro.openOfficialAccountArticle || !Taro.canIUse('openOfficialAccountArticle')) return false;
    try {
      await Taro.openOfficialAccountArticle({ url });
      return true;
    } catch {
      return false;
    }
  },
  async openProgram(appId, path) {
    try {
      await Taro.navigateToMiniProgram({ appId, ...(path ? { path } : {}) });
      return true;
    } catch {
      return false;
    }
  },
};
