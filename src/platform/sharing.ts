import Taro from '@tarojs/taro';
import type { Sharing } from '../stores/ports';
import { quiet } from './quiet';

const MENUS = ['shareAppMessage', 'shareTimeline'];

/** What WeChat is told of the page that is seen. */
let told: (() => { query: string }) | undefined;

export const sharing: Sharing = {
  allow(allowed) {
    // Both are forbidden in single-page mode and answer with a refusal there.
    void quiet(() =>
      allowed
        ? Taro.showShareMenu({ menus: MENUS } as Taro.showShareMenu.Option)
        : Taro.hideShareMenu({ menus: MENUS } as Taro.hideShareMenu.Option),
    );
  },
  onCopyUrl(query) {
    sharing.offCopyUrl();
    const answer = () => ({ query });
    told = answer;
    void quiet(() => Taro.onCopyUrl(answer as never));
  },
  // WeChat wants to hear which one: what one page has told must not be copied of the next.
  offCopyUrl() {
    const answer = told;
    told = undefined;
    if (answer) void quiet(() => Taro.offCopyUrl(answer as never));
  },
};
