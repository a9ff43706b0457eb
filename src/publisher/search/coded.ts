import { hashGram } from '../../feed';
import { keyOf } from './grams';
import { inHashOrder } from './order';
import { RareKeys } from './rare';

/** A gram with its coded numbers. */
export type Coded = readonly [gram: string, numbers: string];

/**
 * Grams with their coded numbers, sorted as the shards hold them: by hash, then by gram. They are columns: as objects
 * they would be a million for 10,000 articles.
 */
export interface CodedGrams {
  hashes: Uint32Array;
  keys: Uint32Array;
  /** Names the keys. */
  rare: RareKeys;
  /** Where the letters of each one begin, and behind them where the last ones end. */
  starts: Uint32Array;
  letters: Buffer;
}

/** Sorted as the shards hold them. */
export function sortedByHash(grams: readonly Coded[]): CodedGrams {
  const rare = new RareKeys();
  const hashes = Uint32Array.from(grams, ([gram]) => hashGram(gram));
  const keys = Uint32Array.from(grams, ([gram]) => keyOf(gram) || rare.keyOf(gram));
  const order = inHashOrder(hashes, keys, rare);
  const starts = new Uint32Array(order.length + 1);
  for (const [at, one] of order.entries()) starts[at + 1] = starts[at]! + grams[one]![1].length;
  return {
    hashes: order.map((one) => hashes[one]!),
    keys: order.map((one) => keys[one]!),
    rare,
    starts,
    letters: Buffer.from(Array.from(order, (one) => grams[one]![1]).join(''), 'latin1'),
  };
}

/** Some grams behind others, one at least, whose keys are named alike. */
export function concatenated(all: readonly CodedGrams[]): CodedGrams {
  const grams = all.reduce((sum, { keys }) => sum + keys.length, 0);
  const [hashes, keys, starts] = [new Uint32Array(grams), new Uint32Array(grams), new Uint32Array(grams + 1)];
  let at = 0;
  let begin = 0;
  for (const one of all) {
    hashes.set(one.hashes, at);
    keys.set(one.keys, at);
    for (let gram = 0; gram < one.keys.length; gram += 1)
      starts[at + gram + 1] = begin + one.starts[gram + 1]!;
    at += one.keys.length;
    begin = starts[at]!;
  }
  return {
    hashes,
    keys,
    rare: all[0]!.rare,
    starts,
    letters: Buffer.concat(all.map(({ letters }) => letters)),
  };
}

/** Those from one place to before another. */
export const between = (grams: CodedGrams, from: number, to: number): CodedGrams => ({
  ...grams,
  hashes: grams.hashes.subarray(from, to),
  keys: grams.keys.subarray(from, to),
  starts: grams.starts.subarray(from, to + 1),
});

/** Bytes that grams take in shards once these are compressed, near enough. */
export const bytesOf = ({ keys, starts }: CodedGrams): number =>
  8 * keys.length + 0.75 * (starts[keys.length]! - starts[0]!);

/** As bytes for the spool: how many grams, the columns, the letters. */
export function codedBytes({ hashes, keys, starts, letters }: CodedGrams): Buffer {
  const columns = [Uint32Array.of(keys.length), hashes, keys, starts];
  return Buffer.concat([
    ...columns.map((column) => new Uint8Array(column.buffer, column.byteOffset, column.byteLength)),
    letters,
  ]);
}

/** Nothing is copied. Bytes that Node allocates begin where numbers may. */
export function codedOfBytes(bytes: Buffer, rare: RareKeys): CodedGrams {
  const grams = bytes.readUInt32LE(0);
  const column = (at: number, length: number) =>
    new Uint32Array(bytes.buffer, bytes.byteOffset + 4 * at, length);
  return {
    hashes: column(1, grams),
    keys: column(1 + grams, grams),
    rare,
    starts: column(1 + 2 * grams, grams + 1),
    letters: bytes.subarray(4 * (2 + 3 * grams)),
  };
}
