/*
 * Stands for `@tarojs/taro` in the build. That package is one CommonJS file, and requiring it keeps every
 * export of Taro's runtime in the program; Taro then wraps each of WeChat's 500 calls at every start. Here
 * is what the program uses and no more. A hook or a call that is missing here is found by
 * `tests/config/runtime.test.ts`.
 */
import { nextTick } from '@tarojs/runtime';

export {
  useAddToFavorites,
  useDidHide,
  useDidShow,
  usePageNotFound,
  usePageScroll,
  usePullDownRefresh,
  useReachBottom,
  useReady,
  useRouter,
  useShareAppMessage,
  useShareTimeline,
  useUnload,
} from '@tarojs/plugin-framework-react/dist/runtime';

/** Answered through `success` and `fail`, as promises here. A call that WeChat lacks stays undefined. */
const PROMISED = [
  'canvasToTempFilePath',
  'getNetworkType',
  'getSetting',
  'hideShareMenu',
  'navigateBack',
  'navigateTo',
  'navigateToMiniProgram',
  'openAppAuthorizeSetting',
  'openOfficialAccountArticle',
  'openSetting',
  'pageScrollTo',
  'previewImage',
  'reLaunch',
  'redirectTo',
  'saveImageToPhotosAlbum',
  'setBackgroundColor',
  'setBackgroundTextStyle',
  'setClipboardData',
  'setNavigationBarColor',
  'showShareImageMenu',
  'showShareMenu',
  'showToast',
  'stopPullDownRefresh',
  'switchTab',
];
/** Passed on as they are. */
const PLAIN = [
  'canIUse',
  'createSelectorQuery',
  'getAppAuthorizeSetting',
  'getAppBaseInfo',
  'getBackgroundFetchData',
  'getDeviceInfo',
  'getEnterOptionsSync',
  'getFileSystemManager',
  'getMenuButtonBoundingClientRect',
  'getStorageInfoSync',
  'getStorageSync',
  'getUpdateManager',
  'getWindowInfo',
  'offCopyUrl',
  'onCopyUrl',
  'onGeneratePoster',
  'onMemoryWarning',
  'onNetworkStatusChange',
  'onThemeChange',
  'onUserCaptureScreen',
  'removeStorageSync',
  'request',
  'setStorageSync',
];

const taro = { nextTick, getCurrentPages: () => getCurrentPages() };
for (const name of PLAIN) if (wx[name]) taro[name] = (...given) => wx[name](...given);
for (const name of PROMISED)
  if (wx[name])
    taro[name] = (options) =>
      new Promise((success, fail) => {
        wx[name]({ ...options, success, fail });
      });

/** Taro's entry calls it for px conversion, which this project does not use. */
export const initPxTransform = () => {};

export default taro;
