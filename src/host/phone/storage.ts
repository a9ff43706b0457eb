import { ApiFailure } from '../core/failure';
import { byteLength } from '../core/utf8';

export const KEY_LIMIT = 1024 * 1024;
const TOTAL_LIMIT = 10 * 1024 * 1024;

/** What a program does with storage: reads a key, writes one, removes some, asks which there are. */
export type StorageDeed = 'get' | 'set' | 'remove' | 'info';

/** Words with which WeChat refuses; storage that holds too much says the first two by itself. */
export const STORAGE_FAILURES = {
  large: 'entry size limit reached',
  full: 'exceed storage max size 10Mb',
  fullAndroid: 'quota reached',
  brokenAndroid: 'internal error set DB data fail',
  brokenIos: 'write DB data fail',
} as const;

/**
 * Local storage with WeChat's limits: 1 MB a key, 10 MB together, and a failure rather than an eviction when full. A
 * driver can make each deed fail with WeChat's words, whatever is stored, until it takes them back.
 */
export class Storage {
  #items = new Map<string, string>();
  #bytes = 0;
  /** The words with which a deed fails; a deed without any works. */
  fails: Partial<Record<StorageDeed, string>>;

  constructor(initial: Record<string, string> = {}, fails: Partial<Record<StorageDeed, string>> = {}) {
    for (const [key, value] of Object.entries(initial)) this.#put(key, value);
    this.fails = { ...fails };
  }

  set(key: string, data: unknown): void {
    this.#mayFail('set');
    if (!key) throw new ApiFailure('parameter error: parameter.key should be String instead of Undefined;');
    const encoded = JSON.stringify({ data });
    const bytes = byteLength(encoded);
    if (bytes > KEY_LIMIT) throw new ApiFailure('entry size limit reached');
    if (this.#bytes - this.#size(key) + bytes + byteLength(key) > TOTAL_LIMIT)
      throw new ApiFailure('exceed storage max size 10Mb');
    this.#put(key, encoded);
  }

  get(key: string): unknown {
    this.#mayFail('get');
    const encoded = this.#items.get(key);
    return encoded === undefined ? undefined : (JSON.parse(encoded) as { data?: unknown }).data;
  }

  has(key: string): boolean {
    this.#mayFail('get');
    return this.#items.has(key);
  }

  remove(key: string): void {
    this.#mayFail('remove');
    this.#bytes -= this.#size(key);
    this.#items.delete(key);
  }

  clear(): void {
    this.#mayFail('remove');
    this.#items.clear();
    this.#bytes = 0;
  }

  info(): Record<string, unknown> {
    this.#mayFail('info');
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

  #mayFail(deed: StorageDeed): void {
    const words = this.fails[deed];
    if (words !== undefined) throw new ApiFailure(words);
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
