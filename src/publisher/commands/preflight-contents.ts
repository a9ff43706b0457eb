import { plain } from '../../domain/text';
import type { ArticleDocument, Block } from '../../feed';
import { explain, type Verdict } from '../convert/headings';
import { depthOf, numberOf } from '../convert/headings/numbers';

/*
 * Where the contents (目录) of a published article look doubtful. How its source set each line is no longer known: what
 * is left are the words, their marks and their places. `feed explain` looks at the source itself.
 */

/** Lines that are named at most. */
const NAMED = 3;
const quoted = (lines: readonly string[]): string =>
  `${lines
    .slice(0, NAMED)
    .map((one) => `“${one.length > 24 ? `${one.slice(0, 24)}…` : one}”`)
    .join('、')}${lines.length > NAMED ? ` 等 ${lines.length} 行` : ''}`;

const HOW = '；逐行的理由：feed explain <它的网页>';

/** Hints about the contents of an article, each with the lines that it is about; empty where nothing looks doubtful. */
export function contentsHints({ blocks, title }: ArticleDocument): string[] {
  // As bold lines among others: what became of them is not asked.
  const verdicts = explain(
    blocks.map((block) => ({ block: asLine(block), size: 0, ink: [] })),
    title,
  );
  const isHeading = ({ line }: Verdict) => blocks[line.at]!.type === 'heading';
  const left = verdicts.filter((one) => !isHeading(one) && isLeftOut(one)).map(textOf);
  const sentences = verdicts.filter((one) => isHeading(one) && isSentence(one)).map(textOf);
  const gaps = gapsIn(blocks);
  return [
    ...(gaps.length > 0 ? [`目录里的编号不连续：${gaps.slice(0, NAMED).join('；')}${HOW}`] : []),
    ...(left.length > 0 ? [`这些行像小标题，没有进目录：${quoted(left)}${HOW}`] : []),
    ...(sentences.length > 0 ? [`目录里这些行像正文的句子：${quoted(sentences)}${HOW}`] : []),
  ];
}

const textOf = ({ line }: Verdict): string => line.text;

const asLine = (block: Block): Block =>
  block.type === 'heading'
    ? {
        type: 'paragraph',
        inlines: block.inlines.map((one) => ({ ...one, marks: ['strong', ...(one.marks ?? [])] })),
      }
    : block;

/** A line that would be a heading by its words and marks. */
const isLeftOut = ({ line, level }: Verdict): boolean => level !== null && line.look.bold > 0.9;

/** A line that ends or goes on as a sentence does. */
const isSentence = ({ line }: Verdict): boolean =>
  /[。；;，,]$/.test(line.title) || (line.length > 40 && /[，,；;]/.test(line.title));

/** Numbers that are missing between two headings of one kind, with nothing further out between them. */
function gapsIn(blocks: readonly Block[]): string[] {
  const last = new Map<string, { value: number; text: string }>();
  const gaps: string[] = [];
  for (const block of blocks) {
    if (block.type !== 'heading') continue;
    const text = plain(block.inlines).trim();
    const number = numberOf(text);
    // Of a digit only one with a stop behind it counts anything for sure.
    if (!number?.value || number.kind === 'named') continue;
    if (number.kind === 'digit' && !/^\d+[、.．]/.test(text)) continue;
    for (const kind of last.keys())
      if (depthOf(kind as typeof number.kind) > depthOf(number.kind)) last.delete(kind);
    const before = last.get(number.kind);
    if (before && number.value > before.value + 1)
      gaps.push(`${quoted([before.text])}之后是${quoted([text])}`);
    last.set(number.kind, { value: number.value, text });
  }
  return gaps;
}
