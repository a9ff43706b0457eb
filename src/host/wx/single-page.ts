import { ApiFailure, asyncApi } from '../api';
import type { Core } from '../core';

export const SINGLE_PAGE_SCENE = 1154;

/** What WeChat's documentation forbids in the single page that Moments opens. Each fails; none throws. */
const FORBIDDEN =
  `authorize chooseImage chooseMedia chooseVideo exitMiniProgram getClipboardData getLocation getSetting
  getUserProfile hideShareMenu login makePhoneCall navigateBack navigateTo navigateToMiniProgram openCustomerServiceChat
  openDocument openEmbeddedMiniProgram openOfficialAccountArticle openOfficialAccountChat openOfficialAccountProfile openSetting
  reLaunch redirectTo requestPayment saveImageToPhotosAlbum scanCode setClipboardData setNavigationBarColor
  setNavigationBarTitle showShareImageMenu showShareMenu switchTab updateShareMenu`.split(/\s+/);

export function singlePageApis(core: Core): Record<string, unknown> {
  return Object.fromEntries(
    FORBIDDEN.map((name) => [
      name,
      asyncApi(core, name, () => {
        throw new ApiFailure('can not be called in single page mode');
      }),
    ]),
  );
}
