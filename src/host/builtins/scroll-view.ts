import { type Builtin, flag, number } from './builtin';

export const scrollView: Builtin = {
  css: `wx-scroll-view{display:block;width:100%;box-sizing:border-box;-webkit-overflow-scrolling:touch;overflow:hidden}
wx-scroll-view[data-x]{overflow-x:auto}wx-scroll-view[data-y]{overflow-y:auto}
wx-scroll-view[data-flex]{display:flex}
wx-scroll-view::-webkit-scrollbar{display:none}`,
  defaults: { upperThreshold: 50, lowerThreshold: 50 },
  mount: ({ element, fire, services, data: read }) => {
    let last = { top: 0, left: 0 };
    let atEnd = false;
    let atStart = true;
    let intoView: unknown;
    let set: { top?: number; left?: number } = {};
    const onScroll = () => {
      const data = read();
      const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } = element;
      const delta = { deltaX: last.left - scrollLeft, deltaY: last.top - scrollTop };
      last = { top: scrollTop, left: scrollLeft };
      fire('scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth, ...delta });
      const sideways = flag(data.scrollX);
      const toStart = sideways ? scrollLeft : scrollTop;
      const toEnd = sideways
        ? scrollWidth - clientWidth - scrollLeft
        : scrollHeight - clientHeight - scrollTop;
      const end = toEnd <= number(data.lowerThreshold, 50);
      const start = toStart <= number(data.upperThreshold, 50);
      if (end && !atEnd) fire('scrolltolower', { direction: sideways ? 'right' : 'bottom' });
      if (start && !atStart) fire('scrolltoupper', { direction: sideways ? 'left' : 'top' });
      atEnd = end;
      atStart = start;
    };
    const listener = () => services.guard(onScroll);
    element.addEventListener('scroll', listener, { passive: true });
    return {
      update(data) {
        element.toggleAttribute('data-x', flag(data.scrollX));
        element.toggleAttribute('data-y', flag(data.scrollY));
        element.toggleAttribute('data-flex', flag(data.enableFlex));
        const behavior = flag(data.scrollWithAnimation) ? 'smooth' : 'auto';
        const top = data.scrollTop === null || data.scrollTop === '' ? undefined : number(data.scrollTop, 0);
        const left =
          data.scrollLeft === null || data.scrollLeft === '' ? undefined : number(data.scrollLeft, 0);
        // A position that has not changed since it was set leaves the finger's own scrolling alone.
        if (top !== undefined && top !== set.top) move(element, { top }, behavior);
        if (left !== undefined && left !== set.left) move(element, { left }, behavior);
        set = { top, left };
        if (data.scrollIntoView !== intoView) {
          intoView = data.scrollIntoView;
          // The target may come with the same update, so it is looked for once the update is done.
          if (intoView)
            Promise.resolve().then(() => reveal(element, String(intoView), flag(data.scrollX), behavior));
        }
      },
      exposes: {
        scrollTo: (to: { top?: number; left?: number; animated?: boolean }) =>
          move(element, to, to.animated === false ? 'auto' : 'smooth'),
        scrollIntoView: (selector: string) =>
          reveal(element, selector.replace(/^#/, ''), flag(read().scrollX), 'auto'),
      },
      remove: () => element.removeEventListener('scroll', listener),
    };
  },
};

function move(element: HTMLElement, to: { top?: number; left?: number }, behavior: ScrollBehavior): void {
  if (typeof element.scrollTo === 'function' && behavior === 'smooth') element.scrollTo({ ...to, behavior });
  else {
    if (to.top !== undefined) element.scrollTop = to.top;
    if (to.left !== undefined) element.scrollLeft = to.left;
  }
}

function reveal(view: HTMLElement, id: string, sideways: boolean, behavior: ScrollBehavior): void {
  const target = [...view.querySelectorAll<HTMLElement>('[id]')].find((candidate) => candidate.id === id);
  if (!target) return;
  const outer = view.getBoundingClientRect();
  const inner = target.getBoundingClientRect();
  move(
    view,
    sideways
      ? { left: view.scrollLeft + inner.left - outer.left }
      : { top: view.scrollTop + inner.top - outer.top },
    behavior,
  );
}
