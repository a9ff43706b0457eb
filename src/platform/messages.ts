import Taro from '@tarojs/taro';
import type { Messages } from '../stores/ports';

export const messages: Messages = {
  toast(text) {
    void Taro.showToast({ title: text, icon: 'none' });
  },
  async copy(text) {
    try {
      // WeChat shows its own notice on success; undeclared in the privacy guideline, it refuses.
      await Taro.setClipboardData({ data: text });
      return true;
    } catch {
      return false;
    }
  },
  preview(urls, current) {
    void Taro.previewImage({ urls, current });
  },
  refreshed() {
    Taro.stopPullDownRefresh();
  },
};
