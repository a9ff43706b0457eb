import { gramOfKey } from './grams';

/**
 * Numbers grams in the order in which they come. Those of two UTF-16 units are one 32-bit number each: an open hash
 * table of numbers holds a million of them in 16 MB, where a Map of strings takes 100 MB and twice the time. The few
 * with characters beyond the first plane go into a Map.
 */
export class GramNumbers {
  private keys = new Uint32Array(1 << 16);
  private values = new Uint32Array(1 << 16);
  private filled = 0;
  private readonly rare = new Map<string, number>();
  private units = new Uint32Array(1 << 16);
  private readonly rareByNumber = new Map<number, string>();
  /** How many different grams there are. */
  size = 0;

  /** The number of a gram by its key (grams.ts), a new one where it has none. */
  numberOf(key: number): number {
    let at = this.place(key);
    if (this.keys[at] === key) return this.values[at]!;
    if (this.filled * 2 > this.keys.length) {
      this.grow();
      at = this.place(key);
    }
    this.keys[at] = key;
    this.values[at] = this.size;
    this.filled += 1;
    return this.add(key);
  }

  /** The number of a gram that has no key. */
  numberOfRare(gram: string): number {
    const known = this.rare.get(gram);
    if (known !== undefined) return known;
    this.rare.set(gram, this.size);
    this.rareByNumber.set(this.size, gram);
    return this.add(0);
  }

  /** The gram of a number. */
  gramOf(number: number): string {
    const key = this.units[number]!;
    return key === 0 ? this.rareByNumber.get(number)! : gramOfKey(key);
  }

  private add(key: number): number {
    if (this.size === this.units.length) this.units = larger(this.units);
    this.units[this.size] = key;
    this.size += 1;
    return this.size - 1;
  }

  private place(key: number): number {
    const mask = this.keys.length - 1;
    let at = (Math.imul(key, 0x9e3779b1) >>> 8) & mask;
    while (this.keys[at] !== 0 && this.keys[at] !== key) at = (at + 1) & mask;
    return at;
  }

  private grow(): void {
    const { keys, values } = this;
    this.keys = new Uint32Array(keys.length * 2);
    this.values = new Uint32Array(keys.length * 2);
    keys.forEach((key, from) => {
      if (key === 0) return;
      const at = this.place(key);
      this.keys[at] = key;
      this.values[at] = values[from]!;
    });
  }
}

export function larger(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const result = new Uint32Array(array.length * 2);
  result.set(array);
  return result;
}
