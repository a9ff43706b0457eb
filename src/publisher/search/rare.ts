import { hashGram } from '../../feed';
import { gramOfKey, hashKey } from './grams';

/** Keys with a surrogate in their upper half: no gram of two units begins with one. */
const FIRST = 0xd8000000;
export const isRare = (key: number): boolean => key >>> 27 === FIRST >>> 27;

/** Gives keys to the few grams that have none of their own, those with characters beyond the first plane. */
export class RareKeys {
  private readonly keys = new Map<string, number>();
  private readonly grams: string[] = [];

  keyOf(gram: string): number {
    const known = this.keys.get(gram);
    if (known !== undefined) return known;
    const key = FIRST + this.grams.length;
    this.keys.set(gram, key);
    this.grams.push(gram);
    return key;
  }

  /** The gram of any key. */
  gramOf(key: number): string {
    return isRare(key) ? this.grams[key - FIRST]! : gramOfKey(key);
  }

  /** The hash of the gram of any key. */
  hashOf(key: number): number {
    return isRare(key) ? hashGram(this.gramOf(key)) : hashKey(key);
  }

  /** Which gram comes first, as strings are compared. Keys of grams of two units are in the order of these. */
  compare(one: number, other: number): number {
    if (!isRare(one) && !isRare(other)) return one - other;
    return this.gramOf(one) < this.gramOf(other) ? -1 : 1;
  }
}
