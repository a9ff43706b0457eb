import Taro from '@tarojs/taro';
import type { Cache } from '../stores/ports';

/**
 * wx storage as the stores' cache. The prefix parts it from what other programs of the same account kept;
 * a new shape of a value is a step in stores/saved.ts, not a new prefix. Sync calls: the first screen needs
 * its data at once.
 */
const PREFIX = 'v1:';

export const cache: Cache = {
  read(key) {
    try {
      const value: unknown = Taro.getStorageSync(PREFIX + key);
      return value === '' ? undefined : value;
    } catch {
      return undefined;
    }
  },
  write(key, value) {
    try {
      Taro.setStorageSync(PREFIX + key, value);
      return true;
    } catch {
      // Full (10 MB together, 1 MB a key) or refused: reading goes on without.
      return false;
    }
  },
  remove(key) {
    try {
      Taro.removeStorageSync(PREFIX + key);
    } catch {
      // Nothing to do: what cannot be removed cannot be read either.
    }
  },
  keys() {
    try {
      return Taro.getStorageInfoSync()
        .keys.filter((key) => key.startsWith(PREFIX))
        .map((key) => key.slice(PREFIX.length));
    } catch {
      return [];
    }
  },
  usage() {
    try {
      const { currentSize, limitSize } = Taro.getStorageInfoSync();
      return { used: currentSize * 1024, limit: limitSize * 1024 };
    } catch {
      return { used: 0, limit: 10 * 1024 * 1024 };
    }
  },
};
