import { blockTexts } from '../../domain/text';
import {
  type ArticleDocument,
  decodeNumbers,
  encodeNumbers,
  gramsOf,
  parseSearchShard,
  paths,
  SCHEMA,
  type SearchIndex,
  searchIndexPath,
  searchShardPath,
  shardOf,
  signatureHash,
  TAIL,
} from '../../feed';
import { contentHash, toJson } from '../hash';
import type { Entry, State } from '../state';
import { writeIfChanged } from '../write/publish-file';
import type { Staging } from '../write/staging';
import { GramCollector } from './collect';
import type { SearchMemory } from './memory';

/** Articles to a shard: keeps a shard of ordinary articles near 8 KB. */
const ARTICLES_PER_SHARD = 6;
const SHARD_LIMIT = 4096;

/** Every text of a document that search looks through. */
const searchText = (document: ArticleDocument): string =>
  [document.title, document.digest, ...blockTexts(document.blocks)].join('\n');

const shardCount = (base: number): number => {
  if (base === 0) return 0;
  let shards = 1;
  while (shards < base / ARTICLES_PER_SHARD && shards < SHARD_LIMIT) shards *= 2;
  return shards;
};

/**
 * Writes the index over the entries (oldest first). Which articles are in the shards depends on their
 * number alone, so an index that grew and one built anew are the same bytes. Returns index.json's hash.
 */
export async function writeSearch(
  entries: readonly Entry[],
  state: State,
  staging: Staging,
): Promise<string> {
  const base = entries.length - (entries.length % TAIL);
  const shards = shardCount(base);
  const grams = async (entry: Entry): Promise<Set<string>> => {
    const text = await staging.read(paths.article(entry.id));
    return text === null ? new Set() : gramsOf(searchText(JSON.parse(text) as ArticleDocument));
  };
  const before = await usable(state, staging);
  const hashes =
    before && grows(before, entries, base, shards)
      ? await updateShards(before, entries, base, shards, grams, staging)
      : await writeShards(entries.slice(0, base), shards, grams, state.search, staging);
  const tail: string[] = [];
  for (const entry of entries.slice(base)) {
    const signature = new Set([...(await grams(entry))].map(signatureHash));
    tail.push(
      encodeNumbers(
        [...signature].sort((a, b) => a - b),
        false,
      ),
    );
  }
  const index: SearchIndex = {
    schema: SCHEMA,
    total: entries.length,
    base,
    shards,
    v: contentHash(hashes.join()),
    tail,
  };
  const hash = await writeIfChanged(staging, searchIndexPath, toJson(index));
  const articles = entries.slice(0, base).map(({ id, own }) => ({ id, own }));
  state.search = { index: hash, base, shards, hashes, articles };
  return hash;
}

/** The memory, where it is that of the index that is published. */
async function usable(state: State, staging: Staging): Promise<SearchMemory | null> {
  const published = await staging.live(searchIndexPath);
  return state.search && published !== null && contentHash(published) === state.search.index
    ? state.search
    : null;
}

/** Whether the new index is the old one with articles added at its end or edited. */
const grows = (before: SearchMemory, entries: readonly Entry[], base: number, shards: number) =>
  before.shards === shards &&
  before.base <= base &&
  before.articles.every(({ id }, at) => entries[at]?.id === id);

async function writeShards(
  entries: readonly Entry[],
  shards: number,
  grams: (entry: Entry) => Promise<Set<string>>,
  before: SearchMemory | undefined,
  staging: Staging,
): Promise<string[]> {
  const collector = new GramCollector();
  for (const entry of entries) collector.add(await grams(entry));
  const hashes: string[] = [];
  for (const shard of collector.shards(shards))
    hashes.push(
      await writeIfChanged(staging, searchShardPath(hashes.length), toJson({ schema: SCHEMA, grams: shard })),
    );
  for (let gone = shards; gone < (before?.shards ?? 0); gone += 1)
    await staging.remove(searchShardPath(gone));
  return hashes;
}

/** Changes only the shards of grams that came or went. */
async function updateShards(
  before: SearchMemory,
  entries: readonly Entry[],
  base: number,
  shards: number,
  grams: (entry: Entry) => Promise<Set<string>>,
  staging: Staging,
): Promise<string[]> {
  const changes = new Map<number, { gram: string; ordinal: number; there: boolean }[]>();
  const note = (gram: string, ordinal: number, there: boolean) => {
    const shard = shardOf(gram, shards);
    const list = changes.get(shard) ?? [];
    list.push({ gram, ordinal, there });
    changes.set(shard, list);
  };
  for (const [ordinal, entry] of entries.slice(0, base).entries()) {
    const known = before.articles[ordinal];
    if (known?.own === entry.own) continue;
    const now = await grams(entry);
    const was = known ? await publishedGrams(entry, staging) : new Set<string>();
    for (const gram of now) if (!was.has(gram)) note(gram, ordinal, true);
    for (const gram of was) if (!now.has(gram)) note(gram, ordinal, false);
  }
  const hashes = [...before.hashes];
  for (const [shard, list] of changes) {
    const name = searchShardPath(shard);
    const found = await staging.live(name);
    const postings = new Map(Object.entries(found === null ? {} : parseSearchShard(JSON.parse(found)).grams));
    for (const { gram, ordinal, there } of list) {
      const ordinals = new Set(decodeNumbers(postings.get(gram) ?? ''));
      if (there) ordinals.add(ordinal);
      else ordinals.delete(ordinal);
      if (ordinals.size === 0) postings.delete(gram);
      else postings.set(gram, encodeNumbers([...ordinals].sort((a, b) => a - b)));
    }
    const sorted = Object.fromEntries([...postings].sort(([a], [b]) => (a < b ? -1 : 1)));
    hashes[shard] = await writeIfChanged(staging, name, toJson({ schema: SCHEMA, grams: sorted }));
  }
  return hashes;
}

async function publishedGrams(entry: Entry, staging: Staging): Promise<Set<string>> {
  const text = await staging.live(paths.article(entry.id));
  return text === null ? new Set() : gramsOf(searchText(JSON.parse(text) as ArticleDocument));
}
