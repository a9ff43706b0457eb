import type { Refusal } from '../stores/ports';
import { reasonOf } from './reason';

/**
 * Why WeChat refused a write, by its words. Its documentation names the limits and no messages; these are what it
 * was seen to say (`setStorageSync:fail` before them, a colon or a space between):
 * - `entry size limit reached`: a key and its value are longer than 1 MB; Android and iOS.
 * - `quota reached`: 10 MB together; Android.
 * - `exceed storage max size 10Mb`: the same; the developer tools, and WeChat on computers.
 * Words that nobody knows, among them Android's `internal error set DB data fail` and iOS' `write DB data fail`, are a
 * fault of the storage: then nothing is given up for room that would not help.
 */
export function refusalOf(error: unknown): Refusal {
  const words = reasonOf(error);
  if (/entry size limit/i.test(words)) return 'large';
  return /quota reached|exceed storage max size/i.test(words) ? 'full' : 'broken';
}
