import type { Builtin } from './builtin';

export const view: Builtin = { css: 'wx-view{display:block}', defaults: { hoverClass: 'none' } };
export const coverView: Builtin = {
  css: 'wx-cover-view{display:block;overflow:hidden;position:relative;white-space:nowrap;line-height:1.2}',
};
export const block: Builtin = {};

/** Leaves the page's flow: its children are shown over everything. */
export const rootPortal: Builtin = {
  css: 'wx-root-portal{display:contents}',
  defaults: { enable: true },
};

export const label: Builtin = {
  css: 'wx-label{display:inline}',
  mount: ({ node, element }) => {
    node.addListener('tap', () => {
      const id = (node.data as { for?: string }).for;
      const target = id ? document.getElementById(id) : element.querySelector('input,textarea,wx-switch');
      (
        target?.querySelector('input,textarea') ?? (target as HTMLElement | null as Element | null)
      )?.dispatchEvent(new Event('wxlabel'));
    });
    return {};
  },
};
export const form: Builtin = { css: 'wx-form{display:block}' };
export const pageContainer: Builtin = {
  css: `wx-page-container{display:none;position:fixed;left:0;right:0;bottom:0;z-index:100;background:#fff}
wx-page-container[data-show]{display:block}`,
  mount: ({ element, fire }) => {
    let shown = false;
    return {
      update({ show }) {
        if (Boolean(show) === shown) return;
        shown = Boolean(show);
        if (shown) element.dataset.show = '';
        else delete element.dataset.show;
        for (const phase of shown
          ? ['beforeenter', 'enter', 'afterenter']
          : ['beforeleave', 'leave', 'afterleave'])
          fire(phase);
      },
    };
  },
};
