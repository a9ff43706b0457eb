import '@tarojs/taro';

/*
 * What Taro 4.2's typings lack. openOfficialAccountArticle: base library 3.4.8, only from a tap. onGeneratePoster: 3.12.0,
 * one listener, asked when the reader sends a screenshot on; where the promise is late (3 s), `src` counts.
 * fontSizeScaleFactor: getAppBaseInfo, the factor of WeChat's own text size.
 */
declare module '@tarojs/taro' {
  interface TaroStatic {
    onGeneratePoster?(listener: () => { src: string; promise?: Promise<{ src: string }> }): void;
    openOfficialAccountArticle?(option: { url: string }): Promise<unknown>;
  }
  namespace getAppBaseInfo {
    interface Result {
      fontSizeScaleFactor?: number;
      fontSizeSetting?: number;
    }
  }
}
