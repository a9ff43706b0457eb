import {
  BLOCK_SIZE,
  type ContentHash,
  DIRECTORY_SIZE,
  paths,
  type RowBlock,
  type RowDirectory,
  SCHEMA,
} from '../../feed';
import { toJson } from '../hash';
import type { Memory } from '../memory/memory';
import type { Staging } from '../write/staging';

const SPAN = BLOCK_SIZE * DIRECTORY_SIZE;

/**
 * Writes the blocks of rows that changed, and their directories. `total` numbers were given.
 * @param whole everything is written again that is not there
 * @returns the directories in order
 */
export function writeRows(total: number, memory: Memory, staging: Staging, whole: boolean): ContentHash[] {
  const blocks = new Set<number>();
  const first = (number: number) => Math.floor(number / BLOCK_SIZE) * BLOCK_SIZE;
  if (whole) for (let at = 0; at < total; at += BLOCK_SIZE) blocks.add(at);
  else for (const number of changedNumbers(memory)) blocks.add(first(number));
  const directories = new Set<number>();
  for (const at of blocks) {
    directories.add(Math.floor(at / SPAN) * SPAN);
    const items = memory.articles.numbered(at, at + BLOCK_SIZE);
    const size = Math.min(BLOCK_SIZE, total - at);
    const block: RowBlock = {
      schema: SCHEMA,
      first: at,
      items: Array.from({ length: size }, (_, place) => items.get(at + place)?.item ?? null),
    };
    note(0, at, staging.put(paths.rows, toJson(block)), memory);
  }
  for (const at of directories) {
    const hashes = [...memory.trees.blocks(0, at, at + SPAN).values()];
    const directory: RowDirectory = { schema: SCHEMA, first: at, blocks: hashes };
    note(1, at, staging.put(paths.rows, toJson(directory)), memory);
  }
  return [...memory.trees.blocks(1).values()];
}

/** Numbers under which something else stands than before. */
function* changedNumbers({ articles }: Memory): Generator<number> {
  for (const { was, now } of articles.changes()) {
    if (now && was && was.number === now.number && was.row === now.row) continue;
    if (was && was.number !== null) yield was.number;
    if (now && now.number !== null) yield now.number;
  }
}

function note(level: number, first: number, hash: ContentHash, { trees, files }: Memory): void {
  const before = trees.blocks(level, first, first + 1).get(first);
  if (before === hash) return;
  files.exchange(before === undefined ? [] : [paths.rows(before)], [paths.rows(hash)]);
  trees.setBlock(level, first, hash);
}
