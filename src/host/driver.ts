import type { Backend } from './backend';
import type { Core } from './core';
import { elementOf } from './events';
import { inDocument, measureTree, type TreeFigures, visibleText } from './look';
import type { Theme } from './options';
import type { OpenPage } from './page';
import type { PageStack } from './page-stack';
import type { Phone } from './phone';
import type { PictureSource } from './pictures';
import type { Program } from './program';
import { touch } from './touch';
import type { Ui } from './ui';
import type { Files } from './wx/files';
import type { Launch } from './wx/lifecycle';
import { pullDown } from './wx/navigation';
import type { Network } from './wx/network';
import type { Permissions } from './wx/permissions';
import type { Share, ShareCard, ShareFrom } from './wx/share';
import type { Storage } from './wx/storage';
import type { NetworkState } from './wx/transport';

export interface HostParts {
  core: Core;
  phone: Phone;
  ui: Ui;
  network: Network;
  storage: Storage;
  files: Files;
  permissions: Permissions;
  stack: PageStack;
  share: Share;
  program: Program;
  launch: Launch;
  wx: Record<string, unknown>;
  pictures: PictureSource;
  backend: Backend;
  close: () => void;
}

/** A running program, and the hands that a reader has. */
export class Host {
  readonly #parts: HostParts;

  constructor(parts: HostParts) {
    this.#parts = parts;
  }

  get ui(): Ui {
    return this.#parts.ui;
  }
  get storage(): Storage {
    return this.#parts.storage;
  }
  get files(): Files {
    return this.#parts.files;
  }
  get permissions(): Permissions {
    return this.#parts.permissions;
  }
  get phone(): Phone {
    return this.#parts.phone;
  }
  get launch(): Launch {
    return this.#parts.launch;
  }
  get wx(): Record<string, unknown> {
    return this.#parts.wx;
  }
  get app(): Record<string, unknown> | undefined {
    return this.#parts.program.app;
  }
  get errors(): Error[] {
    return this.#parts.core.records.errors;
  }
  /** What the program wrote to its console. */
  get logs() {
    return this.#parts.core.records.logs;
  }
  /** Every call of `wx`, with what it was given. */
  get calls() {
    return this.#parts.core.records.calls;
  }
  get stats() {
    return this.#parts.core.records.stats;
  }
  get stack(): readonly OpenPage[] {
    return this.#parts.stack.pages;
  }
  get top(): OpenPage {
    return this.#parts.stack.top;
  }
  get cards(): readonly ShareCard[] {
    return this.#parts.share.cards;
  }
  imageUrl(src: string): ReturnType<PictureSource['imageUrl']> {
    return this.#parts.pictures.imageUrl(src);
  }

  /** The top page's path with its query. */
  get url(): string {
    return this.#parts.stack.urlOf(this.top);
  }

  /** What a reader can read on the page: without what is hidden. */
  text(selector?: string): string {
    return visibleText(selector ? this.element(selector) : this.top.element);
  }

  /** The first match on the page on top, or on the program's own tab bar there. */
  $(selector: string): HTMLElement | null {
    return this.$$(selector)[0] ?? null;
  }

  $$(selector: string): HTMLElement[] {
    const roots = [this.top.element, this.top.tabBar?.element];
    return roots.flatMap((root) => [...(root?.querySelectorAll<HTMLElement>(inDocument(selector)) ?? [])]);
  }

  element(target: string | HTMLElement): HTMLElement {
    const found = typeof target === 'string' ? this.$(target) : target;
    if (!found) throw new Error(`nothing on ${this.top.path} matches "${target}"`);
    return found;
  }

  /** A finger's tap on the element, bubbling as WeChat's does; resolves when the program has settled. */
  tap(target: string | HTMLElement): Promise<void> {
    return this.#touch(target, ['touchstart', 'touchend', 'tap']);
  }

  longpress(target: string | HTMLElement): Promise<void> {
    return this.#touch(target, ['touchstart', 'longpress', 'touchend']);
  }

  /** Types into an `<input>` or `<textarea>`; with `confirm`, the keyboard's own button is pressed as well. */
  input(target: string | HTMLElement, value: string, { confirm = false } = {}): Promise<void> {
    const field = this.element(target).querySelector<HTMLInputElement>('input,textarea');
    if (!field) throw new Error(`"${target}" is no field`);
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    if (confirm) field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    return this.idle();
  }

  /** Any other event of a component: `trigger('image', 'error')`. */
  trigger(target: string | HTMLElement, type: string, detail: object = {}): Promise<void> {
    const element = elementOf(this.element(target));
    (
      element as { triggerEvent?: (type: string, detail: object, options: object) => void } | undefined
    )?.triggerEvent?.(type, detail, {});
    return this.idle();
  }

  scrollTo(top: number): Promise<void> {
    this.#parts.stack.scroller.scrollTop = top;
    this.#parts.stack.scrolled();
    return this.idle();
  }

  reachBottom(): Promise<void> {
    const { page } = this.top;
    if (!page.onReachBottom) throw new Error(`${this.top.path} has no onReachBottom`);
    this.#parts.core.scheduler.guard(() => page.onReachBottom?.());
    return this.idle();
  }

  pullDown(): Promise<void> {
    pullDown(this.#parts.core, this.#parts.stack, this.ui);
    return this.idle();
  }

  share(from: ShareFrom = { from: 'menu' }): Promise<ShareCard | null> {
    return this.#parts.share.toFriend(from);
  }

  shareTimeline(): Promise<ShareCard | null> {
    return this.#parts.share.toTimeline();
  }

  onShare(listener: (card: ShareCard) => void): void {
    this.#parts.share.onShare = listener;
  }

  /** The program's name, as far as the package knows it. */
  get appName(): string {
    const { json } = this.#parts.core.pkg;
    const project = json['project.config.json']?.projectname;
    return json['app.json']?.window?.navigationBarTitleText || (typeof project === 'string' ? project : '');
  }

  addToFavorites(): ShareCard {
    return this.#parts.share.addToFavorites();
  }

  copyUrl(): string {
    return this.#parts.share.copyUrl();
  }

  can(menu: Parameters<Share['can']>[0]): boolean {
    return this.#parts.share.can(menu);
  }

  /** The system's own way back: the gesture, or Android's key. */
  back(): Promise<void> {
    this.#parts.stack.back(1);
    return this.idle();
  }

  /** WeChat's own tab bar; null where the page has none or the program draws it itself. */
  get tabs(): { pagePath: string; text: string; selected: boolean }[] | null {
    const bar = this.#parts.core.pkg.json['app.json']?.tabBar;
    if (!bar || bar.custom || !bar.list.some(({ pagePath }) => pagePath === this.top.path)) return null;
    return bar.list.map(({ pagePath, text }) => ({ pagePath, text, selected: pagePath === this.top.path }));
  }

  /** A tap on WeChat's own tab bar. */
  async tapTab(index: number): Promise<void> {
    const { core, stack } = this.#parts;
    const tab = this.tabs?.[index];
    if (!tab) throw new Error(`there is no tab ${index} on ${this.top.path}`);
    await stack.switchTab(`/${tab.pagePath}`);
    const { page } = this.top;
    core.scheduler.guard(() => page.onTabItemTap?.({ index, pagePath: tab.pagePath, text: tab.text }));
    return this.idle();
  }

  setNetwork(state: NetworkState): Promise<void> {
    this.#parts.network.set(state);
    return this.idle();
  }

  setTheme(theme: Theme): Promise<void> {
    const { core, phone, backend, stack, program } = this.#parts;
    if (phone.theme === theme) return this.idle();
    phone.theme = theme;
    backend.setTheme(phone.shownTheme);
    // WeChat tells a program of the theme only when it has declared `darkmode`.
    if (phone.darkmode) {
      stack.retheme();
      core.scheduler.guard(() => program.app?.onThemeChange?.({ theme }));
      core.signals.emit('ThemeChange', { theme });
    }
    return this.idle();
  }

  memoryWarning(level = 10): Promise<void> {
    this.#parts.core.signals.emit('MemoryWarning', { level });
    return this.idle();
  }

  /** WeChat goes to the background, and comes back. */
  hide(): Promise<void> {
    const { core, program } = this.#parts;
    core.scheduler.guard(() => this.top.page.onHide?.());
    core.scheduler.guard(() => program.app?.onHide?.());
    core.signals.emit('AppHide');
    return this.idle();
  }

  show(): Promise<void> {
    const { core, program, launch } = this.#parts;
    core.scheduler.guard(() => program.app?.onShow?.(launch));
    core.signals.emit('AppShow', launch);
    core.scheduler.guard(() => this.top.page.onShow?.());
    return this.idle();
  }

  /** Resolves when the program has nothing under way. */
  idle(options?: { within?: number; limit?: number }): Promise<void> {
    return this.#parts.core.scheduler.idle(options);
  }

  tree(): TreeFigures {
    return measureTree(this.top.element);
  }

  close(): void {
    this.#parts.close();
  }

  #touch(target: string | HTMLElement, types: string[]): Promise<void> {
    touch(this.element(target), types, (run) => void this.#parts.core.scheduler.guard(run));
    return this.idle();
  }
}
