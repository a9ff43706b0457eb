import Taro from '@tarojs/taro';
import type { Resources } from '../stores/ports';

/** Networks on which a few small documents ahead of the reader cost nothing that anyone would mind. */
const AMPLE = ['wifi', '4g', '5g'];

export const resources: Resources = {
  async ample() {
    try {
      const { networkType, weakNet } = (await Taro.getNetworkType()) as {
        networkType: string;
        weakNet?: boolean;
      };
      return AMPLE.indexOf(networkType) >= 0 && !weakNet;
    } catch {
      return false;
    }
  },
  onScarce: (listener) => Taro.onMemoryWarning?.(listener),
  onOnline: (listener) =>
    Taro.onNetworkStatusChange?.(({ isConnected }) => {
      if (isConnected) listener();
    }),
};
