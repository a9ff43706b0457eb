import { paths, SCHEMA, type SearchShard, shardBounds } from '../../feed';
import { toJson } from '../hash';
import type { StoredPart } from '../memory/trees';
import type { Staging } from '../write/staging';
import { bytesOf, type Hashed } from './coded';

/** Bytes of a shard before it is compressed, which halves them. */
const SHARD_BYTES = 24_000;
/** Shards that are written when a part takes the tail in. */
const PART_SHARDS = 128;

const HASHES = 2 ** 32;

/**
 * Writes a part of the index, cut into as many shards as its grams need, and into two parts where they are too many
 * to be written at one go. Depends on the grams alone.
 * @param grams those of the part, in ascending order of their hashes
 * @param from the first hash of the part, which has 1/2^bits of them all
 */
export function writePart(
  grams: readonly Hashed[],
  { from, bits, upto }: { from: number; bits: number; upto: number },
  staging: Staging,
): StoredPart[] {
  const bytes = grams.reduce((sum, one) => sum + bytesOf(one), 0);
  const count = Math.max(1, Math.ceil(bytes / SHARD_BYTES));
  if (count > PART_SHARDS) {
    const middle = from + HASHES / 2 ** (bits + 1);
    const at = firstFrom(grams, middle);
    return [
      ...writePart(grams.slice(0, at), { from, bits: bits + 1, upto }, staging),
      ...writePart(grams.slice(at), { from: middle, bits: bits + 1, upto }, staging),
    ];
  }
  const bounds = shardBounds(from, bits, count);
  let next = 0;
  const shards = Array.from({ length: count }, (_, shard) => {
    const own: Record<string, string> = {};
    for (; next < grams.length && grams[next]!.hash < bounds[shard + 1]!; next += 1)
      own[grams[next]!.gram] = grams[next]!.numbers;
    const file: SearchShard = { schema: SCHEMA, from: bounds[shard]!, grams: own };
    return staging.put(paths.search, toJson(file));
  });
  return [{ bits, upto, shards }];
}

/** The first of the grams whose hash is not below `hash`. */
function firstFrom(grams: readonly Hashed[], hash: number): number {
  let low = 0;
  let high = grams.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (grams[middle]!.hash < hash) low = middle + 1;
    else high = middle;
  }
  return low;
}
