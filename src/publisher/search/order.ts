import { isRare, type RareKeys } from './rare';

/** Bits that are sorted by at a time. */
const DIGIT = 8;
const DIGITS = 1 << DIGIT;

/** The places of values in their ascending order; those that are equal stay as they stood. A radix sort. */
export function inOrder(values: Uint32Array): Uint32Array {
  let order = new Uint32Array(values.length);
  // Bits in which any two values differ.
  let differ = 0;
  for (let at = 0; at < order.length; at += 1) {
    order[at] = at;
    differ |= values[at]! ^ values[0]!;
  }
  for (let shift = 0; shift < 32; shift += DIGIT)
    if (((differ >>> shift) & (DIGITS - 1)) !== 0) order = byDigit(values, order, shift);
  return order;
}

/** Stable: what is equal stays as it stood. */
function byDigit(values: Uint32Array, order: Uint32Array, shift: number): Uint32Array<ArrayBuffer> {
  const next = new Uint32Array(DIGITS + 1);
  for (let at = 0; at < values.length; at += 1) next[((values[at]! >>> shift) & (DIGITS - 1)) + 1]! += 1;
  for (let at = 1; at < next.length; at += 1) next[at]! += next[at - 1]!;
  const sorted = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at += 1) {
    const digit = (values[order[at]!]! >>> shift) & (DIGITS - 1);
    sorted[next[digit]!] = order[at]!;
    next[digit]! += 1;
  }
  return sorted;
}

/** The places of grams in the order of the shards: by hash, then by gram. */
export function inHashOrder(hashes: Uint32Array, keys: Uint32Array, rare: RareKeys): Uint32Array {
  const order = inOrder(hashes);
  for (let at = 0; at < order.length; at += 1) {
    let end = at + 1;
    while (end < order.length && hashes[order[end]!] === hashes[order[at]!]) end += 1;
    if (end > at + 1) order.subarray(at, end).sort((one, other) => rare.compare(keys[one]!, keys[other]!));
    at = end - 1;
  }
  return order;
}

/** The places of grams in the order of their strings. */
export const inGramOrder = (keys: Uint32Array, rare: RareKeys): Uint32Array =>
  keys.some(isRare)
    ? keys.map((_, at) => at).sort((one, other) => rare.compare(keys[one]!, keys[other]!))
    : inOrder(keys);
