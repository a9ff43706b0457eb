import type { Root } from 'glass-easel-miniprogram-adapter';
import type { Core } from '../core/core';
import type { Theme } from '../core/options';
import type { WindowConfig } from '../package/package';
import type { Navigation } from '../phone/ui';
import type { Screen } from '../screen/screen';
import { themed } from '../screen/theme';
import { mountTabBar, type TabBar } from './tab-bar';

/** What a program's page object can have. It is the page's own code that decides which of these are there. */
export interface PageInstance {
  is: string;
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

export interface NewPage {
  path: string;
  query: Record<string, string>;
  theme: Theme;
  /** Whether it is a page of the tab bar. */
  tab: boolean;
  /** Called with the page before any of its code runs. */
  created: (page: PageInstance) => void;
}

/** One level of the page stack. */
export class OpenPage {
  readonly path: string;
  readonly query: Record<string, string>;
  readonly root: Root;
  readonly page: PageInstance;
  readonly element: HTMLElement;
  /** The program's own tab bar on this page, if it is one of its tabs. */
  readonly tabBar: TabBar | undefined;
  /** The menu entries that `showShareMenu` and `hideShareMenu` leave. */
  readonly menus = new Set(['shareAppMessage', 'shareTimeline']);
  config: WindowConfig;
  navigation: Navigation;
  scrollTop = 0;
  atBottom = false;

  /** Puts the page's components into the document; its lifetimes are for the stack to call. */
  constructor(
    private readonly core: Core,
    screen: Screen,
    { path, query, theme, tab, created }: NewPage,
  ) {
    this.path = path;
    this.query = query;
    this.root = screen.associated.createRoot('wx-page', screen.space, path);
    this.page = this.root.get() as unknown as PageInstance;
    created(this.page);
    Object.assign(this.page, { route: path, __route__: path, options: query });
    this.config = this.#configured(theme);
    const placeholder = document.body.appendChild(document.createElement('span'));
    this.root.attach(document.body as never, placeholder as never);
    this.element = this.root.getComponent().$$ as unknown as HTMLElement;
    const tabBar = tab ? mountTabBar(screen, core.pkg) : undefined;
    if (tabBar) this.page.getTabBar = () => tabBar.component;
    this.tabBar = tabBar;
    this.navigation = {
      title: this.config.navigationBarTitleText ?? '',
      ...coloursOf(this.config),
      loading: false,
      homeHidden: false,
    };
  }

  /** Takes the colours of another theme; `current` is the bar as the program has left it. */
  retheme(theme: Theme, current: Navigation): void {
    this.config = this.#configured(theme);
    this.navigation = { ...current, ...coloursOf(this.config) };
  }

  /** Brings it back into the document; only then does it have a height to scroll in. */
  reveal(): void {
    this.element.style.display = '';
    this.tabBar?.show(true);
  }

  /** The lifetimes of a page that stands in front. */
  shown(): void {
    this.core.scheduler.guard(() => this.page.onShow?.());
    this.root.getComponent().triggerPageLifetime('show', []);
  }

  hide(): void {
    this.core.scheduler.guard(() => this.page.onHide?.());
    this.root.getComponent().triggerPageLifetime('hide', []);
    this.element.style.display = 'none';
    this.tabBar?.show(false);
  }

  close(): void {
    this.core.scheduler.guard(() => this.page.onUnload?.());
    this.root.release();
    this.tabBar?.close();
    this.element.remove();
  }

  /** `app.json`'s window under the page's own, with the theme's values filled in. */
  #configured(theme: Theme): WindowConfig {
    const { pkg } = this.core;
    const own = { ...pkg.json['app.json']?.window, ...(pkg.json[`${this.path}.json`] as object) };
    return themed(pkg, own, theme);
  }
}

const coloursOf = (config: WindowConfig) => ({
  frontColor: config.navigationBarTextStyle ?? '',
  backgroundColor: config.navigationBarBackgroundColor ?? '',
  groundColor: config.backgroundColor ?? '',
});
