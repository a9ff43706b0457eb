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

/**
 * Why storage did not take a value.
 * - `large`: more than one key holds. No room that others give up helps.
 * - `full`: all keys together hold no more. It fits once others give way.
 * - `broken`: anything else, such as a fault of the phone's own database. Nothing that the program does helps.
 */
export type Refusal = 'large' | 'full' | 'broken';

/** What came of a write: where it was refused, what stood under the key stands there as before. */
export type Written = 'kept' | Refusal;

/** What is read where storage did not answer: something may stand there all the same, and must not be written over. */
export const UNREADABLE = Symbol('unreadable');

/**
 * The device's key-value storage: JSON values, lost at any time, full at any time. WeChat takes 1 MB a key and 10 MB
 * together. None of its calls throws.
 */
export interface Cache {
  /** The value; undefined where there is none, `UNREADABLE` where that cannot be told. */
  read(key: string): unknown;
  write(key: string, value: unknown): Written;
  /** False where the value may still be there. */
  remove(key: string): boolean;
  /** Undefined where they cannot be told. */
  keys(): string[] | undefined;
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
  /**
   * Draws at the phone's resolution and returns the picture's file; fails where there is no canvas. There is one canvas:
   * drawings wait for each other.
   */
  draw(size: readonly [number, number], draw: (context: CardContext) => void): Promise<string>;
  /** Whether a file that was drawn is still there: WeChat may clear away what is temporary. */
  has(file: string): boolean;
}

/** The phone's album and WeChat's own way of sending a picture. */
export interface Album {
  /**
   * `refused`: the reader does not allow it to the program, and can in WeChat's settings. `barred`: the phone does not
   * allow it to WeChat, which only its own settings change.
   */
  save(file: string): Promise<'saved' | 'refused' | 'barred' | 'cancelled' | 'failed'>;
  /** Opens WeChat's settings; true when the program may write to the album by then. */
  allow(): Promise<boolean>;
  /** Opens the phone's settings for WeChat, where this WeChat can. What comes of it shows at the next attempt. */
  unbar(): Promise<void>;
  /** WeChat's sheet for a picture: to a friend, to 收藏; false where this WeChat has none. */
  send(file: string): Promise<boolean>;
}

/** What WeChat may make of a page by itself, while it is the one that is seen. */
export interface PageOffer {
  /** Where 复制链接 and a screenshot lead: into this page, with this query. */
  query: string;
  /** A picture of the feed or the package that is there at once, to be sent in place of a screenshot. */
  picture(): string;
  /** A better one that is drawn for it: its file, or undefined where that fails. WeChat waits three seconds. */
  draw(): Promise<string | undefined>;
}

/** The page's entries in WeChat's menu, and its screenshots. */
export interface Sharing {
  /** Whether the page can be sent to a friend and to Moments. */
  allow(allowed: boolean): void;
  /** What is offered of the page that is seen now. */
  offer(page: PageOffer): void;
  /** It is not seen any more. */
  withdraw(): void;
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
