import type { Builtin } from './builtin';

/** Page-wide settings from inside the template: text size, background, scroll lock. Shows nothing itself. */
export const pageMeta: Builtin = {
  css: 'wx-page-meta{display:contents}',
  mount: ({ services }) => ({ update: (data) => services.pageMeta(data) }),
};
export const navigationBar: Builtin = { css: 'wx-navigation-bar{display:none}' };
