import type { RareKeys } from './rare';

/** Bits that are sorted by at a time. */
const DIGIT = 11;
const DIGITS = 1 << DIGIT;

/** The places of grams in the order of the shards: by hash, then by gram. */
export function inOrder(hashes: Uint32Array, keys: Uint32Array, rare: RareKeys): Uint32Array {
  let order = hashes.map((_, at) => at);
  for (let shift = 0; shift < 32; shift += DIGIT) order = byDigit(hashes, order, shift);
  for (let at = 0; at < order.length; at += 1) {
    let end = at + 1;
    while (end < order.length && hashes[order[end]!] === hashes[order[at]!]) end += 1;
    if (end > at + 1) order.subarray(at, end).sort((one, other) => rare.compare(keys[one]!, keys[other]!));
    at = end - 1;
  }
  return order;
}

/** Stable: what is equal stays as it stood. */
function byDigit(hashes: Uint32Array, order: Uint32Array, shift: number): Uint32Array<ArrayBuffer> {
  const next = new Uint32Array(DIGITS + 1);
  for (let at = 0; at < hashes.length; at += 1) next[((hashes[at]! >>> shift) & (DIGITS - 1)) + 1]! += 1;
  for (let at = 1; at < next.length; at += 1) next[at]! += next[at - 1]!;
  const sorted = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at += 1) {
    const digit = (hashes[order[at]!]! >>> shift) & (DIGITS - 1);
    sorted[next[digit]!] = order[at]!;
    next[digit]! += 1;
  }
  return sorted;
}
