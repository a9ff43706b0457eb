import Taro from '@tarojs/taro';
import type { Album } from '../stores/ports';
import { leave } from './leave';
import { isCancel, reasonOf } from './reason';

const SCOPE = 'scope.writePhotosAlbum';

/** What WeChat says when a switch forbids it, in its versions and systems: `auth deny`, `permission denied`. */
const REFUSED = /auth|den(y|ied)|permission/i;

/** What it says when the phone's switch does: `system permission denied`. */
const PHONE = /system|permission/i;

/**
 * Which of two switches it was, for WeChat says nearly the same of both. Its own (`scope.writePhotosAlbum`) stands in
 * getSetting: false is refused. Where that stands on it was the phone's, which lets WeChat into the album; iOS tells
 * that one, too (`albumAuthorized`, base library 2.20.1). Where WeChat has no answer of the reader's, only one of these
 * two names the phone's; otherwise it was no switch.
 */
async function whichSwitch(reason: string): Promise<'refused' | 'barred' | 'failed'> {
  try {
    const { authSetting } = await Taro.getSetting();
    const allowed = authSetting[SCOPE];
    // WeChat's own comes first: its settings can be opened, and what the phone forbids shows after that.
    if (allowed === false) return 'refused';
    return allowed || PHONE.test(reason) || isBarred() ? 'barred' : 'failed';
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
      // WeChat's question was left without an answer (`authorize no response`): it asks again the next time.
      if (isCancel(error) || /no response/i.test(reason)) return 'cancelled';
      return REFUSED.test(reason) ? whichSwitch(reason) : 'failed';
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
