import { ApiFailure } from '../core/failure';
import { SINGLE_PAGE_SCENE } from '../phone/launch';
import { type ApiGroup, asyncApi } from './api';

/** What WeChat's documentation forbids in the single page that Moments opens. Each fails; none throws. */
const FORBIDDEN =
  `authorize chooseImage chooseMedia chooseVideo exitMiniProgram getClipboardData getLocation getSetting
  getUserProfile hideShareMenu login makePhoneCall navigateBack navigateTo navigateToMiniProgram openAppAuthorizeSetting
  openCustomerServiceChat
  openDocument openEmbeddedMiniProgram openOfficialAccountArticle openOfficialAccountChat openOfficialAccountProfile openSetting
  reLaunch redirectTo requestPayment saveImageToPhotosAlbum scanCode setClipboardData setNavigationBarColor
  setNavigationBarTitle showShareImageMenu showShareMenu switchTab updateShareMenu`.split(/\s+/);

/** Nothing where the program was opened in another way. */
export const singlePageApis: ApiGroup = ({ core, launch }) =>
  Object.fromEntries(
    (launch.scene === SINGLE_PAGE_SCENE ? FORBIDDEN : []).map((name) => [
      name,
      asyncApi(core, name, () => {
        throw new ApiFailure('can not be called in single page mode');
      }),
    ]),
  );
