import {
  decodeNumbers,
  parseSearchIndex,
  parseSearchShard,
  paths,
  queryGrams,
  type SearchIndex,
  shardOf,
  signatureHash,
} from '../feed';

/** Loads a file of the feed by its path and, where known, its version. Rejects as the transport does. */
export type LoadFile = (path: string, version: string | undefined) => Promise<unknown>;

/**
 * Finds the articles that hold a query, in title, digest or text. Returns their ordinals, newest first
 * (`placeOf` tells the list page of each); null for a query too short to look up, of which every word is
 * a single character. Costs index.json and at most two shards.
 */
export async function searchFeed(
  query: string,
  version: string | undefined,
  load: LoadFile,
): Promise<number[] | null> {
  const grams = queryGrams(query);
  if (grams.length === 0) return null;
  const index = parseSearchIndex(await load(paths.searchIndex, version));
  const shards = new Map<number, Promise<unknown>>();
  const shardOfGram = (gram: string): Promise<unknown> => {
    const shard = shardOf(gram, index.shards);
    const loading = shards.get(shard) ?? load(paths.searchShard(shard), index.v);
    shards.set(shard, loading);
    return loading;
  };
  const found = await Promise.all(grams.map((gram) => ordinalsOf(gram, index, shardOfGram)));
  const [first, second] = found as [number[], number[] | undefined];
  const also = second && new Set(second);
  return (also ? first.filter((one) => also.has(one)) : first).reverse();
}

async function ordinalsOf(
  gram: string,
  index: SearchIndex,
  load: (gram: string) => Promise<unknown>,
): Promise<number[]> {
  const inShards: number[] = [];
  if (index.shards > 0) {
    const shard = parseSearchShard(await load(gram));
    const coded = Object.keys(shard.grams).includes(gram) ? shard.grams[gram]! : '';
    for (const one of decodeNumbers(coded)) if (one < index.base) inShards.push(one);
  }
  const hash = signatureHash(gram);
  index.tail.forEach((signature, at) => {
    if (decodeNumbers(signature).includes(hash)) inShards.push(index.base + at);
  });
  return inShards;
}
