import { type Builtin, flag, number } from './builtin';

/** Sideways pages, as a scroll container that snaps; autoplay is left out, for a preview that moves by itself hides faults. */
export const swiper: Builtin = {
  css: `wx-swiper{display:flex;height:150px;overflow-x:auto;overflow-y:hidden;scroll-snap-type:x mandatory;position:relative}
wx-swiper[data-vertical]{flex-direction:column;overflow-x:hidden;overflow-y:auto;scroll-snap-type:y mandatory}
wx-swiper::-webkit-scrollbar{display:none}`,
  defaults: { current: 0 },
  mount: ({ element, fire, services, data }) => {
    let current = 0;
    let given: unknown;
    const size = () => (flag(data().vertical) ? element.clientHeight : element.clientWidth);
    const listener = () =>
      services.guard(() => {
        const vertical = flag(data().vertical);
        const next = size()
          ? Math.round((vertical ? element.scrollTop : element.scrollLeft) / size())
          : current;
        if (next === current) return;
        current = next;
        fire('change', { current, currentItemId: '', source: 'touch' });
      });
    element.addEventListener('scroll', listener, { passive: true });
    return {
      update(next) {
        element.toggleAttribute('data-vertical', flag(next.vertical));
        if (next.current === given) return;
        given = next.current;
        current = number(next.current, 0);
        if (flag(next.vertical)) element.scrollTop = current * size();
        else element.scrollLeft = current * size();
      },
      remove: () => element.removeEventListener('scroll', listener),
    };
  },
};

export const swiperItem: Builtin = {
  css: 'wx-swiper-item{display:block;flex:none;width:100%;height:100%;overflow:hidden;scroll-snap-align:start}',
};
