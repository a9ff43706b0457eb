import type { Draft } from './context';

/** One divider is enough, and none is needed at the edges. */
export function tidyDividers(drafts: readonly Draft[]): Draft[] {
  const isDivider = (draft: Draft | undefined) => draft?.block.type === 'divider';
  const kept = drafts.filter((draft, index) => !isDivider(draft) || !isDivider(drafts[index - 1]));
  while (isDivider(kept[0])) kept.shift();
  while (isDivider(kept.at(-1))) kept.pop();
  return kept;
}
