import { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useRef } from 'react';
import type { Stores } from '../stores';

/** WeChat's bars in the theme that the reader chose; over a green sign (`plate`) their text is always white. */
export function useBars({ settings, ports }: Stores, plate = false): void {
  const { isDark } = settings;
  const own = settings.comfort.theme !== 'system';
  const state = useRef({ shown: true, painted: false }).current;
  const paint = () => {
    // The phone's own theme needs no help (theme.json), unless this page was painted otherwise before.
    if (!own && !state.painted) return;
    state.painted = true;
    ports.bars.paint(plate || isDark ? 'white' : 'black', isDark);
  };
  useDidShow(() => {
    state.shown = true;
    paint();
  });
  useDidHide(() => {
    state.shown = false;
  });
  // A page that lies under another one hears of a new theme too, and must not paint over its bars.
  // biome-ignore lint/correctness/useExhaustiveDependencies: painted when the theme changes
  useEffect(() => {
    if (state.shown) paint();
  }, [isDark, own]);
}
