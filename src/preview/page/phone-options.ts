import type { BootOptions, NetworkState, Theme } from '../../host';

/** Everything about a phone that its page's address can say. The outer page and the screenshots write it. */
export interface PhoneOptions {
  width?: number;
  height?: number;
  statusBar?: number;
  safeBottom?: number;
  theme?: Theme;
  /** WeChat's text size. */
  font?: number;
  scene?: number;
  path?: string;
  network?: NetworkState;
  /** The clock, as a date: screenshots that show "13 小时前" need it to stand still. */
  now?: string;
  /** 1 draws what WeChat draws around a program: status bar, capsule, home bar. */
  frame?: boolean;
}

export function toSearch(options: PhoneOptions): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(options))
    if (value !== undefined && value !== false) search.set(name, value === true ? '1' : String(value));
  return search.toString();
}

export function fromSearch(search: string): PhoneOptions {
  const given = new URLSearchParams(search);
  const number = (name: string) => (given.get(name) ? Number(given.get(name)) : undefined);
  return {
    width: number('width'),
    height: number('height'),
    statusBar: number('statusBar'),
    safeBottom: number('safeBottom'),
    theme: given.get('theme') === 'dark' ? 'dark' : 'light',
    font: number('font'),
    scene: number('scene'),
    path: given.get('path') ?? undefined,
    network: (given.get('network') as NetworkState | null) ?? undefined,
    now: given.get('now') ?? undefined,
    frame: given.get('frame') === '1',
  };
}

export function toBootOptions(options: PhoneOptions): BootOptions {
  return {
    width: options.width ?? innerWidth,
    height: options.height ?? innerHeight,
    pixelRatio: devicePixelRatio,
    statusBarHeight: options.statusBar,
    safeAreaBottom: options.safeBottom,
    theme: options.theme,
    fontSizeSetting: options.font,
    scene: options.scene,
    path: options.path,
    network: options.network,
    now: options.now ? Date.parse(options.now) : undefined,
    assetBase: '/dist/',
    rewriteUrl: toThisServer,
  };
}

/** A program built for one loopback port still finds its feed when the preview had to take the next one. */
function toThisServer(url: string): string {
  return /^https?:\/\/(127\.0\.0\.1|localhost)(:\d+)?\/feed\//.test(url)
    ? location.origin + new URL(url).pathname + new URL(url).search
    : url;
}
