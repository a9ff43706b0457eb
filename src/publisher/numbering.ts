/**
 * Numbers keys, such as those of grams (search/grams.ts), in the order in which they come. An open hash table of numbers
 * holds a million of them in 32 MB, where a Map of strings takes 100 MB and many times as long.
 */
export class KeyNumbers {
  /** Keys, each with its number behind it; 0 is no key. */
  private table: Uint32Array;
  private known: Uint32Array;
  /** How many different keys there are. */
  size = 0;

  /** @param room for so many at first, a power of two */
  constructor(room = 1 << 17) {
    this.known = new Uint32Array(room);
    this.table = new Uint32Array(room * 4);
  }

  /** The number of a key, a new one where it has none. */
  numberOf(key: number): number {
    const at = this.place(key);
    if (this.table[at] === key) return this.table[at + 1]!;
    // So many keys fill half of the table.
    if (this.size === this.known.length) {
      this.grow();
      return this.numberOf(key);
    }
    this.known[this.size] = key;
    this.table[at] = key;
    this.table[at + 1] = this.size;
    this.size += 1;
    return this.size - 1;
  }

  clear(): void {
    this.table.fill(0);
    this.size = 0;
  }

  /** The keys by their numbers. */
  get keys(): Uint32Array {
    return this.known.subarray(0, this.size);
  }

  private place(key: number): number {
    const mask = this.table.length - 1;
    let at = (Math.imul(key, 0x9e3779b1) >>> 7) & mask & ~1;
    while (this.table[at] !== 0 && this.table[at] !== key) at = (at + 2) & mask;
    return at;
  }

  private grow(): void {
    this.known = larger(this.known);
    this.table = new Uint32Array(this.table.length * 2);
    for (let number = 0; number < this.size; number += 1) {
      const key = this.known[number]!;
      const at = this.place(key);
      this.table[at] = key;
      this.table[at + 1] = number;
    }
  }
}

export function larger(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const result = new Uint32Array(array.length * 2);
  result.set(array);
  return result;
}
