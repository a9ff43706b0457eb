import { ApiFailure, asyncApi, text } from '../api';
import type { Core } from '../core';
import type { Ui } from '../ui';

const ASKED: Record<string, string> = { 'scope.writePhotosAlbum': '保存图片到你的相册' };

/** What the user has allowed. The first use asks; a refusal stays until it is taken back in the settings. */
export class Permissions {
  #answers: Map<string, boolean>;

  constructor(
    private readonly core: Core,
    private readonly ui: Ui,
  ) {
    this.#answers = new Map(Object.entries(core.options.permissions ?? {}));
  }

  set(scope: string, allowed: boolean): void {
    this.#answers.set(scope, allowed);
  }

  all(): Record<string, boolean> {
    return Object.fromEntries(this.#answers);
  }

  async ask(scope: string): Promise<void> {
    const known = this.#answers.get(scope);
    const allowed = known ?? (await this.#dialog(scope));
    this.#answers.set(scope, allowed);
    if (!allowed) throw new ApiFailure('auth deny', { errno: 103 });
  }

  #dialog(scope: string): Promise<boolean> {
    return new Promise((resolve) => {
      this.ui.set({
        modal: {
          title: '小程序申请',
          content: ASKED[scope] ?? scope,
          showCancel: true,
          cancelText: '拒绝',
          confirmText: '允许',
          cancelColor: '#000000',
          confirmColor: '#07c160',
          editable: false,
          answer: ({ confirm }) => {
            this.ui.set({ modal: null });
            this.core.scheduler.soon(() => resolve(confirm));
          },
        },
      });
    });
  }
}

export function permissionApis(core: Core, ui: Ui, permissions: Permissions): Record<string, unknown> {
  return {
    getSetting: asyncApi(core, 'getSetting', () => ({ authSetting: permissions.all() })),
    authorize: asyncApi(core, 'authorize', (options) => permissions.ask(text(options, 'scope')), 'reader'),
    openSetting: asyncApi(core, 'openSetting', () => {
      ui.set({ leaving: { what: 'openSetting', detail: {} } });
      return { authSetting: permissions.all() };
    }),
    getPrivacySetting: asyncApi(core, 'getPrivacySetting', () => ({
      needAuthorization: false,
      privacyContractName: '《隐私保护指引》',
    })),
    requirePrivacyAuthorize: asyncApi(core, 'requirePrivacyAuthorize', () => ({})),
    openPrivacyContract: asyncApi(core, 'openPrivacyContract', () =>
      ui.set({ leaving: { what: 'openPrivacyContract', detail: {} } }),
    ),
    ...core.signals.apis('NeedPrivacyAuthorization'),
    setClipboardData: asyncApi(core, 'setClipboardData', (options) => {
      ui.set({ clipboard: text(options, 'data') });
      // WeChat says so itself, every time.
      ui.showToast({ title: '内容已复制', icon: 'none', image: '', mask: false }, 1500);
    }),
    getClipboardData: asyncApi(core, 'getClipboardData', () => ({ data: ui.clipboard })),
  };
}
