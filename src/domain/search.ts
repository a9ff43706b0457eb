import {
  decodeNumbers,
  parseSearchIndex,
  parseSearchShard,
  paths,
  queryGrams,
  type SearchIndex,
  type SearchShard,
  shardOf,
  signatureHas,
  signatureHash,
} from '../feed';
import { only, type Parse } from '../feed/asked';

/** Loads a file of the feed by its path, as `parse` takes it. Rejects as the transport and the parser do. */
export type LoadFile = <T extends SearchIndex | SearchShard>(path: string, parse: Parse<T>) => Promise<T>;

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
  const index = await load(paths.search(search), parseSearchIndex);
  const shards = new Map<string, Promise<SearchShard>>();
  const loadShard: LoadShard = ({ hash, from }) => {
    const loading =
      shards.get(hash) ??
      load(
        paths.search(hash),
        only(parseSearchShard, (shard) => shard.from === from),
      );
    shards.set(hash, loading);
    return loading;
  };
  const found = await Promise.all(grams.map((gram) => numbersOf(gram, index, loadShard)));
  const [first, second] = found as [number[], number[] | undefined];
  const also = second && new Set(second);
  return { index, numbers: (also ? first.filter((one) => also.has(one)) : first).reverse() };
}

type LoadShard = (place: NonNullable<ReturnType<typeof shardOf>>) => Promise<SearchShard>;

async function numbersOf(gram: string, index: SearchIndex, load: LoadShard): Promise<number[]> {
  const numbers: number[] = [];
  const place = shardOf(gram, index.parts);
  if (place) {
    const { grams } = await load(place);
    const coded = Object.keys(grams).includes(gram) ? grams[gram]! : '';
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
