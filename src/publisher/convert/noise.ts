import { countCharacters, plain } from '../../domain/text';
import type { Block } from '../../feed';
import { FOLLOW_LIMIT, FOLLOW_LINE } from './allow';

/** How far from either end of an article a line that asks to follow the account is looked for. */
const EDGE = 4;

const isFollow = (block: Block) =>
  block.type === 'paragraph' &&
  countCharacters(plain(block.inlines)) <= FOLLOW_LIMIT &&
  FOLLOW_LINE.test(plain(block.inlines).trim());

/** Takes out lines that only ask to follow the account, at the edges of the article, counting each. */
export function dropFollowLines(blocks: readonly Block[], drop: (kind: string) => void): Block[] {
  return blocks.filter((block, index) => {
    const edge = index < EDGE || index >= blocks.length - EDGE;
    if (!edge || !isFollow(block)) return true;
    drop('follow-strip');
    return false;
  });
}

/** One divider is enough, and none is needed at the edges. */
export function tidyDividers(blocks: readonly Block[]): Block[] {
  const kept = blocks.filter(
    (block, index) => block.type !== 'divider' || blocks[index - 1]?.type !== 'divider',
  );
  while (kept[0]?.type === 'divider') kept.shift();
  while (kept.at(-1)?.type === 'divider') kept.pop();
  return kept;
}
