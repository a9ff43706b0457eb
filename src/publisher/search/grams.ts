import { gramsOf } from '../../feed';

/**
 * The different grams of a text. Nearly every gram is two UTF-16 units, one 32-bit number; the few with characters
 * beyond the first plane are `rare`. A thousand strings for each article would be most of what a large run allocates.
 */
export interface Grams {
  keys: Uint32Array;
  rare: readonly string[];
}

export const NO_GRAMS: Grams = { keys: new Uint32Array(0), rare: [] };

/** The number of a gram of two units; 0 for another. No gram holds a NUL. */
export const keyOf = (gram: string): number =>
  gram.length === 2 ? ((gram.charCodeAt(0) << 16) | gram.charCodeAt(1)) >>> 0 : 0;

export const gramOfKey = (key: number): string => String.fromCharCode(key >>> 16, key & 0xffff);

export function packGrams(text: string): Grams {
  const grams = gramsOf(text);
  const keys = new Uint32Array(grams.size);
  const rare: string[] = [];
  let used = 0;
  for (const gram of grams) {
    const key = keyOf(gram);
    if (key === 0) rare.push(gram);
    else keys[used++] = key;
  }
  return { keys: keys.slice(0, used), rare };
}

/** All of them as strings. */
export const listGrams = ({ keys, rare }: Grams): string[] => [...Array.from(keys, gramOfKey), ...rare];

/** As bytes: how many keys, the keys, the rare ones as JSON. */
export function gramBytes({ keys, rare }: Grams): Buffer {
  const bytes = Buffer.from(new Uint32Array([keys.length, ...keys]).buffer);
  return rare.length > 0 ? Buffer.concat([bytes, Buffer.from(JSON.stringify(rare))]) : bytes;
}

export function gramsOfBytes(bytes: Buffer): Grams {
  const count = bytes.readUInt32LE(0);
  const end = 4 + 4 * count;
  const keys = new Uint32Array(count);
  for (let at = 0; at < count; at += 1) keys[at] = bytes.readUInt32LE(4 + 4 * at);
  return { keys, rare: bytes.length > end ? (JSON.parse(bytes.toString('utf8', end)) as string[]) : [] };
}
