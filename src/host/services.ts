import type { Data, Services } from './builtins/builtin';
import type { Parts } from './parts';
import { SINGLE_PAGE_SCENE } from './phone/launch';
import type { Phone } from './phone/phone';

/** `<navigator open-type>` and the call of `wx` that it stands for. */
const NAVIGATIONS: Record<string, string> = {
  navigate: 'navigateTo',
  redirect: 'redirectTo',
  reLaunch: 'reLaunch',
  navigateBack: 'navigateBack',
};

/** What the built-in components ask of the host around them. */
export function servicesOf(parts: Parts, wx: Record<string, unknown>): Services {
  const { core, ui, permissions, phone, pictures, share, launch } = parts;
  return {
    imageUrl: pictures.imageUrl,
    guard: (run) => void core.scheduler.guard(run),
    openType(button, openType, fire) {
      if (launch.scene === SINGLE_PAGE_SCENE) return;
      if (openType === 'share') void share.toFriend({ from: 'button', target: button });
      else if (openType === 'openSetting') {
        ui.set({ leaving: { what: 'openSetting', detail: {} } });
        fire('opensetting', { errMsg: 'openSetting:ok', authSetting: permissions.all() });
      } else if (openType === 'contact' || openType === 'feedback')
        ui.set({ leaving: { what: openType, detail: {} } });
      else throw new Error(`<button open-type="${openType}"> is not in the preview host`);
    },
    navigate({ url, openType, delta }) {
      const call = wx[NAVIGATIONS[openType] ?? ''] as ((given: object) => void) | undefined;
      if (!call) throw new Error(`<navigator open-type="${openType}"> is not in the preview host`);
      call({ url, delta, fail: () => {} });
    },
    pageMeta: (data) => applyPageMeta(data, phone),
  };
}

/** `<page-meta>`: text sizes of the page's root and body, and whether it scrolls. */
function applyPageMeta(data: Data, phone: Phone): void {
  const size = (value: unknown) =>
    value === 'system' ? `${phone.fontSizeSetting}px` : value ? String(value) : '';
  document.documentElement.style.fontSize = size(data.rootFontSize);
  document.body.style.fontSize = size(data.pageFontSize);
  document.body.style.overflow = String(data.pageStyle ?? '').includes('overflow: hidden') ? 'hidden' : '';
}
