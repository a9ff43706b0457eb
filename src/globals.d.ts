/// <reference types="@tarojs/taro" />

/** Base URL of the feed, set by the build (config/index.ts); empty: the bundled articles are shown. */
declare const FEED_URL: string;

declare module '@bundle/feed.json' {
  const bundle: { head: unknown; articles: Record<string, unknown> };
  export default bundle;
}

declare module '*.css';
