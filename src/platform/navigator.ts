import Taro from '@tarojs/taro';
import { ABOUT_PAGE, articlePath, COLUMN_PAGE, LIBRARY_PAGE, SEARCH_PAGE } from '../domain/share';
import type { Navigator, Tab } from '../stores/ports';
import { leave } from './leave';
import { messages } from './messages';
import { quiet } from './quiet';

/** WeChat's page stack holds 10; from here on a page is replaced, so that it never overflows. */
const DEEP = 8;

const TABS: Record<Tab, string> = { column: COLUMN_PAGE, library: LIBRARY_PAGE };

const go = (way: () => Promise<unknown>) => void quiet(() => leave(way, undefined));

const over = (url: string) => () =>
  Taro.getCurrentPages().length >= DEEP ? Taro.redirectTo({ url }) : Taro.navigateTo({ url });

const open = (url: string) => go(over(url));

export const navigator: Navigator = {
  openArticle: (id) => open(articlePath(id)),
  openSearch: () => open(SEARCH_PAGE),
  // Of a package of its own (app.config.ts), which may have to be fetched first.
  openAbout: (topic) =>
    void leave(over(`${ABOUT_PAGE}?topic=${topic}`), undefined).catch(() =>
      messages.toast('没有打开，请检查网络后再试'),
    ),
  back() {
    if (navigator.canGoBack()) go(() => Taro.navigateBack());
    else navigator.home();
  },
  home: () => navigator.toTab('column'),
  // Closes what lies over the tab pages; they themselves stay alive, with their place. switchTab takes no query:
  // what a page of the tab bar shows is in the stores.
  toTab: (tab) => go(() => Taro.switchTab({ url: TABS[tab] })),
  // Anew, whatever the stack is; onPageNotFound takes no answer but one within the same turn. No tap asks for it, and
  // it waits for none.
  start: (id) => void quiet(() => Taro.reLaunch({ url: id ? articlePath(id) : COLUMN_PAGE })),
  canGoBack: () => Taro.getCurrentPages().length > 1,
};
