/** What the publisher remembers of the index, so that a new article does not cost a new one. */
export interface SearchMemory {
  /** Hash of search/index.json as published: another one there means that this memory is stale. */
  index: string;
  base: number;
  shards: number;
  /** How much is in the shards, see `weigh`. */
  weight: number;
  /** Hash of each shard. */
  hashes: string[];
  /** The articles in the shards, in order, each with the version of its content. */
  articles: { id: string; own: string }[];
}
