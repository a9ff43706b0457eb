/// <reference types="@tarojs/taro" />

/** Base URL of the feed, set by the build (config/index.ts); empty: the bundled articles are shown. */
declare const FEED_URL: string;
/** Version of the package, shown in 设置. */
declare const APP_VERSION: string;
/** config/operator.json, checked by the build; an entry that is still missing is empty. */
declare const OPERATOR: Record<'name' | 'authorisation' | 'contact' | 'effective', string>;

declare module '@bundle/feed.json' {
  const bundle: { head: unknown; articles: Record<string, unknown> };
  export default bundle;
}

declare module '*.css';
