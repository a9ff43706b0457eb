/**
 * What the stores need from the outside world, one small port a need. `platform/` implements them with
 * WeChat's API; tests implement them with plain objects.
 */
import type { CardContext, CardImage } from '../domain/cards';

/**
 * Why a request gave no data. `offline`: the phone has no network; `dropped`: it has one, and the connection did not
 * come about or broke off; `timeout`: no answer in time; `interrupted`: the program slept, or the request was given
 * up; `status`: an HTTP answer that is not 2xx; `garbled`: an answer that is no JSON.
 */
export class TransportError extends Error {
  constructor(
    readonly kind: 'offline' | 'dropped' | 'timeout' | 'interrupted' | 'status' | 'garbled',
    readonly status = 0,
  ) {
    super(kind === 'status' ? `HTTP ${status}` : kind);
    this.name = 'TransportError';
  }
}

export interface PendingRequest {
  /** The parsed JSON, or a `TransportError`. */
  result: Promise<unknown>;
  /** Gives the request up; `result` then never settles in a way that matters. */
  cancel(): void;
  /**
   * What the time was where the answer came from, in ms since 1970, once it is there: its `Date` and, where a cache
   * kept it, its `Age` (RFC 9110, RFC 9111). Undefined where it does not say.
   */
  date?(): number | undefined;
}

export interface Transport {
  /**
   * GETs a URL and parses its body as JSON.
   * @param fresh past every cache on the way: from where the feed lies
   */
  get(url: string, fresh?: boolean): PendingRequest;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once after `ms`; the returned function cancels. */
  after(ms: number, callback: () => void): () => void;
}

/** The device's key-value storage: JSON values, lost at any time, full at any time. */
export interface Cache {
  read(key: string): unknown;
  /** False when the storage is full or refuses; never throws. */
  write(key: string, value: unknown): boolean;
  remove(key: string): void;
  keys(): string[];
  /** What the device counts as used by this program, and what it allows, in bytes. */
  usage(): { used: number; limit: number };
}

export interface Navigator {
  openArticle(id: string): void;
  openSearch(): void;
  openAbout(topic: 'about' | 'privacy'): void;
  /** One page back, or to the column when there is none. */
  back(): void;
  /** To the column, which keeps its place. */
  home(): void;
  /** To the other page of the tab bar; each keeps its place. */
  toTab(tab: Tab): void;
  /** Begins anew with an article or, without one, with the column: for a link to a page that is not there. */
  start(id: string | null): void;
  /** Whether a page lies under the current one. */
  canGoBack(): boolean;
}

export type Tab = 'column' | 'library';

/** Scrolling and measuring the current page. Lengths in CSS pixels. */
export interface Viewport {
  /** Puts an element of the page `offset` pixels below the top of the window, at once. */
  scrollTo(id: string, offset: number): void;
  scrollToTop(): void;
  scrollToY(y: number): void;
  /** Resolves when what the stores have changed stands on the screen. */
  settled(): Promise<void>;
  /** Top and bottom of elements in the document (not the window), in the order of the selector's matches. */
  measure(selector: string): Promise<{ id: string; top: number; bottom: number }[]>;
}

export interface Originals {
  /** Opens the original in the official account; false when this WeChat cannot. Only from a tap. */
  open(url: string): Promise<boolean>;
  /** Opens another mini-program, which WeChat asks the reader about; false when it was not opened. */
  openProgram(appId: string, path: string | undefined): Promise<boolean>;
}

/** A decoded picture with its size in its own pixels. */
export interface Drawable {
  image: CardImage;
  width: number;
  height: number;
}

/** Drawing pictures on the page's canvas. */
export interface Easel {
  /** Loads a picture for drawing; fails when it does not come. */
  load(url: string): Promise<Drawable>;
  /** Draws at the phone's resolution and returns the picture's file; fails where there is no canvas. */
  draw(size: readonly [number, number], draw: (context: CardContext) => void): Promise<string>;
}

/** The phone's album and WeChat's own way of sending a picture. */
export interface Album {
  /** `refused`: the reader does not allow it, and can in the settings. */
  save(file: string): Promise<'saved' | 'refused' | 'cancelled' | 'failed'>;
  /** Opens the settings; true when the album may be written to by then. */
  allow(): Promise<boolean>;
  /** WeChat's sheet for a picture: to a friend, to 收藏; false where this WeChat has none. */
  send(file: string): Promise<boolean>;
}

/** The page's entries in WeChat's menu. */
export interface Sharing {
  /** Whether the page can be sent to a friend and to Moments. */
  allow(allowed: boolean): void;
  /** What 复制链接 copies of the current page. */
  onCopyUrl(query: string): void;
  offCopyUrl(): void;
}

/** The phone's resources. */
export interface Resources {
  /** Whether the network is good enough to fetch what may be read next. */
  ample(): Promise<boolean>;
  /** WeChat is about to run out of memory. */
  onScarce(listener: () => void): void;
  /** There is a network again, or another one. */
  onOnline(listener: () => void): void;
}

export interface Messages {
  /** A short notice that goes by itself. */
  toast(text: string): void;
  /** Puts text on the clipboard; false when WeChat refuses. */
  copy(text: string): Promise<boolean>;
  /** Shows pictures full screen. */
  preview(urls: string[], current: string): void;
  /** Ends the pull-down animation. */
  refreshed(): void;
}

export interface Device {
  width: number;
  height: number;
  /** Heights of status bar, of the navigation row beside the capsule, and of the home bar. */
  safeTop: number;
  nav: number;
  safeBottom: number;
  /** WeChat's own text size as a factor, 1 = standard; 关怀模式 of WeChat is about 1.4. */
  textScale: number;
  theme: 'light' | 'dark';
  /** Opened from Moments: no navigation, no share button, no clipboard (scene 1154). */
  singlePage: boolean;
  /** WeChat on a computer: text is selected with a mouse. */
  desktop: boolean;
  onTheme(listener: (theme: 'light' | 'dark') => void): void;
}

/** What WeChat draws around a page: the text of its bars, and the ground behind it when it is pulled. */
export interface Bars {
  paint(text: 'white' | 'black', dark: boolean): void;
}

/** 数据预拉取: what WeChat fetched from the feed while the program was still starting, or some time before. */
export interface Prefetch {
  /** Its JSON and when it was fetched, in ms since 1970, or undefined where there is none. Never fails. */
  take(): Promise<{ data: unknown; at: number } | undefined>;
}

/** WeChat fetches a new version of the program while the old one runs. */
export interface Updates {
  /** Calls back once a new version lies ready on the device. */
  onReady(listener: () => void): void;
  /** Starts the program anew with it. */
  apply(): void;
}

export interface Ports {
  prefetch: Prefetch;
  transport: Transport;
  clock: Clock;
  cache: Cache;
  navigator: Navigator;
  viewport: Viewport;
  originals: Originals;
  easel: Easel;
  album: Album;
  sharing: Sharing;
  resources: Resources;
  messages: Messages;
  device: Device;
  updates: Updates;
  bars: Bars;
}
