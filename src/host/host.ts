import type { Theme } from './core/options';
import type { NetworkState } from './core/transport';
import type { Program } from './logic/program';
import type { Parts } from './parts';
import type { Files } from './phone/files';
import type { Launch } from './phone/launch';
import type { Permissions } from './phone/permissions';
import type { Phone } from './phone/phone';
import type { PictureSource } from './phone/pictures';
import type { Storage } from './phone/storage';
import type { Ui } from './phone/ui';
import type { Backend } from './screen/backend';
import { touch, type } from './screen/hands';
import { inDocument, measureTree, type TreeFigures, visibleText } from './screen/look';
import type { OpenPage } from './stack/page';
import type { Share, ShareCard, ShareFrom } from './stack/share';
import { Surroundings } from './surroundings';

interface RunningParts extends Parts {
  program: Program;
  wx: Record<string, unknown>;
  backend: Backend;
  close: () => void;
}

/**
 * A running program, and the hands that its user has. What a user does resolves when the program has settled
 * (`idle`); what the program does wrong is in `errors`.
 */
export class Host {
  readonly #parts: RunningParts;
  readonly #surroundings: Surroundings;

  constructor(parts: RunningParts) {
    this.#parts = parts;
    this.#surroundings = new Surroundings(parts, parts.program, parts.backend);
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
  /** Its `setData` calls. */
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

  /** The program's name, as far as the package knows it. */
  get appName(): string {
    const { json } = this.#parts.core.pkg;
    const project = json['project.config.json']?.projectname;
    return json['app.json']?.window?.navigationBarTitleText || (typeof project === 'string' ? project : '');
  }

  /** The top page's path with its query. */
  get url(): string {
    return this.#parts.stack.urlOf(this.top);
  }

  /** What a user can read on the page: without what is hidden. */
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

  tree(): TreeFigures {
    return measureTree(this.top.element);
  }

  /** A finger's tap on the element, bubbling as WeChat's does. */
  tap(target: string | HTMLElement): Promise<void> {
    return this.#touch(target, ['touchstart', 'touchend', 'tap']);
  }

  longpress(target: string | HTMLElement): Promise<void> {
    return this.#touch(target, ['touchstart', 'longpress', 'touchend']);
  }

  /** Types into an `<input>` or `<textarea>`; with `confirm`, the keyboard's own button is pressed as well. */
  input(target: string | HTMLElement, value: string, { confirm = false } = {}): Promise<void> {
    type(this.element(target), value, confirm);
    return this.idle();
  }

  scrollTo(top: number): Promise<void> {
    const { viewport } = this.#parts.stack;
    viewport.scroller.scrollTop = top;
    viewport.scrolled();
    return this.idle();
  }

  reachBottom(): Promise<void> {
    const { page } = this.top;
    if (!page.onReachBottom) throw new Error(`${this.top.path} has no onReachBottom`);
    this.#parts.core.scheduler.guard(() => page.onReachBottom?.());
    return this.idle();
  }

  pullDown(): Promise<void> {
    this.#parts.stack.pullDown();
    return this.idle();
  }

  /** The system's own way back: the gesture, or Android's key. */
  back(): Promise<void> {
    this.#parts.stack.back(1);
    return this.idle();
  }

  /** WeChat's own tab bar; null where the page has none or the program draws it itself. */
  get tabs() {
    return this.#parts.stack.tabs;
  }

  /** A tap on WeChat's own tab bar. */
  async tapTab(index: number): Promise<void> {
    await this.#parts.stack.tapTab(index);
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

  addToFavorites(): ShareCard {
    return this.#parts.share.addToFavorites();
  }

  /** A screenshot: the path that it leads to where it is sent on. */
  capture(): Promise<string> {
    return this.#parts.share.capture();
  }

  /** The screenshot is sent on: the program's picture in its place, null where it offers none. */
  capturePoster(): Promise<string | null> {
    return this.#parts.share.poster();
  }

  copyUrl(): string {
    return this.#parts.share.copyUrl();
  }

  /** Whether ••• offers it. */
  can(menu: Parameters<Share['can']>[0]): boolean {
    return this.#parts.share.can(menu);
  }

  setNetwork(state: NetworkState): Promise<void> {
    this.#surroundings.network(state);
    return this.idle();
  }

  setTheme(theme: Theme): Promise<void> {
    this.#surroundings.theme(theme);
    return this.idle();
  }

  memoryWarning(level = 10): Promise<void> {
    this.#surroundings.memoryWarning(level);
    return this.idle();
  }

  /** WeChat goes to the background, and comes back. */
  hide(): Promise<void> {
    this.#surroundings.background();
    return this.idle();
  }

  show(): Promise<void> {
    this.#surroundings.foreground();
    return this.idle();
  }

  /** A card in a chat, or another link, opens the program while it runs: WeChat begins anew with its page. */
  async enter(url: string, scene = 1007): Promise<void> {
    await this.#surroundings.enter(url, scene);
    return this.idle();
  }

  /** Resolves when the program has nothing under way. */
  idle(options?: { within?: number; limit?: number }): Promise<void> {
    return this.#parts.core.scheduler.idle(options);
  }

  close(): void {
    this.#parts.close();
  }

  #touch(target: string | HTMLElement, types: string[]): Promise<void> {
    touch(this.element(target), types, (run) => void this.#parts.core.scheduler.guard(run));
    return this.idle();
  }
}
