import { encodeSignature, paths, SCHEMA, type SearchShard, SHARD_UNITS, unitStart } from '../../feed';
import { toJson } from '../hash';
import type { StoredPart } from '../memory/trees';
import type { Staging } from '../write/staging';
import { bytesOf, type Hashed } from './coded';

/*
 * What a query costs is two shards, the names of all of them, and the tail, which is the longer the more parts take
 * turns in taking it in. Smaller shards are more names and more parts: the sizes below are where the sum is least
 * at 10,000 and at 100,000 articles. All bytes here are compressed ones, as `bytesOf` guesses them.
 */

/** Bytes of a shard where the grams together are as many as `AT`. */
const SHARD_BYTES = 13_000;
const AT = 16_000_000;
const GROWTH = 0.43;
/** Shards of a part when it is cut, and those that it may grow to: so many files are written when it is its turn. */
export const PART_SHARDS = 180;
const MOST_SHARDS = 186;
/** How much larger shards may be before a part is cut in two: more parts are a longer tail. */
const LARGER = 1.5;

/** Bytes of a shard of an index whose grams together are so many bytes. */
export const shardBytes = (total: number): number =>
  SHARD_BYTES * Math.max(0.5, (Math.max(1, total) / AT) ** GROWTH);

/**
 * Writes a part of the index, cut into as many shards as its grams need, and into two parts where they are too many
 * to be written at one go.
 * @param grams those of the part, in ascending order of their hashes
 * @param from the first hash of the part; `end` is that of the next one
 * @param size bytes of a shard
 * @param most how many shards are written at most: those of two halves together are no more
 */
export function writePart(
  grams: readonly Hashed[],
  part: { from: number; end: number; upto: number },
  size: number,
  staging: Staging,
  most = MOST_SHARDS,
): StoredPart[] {
  const { from, end, upto } = part;
  const bytes = grams.reduce((sum, one) => sum + bytesOf(one.numbers.length), 0);
  const count = Math.min(most, Math.max(1, Math.ceil(bytes / size)));
  if (bytes > MOST_SHARDS * size * LARGER) {
    const middle = Math.floor((from + end) / 2);
    const at = firstFrom(grams, middle);
    // Their shards are as large as they were until it is their turn again.
    const each = Math.ceil(most / 2);
    return [
      ...writePart(grams.slice(0, at), { from, end: middle, upto }, size, staging, each),
      ...writePart(grams.slice(at), { from: middle, end, upto }, size, staging, each),
    ];
  }
  const units = count * SHARD_UNITS;
  // The first gram of each unit, and behind them the end.
  const firsts = [0];
  const sizes: number[] = [];
  for (let unit = 0, at = 0; unit < units; unit += 1) {
    let size = 0;
    const bound = unitStart(from, end, units, unit + 1);
    for (; at < grams.length && grams[at]!.hash < bound; at += 1) size += bytesOf(grams[at]!.numbers.length);
    sizes.push(size);
    firsts.push(at);
  }
  const lasts = divide(sizes, count);
  const shards = lasts.map((last, shard) => {
    const first = (lasts[shard - 1] ?? -1) + 1;
    const own = grams.slice(firsts[first], firsts[last + 1]);
    return staging.put(paths.search, shardText(unitStart(from, end, units, first), own));
  });
  return [{ end, upto, bytes, shards, widths: encodeSignature(lasts) }];
}

/**
 * Divides sizes that stand in a row among so many shards, each of them one at least, as evenly as it goes.
 * @returns the last place of each shard
 */
export function divide(sizes: readonly number[], shards: number): number[] {
  let rest = sizes.reduce((sum, size) => sum + size, 0);
  const lasts: number[] = [];
  let at = 0;
  for (let more = shards - 1; more > 0; more -= 1) {
    const share = rest / (more + 1);
    let sum = sizes[at]!;
    for (; at + 1 < sizes.length - more && sum + sizes[at + 1]! / 2 < share; at += 1) sum += sizes[at + 1]!;
    lasts.push(at);
    rest -= sum;
    at += 1;
  }
  return [...lasts, sizes.length - 1];
}

const DIGITS = /^[1-9]\d$/;

/** What is like its neighbours is compressed best: numbers as long as theirs, then a gram that begins as theirs. */
const likeFirst = (a: Hashed, b: Hashed): number =>
  a.numbers.length - b.numbers.length || (a.gram < b.gram ? -1 : 1);

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
  for (const { gram, numbers } of [...grams].sort(likeFirst))
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
