import type { Block } from '../../feed';

/** One divider is enough, and none is needed at the edges. */
export function tidyDividers(blocks: readonly Block[]): Block[] {
  const kept = blocks.filter(
    (block, index) => block.type !== 'divider' || blocks[index - 1]?.type !== 'divider',
  );
  while (kept[0]?.type === 'divider') kept.shift();
  while (kept.at(-1)?.type === 'divider') kept.pop();
  return kept;
}
