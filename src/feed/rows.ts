import { list, nullable, shape, whole } from './check';
import { hash, listItem } from './schema';
import type { ContentHash, ListItem } from './types';

/*
 * The search index names articles by number: each got the next one when it arrived, and keeps it. What stands under
 * a number is found in a block of rows; the blocks are named by directories, the directories by the search index.
 */

/** Numbers in a block, and blocks in a directory. */
export const BLOCK_SIZE = 20;
export const DIRECTORY_SIZE = 64;

/** `rows/<hash>.json`: the items under `first`, `first + 1`, …; null under a number that leads nowhere any more. */
export interface RowBlock {
  schema: number;
  first: number;
  items: (ListItem | null)[];
}

/** `rows/<hash>.json`: the blocks of the numbers from `first` on. */
export interface RowDirectory {
  schema: number;
  first: number;
  blocks: ContentHash[];
}

const schema = whole(1);
export const rowBlockSchema = shape<RowBlock>({ schema, first: whole(0), items: list(nullable(listItem)) });
export const rowDirectorySchema = shape<RowDirectory>({ schema, first: whole(0), blocks: list(hash) });

/** Numbers in a directory. */
const SPAN = BLOCK_SIZE * DIRECTORY_SIZE;

/**
 * Where a number's row stands: which directory of the index, the `first` number of that, which block of it, which place
 * in the block.
 */
export const rowPlace = (
  number: number,
): { directory: number; first: number; block: number; at: number } => ({
  directory: Math.floor(number / SPAN),
  first: number - (number % SPAN),
  block: Math.floor(number / BLOCK_SIZE) % DIRECTORY_SIZE,
  at: number % BLOCK_SIZE,
});
