/*
 * Stands for `@tarojs/taro` in the build. That package is one CommonJS file, and requiring it keeps every
 * export of Taro's runtime in the program. As a module the same thing leaves out what nothing uses.
 * The page hooks are listed because a module's exports are: one that is missing here is a build warning
 * and an error in every test of the page that uses it.
 */
import taro from '@tarojs/api';
import { hooks } from '@tarojs/runtime';

export {
  useAddToFavorites,
  useDidHide,
  useDidShow,
  useLoad,
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

if (hooks.isExist('initNativeApi')) hooks.call('initNativeApi', taro);

/** Taro's entry calls it for px conversion, which this project does not use. */
export const initPxTransform = taro.initPxTransform;

export default taro;
