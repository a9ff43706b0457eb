import { encodeNumbers, gramsOf, paths, type SearchIndex, shardOf, signatureHash } from '../../src/feed';

/** The files of a search index over texts, oldest first: the last `tail` of them as signatures, the others in shards. */
export function searchIndex(texts: readonly string[], tail = 0, shards = 4): Map<string, unknown> {
  const base = texts.length - tail;
  const grams = Array.from({ length: shards }, () => new Map<string, number[]>());
  texts.slice(0, base).forEach((text, ordinal) => {
    for (const gram of gramsOf(text)) {
      const list = grams[shardOf(gram, shards)]!;
      const ordinals = list.get(gram);
      if (ordinals) ordinals.push(ordinal);
      else list.set(gram, [ordinal]);
    }
  });
  const index: SearchIndex = {
    schema: 1,
    total: texts.length,
    base,
    shards: base > 0 ? shards : 0,
    v: 'sv',
    tail: texts.slice(base).map((text) => {
      const hashes = new Set([...gramsOf(text)].map(signatureHash));
      return encodeNumbers(
        [...hashes].sort((a, b) => a - b),
        false,
      );
    }),
  };
  const files = new Map<string, unknown>([[paths.searchIndex, index]]);
  grams.forEach((shard, number) => {
    const coded = Object.fromEntries([...shard].map(([gram, list]) => [gram, encodeNumbers(list)]));
    files.set(paths.searchShard(number), { schema: 1, grams: coded });
  });
  return files;
}
