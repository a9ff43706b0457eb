import { HASHES, hashGram } from '../../feed';
import type { Hashed } from './coded';
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

/** Room for so many grams; their gaps come later. */
export function emptySlice(grams: number): Slice {
  const column = () => new Uint32Array(grams);
  return {
    hashes: column(),
    keys: column(),
    firsts: column(),
    lasts: column(),
    ends: column(),
    gaps: new Uint8Array(0),
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

/** Nothing is copied. Bytes that Node allocates begin where numbers may. */
export function sliceOfBytes(bytes: Buffer): Slice {
  const grams = bytes.readUInt32LE(0);
  const start = (which: number) => 4 + which * 4 * grams;
  const column = (which: number) => new Uint32Array(bytes.buffer, bytes.byteOffset + start(which), grams);
  return {
    hashes: column(0),
    keys: column(1),
    firsts: column(2),
    lasts: column(3),
    ends: column(4),
    gaps: bytes.subarray(start(5)),
  };
}

/** The grams of one slice of all segments, whose numbers ascend from each to the next, with all of their numbers. */
export function joined(segments: readonly Slice[], gramOf: GramOf): Hashed[] {
  const grams: Hashed[] = [];
  const coder = new Coder();
  const next = new Uint32Array(segments.length);
  for (;;) {
    const least = leastOf(segments, next, gramOf);
    if (least < 0) return grams;
    const hash = segments[least]!.hashes[next[least]!]!;
    const key = segments[least]!.keys[next[least]!]!;
    for (let at = least; at < segments.length; at += 1) {
      const { keys, firsts, lasts, ends, gaps } = segments[at]!;
      const one = next[at]!;
      if (keys[one] !== key) continue;
      coder.add(firsts[one]!, lasts[one]!, gaps, ends[one - 1] ?? 0, ends[one]!);
      next[at] = one + 1;
    }
    grams.push({ hash, gram: gramOf(key), numbers: coder.take() });
  }
}

/** Grams as one text for the spool. None of them holds white space. */
export const textOf = (grams: readonly Hashed[]): string =>
  grams.map(({ gram, numbers }) => `${gram} ${numbers}`).join('\n');

export const hashedOf = (text: string): Hashed[] =>
  (text === '' ? [] : text.split('\n')).map((line) => {
    const at = line.indexOf(' ');
    const gram = line.slice(0, at);
    return { hash: hashGram(gram), gram, numbers: line.slice(at + 1) };
  });

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
