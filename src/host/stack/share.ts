import type { Core } from '../core/core';
import type { PageStack } from './page-stack';

/** A card as it would stand in a chat, or an entry in Moments or in favourites. */
export interface ShareCard {
  kind: 'friend' | 'timeline' | 'favourite';
  title: string;
  /** Where the card leads: the page's path with its query, starting with `/`. */
  path: string;
  imageUrl: string;
}

export type ShareFrom =
  | { from: 'menu' }
  | { from: 'button'; target: { id: string; dataset: Record<string, unknown> } };

/**
 * WeChat waits this long for the promise of a share or of a poster, and of a screenshot, and then takes the values that
 * were returned with it.
 */
const SHARE_PROMISE_MS = 3000;
const CAPTURE_PROMISE_MS = 1000;

const APP_NAME_FALLBACK = '小程序';

export class Share {
  /** Every card that was made, newest last. */
  readonly cards: ShareCard[] = [];
  /** Called with each card that goes to a friend or to Moments. */
  onShare: (card: ShareCard) => void = () => {};

  constructor(
    private readonly core: Core,
    private readonly stack: PageStack,
  ) {}

  /** Whether ••• offers it: WeChat shows Moments only where the page can be sent to a friend as well. */
  can(menu: 'shareAppMessage' | 'shareTimeline' | 'addToFavorites' | 'copyUrl'): boolean {
    const { page, menus } = this.stack.top;
    if (menu === 'addToFavorites' || menu === 'copyUrl') return true;
    if (!page.onShareAppMessage || !menus.has('shareAppMessage')) return false;
    return menu === 'shareAppMessage' || (Boolean(page.onShareTimeline) && menus.has('shareTimeline'));
  }

  /** Sends to a friend. `null` where the page does not let itself be shared. */
  async toFriend(from: ShareFrom): Promise<ShareCard | null> {
    const { page } = this.stack.top;
    // A button shares even where the menu entry is hidden; without a handler WeChat shares nothing.
    if (!page.onShareAppMessage || (from.from === 'menu' && !this.can('shareAppMessage'))) return null;
    const given = this.core.scheduler.guard(() => page.onShareAppMessage?.(from)) as
      | Record<string, unknown>
      | undefined;
    const { title, path, imageUrl } = await this.#late(given, SHARE_PROMISE_MS);
    const target = path === undefined ? `/${this.#here()}` : String(path);
    if (!target.startsWith('/'))
      this.core.records.error(new Error(`onShareAppMessage: path "${target}" must start with /`));
    return this.#made('friend', title, target, imageUrl);
  }

  async toTimeline(): Promise<ShareCard | null> {
    const { page, path } = this.stack.top;
    if (!this.can('shareTimeline')) return null;
    const given = this.core.scheduler.guard(() => page.onShareTimeline?.()) as
      | Record<string, unknown>
      | undefined;
    const { title, query, imageUrl } = await this.#late(given, SHARE_PROMISE_MS);
    this.#queryIsText('onShareTimeline', query);
    const target = query === undefined ? this.#here() : query ? `${path}?${String(query)}` : path;
    return this.#made('timeline', title, `/${target}`, imageUrl);
  }

  addToFavorites(): ShareCard {
    const { page, path } = this.stack.top;
    const given = this.core.scheduler.guard(() => page.onAddToFavorites?.({})) as
      | Record<string, unknown>
      | undefined;
    this.#queryIsText('onAddToFavorites', given?.query);
    const target = given?.query === undefined ? this.#here() : `${path}?${String(given.query)}`;
    return this.#made('favourite', given?.title, `/${target}`, given?.imageUrl);
  }

  copyUrl(): string {
    const { page, path } = this.stack.top;
    const told =
      this.core.signals.ask('CopyUrl').pop() ?? this.core.scheduler.guard(() => page.onCopyUrl?.());
    const given = told as { query?: unknown } | undefined;
    this.#queryIsText('onCopyUrl', given?.query);
    return `/${given?.query === undefined ? this.#here() : `${path}?${String(given.query)}`}`;
  }

  /**
   * The reader takes a screenshot (`wx.onUserCaptureScreen`, with `query` since 3.3.0).
   * @returns where it leads that is sent on: into the page, with the query that the program gives, if it gives one and the
   *   page may be shared; else as the page was opened
   */
  async capture(): Promise<string> {
    const { path } = this.stack.top;
    const told = this.core.signals.ask('UserCaptureScreen', {})[0] as Record<string, unknown> | undefined;
    const { query } = await this.#late(told, CAPTURE_PROMISE_MS);
    this.#queryIsText('onUserCaptureScreen', query);
    if (query === undefined || !this.can('shareAppMessage')) return `/${this.#here()}`;
    return `/${query ? `${path}?${String(query)}` : path}`;
  }

  /**
   * The reader sends the screenshot on (`wx.onGeneratePoster`, since 3.12.0).
   * @returns the program's picture in its place; null where it has none
   */
  async poster(): Promise<string | null> {
    const told = this.core.signals.ask('GeneratePoster')[0] as Record<string, unknown> | undefined;
    if (!told) return null;
    const { src } = await this.#late(told, SHARE_PROMISE_MS);
    if (typeof src === 'string' && src !== '') return src;
    this.core.records.error(new Error(`onGeneratePoster: src must be a path, not ${typeof src}`));
    return null;
  }

  /** What a listener answered, with what its promise says in time. */
  async #late(
    given: Record<string, unknown> | undefined,
    patience: number,
  ): Promise<Record<string, unknown>> {
    const late = given?.promise ? await this.#within(given.promise as Promise<unknown>, patience) : {};
    return { ...given, ...(late as object) };
  }

  #queryIsText(from: string, query: unknown): void {
    if (query !== undefined && typeof query !== 'string')
      this.core.records.error(new Error(`${from}: query must be a string, not ${typeof query}`));
  }

  #here(): string {
    return this.stack.urlOf(this.stack.top);
  }

  #made(kind: ShareCard['kind'], title: unknown, path: string, imageUrl: unknown): ShareCard {
    const name = this.core.pkg.json['app.json']?.window?.navigationBarTitleText;
    const card: ShareCard = {
      kind,
      title: title ? String(title) : name || APP_NAME_FALLBACK,
      path,
      imageUrl: imageUrl ? String(imageUrl) : '',
    };
    this.cards.push(card);
    if (kind !== 'favourite') this.onShare(card);
    return card;
  }

  /** The promise's values, or none when it fails or comes too late. */
  #within(promise: Promise<unknown>, patience: number): Promise<unknown> {
    const end = this.core.scheduler.begin('share promise');
    const late = new Promise<unknown>((resolve) =>
      this.core.scheduler.setTimeout(() => resolve({}), this.core.options.sharePatience ?? patience),
    );
    return Promise.race([Promise.resolve(promise).catch(() => ({})), late]).finally(end);
  }
}
