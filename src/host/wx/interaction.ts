import type { Core } from '../core/core';
import { ApiFailure } from '../core/failure';
import type { Ui } from '../phone/ui';
import { type ApiGroup, type ApiOptions, asyncApi, text } from './api';

/** Toasts, dialogs and sheets: drawn by WeChat, answered by the user. */
export const interactionApis: ApiGroup = ({ core, ui }) => {
  return {
    showToast: asyncApi(core, 'showToast', (options) => {
      const { icon, image, mask, duration } = options;
      ui.showToast(
        {
          title: text(options, 'title'),
          icon: String(icon ?? 'success'),
          image: String(image ?? ''),
          mask: Boolean(mask),
        },
        Number(duration ?? 1500),
      );
    }),
    hideToast: asyncApi(core, 'hideToast', () => ui.set({ toast: null })),
    showLoading: asyncApi(core, 'showLoading', (options) =>
      ui.set({ loading: { title: text(options, 'title'), mask: Boolean(options.mask) }, toast: null }),
    ),
    hideLoading: asyncApi(core, 'hideLoading', () => ui.set({ loading: null })),
    showModal: asyncApi(core, 'showModal', (options) => modal(core, ui, options), 'user'),
    showActionSheet: asyncApi(
      core,
      'showActionSheet',
      (options) => {
        const items = (options.itemList as string[] | undefined) ?? [];
        if (items.length === 0 || items.length > 6)
          throw new ApiFailure('parameter error: itemList should have 1 to 6 items');
        return new Promise((resolve, reject) => {
          ui.set({
            actionSheet: {
              items,
              alertText: text(options, 'alertText'),
              choose(index) {
                ui.set({ actionSheet: null });
                if (index === null) reject(new ApiFailure('cancel'));
                else resolve({ tapIndex: index });
              },
            },
          });
        });
      },
      'user',
    ),
    setNavigationBarTitle: asyncApi(core, 'setNavigationBarTitle', (options) =>
      ui.set({ navigation: { ...ui.navigation, title: text(options, 'title') } }),
    ),
    setNavigationBarColor: asyncApi(core, 'setNavigationBarColor', (options) =>
      ui.set({
        navigation: {
          ...ui.navigation,
          frontColor: text(options, 'frontColor'),
          backgroundColor: text(options, 'backgroundColor'),
        },
      }),
    ),
    showNavigationBarLoading: asyncApi(core, 'showNavigationBarLoading', () =>
      ui.set({ navigation: { ...ui.navigation, loading: true } }),
    ),
    hideNavigationBarLoading: asyncApi(core, 'hideNavigationBarLoading', () =>
      ui.set({ navigation: { ...ui.navigation, loading: false } }),
    ),
    hideHomeButton: asyncApi(core, 'hideHomeButton', () =>
      ui.set({ navigation: { ...ui.navigation, homeHidden: true } }),
    ),
    setBackgroundColor: asyncApi(core, 'setBackgroundColor', (options) => {
      const groundColor = text(options, 'backgroundColorBottom') || text(options, 'backgroundColor');
      ui.set({ navigation: { ...ui.navigation, groundColor } });
    }),
    setBackgroundTextStyle: asyncApi(core, 'setBackgroundTextStyle', () => ({})),
    setVisualEffectOnCapture: asyncApi(core, 'setVisualEffectOnCapture', () => ({})),
  };
};

function modal(core: Core, ui: Ui, options: ApiOptions): Promise<unknown> {
  const word = (key: string, otherwise: string): string => {
    const given = text(options, key) || otherwise;
    if (key.endsWith('Text') && [...given].length > 4)
      throw new ApiFailure(`parameter error: ${key} has more than 4 characters`);
    return given;
  };
  const dialog = {
    title: text(options, 'title'),
    content: text(options, 'content'),
    showCancel: options.showCancel !== false,
    cancelText: word('cancelText', '取消'),
    confirmText: word('confirmText', '确定'),
    cancelColor: word('cancelColor', '#000000'),
    confirmColor: word('confirmColor', '#576B95'),
    editable: options.editable === true,
  };
  return new Promise((resolve) => {
    ui.set({
      modal: {
        ...dialog,
        answer({ confirm, content }) {
          ui.set({ modal: null });
          core.scheduler.soon(() => resolve({ confirm, cancel: !confirm, content: content ?? '' }));
        },
      },
    });
  });
}
