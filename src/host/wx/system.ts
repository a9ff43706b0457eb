import { type ApiGroup, asyncApi } from './api';

/** What the phone, WeChat and the window are like, and the events when that changes. */
export const systemApis: ApiGroup = ({ core, phone }) => {
  const everything = () => ({ ...phone.window(), ...phone.appBase(), ...phone.device() });
  const signals = core.signals.apis('ThemeChange', 'WindowResize', 'MemoryWarning');
  return {
    ...signals,
    getWindowInfo: () => phone.window(),
    getAppBaseInfo: () => phone.appBase(),
    getDeviceInfo: () => phone.device(),
    getSystemInfoSync: everything,
    getSystemInfo: asyncApi(core, 'getSystemInfo', everything),
    getSystemInfoAsync: asyncApi(core, 'getSystemInfoAsync', everything),
    getMenuButtonBoundingClientRect: () => phone.menuButton(),
    getSystemSetting: () => ({
      bluetoothEnabled: false,
      locationEnabled: false,
      wifiEnabled: true,
      deviceOrientation: 'portrait',
    }),
    getAccountInfoSync: () => ({
      miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' },
    }),
    getRendererUserAgent: asyncApi(core, 'getRendererUserAgent', () => ({ userAgent: 'preview' })),
    getSkylineInfoSync: () => ({ isSupported: false, version: '', reason: 'client not supported' }),
    vibrateShort: asyncApi(core, 'vibrateShort', () => ({})),
    vibrateLong: asyncApi(core, 'vibrateLong', () => ({})),
    setKeepScreenOn: asyncApi(core, 'setKeepScreenOn', () => ({})),
    loadFontFace: asyncApi(core, 'loadFontFace', () => ({ status: 'loaded' })),
    reportEvent: () => undefined,
    reportPerformance: () => undefined,
    getPerformance: () => ({
      now: () => Date.now(),
      createObserver: () => ({ observe() {}, disconnect() {} }),
      getEntries: () => [],
    }),
  };
};
