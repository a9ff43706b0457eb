import Taro from '@tarojs/taro';
import type { Prefetch } from '../stores/ports';

/**
 * 数据预拉取 (base library 2.4.0): switched on in the console of the mini-program with the address of
 * feed.json, at most 256 KB. It fails where nothing was fetched, which is the usual case.
 */
export const prefetch: Prefetch = {
  take: () =>
    new Promise((resolve) => {
      const none = () => resolve(undefined);
      if (!Taro.getBackgroundFetchData) return none();
      const asked = Taro.getBackgroundFetchData({
        fetchType: 'pre',
        success: ({ fetchedData, timeStamp }) => {
          try {
            resolve({ data: JSON.parse(String(fetchedData)), at: timeStamp || 0 });
          } catch {
            none();
          }
        },
        fail: none,
      }) as unknown as Promise<unknown> | undefined;
      asked?.catch?.(none);
    }),
};
