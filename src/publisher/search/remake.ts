import { type ArticleId, encodeNumbers, paths, shardBounds } from '../../feed';
import { contentName } from '../hash';
import type { Memory } from '../memory/memory';
import type { StoredPart } from '../memory/trees';
import type { Staging } from '../write/staging';
import { sortedByHash } from './coded';
import { type Grams, gramOfKey, hashKey } from './grams';
import { shardText } from './parts';
import { RareKeys } from './rare';

/** Shards that are made again one by one: beyond these all of them are, cut anew. */
const FEW = 64;
/** Articles that are looked at in one go. */
const STEP = 500;

/** A shard that is lost: the hashes that it holds, of the numbers below `upto`. */
interface LostShard {
  name: string;
  from: number;
  end: number;
  upto: number;
  numbers: Map<string, number[]>;
}

export interface Remaking {
  memory: Memory;
  staging: Staging;
  /** The grams of a living article. */
  grams(id: ArticleId): Grams;
}

/**
 * Stages the shards again that are gone or hold something else, byte for byte, out of the documents. False where that
 * cannot be: they are many, or one holds numbers of articles that are gone since it was written.
 */
export function remakeShards(task: Remaking): boolean {
  const { memory, staging } = task;
  const lost = lostOf(memory.trees.parts(), staging);
  if (lost.length === 0) return true;
  if (lost.length > FEW) return false;
  collect(lost, task);
  return lost.every(({ name, from, numbers }) => {
    const coded = [...numbers].map(([gram, all]) => [gram, encodeNumbers(all)] as const);
    const text = shardText(from, sortedByHash(coded));
    if (contentName(text) !== name) return false;
    staging.put(paths.search, text);
    return true;
  });
}

/** The shards of the parts that are not what their names say, by their first hashes. */
function lostOf(parts: readonly StoredPart[], staging: Staging): LostShard[] {
  const lost: LostShard[] = [];
  let first = 0;
  for (const { end, upto, shards, widths } of parts) {
    const bounds = shardBounds(first, { end, shards: shards.join(''), widths });
    for (const [at, name] of shards.entries()) {
      const text = staging.read(paths.search(name));
      if (text !== null && contentName(text) === name) continue;
      lost.push({ name, from: bounds[at]!, end: bounds[at + 1]!, upto, numbers: new Map() });
    }
    first = end;
  }
  return lost;
}

/** Notes under every gram of the shards which articles have it. */
function collect(lost: readonly LostShard[], { memory, grams }: Remaking): void {
  const rares = new RareKeys();
  const total = Math.max(...lost.map(({ upto }) => upto));
  const shardOf = (hash: number) => lost.find(({ from, end }) => hash >= from && hash < end);
  for (let step = 0; step < total; step += STEP)
    for (const [number, { id }] of memory.articles.numbered(step, Math.min(total, step + STEP))) {
      const note = (hash: number, gram: () => string) => {
        const shard = shardOf(hash);
        if (!shard || number >= shard.upto) return;
        const numbers = shard.numbers.get(gram());
        if (numbers) numbers.push(number);
        else shard.numbers.set(gram(), [number]);
      };
      const { keys, rare } = grams(id);
      for (const key of keys) note(hashKey(key), () => gramOfKey(key));
      for (const gram of rare) note(rares.hashOf(rares.keyOf(gram)), () => gram);
    }
}
