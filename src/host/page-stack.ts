import { ApiFailure } from './api';
import type { Screen } from './code-space';
import type { Core } from './core';
import type { WindowConfig } from './package/package';
import type { OpenPage, PageInstance } from './page';
import type { Phone } from './phone';
import { mountTabBar } from './tab-bar';
import { themed } from './theme';
import type { Ui } from './ui';
import { formatPageUrl, parsePageUrl } from './url';

export const MAX_PAGES = 10;

/** The page stack with WeChat's order of lifetimes. */
export class PageStack {
  readonly pages: OpenPage[] = [];
  /** Called with each new page before any of its code runs. */
  onCreate: (page: PageInstance) => void = () => {};
  /** Pages of the tab bar that are alive while another one is in front. */
  readonly #parked = new Map<string, OpenPage>();
  #lastScroll = 0;
  #stop = new AbortController();

  constructor(
    private readonly core: Core,
    private readonly screen: Screen,
    private readonly ui: Ui,
    private readonly phone: Phone,
    private readonly onPageNotFound: (request: {
      path: string;
      query: Record<string, string>;
      isEntryPage: boolean;
    }) => void,
  ) {
    addEventListener('scroll', () => this.scrolled(), { passive: true, signal: this.#stop.signal });
    addEventListener('resize', () => this.#resized(), { passive: true, signal: this.#stop.signal });
  }

  get top(): OpenPage {
    const page = this.pages.at(-1);
    if (!page) throw new Error('no page is open');
    return page;
  }

  get scroller(): Element {
    return document.scrollingElement ?? document.documentElement;
  }

  /** Opens on top. Fails like WeChat's `navigateTo`: an unknown page, an eleventh level. */
  async open(url: string, how: 'appLaunch' | 'navigateTo' | 'redirectTo' | 'reLaunch'): Promise<void> {
    const from = this.pages.at(-1);
    const { path, query } = parsePageUrl(url, from?.path);
    if (!this.core.pkg.pages.includes(path)) {
      this.onPageNotFound({ path, query, isEntryPage: how === 'appLaunch' });
      throw new ApiFailure(`page "${path}" is not found`);
    }
    if ((how === 'navigateTo' || how === 'redirectTo') && this.#isTab(path))
      throw new ApiFailure(`can not ${how} a tabbar page`);
    if (how === 'navigateTo' && this.pages.length >= MAX_PAGES)
      throw new ApiFailure(`webview count limit exceed`);
    if ((how === 'navigateTo' || how === 'redirectTo') && this.#isTab(path))
      throw new ApiFailure(`can not ${how} a tabbar page`);
    const end = this.core.scheduler.begin(`open ${path}`);
    try {
      if (how === 'navigateTo') this.#hide(this.top);
      if (how === 'redirectTo') this.#close();
      if (how === 'reLaunch') this.#closeAll();
      await this.#load(path, query);
    } finally {
      end();
    }
  }

  /** To a page of the tab bar: what lies over the tab pages closes, they themselves stay alive. A query is lost. */
  async switchTab(url: string): Promise<void> {
    const { path } = parsePageUrl(url, this.top.path);
    if (!this.#isTab(path)) throw new ApiFailure('can not switch to no-tabBar page');
    const end = this.core.scheduler.begin(`switch to ${path}`);
    try {
      const covered = this.pages.length > 1;
      while (this.pages.length > 1 || (this.pages[0] && !this.#isTab(this.pages[0].path))) this.#close();
      const from = this.pages[0];
      if (from?.path === path) {
        if (covered) this.#show(from);
        return;
      }
      if (from) {
        if (!covered) this.#hide(from);
        this.#parked.set(from.path, from);
        this.pages.pop();
      }
      const parked = this.#parked.get(path);
      if (!parked) return await this.#load(path, {});
      this.#parked.delete(path);
      this.pages.push(parked);
      this.#show(parked);
    } finally {
      end();
    }
  }

  #isTab(path: string): boolean {
    return this.core.pkg.json['app.json']?.tabBar?.list.some((tab) => tab.pagePath === path) ?? false;
  }

  #closeAll(): void {
    while (this.pages.length) this.#close();
    for (const open of this.#parked.values()) {
      this.pages.push(open);
      this.#close();
    }
    this.#parked.clear();
  }

  /** Closes `delta` levels, but never the last. */
  back(delta: number): void {
    const count = Math.min(Math.max(1, delta), this.pages.length - 1);
    if (count < 1) throw new ApiFailure('cannot navigate back at first page.');
    for (let level = 0; level < count; level += 1) this.#close();
    this.#show(this.top);
  }

  /** A theme that changes takes the open pages' bars with it. */
  retheme(): void {
    const { json } = this.core.pkg;
    for (const open of [...this.#parked.values(), ...this.pages]) {
      const own = { ...json['app.json']?.window, ...(json[`${open.path}.json`] as object) };
      const config = themed(this.core.pkg, own, this.phone.shownTheme);
      const current = open === this.pages.at(-1) ? this.ui.navigation : open.navigation;
      open.config = config;
      open.navigation = { ...current, ...coloursOf(config) };
    }
    const top = this.pages.at(-1);
    if (top) this.ui.set({ navigation: top.navigation });
  }

  urlOf(page: OpenPage): string {
    return formatPageUrl(page);
  }

  close(): void {
    this.#stop.abort();
    this.#closeAll();
  }

  async #load(path: string, query: Record<string, string>): Promise<void> {
    const { scheduler, pkg } = this.core;
    const root = this.screen.associated.createRoot('wx-page', this.screen.space, path);
    const page = root.get() as unknown as PageInstance;
    this.onCreate(page);
    Object.assign(page, { route: path, __route__: path, options: query });
    const own = { ...pkg.json['app.json']?.window, ...(pkg.json[`${path}.json`] as object) };
    const config = themed(pkg, own, this.phone.shownTheme);
    const placeholder = document.body.appendChild(document.createElement('span'));
    root.attach(document.body as never, placeholder as never);
    const element = root.getComponent().$$ as unknown as HTMLElement;
    const tabBar = this.#isTab(path) ? mountTabBar(this.screen, pkg) : undefined;
    if (tabBar) page.getTabBar = () => tabBar.component;
    const open: OpenPage = {
      tabBar,
      path,
      query,
      root,
      page,
      element,
      config,
      scrollTop: 0,
      ready: false,
      atBottom: false,
      menus: new Set(['shareAppMessage', 'shareTimeline']),
      navigation: {
        title: config.navigationBarTitleText ?? '',
        ...coloursOf(config),
        loading: false,
        homeHidden: false,
      },
    };
    this.pages.push(open);
    this.#bring(open);
    scheduler.guard(() => page.onLoad?.({ ...query }));
    scheduler.guard(() => page.onShow?.());
    root.getComponent().triggerPageLifetime('show', []);
    await new Promise<void>((resolve) => scheduler.setTimeout(resolve, 0));
    open.ready = true;
    scheduler.guard(() => page.onReady?.());
  }

  #bring(open: OpenPage): void {
    this.ui.set({ navigation: open.navigation, pulling: false });
    this.scroller.scrollTop = this.#lastScroll = open.scrollTop;
  }

  #hide(open: OpenPage): void {
    open.scrollTop = this.scroller.scrollTop;
    open.navigation = this.ui.navigation;
    this.core.scheduler.guard(() => open.page.onHide?.());
    open.root.getComponent().triggerPageLifetime('hide', []);
    open.element.style.display = 'none';
    open.tabBar?.show(false);
  }

  #show(open: OpenPage): void {
    open.element.style.display = '';
    open.tabBar?.show(true);
    this.#bring(open);
    this.core.scheduler.guard(() => open.page.onShow?.());
    open.root.getComponent().triggerPageLifetime('show', []);
  }

  #close(): void {
    const open = this.pages.pop();
    if (!open) return;
    this.core.scheduler.guard(() => open.page.onUnload?.());
    open.root.release();
    open.tabBar?.close();
    open.element.remove();
  }

  /** Called for the document's own scroll events, and by the driver where a document has no layout. */
  scrolled(): void {
    const open = this.pages.at(-1);
    const scrollTop = this.scroller.scrollTop;
    if (!open || scrollTop === this.#lastScroll) return;
    this.#lastScroll = scrollTop;
    this.core.scheduler.guard(() => open.page.onPageScroll?.({ scrollTop }));
    const { scrollHeight, clientHeight } = this.scroller;
    if (scrollHeight === 0) return;
    const atBottom = scrollTop + clientHeight >= scrollHeight - (open.config.onReachBottomDistance ?? 50);
    if (atBottom && !open.atBottom) this.core.scheduler.guard(() => open.page.onReachBottom?.());
    open.atBottom = atBottom;
  }

  #resized(): void {
    const size = { windowWidth: innerWidth, windowHeight: innerHeight };
    this.core.signals.emit('WindowResize', { size });
    const open = this.pages.at(-1);
    this.core.scheduler.guard(() =>
      open?.page.onResize?.({ size, deviceOrientation: innerWidth > innerHeight ? 'landscape' : 'portrait' }),
    );
  }
}

const coloursOf = (config: WindowConfig) => ({
  frontColor: config.navigationBarTextStyle ?? '',
  backgroundColor: config.navigationBarBackgroundColor ?? '',
  groundColor: config.backgroundColor ?? '',
});
