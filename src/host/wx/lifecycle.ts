import { ApiFailure } from '../core/failure';
import { type ApiGroup, asyncApi, text } from './api';

/** Launch, updates and what arrives from outside while the program runs. */
export const lifecycleApis: ApiGroup = ({ core, launch }) => {
  const pre = core.options.backgroundFetch;
  return {
    ...core.signals.apis(
      'AppShow',
      'AppHide',
      'Error',
      'PageNotFound',
      'LazyLoadError',
      'UnhandledRejection',
      'ApiCategoryChange',
      'KeyboardHeightChange',
      'AudioInterruptionBegin',
      'AudioInterruptionEnd',
    ),
    ...core.signals.single('UserCaptureScreen', 'GeneratePoster'),
    ...core.signals.lasting('BackgroundFetchData'),
    getLaunchOptionsSync: () => launch,
    getEnterOptionsSync: () => launch,
    getApiCategory: () => launch.apiCategory,
    canIUse: () => true,
    nextTick: (run: () => void) => core.scheduler.soon(run),
    getUpdateManager: () => ({
      onCheckForUpdate: (listener: (result: { hasUpdate: boolean }) => void) =>
        core.scheduler.soon(() => listener({ hasUpdate: false })),
      onUpdateReady: () => undefined,
      onUpdateFailed: () => undefined,
      applyUpdate: () => undefined,
    }),
    setBackgroundFetchToken: asyncApi(core, 'setBackgroundFetchToken', () => ({})),
    getBackgroundFetchToken: asyncApi(core, 'getBackgroundFetchToken', () => ({ token: '' })),
    getBackgroundFetchData: asyncApi(core, 'getBackgroundFetchData', (options) => {
      if (text(options, 'fetchType') !== 'pre' || !pre) throw new ApiFailure('no data');
      return { timeStamp: Date.now(), path: launch.path, query: '', scene: launch.scene, ...pre };
    }),
    hideKeyboard: asyncApi(core, 'hideKeyboard', () => {
      (document.activeElement as HTMLElement | null)?.blur();
    }),
    login: asyncApi(core, 'login', () => ({ code: 'preview' })),
    reportAnalytics: () => undefined,
    setEnableDebug: asyncApi(core, 'setEnableDebug', () => ({})),
    getLogManager: () => ({ debug() {}, info() {}, log() {}, warn() {} }),
    getRealtimeLogManager: () => ({ info() {}, warn() {}, error() {}, setFilterMsg() {}, addFilterMsg() {} }),
  };
};
