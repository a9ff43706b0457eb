import Taro from '@tarojs/taro';
import type { Originals } from '../stores/ports';
import { leave } from './leave';
import { isCancel } from './reason';

/** Whether WeChat opened it, or the reader would not. A tap that was not heard has nothing left to be done for it. */
async function opens(way: () => Promise<unknown>): Promise<boolean> {
  try {
    await leave(way, undefined);
    return true;
  } catch (error) {
    return isCancel(error);
  }
}

/** Any account's article opens in WeChat's own reader from base library 3.4.8 on; the caller copies the link elsewhere. */
export const originals: Originals = {
  async open(url) {
    if (!Taro.openOfficialAccountArticle || !Taro.canIUse('openOfficialAccountArticle')) return false;
    return opens(() => Taro.openOfficialAccountArticle!({ url }));
  },
  openProgram: (appId, path) => opens(() => Taro.navigateToMiniProgram({ appId, ...(path ? { path } : {}) })),
};
