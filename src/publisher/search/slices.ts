import { HASHES } from '../../feed';
import { bytesOf, type Hashed } from './coded';
import { Coder } from './letters';

/** Slices of the hashes in which a segment is put aside: by their highest bits. */
const SLICE_BITS = 10;
export const SLICES = 1 << SLICE_BITS;

export const sliceOf = (hash: number): number => hash >>> (32 - SLICE_BITS);
/** The hash where a slice ends. */
export const sliceEnd = (slice: number): number => (slice + 1) * (HASHES / SLICES);

/** Some articles' grams of a slice, in the order of the shards: by hash, then by gram. */
export interface Slice {
  hashes: Uint32Array;
  keys: Uint32Array;
  /** The first and the last number of each gram. */
  firsts: Uint32Array;
  lasts: Uint32Array;
  /** Where the bytes of each gram end in `gaps`. */
  ends: Uint32Array;
  /** Of one gram after the other, the bytes of all gaps behind its first number. */
  gaps: Uint8Array;
}

export type GramOf = (key: number) => string;

/** Room for so many grams, whose gaps take so many bytes. */
export function emptySlice(grams: number, bytes: number): Slice {
  const column = () => new Uint32Array(grams);
  return {
    hashes: column(),
    keys: column(),
    firsts: column(),
    lasts: column(),
    ends: column(),
    gaps: new Uint8Array(bytes),
  };
}

/** As bytes for the spool: how many grams, the columns, the gaps. */
export function sliceBytes({ hashes, keys, firsts, lasts, ends, gaps }: Slice): Buffer {
  const columns = [Uint32Array.of(hashes.length), hashes, keys, firsts, lasts, ends];
  return Buffer.concat([
    ...columns.map((column) => new Uint8Array(column.buffer, column.byteOffset, column.byteLength)),
    gaps,
  ]);
}

export function sliceOfBytes(bytes: Buffer): Slice {
  const grams = bytes.readUInt32LE(0);
  const slice = emptySlice(grams, bytes.length - 4 - 5 * 4 * grams);
  let at = 4;
  for (const column of [slice.hashes, slice.keys, slice.firsts, slice.lasts, slice.ends, slice.gaps]) {
    const length = column.byteLength;
    new Uint8Array(column.buffer).set(bytes.subarray(at, at + length));
    at += length;
  }
  return slice;
}

/** The grams of one slice of all segments, whose numbers ascend from each to the next, with all of their numbers. */
export function joined(segments: readonly Slice[], gramOf: GramOf): Hashed[] {
  const grams: Hashed[] = [];
  merge(segments, gramOf, (hash, key, coder) =>
    grams.push({ hash, gram: gramOf(key), numbers: coder.text() }),
  );
  return grams;
}

/** What `bytesOf` will give for all grams of `joined`, without making any. */
export function joinedBytes(segments: readonly Slice[], gramOf: GramOf): number {
  let bytes = 0;
  merge(segments, gramOf, (_hash, _key, coder) => {
    bytes += bytesOf(coder.length);
  });
  return bytes;
}

/** Goes through the grams of one slice of all segments in the order of the shards; `coder` has the numbers of each. */
function merge(
  segments: readonly Slice[],
  gramOf: GramOf,
  each: (hash: number, key: number, coder: Coder) => void,
): void {
  const coder = new Coder();
  const next = new Uint32Array(segments.length);
  for (;;) {
    const least = leastOf(segments, next, gramOf);
    if (least < 0) return;
    const hash = segments[least]!.hashes[next[least]!]!;
    const key = segments[least]!.keys[next[least]!]!;
    for (let at = least; at < segments.length; at += 1) {
      const { keys, firsts, lasts, ends, gaps } = segments[at]!;
      const one = next[at]!;
      if (keys[one] !== key) continue;
      coder.add(firsts[one]!, lasts[one]!, gaps, ends[one - 1] ?? 0, ends[one]!);
      next[at] = one + 1;
    }
    each(hash, key, coder);
    coder.clear();
  }
}

/** The first segment whose next gram comes before those of all others; -1 where none has one. */
function leastOf(segments: readonly Slice[], next: Uint32Array, gramOf: GramOf): number {
  let least = -1;
  let hash = HASHES;
  let key = 0;
  for (let at = 0; at < segments.length; at += 1) {
    const { hashes, keys } = segments[at]!;
    const one = next[at]!;
    if (one === hashes.length || hashes[one]! > hash) continue;
    const isTie = hashes[one] === hash;
    if (isTie && (keys[one] === key || gramOf(keys[one]!) > gramOf(key))) continue;
    least = at;
    hash = hashes[one]!;
    key = keys[one]!;
  }
  return least;
}
