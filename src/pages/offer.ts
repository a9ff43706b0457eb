import { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useRef } from 'react';
import type { Ports } from '../stores';
import type { PageOffer } from '../stores/ports';

/** What WeChat copies of the page (复制链接) and makes of a screenshot says what the page shows, while it is seen. */
export function useOffer(sharing: Ports['sharing'], offer: PageOffer): void {
  const isSeen = useRef(true);
  const tell = () => {
    if (isSeen.current) sharing.offer(offer);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when what is shown changes
  useEffect(tell, [offer.query]);
  useDidShow(() => {
    isSeen.current = true;
    tell();
  });
  useDidHide(() => {
    isSeen.current = false;
    sharing.withdraw();
  });
}
