import { SCHEMA, schemaOf } from '../feed';
import { type Cache, UNREADABLE, type Written } from './ports';

/*
 * Reading what an earlier run left on the device, and writing what the reader keeps. It may be of an older version, or
 * damaged; either way the program starts. What could not be understood is set aside under `damaged:<key>`.
 */

/** WeChat takes no more under one key, in bytes. */
export const KEY_LIMIT = 1024 * 1024;

const VERSION = 'version';
const DAMAGED = 'damaged:';

/**
 * One step from a version to the next, over anything that it may find. False: the storage refused, and the step is taken
 * again at the next start, over what this run leaves besides.
 */
type Step = (cache: Cache) => boolean;

/** Index 0 takes version 1 to version 2, and so on. Version 1 did not write its number. */
const STEPS: readonly Step[] = [
  // 2: `reading` became `history`, whose entries may carry what a list shows of the article.
  (cache) => {
    const reading = cache.read('reading');
    const history = cache.read('history');
    if (reading === UNREADABLE || history === UNREADABLE) return false;
    if (isObject(reading)) {
      // A history beside it is of a run whose storage refused this step.
      const both = isRecord(history) && isRecord(reading) ? { ...reading, ...history } : history;
      const all = history === undefined ? reading : both;
      if (all !== history && cache.write('history', all) !== 'kept') return false;
    }
    return reading === undefined || cache.remove('reading');
  },
  // 3: of the feed's first edition nothing can be read any more; what is the reader's stays. The second edition has
  // some of its keys: what a run put there whose storage refused the version is told by its form.
  (cache) => {
    const keys = cache.keys();
    const isSecond = isSecondIndex(cache.read('articles'));
    const gone = keys?.filter((key) => {
      if (/^articles$|^article:/.test(key)) return !isSecond;
      return key === 'head' ? !isSecondHead(cache.read(key)) : /^(?:lists|pages|page:.*)$/.test(key);
    });
    return gone?.filter((key) => !cache.remove(key)).length === 0;
  },
];

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  isObject(value) && !Array.isArray(value);

/** Entries of the first edition's index had an `id`, those of the second have a `key`. */
const isSecondIndex = (index: unknown): boolean =>
  index === UNREADABLE || (Array.isArray(index) && index.every((one) => isRecord(one) && 'key' in one));
const isSecondHead = (head: unknown): boolean => head === UNREADABLE || schemaOf(head) === SCHEMA;

/** Brings the storage to the newest shape; run before any store reads. A newer version's storage is left alone. */
export function migrate(cache: Cache): void {
  const stored = cache.read(VERSION);
  if (stored === UNREADABLE) return;
  const version = typeof stored === 'number' && stored >= 1 ? Math.floor(stored) : 1;
  if (version > STEPS.length) return;
  // Every step is taken, also behind one that was refused for want of room: it may make some.
  const refused = STEPS.slice(version - 1).filter((step) => !step(cache));
  if (refused.length === 0) cache.write(VERSION, STEPS.length + 1);
}

/**
 * A stored value through its reader. `read` returns undefined for what it cannot use at all, and calls
 * `flawed` when it left a part out; both keep a copy aside, where storage takes one.
 * @returns undefined where there is nothing of use, `UNREADABLE` where storage did not answer: whoever writes under
 *   the key has to read it first
 */
export function readSaved<T>(
  cache: Cache,
  key: string,
  read: (value: unknown, flawed: () => void) => T | undefined,
): T | undefined | typeof UNREADABLE {
  const stored = cache.read(key);
  if (stored === undefined || stored === UNREADABLE) return stored;
  let whole = true;
  const value = read(stored, () => {
    whole = false;
  });
  const isAside = (whole && value !== undefined) || cache.write(DAMAGED + key, stored) === 'kept';
  if (value === undefined && isAside) cache.remove(key);
  return value;
}

/** What storage counts beyond the value, in bytes: the key, some wrapping, and whole KB. */
const SLACK = 4096;

/**
 * Writes what is the reader's own. Where storage is full, what was set aside gives way, copy by copy, if that can make
 * the room that is missing; where the write is refused all the same, the copies are put back.
 */
export function writeOwn(cache: Cache, key: string, value: unknown): Written {
  const outcome = cache.write(key, value);
  if (outcome !== 'full') return outcome;
  const copies = copiesIn(cache);
  const { used, limit } = cache.usage();
  const wanted = used + bytesOf(value) - bytesOf(cache.read(key)) - limit;
  const size = copies.reduce((sum, [name, copy]) => sum + bytesOf(name) + bytesOf(copy), 0);
  // By its own count there is room: then it is not for want of room that it refuses.
  if (wanted + SLACK <= 0 || wanted > size) return outcome;
  const given: typeof copies = [];
  for (const copy of copies) {
    if (!cache.remove(copy[0])) continue;
    given.push(copy);
    const again = cache.write(key, value);
    if (again === 'kept') return again;
  }
  for (const [name, copy] of given) cache.write(name, copy);
  return outcome;
}

/** What was set aside, by key; what cannot be read could not be put back. */
const copiesIn = (cache: Cache): [string, unknown][] =>
  asideIn(cache)
    .map((key): [string, unknown] => [key, cache.read(key)])
    .filter(([, copy]) => copy !== UNREADABLE);

const asideIn = (cache: Cache): string[] => cache.keys()?.filter((key) => key.indexOf(DAMAGED) === 0) ?? [];

/** What was set aside goes. */
export function dropDamaged(cache: Cache): void {
  for (const key of asideIn(cache)) cache.remove(key);
}

/** Whether what stands under a key may name one of these, in whatever form. */
export function mayName(cache: Cache, key: string, ids: ReadonlySet<string>): boolean {
  const stored = ids.size > 0 ? cache.read(key) : undefined;
  if (stored === undefined || stored === UNREADABLE) return stored === UNREADABLE;
  const text = JSON.stringify(stored);
  return [...ids].some((id) => text.indexOf(id) >= 0);
}

/** What was set aside of a key goes, if it may name one of these; false where it may still be there. */
export const dropAside = (cache: Cache, key: string, ids: ReadonlySet<string>): boolean =>
  !mayName(cache, DAMAGED + key, ids) || cache.remove(DAMAGED + key);

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
