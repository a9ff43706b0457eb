import { ApiFailure, type ApiOptions, asyncApi, text } from '../api';
import type { Core } from '../core';
import { byteLength } from '../utf8';

export const KEY_LIMIT = 1024 * 1024;
export const TOTAL_LIMIT = 10 * 1024 * 1024;

/** Local storage with WeChat's limits: 1 MB a key, 10 MB together, and a failure rather than an eviction when full. */
export class Storage {
  #items = new Map<string, string>();
  #bytes = 0;

  constructor(initial: Record<string, string> = {}) {
    for (const [key, value] of Object.entries(initial)) this.#put(key, value);
  }

  set(key: string, data: unknown): void {
    if (!key) throw new ApiFailure('parameter error: parameter.key should be String instead of Undefined;');
    const encoded = JSON.stringify({ data });
    const bytes = byteLength(encoded);
    if (bytes > KEY_LIMIT) throw new ApiFailure('entry size limit reached');
    if (this.#bytes - this.#size(key) + bytes + byteLength(key) > TOTAL_LIMIT)
      throw new ApiFailure('exceed storage max size 10Mb');
    this.#put(key, encoded);
  }

  get(key: string): unknown {
    const encoded = this.#items.get(key);
    return encoded === undefined ? undefined : (JSON.parse(encoded) as { data?: unknown }).data;
  }

  has(key: string): boolean {
    return this.#items.has(key);
  }

  remove(key: string): void {
    this.#bytes -= this.#size(key);
    this.#items.delete(key);
  }

  clear(): void {
    this.#items.clear();
    this.#bytes = 0;
  }

  info(): Record<string, unknown> {
    return {
      keys: [...this.#items.keys()],
      currentSize: Math.ceil(this.#bytes / 1024),
      limitSize: TOTAL_LIMIT / 1024,
    };
  }

  /** What another boot of the same phone would find. */
  dump(): Record<string, string> {
    return Object.fromEntries(this.#items);
  }

  #size(key: string): number {
    const value = this.#items.get(key);
    return value === undefined ? 0 : byteLength(value) + byteLength(key);
  }

  #put(key: string, encoded: string): void {
    this.#bytes += byteLength(encoded) + byteLength(key) - this.#size(key);
    this.#items.set(key, encoded);
  }
}

export function storageApis(core: Core, storage: Storage): Record<string, unknown> {
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
}
