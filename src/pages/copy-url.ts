import { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useRef } from 'react';
import type { Ports } from '../stores';

/** What WeChat copies of the page (复制链接) says what the page shows, while it is the one that is seen. */
export function useCopyUrl(sharing: Ports['sharing'], query: string): void {
  const isSeen = useRef(true);
  const tell = () => {
    if (isSeen.current) sharing.onCopyUrl(query);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when what is shown changes
  useEffect(tell, [query]);
  useDidShow(() => {
    isSeen.current = true;
    tell();
  });
  useDidHide(() => {
    isSeen.current = false;
    sharing.offCopyUrl();
  });
}
