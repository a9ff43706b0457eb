import Taro from '@tarojs/taro';
import { COLUMN_CARD } from '../domain/share';
import type { PageOffer, Sharing } from '../stores/ports';
import { quiet } from './quiet';

const MENUS = ['shareAppMessage', 'shareTimeline'];

/** What WeChat is told of the page that is seen. */
let told: PageOffer | undefined;

/** Where a copied address and a screenshot (base library 3.3.0) lead; a page that offers nothing leaves it to WeChat. */
const answer = () => told && { query: told.query };

/** What WeChat sends in place of a screenshot (3.12.0): the page's picture, else the column's. */
function poster() {
  if (!told) return { src: COLUMN_CARD };
  const picture = told.picture();
  return { src: picture, promise: told.draw().then((src = picture) => ({ src })) };
}

export const sharing: Sharing = {
  allow(allowed) {
    // Both are forbidden in single-page mode and answer with a refusal there.
    void quiet(() =>
      allowed
        ? Taro.showShareMenu({ menus: MENUS } as Taro.showShareMenu.Option)
        : Taro.hideShareMenu({ menus: MENUS } as Taro.hideShareMenu.Option),
    );
  },
  offer(page) {
    sharing.withdraw();
    told = page;
    void quiet(() => Taro.onCopyUrl(answer as never));
    // WeChat has room for one listener of each: the same ones stay, and answer for the page that is seen.
    void quiet(() => Taro.onUserCaptureScreen(answer as never));
    void quiet(() => Taro.onGeneratePoster!(poster));
  },
  // WeChat wants to hear which one: what one page has told must not be copied of the next.
  withdraw() {
    const was = told;
    told = undefined;
    if (was) void quiet(() => Taro.offCopyUrl(answer as never));
  },
};
