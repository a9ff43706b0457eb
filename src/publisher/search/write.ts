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
  shardOf,
  signatureHash,
  TAIL,
} from '../../feed';
import { contentHash, toJson } from '../hash';
import type { SearchMemory } from '../memory/search';
import type { Entry } from '../memory/state';
import { writeIfChanged } from '../write/publish-file';
import type { Staging } from '../write/staging';
import { GramCollector, weigh } from './collect';

/** Weight of a shard: about 10 KB, 6 KB on the wire. */
const SHARD_WEIGHT = 8000;
const SHARD_LIMIT = 4096;

/** Every text of a document that search looks through. */
const searchText = (document: ArticleDocument): string =>
  [document.title, document.digest, ...blockTexts(document.blocks)].join('\n');

/** Depends on what is in the index alone, so that an index that grew equals one built anew. */
function shardCount(weight: number): number {
  if (weight === 0) return 0;
  let shards = 1;
  while (shards < weight / SHARD_WEIGHT && shards < SHARD_LIMIT) shards *= 2;
  return shards;
}

interface Shards {
  weight: number;
  hashes: string[];
}

/**
 * Writes the index over the entries (oldest first). Which articles are in the shards depends on their
 * number alone, so an index that grew and one built anew are the same bytes. `remembered` is what the last
 * run returned; returns what the next one is to remember.
 */
export function writeSearch(
  entries: readonly Entry[],
  remembered: SearchMemory | null,
  staging: Staging,
): SearchMemory {
  const base = entries.length - (entries.length % TAIL);
  const grams = (entry: Entry): Set<string> => {
    const text = staging.read(paths.article(entry.id));
    return text === null ? new Set() : gramsOf(searchText(JSON.parse(text) as ArticleDocument));
  };
  const before = usable(remembered, staging);
  const { weight, hashes } =
    (before &&
      grows(before, entries, base) &&
      updateShards(before, entries.slice(0, base), grams, staging)) ||
    writeShards(entries.slice(0, base), grams, remembered?.shards ?? 0, staging);
  const tail: string[] = [];
  for (const entry of entries.slice(base)) {
    const signature = new Set([...grams(entry)].map(signatureHash));
    tail.push(
      encodeNumbers(
        [...signature].sort((a, b) => a - b),
        false,
      ),
    );
  }
  const shards = hashes.length;
  const index: SearchIndex = {
    schema: SCHEMA,
    total: entries.length,
    base,
    shards,
    v: contentHash(hashes.join()),
    tail,
  };
  const hash = writeIfChanged(staging, paths.searchIndex, toJson(index));
  const articles = entries.slice(0, base).map(({ id, own }) => ({ id, own }));
  return { index: hash, base, shards, weight, hashes, articles };
}

/** The memory, where it is that of the index that is published. */
function usable(remembered: SearchMemory | null, staging: Staging): SearchMemory | null {
  const published = staging.live(paths.searchIndex);
  return remembered && published !== null && contentHash(published) === remembered.index ? remembered : null;
}

/** Whether the new index is the old one with articles added at its end or edited. */
const grows = (before: SearchMemory, entries: readonly Entry[], base: number) =>
  before.base <= base && before.articles.every(({ id }, at) => entries[at]?.id === id);

/** Writes every shard anew; those beyond them that there were `before` go. */
function writeShards(
  entries: readonly Entry[],
  grams: (entry: Entry) => Set<string>,
  before: number,
  staging: Staging,
): Shards {
  const collector = new GramCollector();
  for (const entry of entries) collector.add(grams(entry));
  const { weight } = collector;
  const hashes: string[] = [];
  for (const shard of collector.shards(shardCount(weight)))
    hashes.push(
      writeIfChanged(staging, paths.searchShard(hashes.length), toJson({ schema: SCHEMA, grams: shard })),
    );
  for (let gone = hashes.length; gone < before; gone += 1) staging.remove(paths.searchShard(gone));
  return { weight, hashes };
}

interface Change {
  gram: string;
  ordinal: number;
  there: boolean;
}

/** What came and went since the shards were written, by shard. */
function changesOf(
  before: SearchMemory,
  entries: readonly Entry[],
  grams: (entry: Entry) => Set<string>,
  staging: Staging,
): Map<number, Change[]> {
  const changes = new Map<number, Change[]>();
  const note = (gram: string, ordinal: number, there: boolean) => {
    const shard = shardOf(gram, before.shards);
    const list = changes.get(shard) ?? [];
    list.push({ gram, ordinal, there });
    changes.set(shard, list);
  };
  for (const [ordinal, entry] of entries.entries()) {
    const known = before.articles[ordinal];
    if (known?.own === entry.own) continue;
    const now = grams(entry);
    const was = known ? publishedGrams(entry, staging) : new Set<string>();
    for (const gram of now) if (!was.has(gram)) note(gram, ordinal, true);
    for (const gram of was) if (!now.has(gram)) note(gram, ordinal, false);
  }
  return changes;
}

/** Changes only the shards of grams that came or went; null where the shards have to be cut anew. */
function updateShards(
  before: SearchMemory,
  entries: readonly Entry[],
  grams: (entry: Entry) => Set<string>,
  staging: Staging,
): Shards | null {
  if (before.shards === 0) return entries.length === 0 ? { weight: 0, hashes: [] } : null;
  let { weight } = before;
  const rewritten = new Map<number, string>();
  for (const [shard, list] of changesOf(before, entries, grams, staging)) {
    const found = staging.live(paths.searchShard(shard));
    if (found === null) return null;
    const postings = new Map(Object.entries(parseSearchShard(JSON.parse(found)).grams));
    for (const { gram, ordinal, there } of list) {
      const ordinals = new Set(decodeNumbers(postings.get(gram) ?? ''));
      const had = ordinals.size;
      if (there) ordinals.add(ordinal);
      else ordinals.delete(ordinal);
      if (ordinals.size === 0) postings.delete(gram);
      else postings.set(gram, encodeNumbers([...ordinals].sort((a, b) => a - b)));
      weight += weigh(ordinals.size - had, Number(ordinals.size > 0) - Number(had > 0));
    }
    const sorted = Object.fromEntries([...postings].sort(([a], [b]) => (a < b ? -1 : 1)));
    rewritten.set(shard, toJson({ schema: SCHEMA, grams: sorted }));
  }
  if (shardCount(weight) !== before.shards) return null;
  const hashes = [...before.hashes];
  for (const [shard, json] of rewritten)
    hashes[shard] = writeIfChanged(staging, paths.searchShard(shard), json);
  return { weight, hashes };
}

function publishedGrams(entry: Entry, staging: Staging): Set<string> {
  const text = staging.live(paths.article(entry.id));
  return text === null ? new Set() : gramsOf(searchText(JSON.parse(text) as ArticleDocument));
}
