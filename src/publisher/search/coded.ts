import { hashGram } from '../../feed';

/** A gram with its coded numbers. */
export type Coded = readonly [gram: string, numbers: string];

/** A gram of a part that is being cut into shards. */
export interface Hashed {
  hash: number;
  gram: string;
  numbers: string;
}

/** Sorted as the shards hold them: by hash, then by gram. */
export function sortedByHash(grams: Iterable<Coded>): Hashed[] {
  const hashed: Hashed[] = [];
  for (const [gram, numbers] of grams) hashed.push({ hash: hashGram(gram), gram, numbers });
  return hashed.sort((a, b) => a.hash - b.hash || (a.gram < b.gram ? -1 : 1));
}

/** Bytes that a gram with so many letters takes in a shard once that is compressed, near enough. */
export const bytesOf = (letters: number): number => 8 + 0.75 * letters;
