import {
  decodeNumbers,
  FeedError,
  parseSearchIndex,
  parseSearchShard,
  paths,
  queryGrams,
  type SearchIndex,
  shardOf,
  signatureHas,
  signatureHash,
} from '../feed';

/** Loads a file of the feed by its path. Rejects as the transport does. */
export type LoadFile = (path: string) => Promise<unknown>;

/** What a query found in the index. */
export interface FoundNumbers {
  index: SearchIndex;
  /** Newest arrival first; `rowPlace` tells where the row of each stands. */
  numbers: number[];
}

/**
 * Finds the articles that hold a query, in title, digest or text. Resolves to null for a query too short to look
 * up, of which every word is a single character. Costs the index and at most two shards.
 * @param search hash of the search index, from the head; undefined where there is none
 */
export async function searchFeed(
  query: string,
  search: string | undefined,
  load: LoadFile,
): Promise<FoundNumbers | null> {
  const grams = queryGrams(query);
  if (grams.length === 0 || search === undefined) return null;
  const index = parseSearchIndex(await load(paths.search(search)));
  const shards = new Map<string, Promise<unknown>>();
  const loadShard = (hash: string): Promise<unknown> => {
    const loading = shards.get(hash) ?? load(paths.search(hash));
    shards.set(hash, loading);
    return loading;
  };
  const found = await Promise.all(grams.map((gram) => numbersOf(gram, index, loadShard)));
  const [first, second] = found as [number[], number[] | undefined];
  const also = second && new Set(second);
  return { index, numbers: (also ? first.filter((one) => also.has(one)) : first).reverse() };
}

async function numbersOf(
  gram: string,
  index: SearchIndex,
  load: (hash: string) => Promise<unknown>,
): Promise<number[]> {
  const numbers: number[] = [];
  const place = shardOf(gram, index.parts);
  if (place) {
    const shard = parseSearchShard(await load(place.hash));
    if (shard.from !== place.from)
      throw new FeedError('search shard', 'from', `expected ${place.from}, found ${shard.from}`);
    const coded = Object.keys(shard.grams).includes(gram) ? shard.grams[gram]! : '';
    for (const one of decodeNumbers(coded)) if (one < place.part.upto) numbers.push(one);
  }
  const upto = place?.part.upto ?? 0;
  const hash = signatureHash(gram);
  index.tail.forEach((signature, at) => {
    const number = index.from + at;
    if (number >= upto && signatureHas(signature, hash)) numbers.push(number);
  });
  return numbers;
}
