import Taro from '@tarojs/taro';
import type { Viewport } from '../stores/ports';
import { quiet } from './quiet';

interface Rect {
  id: string;
  top: number;
  bottom: number;
}

export const viewport: Viewport = {
  scrollTo(id, offset) {
    void quiet(() => Taro.pageScrollTo({ selector: `#${id}`, offsetTop: -offset, duration: 0 }));
  },
  scrollToTop() {
    void quiet(() => Taro.pageScrollTo({ scrollTop: 0, duration: 0 }));
  },
  scrollToY(y) {
    void quiet(() => Taro.pageScrollTo({ scrollTop: y, duration: 0 }));
  },
  settled() {
    // First the components are drawn (a microtask), then Taro's next setData has been answered.
    return new Promise((resolve) => setTimeout(() => Taro.nextTick(resolve), 0));
  },
  measure(selector) {
    return new Promise((resolve) => {
      const query = Taro.createSelectorQuery();
      query.selectAll(selector).fields({ id: true, rect: true });
      query.selectViewport().scrollOffset();
      // What was drawn last is measured, not what stood there before: after the setData that is under way.
      Taro.nextTick(() =>
        query.exec(([rects, view]: [Rect[] | null, { scrollTop: number } | null]) => {
          const y = view?.scrollTop ?? 0;
          resolve((rects ?? []).map((rect) => ({ id: rect.id, top: rect.top + y, bottom: rect.bottom + y })));
        }),
      );
    });
  },
};
