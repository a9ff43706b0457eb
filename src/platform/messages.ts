import Taro from '@tarojs/taro';
import { oneAtATime } from '../domain/one-at-a-time';
import type { Messages } from '../stores/ports';
import { clock } from './clock';
import { leave } from './leave';
import { quiet } from './quiet';

const copying = oneAtATime(clock.after);

export const messages: Messages = {
  toast: (text) => void quiet(() => Taro.showToast({ title: text, icon: 'none' })),
  async copy(text) {
    try {
      // WeChat shows its own notice on success; undeclared in the privacy guideline, it refuses.
      await copying(() => Taro.setClipboardData({ data: text }), undefined);
      return true;
    } catch {
      return false;
    }
  },
  preview: (urls, current) => void quiet(() => leave(() => Taro.previewImage({ urls, current }), undefined)),
  refreshed: () => void quiet(() => Taro.stopPullDownRefresh()),
};
