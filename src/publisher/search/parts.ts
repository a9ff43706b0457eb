import { paths, SCHEMA, type SearchShard, shardBounds } from '../../feed';
import { toJson } from '../hash';
import type { StoredPart } from '../memory/trees';
import type { Staging } from '../write/staging';
import { bytesOf, type Hashed } from './coded';

/*
 * What a query costs is two shards, the names of all of them, and the tail, which is the longer the more parts take
 * turns in taking it in. Smaller shards are more names and more parts: the sizes below are where the sum is least
 * at 10,000 and at 100,000 articles (23 and 200 MB of grams).
 */

/** Bytes of a shard, before it is compressed to half of them, where the grams together are as many as `AT`. */
const SHARD_BYTES = 24_000;
const AT = 23_000_000;
const GROWTH = 0.26;
/** Shards of a part when it is cut, and those that it may grow to: so many files are written when it is its turn. */
export const PART_SHARDS = 180;
const MOST_SHARDS = 186;
/** How much larger shards may be before a part is cut in two: more parts are a longer tail. */
const LARGER = 1.4;

/** Bytes of a shard of an index whose grams together are so many bytes. */
export const shardBytes = (total: number): number =>
  SHARD_BYTES * Math.max(0.5, (Math.max(1, total) / AT) ** GROWTH);

/**
 * Writes a part of the index, cut into as many shards as its grams need, and into two parts where they are too many
 * to be written at one go.
 * @param grams those of the part, in ascending order of their hashes
 * @param from the first hash of the part; `end` is that of the next one
 * @param size bytes of a shard
 */
export function writePart(
  grams: readonly Hashed[],
  part: { from: number; end: number; upto: number },
  size: number,
  staging: Staging,
): StoredPart[] {
  const { from, end, upto } = part;
  const bytes = grams.reduce((sum, one) => sum + bytesOf(one.numbers.length), 0);
  const count = Math.min(MOST_SHARDS, Math.max(1, Math.ceil(bytes / size)));
  if (bytes > MOST_SHARDS * size * LARGER) {
    const middle = Math.floor((from + end) / 2);
    const at = firstFrom(grams, middle);
    return [
      ...writePart(grams.slice(0, at), { from, end: middle, upto }, size, staging),
      ...writePart(grams.slice(at), { from: middle, end, upto }, size, staging),
    ];
  }
  const bounds = shardBounds(from, end, count);
  let next = 0;
  const shards = Array.from({ length: count }, (_, shard) => {
    const first = next;
    while (next < grams.length && grams[next]!.hash < bounds[shard + 1]!) next += 1;
    return staging.put(paths.search, shardText(bounds[shard]!, grams.slice(first, next)));
  });
  return [{ end, upto, bytes, shards }];
}

const DIGITS = /^[1-9]\d$/;

/**
 * A shard as `toJson` writes it. The object itself would be a million properties for 10,000 articles, most of the time
 * of writing them; no gram holds what JSON escapes. An object has those that are whole numbers first, ascending.
 */
export function shardText(from: number, grams: readonly Hashed[]): string {
  const file: SearchShard = { schema: SCHEMA, from, grams: {} };
  const whole = grams.filter(({ gram }) => gram.charCodeAt(0) <= 0x39 && DIGITS.test(gram));
  let text = '';
  for (const { gram, numbers } of whole.sort((a, b) => Number(a.gram) - Number(b.gram)))
    text += `,"${gram}":"${numbers}"`;
  for (const { gram, numbers } of grams)
    if (gram.charCodeAt(0) > 0x39 || !DIGITS.test(gram)) text += `,"${gram}":"${numbers}"`;
  return toJson(file).replace('{}', () => `{${text.slice(1)}}`);
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
