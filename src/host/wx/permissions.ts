import { type ApiGroup, asyncApi, text } from './api';

/** What the user lets a program do, the privacy guideline, and the clipboard. */
export const permissionApis: ApiGroup = ({ core, ui, permissions }) => ({
  getSetting: asyncApi(core, 'getSetting', () => ({ authSetting: permissions.all() })),
  authorize: asyncApi(core, 'authorize', (options) => permissions.ask(text(options, 'scope')), 'user'),
  openSetting: asyncApi(core, 'openSetting', () => {
    ui.set({ leaving: { what: 'openSetting', detail: {} } });
    return { authSetting: permissions.all() };
  }),
  getAppAuthorizeSetting: () => ({
    albumAuthorized: permissions.album,
    notificationAuthorized: 'authorized',
  }),
  openAppAuthorizeSetting: asyncApi(core, 'openAppAuthorizeSetting', () =>
    ui.set({ leaving: { what: 'openAppAuthorizeSetting', detail: {} } }),
  ),
  getPrivacySetting: asyncApi(core, 'getPrivacySetting', () => ({
    needAuthorization: false,
    privacyContractName: '《隐私保护指引》',
  })),
  requirePrivacyAuthorize: asyncApi(core, 'requirePrivacyAuthorize', () => ({})),
  openPrivacyContract: asyncApi(core, 'openPrivacyContract', () =>
    ui.set({ leaving: { what: 'openPrivacyContract', detail: {} } }),
  ),
  ...core.signals.lasting('NeedPrivacyAuthorization'),
  setClipboardData: asyncApi(core, 'setClipboardData', (options) => {
    ui.set({ clipboard: text(options, 'data') });
    // WeChat says so itself, every time.
    ui.showToast({ title: '内容已复制', icon: 'none', image: '', mask: false }, 1500);
  }),
  getClipboardData: asyncApi(core, 'getClipboardData', () => ({ data: ui.clipboard })),
});
