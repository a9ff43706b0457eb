import type { Core } from '../core/core';
import { ApiFailure } from '../core/failure';
import { formatPageUrl, parsePageUrl } from '../core/url';
import type { Phone } from '../phone/phone';
import type { Ui } from '../phone/ui';
import type { Screen } from '../screen/screen';
import { OpenPage, type PageInstance } from './page';
import { Viewport } from './viewport';

/** WeChat's most levels. */
const MAX_PAGES = 10;

export interface StackHooks {
  /** Called with each new page before any of its code runs. */
  created(page: PageInstance): void;
  notFound(request: { path: string; query: Record<string, string>; isEntryPage: boolean }): void;
}

/** The page stack with WeChat's order of lifetimes. */
export class PageStack {
  readonly pages: OpenPage[] = [];
  readonly viewport: Viewport;
  /** Pages of the tab bar that are alive while another one is in front. */
  readonly #parked = new Map<string, OpenPage>();

  constructor(
    private readonly core: Core,
    private readonly screen: Screen,
    private readonly ui: Ui,
    private readonly phone: Phone,
    private readonly hooks: StackHooks,
  ) {
    this.viewport = new Viewport(core, () => this.pages.at(-1));
  }

  get top(): OpenPage {
    const page = this.pages.at(-1);
    if (!page) throw new Error('no page is open');
    return page;
  }

  /** WeChat's own tab bar; null where the page on top has none or the program draws it itself. */
  get tabs(): { pagePath: string; text: string; selected: boolean }[] | null {
    const bar = this.#tabBar;
    const { path } = this.top;
    if (!bar || bar.custom || !this.#isTab(path)) return null;
    return bar.list.map(({ pagePath, text }) => ({ pagePath, text, selected: pagePath === path }));
  }

  /** Opens on top. Fails like WeChat's `navigateTo`: an unknown page, an eleventh level. */
  async open(url: string, how: 'appLaunch' | 'navigateTo' | 'redirectTo' | 'reLaunch'): Promise<void> {
    const from = this.pages.at(-1);
    const { path, query } = parsePageUrl(url, from?.path);
    if (!this.core.pkg.pages.includes(path)) {
      this.hooks.notFound({ path, query, isEntryPage: how === 'appLaunch' });
      throw new ApiFailure(`page "${path}" is not found`);
    }
    if ((how === 'navigateTo' || how === 'redirectTo') && this.#isTab(path))
      throw new ApiFailure(`can not ${how} a tabbar page`);
    if (how === 'navigateTo' && this.pages.length >= MAX_PAGES)
      throw new ApiFailure(`webview count limit exceed`);
    const end = this.core.scheduler.begin(`open ${path}`);
    try {
      if (how === 'navigateTo') this.#hide(this.top);
      if (how === 'redirectTo') this.pages.pop()?.close();
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
      while (this.pages.length > 1 || (this.pages[0] && !this.#isTab(this.pages[0].path)))
        this.pages.pop()?.close();
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

  /** A tap on WeChat's own tab bar. */
  async tapTab(index: number): Promise<void> {
    const tab = this.tabs?.[index];
    if (!tab) throw new Error(`there is no tab ${index} on ${this.top.path}`);
    const { pagePath, text } = tab;
    await this.switchTab(`/${pagePath}`);
    this.core.scheduler.guard(() => this.top.page.onTabItemTap?.({ index, pagePath, text }));
  }

  /** Closes `delta` levels, but never the last. */
  back(delta: number): void {
    const count = Math.min(Math.max(1, delta), this.pages.length - 1);
    if (count < 1) throw new ApiFailure('cannot navigate back at first page.');
    for (let level = 0; level < count; level += 1) this.pages.pop()?.close();
    this.#show(this.top);
  }

  /** A page is pulled down only where its configuration lets it. */
  pullDown(): void {
    const { page, config, path } = this.top;
    if (!config.enablePullDownRefresh) throw new ApiFailure(`enablePullDownRefresh is off for ${path}`);
    this.ui.set({ pulling: true });
    this.core.scheduler.guard(() => page.onPullDownRefresh?.());
  }

  /** A theme that changes takes the open pages' bars with it. */
  retheme(): void {
    const top = this.pages.at(-1);
    for (const open of [...this.#parked.values(), ...this.pages])
      open.retheme(this.phone.shownTheme, open === top ? this.ui.navigation : open.navigation);
    if (top) this.ui.set({ navigation: top.navigation });
  }

  urlOf(page: OpenPage): string {
    return formatPageUrl(page);
  }

  close(): void {
    this.viewport.close();
    this.#closeAll();
  }

  get #tabBar() {
    return this.core.pkg.json['app.json']?.tabBar;
  }

  #isTab(path: string): boolean {
    return this.#tabBar?.list.some((tab) => tab.pagePath === path) ?? false;
  }

  async #load(path: string, query: Record<string, string>): Promise<void> {
    const { scheduler } = this.core;
    const open = new OpenPage(this.core, this.screen, {
      path,
      query,
      theme: this.phone.shownTheme,
      tab: this.#isTab(path),
      created: (page) => this.hooks.created(page),
    });
    this.pages.push(open);
    this.#bring(open);
    scheduler.guard(() => open.page.onLoad?.({ ...query }));
    open.shown();
    await new Promise<void>((resolve) => scheduler.setTimeout(resolve, 0));
    scheduler.guard(() => open.page.onReady?.());
  }

  #bring(open: OpenPage): void {
    this.ui.set({ navigation: open.navigation, pulling: false });
    this.viewport.restore(open.scrollTop);
  }

  #hide(open: OpenPage): void {
    open.scrollTop = this.viewport.scroller.scrollTop;
    open.navigation = this.ui.navigation;
    open.hide();
  }

  #show(open: OpenPage): void {
    open.reveal();
    this.#bring(open);
    open.shown();
  }

  #closeAll(): void {
    for (let open = this.pages.pop(); open; open = this.pages.pop()) open.close();
    for (const open of this.#parked.values()) open.close();
    this.#parked.clear();
  }
}
