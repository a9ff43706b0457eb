import type { NetworkState, Transport } from './transport';

export type Theme = 'light' | 'dark';

/** Everything about the phone, the account and the moment that a boot can choose. */
export interface BootOptions {
  /** The window, in px. */
  width?: number;
  height?: number;
  pixelRatio?: number;
  /** The height of the status bar and of the home bar's safe area; a phone with a home button has 20 and 0. */
  statusBarHeight?: number;
  safeAreaBottom?: number;
  /** 1001 normal, 1007 chat card, 1011 and 1047 scanned code, 1154 single page out of Moments. */
  scene?: number;
  /** The page to open, with its query: `pages/item/index?id=7`. Default: the first of `app.json`. */
  path?: string;
  /** Launch data, as a card or a notice gives it. */
  referrerInfo?: Record<string, unknown>;
  theme?: Theme;
  /** WeChat's own text size: 16 standard; 关怀 mode is about 1.4 times that. */
  fontSizeSetting?: number;
  network?: NetworkState;
  /** How long an answer takes in a state, in ms, where a test must not wait as long as a user. */
  delays?: Partial<Record<NetworkState, number>>;
  /** How long a share's promise is waited for, in ms; WeChat waits 3000. */
  sharePatience?: number;
  /** Functions of `wx` that this phone's older WeChat does not have. */
  lacks?: string[];
  /** Functions whose use the program's privacy guideline does not declare: WeChat refuses them. */
  undeclared?: string[];
  /** What storage already holds, as by an earlier run: `host.storage.dump()` of it. */
  storage?: Record<string, string>;
  /** Files of an earlier run under `wxfile://usr`. */
  files?: Record<string, string>;
  /** What the user answered earlier: `scope.writePhotosAlbum: false` is "refused", absent is "not yet asked". */
  permissions?: Record<string, boolean>;
  /** What data pre-fetch (数据预拉取) brought; absent: nothing. */
  backgroundFetch?: {
    fetchedData: string;
    path?: string;
    query?: string;
    scene?: number;
    timeStamp?: number;
  };
  /** Overrides or additions to `wx`. */
  wx?: Record<string, unknown>;
  /** Where `wx.request` and `wx.downloadFile` go; default: the browser's `fetch`. */
  transport?: Transport;
  /**
   * What the logic layer's clock says at the start; it goes on from there, for code that waits for it to move. A function
   * is asked each time, so that a test can set the clock.
   */
  now?: number | (() => number);
  SDKVersion?: string;
  platform?: string;
  /** Where an image's package path is served from, e.g. `/dist/`. */
  assetBase?: string;
  /** Changes the address of a request or a picture before it is loaded. */
  rewriteUrl?: (url: string) => string;
  /** Told of every error the moment it is recorded (the page's console shows it). */
  onError?: (error: Error) => void;
  onLog?: (level: string, args: unknown[]) => void;
}
