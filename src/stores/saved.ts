import type { Cache } from './ports';

/*
 * Reading what an earlier run left on the device. It may be of an older version, or damaged; either way the
 * program starts. What could not be read is set aside under `damaged:<key>` instead of being written over.
 */

const VERSION = 'version';
const DAMAGED = 'damaged:';

/** One step from a version to the next, over anything that it may find; false: the storage refused, try again at the next start. */
type Step = (cache: Cache) => boolean;

/** Keys of what was kept of the feed's first edition: the head, list pages and their index, documents. */
const FIRST_EDITION = /^(?:head|lists|pages|page:.*|articles|article:.*)$/;

/** Index 0 takes version 1 to version 2, and so on. Version 1 did not write its number. */
const STEPS: readonly Step[] = [
  // 2: `reading` became `history`, whose entries may carry what a list shows of the article.
  (cache) => {
    const reading = cache.read('reading');
    if (typeof reading === 'object' && reading !== null && cache.read('history') === undefined)
      if (!cache.write('history', reading)) return false;
    cache.remove('reading');
    return true;
  },
  // 3: of the feed's first edition nothing can be read any more; what is the reader's stays.
  (cache) => {
    for (const key of cache.keys()) if (FIRST_EDITION.test(key)) cache.remove(key);
    return true;
  },
];

/** Brings the storage to the newest shape; run before any store reads. A newer version's storage is left alone. */
export function migrate(cache: Cache): void {
  const stored = cache.read(VERSION);
  const version = typeof stored === 'number' && stored >= 1 ? Math.floor(stored) : 1;
  if (version > STEPS.length) return;
  if (STEPS.slice(version - 1).every((step) => step(cache))) cache.write(VERSION, STEPS.length + 1);
}

/**
 * A stored value through its reader. `read` returns undefined for what it cannot use at all, and calls
 * `flawed` when it left a part out; both keep a copy aside.
 */
export function readSaved<T>(
  cache: Cache,
  key: string,
  read: (value: unknown, flawed: () => void) => T | undefined,
): T | undefined {
  const stored = cache.read(key);
  if (stored === undefined) return undefined;
  let whole = true;
  const value = read(stored, () => {
    whole = false;
  });
  if (!whole || value === undefined) cache.write(DAMAGED + key, stored);
  if (value === undefined) cache.remove(key);
  return value;
}

/** Bytes of a value in storage, near enough: JSON as UTF-8. */
export function bytesOf(value: unknown): number {
  const json = JSON.stringify(value) ?? '';
  let bytes = json.length;
  for (let at = 0; at < json.length; at += 1) {
    const unit = json.charCodeAt(at);
    // A surrogate pair has two units and four bytes.
    if (unit >= 0x800 && (unit < 0xd800 || unit > 0xdfff)) bytes += 2;
    else if (unit >= 0x80) bytes += 1;
  }
  return bytes;
}
