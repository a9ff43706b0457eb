import Taro from '@tarojs/taro';
import type { Sharing } from '../stores/ports';

const MENUS = ['shareAppMessage', 'shareTimeline'];
const quiet = () => {};

export const sharing: Sharing = {
  allow(allowed) {
    // Both are forbidden in single-page mode and answer with a refusal there.
    if (allowed) Taro.showShareMenu({ menus: MENUS } as Taro.showShareMenu.Option).catch(quiet);
    else Taro.hideShareMenu({ menus: MENUS } as Taro.hideShareMenu.Option).catch(quiet);
  },
  onCopyUrl(query) {
    Taro.onCopyUrl?.((() => ({ query })) as never);
  },
  offCopyUrl() {
    Taro.offCopyUrl?.(quiet);
  },
};
