import Taro from '@tarojs/taro';
import type { Bars } from '../stores/ports';
import { quiet } from './quiet';

/**
 * theme.json paints the bars by the phone's theme; a reader who chose the other one in 设置 needs them painted
 * by hand, page by page. Refused in single-page mode, where WeChat's own bars stand.
 */
export const bars: Bars = {
  paint(text, dark) {
    const ground = dark ? '#0f1513' : '#f1f4f0';
    const frontColor = text === 'white' ? '#ffffff' : '#000000';
    void quiet(() => Taro.setNavigationBarColor({ frontColor, backgroundColor: ground }));
    void quiet(() =>
      Taro.setBackgroundColor({
        backgroundColor: ground,
        backgroundColorTop: ground,
        backgroundColorBottom: ground,
      }),
    );
    void quiet(() => Taro.setBackgroundTextStyle({ textStyle: dark ? 'light' : 'dark' }));
  },
};
