import Taro from '@tarojs/taro';
import type { Album } from '../stores/ports';
import { leave } from './leave';
import { isCancel, reasonOf } from './reason';

const SCOPE = 'scope.writePhotosAlbum';

/** What WeChat says when a switch forbids it, in its versions and systems: `auth deny`, `permission denied`. */
const REFUSED = /auth|den(y|ied)|permission/i;

/**
 * Which of two switches it was, for WeChat says nearly the same of both. Its own (`scope.writePhotosAlbum`) stands in
 * getSetting: false is refused. Where that stands on, or nobody was asked, it was the phone's, which lets WeChat into the
 * album; iOS tells that one, too (`albumAuthorized`, base library 2.20.1).
 */
async function whichSwitch(): Promise<'refused' | 'barred'> {
  try {
    const { authSetting } = await Taro.getSetting();
    // WeChat's own comes first: its settings can be opened, and what the phone forbids shows after that.
    return authSetting[SCOPE] === false ? 'refused' : 'barred';
  } catch {
    return isBarred() ? 'barred' : 'refused';
  }
}

function isBarred(): boolean {
  try {
    return Taro.getAppAuthorizeSetting().albumAuthorized === 'denied';
  } catch {
    return false;
  }
}

export const album: Album = {
  async save(file) {
    try {
      await Taro.saveImageToPhotosAlbum({ filePath: file });
      return 'saved';
    } catch (error) {
      const reason = reasonOf(error);
      // Not declared in the privacy guideline, or its terms were refused: no switch helps.
      if (/privacy/i.test(reason)) return 'failed';
      if (isCancel(error)) return 'cancelled';
      return REFUSED.test(reason) ? whichSwitch() : 'failed';
    }
  },
  async allow() {
    try {
      // Answered when the reader comes back from there, with what they chose.
      const answer = await leave(() => Taro.openSetting(), undefined, 0);
      return answer?.authSetting[SCOPE] === true;
    } catch {
      return false;
    }
  },
  async unbar() {
    try {
      await leave(() => Taro.openAppAuthorizeSetting({}), undefined);
    } catch {
      // An older WeChat has no way there (before 2.25.3): the words say where the switch is.
    }
  },
  async send(file) {
    if (!Taro.showShareImageMenu || !Taro.canIUse('showShareImageMenu')) return false;
    try {
      await leave(() => Taro.showShareImageMenu({ path: file }), undefined);
      return true;
    } catch (error) {
      return isCancel(error);
    }
  },
};
