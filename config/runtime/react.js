/*
 * Stands for `react` and `react-dom` in the build: Preact itself, without preact/compat (9 KB), of which
 * Taro and this program need three things.
 */
import { options, render } from 'preact';

export * from 'preact';
export * from 'preact/hooks';
export { render };

/** Preact gathers updates by itself. */
export const unstable_batchedUpdates = (run) => run();

export default { render, unstable_batchedUpdates };

// Taro hands focus and blur on as the events that bubble (plugin-framework-react, modifyMpEvent).
const BUBBLING = { onfocus: 'onfocusin', onblur: 'onfocusout' };
const before = options.vnode;
options.vnode = (vnode) => {
  if (typeof vnode.type === 'string')
    for (const name in vnode.props) {
      const bubbling = BUBBLING[name.toLowerCase()];
      if (!bubbling) continue;
      vnode.props[bubbling] = vnode.props[name];
      delete vnode.props[name];
    }
  if (before) before(vnode);
};
