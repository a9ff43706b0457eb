import Taro from '@tarojs/taro';
import type { Sharing } from '../stores/ports';
import { quiet } from './quiet';

const MENUS = ['shareAppMessage', 'shareTimeline'];

export const sharing: Sharing = {
  allow(allowed) {
    // Both are forbidden in single-page mode and answer with a refusal there.
    void quiet(() =>
      allowed
        ? Taro.showShareMenu({ menus: MENUS } as Taro.showShareMenu.Option)
        : Taro.hideShareMenu({ menus: MENUS } as Taro.hideShareMenu.Option),
    );
  },
  onCopyUrl: (query) => void quiet(() => Taro.onCopyUrl((() => ({ query })) as never)),
  offCopyUrl: () => void quiet(() => Taro.offCopyUrl(() => {})),
};
