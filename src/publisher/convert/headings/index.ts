import { withoutMarks } from '../../../domain/marks';
import { plain } from '../../../domain/text';
import type { Block, ContentsEntry, Inline } from '../../../feed';
import type { Draft } from '../context';
import { embolden } from '../emphasis';
import { choose, isDoubtful, type Verdict } from './choose';
import { linesOf } from './lines';
import { withoutOrnament } from './numbers';
import { emphasise, inRows, type Point, pointsOf, runInOf } from './points';
import { seatOf } from './seats';

/*
 * The contents (目录) of an article. Few official accounts use heading tags: a heading is what an editor would choose among
 * the lines that stand out, and each line is measured against the article's own body.
 */

export { ENOUGH, isDoubtful, type Verdict } from './choose';

interface WithContents {
  blocks: Block[];
  contents: ContentsEntry[];
  /** Lines of which it is not sure whether they are headings, in order: what was decided can be wrong. */
  doubts: Doubt[];
}

export interface Doubt {
  text: string;
  isHeading: boolean;
}

/** What speaks for and against each line of an article that is short enough for a heading. */
export const explain = (drafts: readonly Draft[], title = ''): Verdict[] =>
  choose(linesOf(drafts, title, true));

/**
 * Finds the headings and points of an article: gives its blocks with headings as heading blocks, points with their leading
 * sentence in `strong`, ids on both, and the contents in reading order. No text is lost, and none moves: a number and the
 * title under it, or a title on two lines, become one block. What is tagged as a heading and is none is bold.
 * @param title of the article: a line that only repeats it leads nowhere
 */
export function withContents(drafts: readonly Draft[], title = ''): WithContents {
  const verdicts = choose(linesOf(drafts, title, false));
  const chosen = new Map(
    verdicts.flatMap((one) => (one.level === null ? [] : [[one.line.at, one] as const])),
  );
  const blocks: Block[] = [];
  for (let at = 0; at < drafts.length; at += 1) {
    const heading = chosen.get(at);
    if (!heading) blocks.push(plainBlock(drafts[at]!.block));
    else {
      blocks.push(headingOf(heading, drafts));
      at += heading.line.blocks - 1;
    }
  }
  const doubts = verdicts
    .filter(isDoubtful)
    .map(({ line, level }): Doubt => ({ text: line.text, isHeading: level !== null }));
  return { ...named(closeGaps(blocks)), doubts };
}

const plainBlock = (block: Block): Block =>
  block.type === 'heading' ? { type: 'paragraph', inlines: embolden(block.inlines) } : block;

function headingOf({ line, level }: Verdict, drafts: readonly Draft[]): Block {
  const inlines = drafts
    .slice(line.at, line.at + line.blocks)
    .flatMap((draft, at): readonly Inline[] => {
      const own = seatOf(draft)?.inlines ?? [];
      return at > 0 ? [{ text: ' ' }, ...own] : own;
    })
    // In a line of the contents, and in one of a heading, a break is a space.
    .map((one) => (one.text.includes('\n') ? { ...one, text: one.text.replace(/\s*\n\s*/g, ' ') } : one));
  // A heading is bold and coloured by itself: the marks would only repeat it.
  return {
    type: 'heading',
    id: '',
    level: level!,
    inlines: merged(withoutMarks(inlines, 'strong', 'accent')),
  };
}

/** Neighbours that are set alike as one. */
function merged(inlines: readonly Inline[]): Inline[] {
  const result: Inline[] = [];
  for (const one of inlines) {
    const last = result.at(-1);
    if (last && isBare(last) && isBare(one))
      result[result.length - 1] = { ...last, text: last.text + one.text };
    else result.push(one);
  }
  return result;
}

const isBare = ({ marks, href, drawing }: Inline): boolean => !marks?.length && !href && !drawing;

/** Levels as the reader sees them: 1, 2, 3 without a gap from the first one used. */
function closeGaps(blocks: readonly Block[]): Block[] {
  const used = [...new Set(blocks.flatMap((one) => (one.type === 'heading' ? [one.level] : [])))].sort();
  return blocks.map((one) =>
    one.type === 'heading' ? { ...one, level: (used.indexOf(one.level) + 1) as 1 | 2 | 3 } : one,
  );
}

const headOf = (block: Block): Point | null =>
  block.type === 'paragraph' && block.inlines.length > 1 ? runInOf(block.inlines) : null;

/** Gives headings and points their ids, and the contents that lead to them. */
function named(blocks: readonly Block[]): Omit<WithContents, 'doubts'> {
  const texts = blocks.map((one) => (one.type === 'paragraph' ? plain(one.inlines) : ''));
  const starts = blocks.flatMap((one, at) => (one.type === 'heading' ? [at] : []));
  // Points alone are no contents: they name the parts of a paragraph, not of an article.
  const sections = [0, ...starts].map((from, at) => [from, starts[at] ?? blocks.length] as const);
  const points = sections.flatMap(([from, to]) => pointsOf(texts.slice(from, to)));
  const heads = sections.flatMap(([from, to]) => inRows(blocks.slice(from, to).map(headOf)));
  const hasHeadings = starts.length > 0 || heads.some((head) => head);
  const contents: ContentsEntry[] = [];
  let headings = 0;
  let counted = 0;
  let above = 0;
  const result = blocks.map((block, at): Block => {
    if (block.type === 'heading') {
      headings += 1;
      above = block.level;
      const id = `s${headings}`;
      contents.push({ id, level: block.level, text: withoutOrnament(plain(block.inlines)) });
      return { ...block, id };
    }
    const point = points[at] ?? heads[at];
    if (block.type !== 'paragraph' || !point) return block;
    const inlines = emphasise(block.inlines, point.sentence.length);
    if (!hasHeadings) return { ...block, inlines };
    counted += 1;
    const id = `p${counted}`;
    // What is numbered as a heading stands right below the one before it, a point at the lowest level.
    const isInner = above === 0 && starts.length > 0 && /^[（(]/.test(point.title);
    const level = points[at] ? 3 : (Math.min(3, isInner ? 2 : above + 1) as 1 | 2 | 3);
    contents.push({ id, level, text: point.title });
    return { ...block, id, inlines };
  });
  return { blocks: result, contents };
}
