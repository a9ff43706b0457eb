import {
  BLOCK_SIZE,
  type ContentHash,
  DIRECTORY_SIZE,
  encodeNumbers,
  encodeSignature,
  gramsOf,
  HASHES,
  type ListItem,
  paths,
  SCHEMA,
  type SearchIndex,
  SHARD_UNITS,
  shardBounds,
  shardOf,
  signatureHash,
} from '../../src/feed';
import { contentHash, hashOf, listItem } from './feed';

interface Given {
  /** So many of the last texts are signatures, the others are in shards. */
  tail?: number;
  shards?: number;
  /** What stands under the number of each text. */
  items?: readonly (ListItem | null)[];
}

/** The widths of so many shards that divide the hashes of their part evenly. */
export const evenWidths = (shards: number): string =>
  encodeSignature(Array.from({ length: shards }, (_, at) => (at + 1) * SHARD_UNITS - 1));

/** The files of a search index over texts, by path; `hash` names the index. The number of a text is its place. */
export function searchIndex(
  texts: readonly string[],
  { tail = 0, shards = 4, items = texts.map((_, n) => listItem(n)) }: Given = {},
): Map<string, unknown> & { hash: ContentHash } {
  const files = new Map<string, unknown>();
  const add = (path: (hash: ContentHash) => string, file: unknown): ContentHash => {
    const hash = contentHash(file);
    files.set(path(hash), file);
    return hash;
  };
  const base = texts.length - tail;
  // Only where a gram belongs is asked of this.
  const drawn = {
    end: HASHES,
    upto: base,
    shards: Array.from({ length: shards }, (_, at) => hashOf(at)).join(''),
    widths: evenWidths(shards),
  };
  const bounds = shardBounds(0, drawn);
  const grams = new Map(bounds.slice(0, -1).map((from) => [from, new Map<string, number[]>()]));
  texts.slice(0, base).forEach((text, number) => {
    for (const gram of gramsOf(text)) {
      const shard = grams.get(shardOf(gram, [drawn])!.from)!;
      const numbers = shard.get(gram);
      if (numbers) numbers.push(number);
      else shard.set(gram, [number]);
    }
  });
  const parts = {
    ...drawn,
    shards: [...grams]
      .map(([from, shard]) => {
        const coded = Object.fromEntries([...shard].map(([gram, list]) => [gram, encodeNumbers(list)]));
        return add(paths.search, { schema: SCHEMA, from, grams: coded });
      })
      .join(''),
  };
  const blocks: ContentHash[] = [];
  for (let first = 0; first < items.length; first += BLOCK_SIZE)
    blocks.push(add(paths.rows, { schema: SCHEMA, first, items: items.slice(first, first + BLOCK_SIZE) }));
  const rows: ContentHash[] = [];
  for (let at = 0; at < blocks.length; at += DIRECTORY_SIZE) {
    const some = blocks.slice(at, at + DIRECTORY_SIZE);
    rows.push(add(paths.rows, { schema: SCHEMA, first: at * BLOCK_SIZE, blocks: some }));
  }
  const index: SearchIndex = {
    schema: SCHEMA,
    total: texts.length,
    rows,
    parts: base > 0 ? [parts] : [],
    from: base,
    tail: texts.slice(base).map((text) => {
      const hashes = new Set([...gramsOf(text)].map(signatureHash));
      return encodeSignature([...hashes].sort((a, b) => a - b));
    }),
  };
  const hash = add(paths.search, index);
  return Object.assign(files, { hash });
}
