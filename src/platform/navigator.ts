import Taro from '@tarojs/taro';
import { ABOUT_PAGE, articlePath, COLUMN_PAGE, LIBRARY_PAGE, SEARCH_PAGE } from '../domain/share';
import type { Navigator, Tab } from '../stores/ports';

/** WeChat's page stack holds 10; from here on a page is replaced, so that it never overflows. */
const DEEP = 8;

const TABS: Record<Tab, string> = { column: COLUMN_PAGE, library: LIBRARY_PAGE };

function open(url: string): void {
  if (Taro.getCurrentPages().length >= DEEP) void Taro.redirectTo({ url });
  else void Taro.navigateTo({ url });
}

export const navigator: Navigator = {
  openArticle: (id) => open(articlePath(id)),
  openSearch: () => open(SEARCH_PAGE),
  openAbout: (topic) => open(`${ABOUT_PAGE}?topic=${topic}`),
  back() {
    if (Taro.getCurrentPages().length > 1) void Taro.navigateBack();
    else navigator.home();
  },
  home: () => navigator.toTab('column'),
  // Closes what lies over the tab pages; they themselves stay alive, with their place. switchTab takes no query:
  // what a page of the tab bar shows is in the stores.
  toTab: (tab) => void Taro.switchTab({ url: TABS[tab] }),
  // Anew, whatever the stack is; onPageNotFound takes no answer but one within the same turn.
  start: (id) => void Taro.reLaunch({ url: id ? articlePath(id) : COLUMN_PAGE }),
  canGoBack: () => Taro.getCurrentPages().length > 1,
};
