import type { Root } from 'glass-easel-miniprogram-adapter';
import type { WindowConfig } from './package/package';
import type { TabBar } from './tab-bar';

/** What a program's page object can have. It is the page's own code that decides which of these are there. */
export interface PageInstance {
  route: string;
  __route__: string;
  options: Record<string, string>;
  data: Record<string, unknown>;
  setData(data: Record<string, unknown>, done?: () => void): void;
  onLoad?(query: Record<string, string>): unknown;
  onShow?(): unknown;
  onReady?(): unknown;
  onHide?(): unknown;
  onUnload?(): unknown;
  onPullDownRefresh?(): unknown;
  onReachBottom?(): unknown;
  onPageScroll?(event: { scrollTop: number }): unknown;
  onResize?(event: unknown): unknown;
  onShareAppMessage?(event: unknown): unknown;
  onShareTimeline?(): unknown;
  onAddToFavorites?(event: unknown): unknown;
  onCopyUrl?(): unknown;
  onTabItemTap?(item: { index: number; pagePath: string; text: string }): unknown;
  getTabBar?: () => unknown;
}

/** One level of the page stack. */
export interface OpenPage {
  path: string;
  query: Record<string, string>;
  root: Root;
  page: PageInstance;
  element: HTMLElement;
  /** The program's own tab bar on this page, if it is one of its tabs. */
  tabBar: TabBar | undefined;
  config: WindowConfig;
  scrollTop: number;
  ready: boolean;
  atBottom: boolean;
  /** The menu entries that `showShareMenu` and `hideShareMenu` leave. */
  menus: Set<string>;
  navigation: {
    title: string;
    frontColor: string;
    backgroundColor: string;
    /** Colour of the window behind the page. */
    groundColor: string;
    loading: boolean;
    homeHidden: boolean;
  };
}
