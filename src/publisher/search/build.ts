import { HASHES } from '../../feed';
import type { StoredPart } from '../memory/trees';
import type { Staging } from '../write/staging';
import { type CodedGrams, concatenated } from './coded';
import { GramCollector } from './collect';
import type { Grams } from './grams';
import { PART_SHARDS, shardBytes, writePart } from './parts';

/**
 * Writes every part anew.
 * @param articles the grams of each, by ascending numbers
 * @param upto what the parts are said to hold: the numbers below it
 */
export function buildParts(
  articles: Iterable<readonly [number: number, grams: Grams]>,
  upto: number,
  staging: Staging,
): StoredPart[] {
  const collector = new GramCollector(staging.spool);
  for (const [number, grams] of articles) collector.add(number, grams);
  const bytes = collector.finish();
  const whole = bytes.reduce((sum, one) => sum + one, 0);
  const size = shardBytes(whole);
  const count = Math.ceil(whole / (size * PART_SHARDS));
  const parts: StoredPart[] = [];
  let from = 0;
  let waiting: CodedGrams[] = [];
  let done = 0;
  let slice = 0;
  for (const { grams, end } of collector.slices()) {
    waiting.push(grams);
    done += bytes[slice]!;
    slice += 1;
    // Where it comes nearest to its share of the whole.
    const next = (bytes[slice] ?? 0) / 2;
    if (end < HASHES && done + next < (whole * (parts.length + 1)) / count) continue;
    parts.push(...writePart(concatenated(waiting), { from, end, upto }, size, staging));
    from = end;
    waiting = [];
  }
  return parts;
}
