import Taro from '@tarojs/taro';
import { articlePath, COLUMN_PAGE } from '../domain/share';
import type { Navigator } from '../stores/ports';

/** WeChat's page stack holds 10; from here on a page is replaced, so that it never overflows. */
const DEEP = 8;

export const navigator: Navigator = {
  openArticle(id) {
    const url = articlePath(id);
    if (Taro.getCurrentPages().length >= DEEP) void Taro.redirectTo({ url });
    else void Taro.navigateTo({ url });
  },
  back() {
    if (Taro.getCurrentPages().length > 1) void Taro.navigateBack();
    else navigator.home();
  },
  home() {
    const pages = Taro.getCurrentPages();
    const below = pages[0]?.route;
    if (pages.length > 1 && below && `/${below}` === COLUMN_PAGE)
      void Taro.navigateBack({ delta: pages.length - 1 });
    else void Taro.reLaunch({ url: COLUMN_PAGE });
  },
  canGoBack: () => Taro.getCurrentPages().length > 1,
};
