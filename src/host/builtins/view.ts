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

/** A tap on a label goes to the field that it names or holds. */
export const label: Builtin = {
  css: 'wx-label{display:inline}',
  mount: ({ node, element, data }) => {
    node.addListener('tap', () => {
      const { for: id } = data();
      const holder = id ? document.getElementById(String(id)) : element;
      holder?.querySelector<HTMLElement>('input,textarea')?.focus();
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
