import { allBlocks, inlinesOf, mapInlines } from '../../domain/blocks';
import { countCharacters } from '../../domain/characters';
import { withoutMarks } from '../../domain/marks';
import { plain } from '../../domain/text';
import type { Inline } from '../../feed';
import type { Draft } from './context';

/*
 * What stands out by its size alone: sizes are the reader's own in the client, so a line that is clearly larger than the
 * body is bold there. Whether it is a heading is decided in headings/.
 */

const LARGER = 1.15;
const SHORT = 30;
/** When more than this share of the text is coloured, colour is the design and not an accent. */
const ACCENT_SHARE = 0.3;

const lengthOf = (inlines: readonly Inline[]): number => {
  let length = 0;
  for (const { text } of inlines) length += text.length;
  return length;
};

/** The font size that most characters of the paragraphs have; 0 for no paragraphs. */
export function bodySize(drafts: readonly Draft[]): number {
  const characters = new Map<number, number>();
  for (const { block, size } of drafts)
    if (block.type === 'paragraph' && size > 0)
      characters.set(size, (characters.get(size) ?? 0) + lengthOf(block.inlines));
  return [...characters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

export const embolden = (inlines: readonly Inline[]): Inline[] =>
  inlines.map((one) =>
    one.marks?.includes('strong') ? one : { ...one, marks: ['strong', ...(one.marks ?? [])] },
  );

/** Makes lines that are clearly larger than the body bold. */
export function emboldenLarge(drafts: readonly Draft[]): Draft[] {
  const body = bodySize(drafts);
  return drafts.map((draft) => {
    const { block, size } = draft;
    const isLarge =
      block.type === 'paragraph' &&
      body > 0 &&
      size >= body * LARGER &&
      countCharacters(plain(block.inlines)) <= SHORT;
    return isLarge ? { ...draft, block: { ...block, inlines: embolden(block.inlines) } } : draft;
  });
}

/** Takes the mark `accent` away where an article is coloured throughout. */
export function calmAccents(drafts: Draft[]): Draft[] {
  const blocks = drafts.map(({ block }) => block);
  let all = 0;
  let accented = 0;
  for (const block of allBlocks(blocks))
    for (const one of inlinesOf(block)) {
      all += one.text.length;
      if (one.marks?.includes('accent')) accented += one.text.length;
    }
  if (accented <= all * ACCENT_SHARE) return drafts;
  const calm = mapInlines(blocks, (inlines) => withoutMarks(inlines, 'accent'));
  return drafts.map((draft, at) => ({ ...draft, block: calm[at]! }));
}
