import '@tarojs/taro';

/*
 * What Taro 4.2's typings lack. openOfficialAccountArticle: base library 3.4.8, only from a tap.
 * fontSizeScaleFactor: getAppBaseInfo, the factor of WeChat's own text size.
 */
declare module '@tarojs/taro' {
  interface TaroStatic {
    openOfficialAccountArticle?(option: { url: string }): Promise<unknown>;
  }
  namespace getAppBaseInfo {
    interface Result {
      fontSizeScaleFactor?: number;
      fontSizeSetting?: number;
    }
  }
}
