import Taro from '@tarojs/taro';
import { type Cache, UNREADABLE } from '../stores/ports';
import { refusalOf } from './refusal';

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
      return UNREADABLE;
    }
  },
  write(key, value) {
    try {
      Taro.setStorageSync(PREFIX + key, value);
      return 'kept';
    } catch (error) {
      return refusalOf(error);
    }
  },
  remove(key) {
    try {
      Taro.removeStorageSync(PREFIX + key);
      return true;
    } catch {
      return false;
    }
  },
  keys() {
    try {
      return Taro.getStorageInfoSync()
        .keys.filter((key) => key.startsWith(PREFIX))
        .map((key) => key.slice(PREFIX.length));
    } catch {
      return undefined;
    }
  },
  usage() {
    try {
      const { currentSize, limitSize } = Taro.getStorageInfoSync();
      return { used: currentSize * 1024, limit: limitSize * 1024 };
    } catch {
      // Nothing is given up for want of a room that nobody has measured.
      return { used: 0, limit: 10 * 1024 * 1024 };
    }
  },
};
