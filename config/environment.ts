import fs from 'node:fs';
import path from 'node:path';
import { STAND_INS } from './runtime';

export interface BuildEnvironment {
  /** Base URL of the feed without a closing slash; empty: the bundled articles are shown. */
  feedUrl: string;
  /** Folder with the bundled `feed.json` and `images/`. */
  bundle: string;
  /** Names of Taro's stand-ins (config/runtime) that the build leaves out. */
  leftOut: string[];
}

/**
 * Reads and checks the feed's address. Thrown errors are for whoever runs the build: in Chinese, with the mend.
 * @returns empty where none is given: the bundled articles are shown
 */
export function readFeedUrl(env: Record<string, string | undefined>): string {
  const feedUrl = (env.TARO_APP_FEED_URL ?? '').trim().replace(/\/+$/, '');
  const isSafe = /^https:\/\/[^\s/?#@]+(?:\/[^\s?#]*)?$/.test(feedUrl) || isLoopback(feedUrl);
  if (!feedUrl || (isSafe && URL.canParse(feedUrl))) return feedUrl;
  throw new Error(
    `环境变量 TARO_APP_FEED_URL=${feedUrl} 不能用：应是不带 ? 和 # 的 https:// 地址（只有本机可以用 http://），例如 https://example.cn/feed`,
  );
}

const SWITCHABLE = Object.keys(STAND_INS).filter((name) => STAND_INS[name]!.for === 'size');

/**
 * Reads which of Taro's stand-ins are left out, to tell our faults from Taro's: `LEAN=0` all that can be,
 * `LEAN=-style,-window` those named. Throws, in Chinese, at anything else.
 * @returns their names; none where LEAN is not set
 */
export function readLean(env: Record<string, string | undefined>): string[] {
  const lean = (env.LEAN ?? '').trim();
  if (!lean) return [];
  if (lean === '0') return SWITCHABLE;
  const given = lean.split(',').map((one) => one.trim());
  if (given.every((one) => SWITCHABLE.some((name) => one === `-${name}`)))
    return given.map((one) => one.slice(1));
  throw new Error(
    `环境变量 LEAN=${lean} 不能用：0 表示可以不换的 Taro 部件都不换；也可以逐个写，例如 LEAN=${SWITCHABLE.map((name) => `-${name}`).join(',')}`,
  );
}

/** Reads and checks what the build takes from the environment, once, at its start. */
export function readEnvironment(env: Record<string, string | undefined>, root: string): BuildEnvironment {
  const feedUrl = readFeedUrl(env);
  const leftOut = readLean(env);
  // With a feed there is nothing to bundle: the empty bundle keeps the import of the composition root alive.
  if (feedUrl) return { feedUrl, bundle: path.join(root, 'config/empty-bundle'), leftOut };
  const bundle = path.join(root, 'dist/bundle');
  if (!fs.existsSync(path.join(bundle, 'feed.json')))
    throw new Error('缺少 dist/bundle/feed.json：请运行 npm run build，它会用示例专栏生成');
  return { feedUrl, bundle, leftOut };
}

const isLoopback = (url: string) => /^http:\/\/(?:127\.0\.0\.1|localhost)(?::\d+)?(?:\/[^\s?#]*)?$/.test(url);
