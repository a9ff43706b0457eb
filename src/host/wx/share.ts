import { ApiFailure } from '../core/failure';
import { type ApiGroup, asyncApi, text } from './api';

/** What may be shared from the menu, and sending a picture on. */
export const shareApis: ApiGroup = ({ core, stack, ui }) => {
  const menus = (options: Record<string, unknown>, otherwise: string[]): string[] =>
    (options.menus as string[] | undefined) ?? otherwise;
  return {
    ...core.signals.apis('CopyUrl'),
    showShareMenu: asyncApi(core, 'showShareMenu', (options) => {
      for (const menu of menus(options, ['shareAppMessage'])) stack.top.menus.add(menu);
    }),
    hideShareMenu: asyncApi(core, 'hideShareMenu', (options) => {
      for (const menu of menus(options, ['shareAppMessage', 'shareTimeline'])) stack.top.menus.delete(menu);
    }),
    updateShareMenu: asyncApi(core, 'updateShareMenu', () => ({})),
    showShareImageMenu: asyncApi(core, 'showShareImageMenu', (options) => {
      const path = text(options, 'path');
      if (!path || /^https?:/.test(path)) throw new ApiFailure('invalid path: a local picture is needed');
      ui.set({ shareImage: { path } });
    }),
  };
};
