import { ApiFailure } from '../core/failure';
import { type ApiGroup, type ApiOptions, asyncApi, text } from './api';

/** Local storage, in both of WeChat's ways. */
export const storageApis: ApiGroup = ({ core, storage }) => {
  const found = (options: ApiOptions) => {
    const key = text(options, 'key');
    if (!storage.has(key)) throw new ApiFailure('data not found');
    return { data: storage.get(key) };
  };
  /** The synchronous calls throw what the asynchronous ones hand to `fail`. */
  const sync =
    <Args extends unknown[], Result>(name: string, run: (...args: Args) => Result) =>
    (...args: Args): Result => {
      core.records.call(name, args[0]);
      try {
        return run(...args);
      } catch (error) {
        throw error instanceof ApiFailure ? new Error(`${name}:fail ${error.reason}`) : error;
      }
    };
  return {
    setStorage: asyncApi(core, 'setStorage', (options) => storage.set(text(options, 'key'), options.data)),
    getStorage: asyncApi(core, 'getStorage', found),
    removeStorage: asyncApi(core, 'removeStorage', (options) => storage.remove(text(options, 'key'))),
    clearStorage: asyncApi(core, 'clearStorage', () => storage.clear()),
    getStorageInfo: asyncApi(core, 'getStorageInfo', () => storage.info()),
    setStorageSync: sync('setStorageSync', (key: string, data: unknown) => storage.set(key, data)),
    getStorageSync: sync('getStorageSync', (key: string) => (storage.has(key) ? storage.get(key) : '')),
    removeStorageSync: sync('removeStorageSync', (key: string) => storage.remove(key)),
    clearStorageSync: sync('clearStorageSync', () => storage.clear()),
    getStorageInfoSync: sync('getStorageInfoSync', () => storage.info()),
    batchSetStorageSync: sync('batchSetStorageSync', (list: { key: string; value: unknown }[]) => {
      for (const { key, value } of list) storage.set(key, value);
    }),
    batchGetStorageSync: sync('batchGetStorageSync', (keys: string[]) =>
      keys.map((key) => (storage.has(key) ? storage.get(key) : '')),
    ),
  };
};
