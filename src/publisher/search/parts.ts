import { encodeSignature, paths, SCHEMA, type SearchShard, SHARD_UNITS, unitStart } from '../../feed';
import { toJson } from '../hash';
import type { StoredPart } from '../memory/trees';
import type { Staging } from '../write/staging';
import { between, bytesOf, type CodedGrams } from './coded';
import { inGramOrder, inOrder } from './order';
import { isRare, type RareKeys } from './rare';

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
 * @param grams those of the part
 * @param from the first hash of the part; `end` is that of the next one
 * @param size bytes of a shard
 * @param most how many shards are written at most: those of two halves together are no more
 */
export function writePart(
  grams: CodedGrams,
  part: { from: number; end: number; upto: number },
  size: number,
  staging: Staging,
  most = MOST_SHARDS,
): StoredPart[] {
  const { from, end, upto } = part;
  const bytes = bytesOf(grams);
  const count = Math.min(most, Math.max(1, Math.ceil(bytes / size)));
  if (bytes > MOST_SHARDS * size * LARGER) {
    const middle = Math.floor((from + end) / 2);
    const at = firstFrom(grams.hashes, middle);
    // Their shards are as large as they were until it is their turn again.
    const each = Math.ceil(most / 2);
    return [
      ...writePart(between(grams, 0, at), { from, end: middle, upto }, size, staging, each),
      ...writePart(between(grams, at, grams.keys.length), { from: middle, end, upto }, size, staging, each),
    ];
  }
  const units = count * SHARD_UNITS;
  // The first gram of each unit, and behind them the end.
  const firsts = Array.from({ length: units }, (_, unit) =>
    firstFrom(grams.hashes, unitStart(from, end, units, unit)),
  ).concat(grams.keys.length);
  const sizes = firsts.slice(1).map((next, unit) => bytesOf(between(grams, firsts[unit]!, next)));
  const lasts = divide(sizes, count);
  const shards = lasts.map((last, shard) => {
    const first = (lasts[shard - 1] ?? -1) + 1;
    const own = between(grams, firsts[first]!, firsts[last + 1]!);
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

/** What JSON has before a gram, between it and its numbers, and behind these. */
const [COMMA, QUOTE, COLON] = [...Buffer.from(',":')] as [number, number, number];
/** Bytes that a gram takes at most with them: two characters of four bytes. */
const AROUND = 8 + 6;

/**
 * A shard as `toJson` writes it. The object itself would be a million properties for 10,000 articles, most of the time
 * of writing them; no gram holds what JSON escapes.
 */
export function shardText(from: number, grams: CodedGrams): Buffer {
  const file: SearchShard = { schema: SCHEMA, from, grams: {} };
  const [head = '', foot = ''] = toJson(file).split('{}');
  const { keys, rare, starts, letters } = grams;
  const bytes = Buffer.allocUnsafe(
    head.length + foot.length + 2 + keys.length * AROUND + starts[keys.length]! - starts[0]!,
  );
  let end = bytes.write(`${head}{`);
  const begin = end;
  for (const at of inShardOrder(grams)) {
    if (end > begin) {
      bytes[end] = COMMA;
      end += 1;
    }
    bytes[end] = QUOTE;
    end = writeGram(bytes, end + 1, keys[at]!, rare);
    bytes[end] = QUOTE;
    bytes[end + 1] = COLON;
    bytes[end + 2] = QUOTE;
    end += 3;
    for (let letter = starts[at]!; letter < starts[at + 1]!; letter += 1, end += 1)
      bytes[end] = letters[letter]!;
    bytes[end] = QUOTE;
    end += 1;
  }
  end += bytes.write(`}${foot}`, end);
  return bytes.subarray(0, end);
}

/**
 * What is like its neighbours is compressed best: numbers as long as theirs, then a gram that begins as theirs. But an
 * object has those that are whole numbers first, ascending.
 */
function inShardOrder({ keys, rare, starts }: CodedGrams): Uint32Array {
  const byGram = inGramOrder(keys, rare);
  const lengths = byGram.map((at) => (isWhole(keys[at]!) ? 0 : starts[at + 1]! - starts[at]!));
  return inOrder(lengths).map((at) => byGram[at]!);
}

/** Whether a gram is a whole number, as `12` is and `07` is not. */
function isWhole(key: number): boolean {
  const [first, second] = [key >>> 16, key & 0xffff];
  return first >= 0x31 && first <= 0x39 && second >= 0x30 && second <= 0x39;
}

/** Writes a gram in UTF-8 at `at`; returns where it ends. */
function writeGram(bytes: Buffer, at: number, key: number, rare: RareKeys): number {
  if (isRare(key)) return at + bytes.write(rare.gramOf(key), at);
  return writeUnit(bytes, writeUnit(bytes, at, key >>> 16), key & 0xffff);
}

/** Writes a UTF-16 unit that is a character. */
function writeUnit(bytes: Buffer, at: number, unit: number): number {
  if (unit < 0x80) {
    bytes[at] = unit;
    return at + 1;
  }
  if (unit < 0x800) {
    bytes[at] = 0xc0 | (unit >>> 6);
    bytes[at + 1] = 0x80 | (unit & 63);
    return at + 2;
  }
  bytes[at] = 0xe0 | (unit >>> 12);
  bytes[at + 1] = 0x80 | ((unit >>> 6) & 63);
  bytes[at + 2] = 0x80 | (unit & 63);
  return at + 3;
}

/** The first of ascending hashes that is not below `hash`. */
function firstFrom(hashes: Uint32Array, hash: number): number {
  let low = 0;
  let high = hashes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (hashes[middle]! < hash) low = middle + 1;
    else high = middle;
  }
  return low;
}
