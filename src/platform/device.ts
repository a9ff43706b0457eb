import Taro from '@tarojs/taro';
import type { Device } from '../stores/ports';

/** WeChat's standard text size in the pixels of fontSizeSetting: 16 on Android, 17 on iOS. */
const STANDARD_TEXT = [16, 17];
const MOMENTS_SINGLE_PAGE = 1154;

/** Reads the device once at start: its window does not change while the program runs (phones are upright). */
export function readDevice(): Device {
  const window = Taro.getWindowInfo();
  const base = Taro.getAppBaseInfo();
  const capsule = Taro.getMenuButtonBoundingClientRect();
  const safeTop = window.statusBarHeight ?? 20;
  // In single-page mode WeChat draws the bars itself and reports no capsule.
  const nav = capsule?.height ? (capsule.top - safeTop) * 2 + capsule.height : 44;
  const safeArea = window.safeArea;
  return {
    width: window.windowWidth,
    height: window.windowHeight,
    safeTop,
    nav,
    safeBottom: safeArea ? Math.max(0, window.screenHeight - safeArea.bottom) : 0,
    textScale: base.fontSizeScaleFactor ?? scaleOf(base.fontSizeSetting),
    theme: base.theme === 'dark' ? 'dark' : 'light',
    singlePage: Taro.getEnterOptionsSync().scene === MOMENTS_SINGLE_PAGE,
    desktop: /^(windows|mac|ohos_pc)$/.test(Taro.getDeviceInfo().platform),
    onTheme: (listener) => Taro.onThemeChange(({ theme }) => listener(theme === 'dark' ? 'dark' : 'light')),
  };
}

function scaleOf(setting: number | undefined): number {
  return setting === undefined || STANDARD_TEXT.includes(setting) ? 1 : setting / 16.5;
}
