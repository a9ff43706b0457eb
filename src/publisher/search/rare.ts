import { gramOfKey } from './grams';

/** Keys with a surrogate in their upper half: no gram of two units begins with one. */
const FIRST = 0xd8000000;
const isRare = (key: number): boolean => key >>> 27 === FIRST >>> 27;

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
}
