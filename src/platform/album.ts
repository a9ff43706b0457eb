import Taro from '@tarojs/taro';
import type { Album } from '../stores/ports';

const SCOPE = 'scope.writePhotosAlbum';

/** What WeChat says when the reader has refused, now or earlier, in its versions and systems. */
const REFUSED = /auth|deny|denied|permission/i;

export const album: Album = {
  async save(file) {
    try {
      await Taro.saveImageToPhotosAlbum({ filePath: file });
      return 'saved';
    } catch (error) {
      const { errMsg = '' } = error as { errMsg?: string };
      if (/privacy/i.test(errMsg)) return 'failed';
      return /cancel/i.test(errMsg) ? 'cancelled' : REFUSED.test(errMsg) ? 'refused' : 'failed';
    }
  },
  async allow() {
    try {
      const { authSetting } = await Taro.openSetting();
      return authSetting[SCOPE] === true;
    } catch {
      return false;
    }
  },
  async send(file) {
    if (!Taro.showShareImageMenu || !Taro.canIUse('showShareImageMenu')) return false;
    try {
      await Taro.showShareImageMenu({ path: file });
      return true;
    } catch (error) {
      // Closing the sheet is an answer, too.
      return /cancel/i.test((error as { errMsg?: string }).errMsg ?? '');
    }
  },
};
