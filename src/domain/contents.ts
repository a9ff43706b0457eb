import type { Block, ContentsEntry, Inline } from '../feed';
import { characters, countCharacters } from './characters';
import { withoutMarks } from './marks';
import { plain } from './text';

/*
 * The contents (目录) of an article. Official articles rarely use heading tags: their headings are
 * paragraphs that begin with 一、 or （一） or 1. and stand alone, and their points begin with 一是.
 */

const HAN_NUMBER = '[一二三四五六七八九十百]{1,4}';
const NUMBERED: readonly [RegExp, 1 | 2 | 3][] = [
  [new RegExp(`^(?:第${HAN_NUMBER}[章节部]分?|${HAN_NUMBER}[、.．])\\s*\\S`), 1],
  [new RegExp(`^[（(]${HAN_NUMBER}[）)]\\s*\\S`), 2],
  [/^(?:\d{1,2}[、.．](?!\d)|[（(]\d{1,2}[）)])\s*\S/, 3],
];
/** A numbered line longer than this is a paragraph that happens to be numbered, not a heading. */
const HEADING_LIMIT = 40;
/** A bold line standing alone is a heading only while it is this short. */
const BOLD_LIMIT = 26;
const SENTENCE_END = /[。；;！!]/;

/** The level of a numbered heading line, or null. A line that holds a whole sentence is no heading. */
export function numberedLevel(text: string): 1 | 2 | 3 | null {
  const line = text.trim();
  const level = NUMBERED.find(([pattern]) => pattern.test(line))?.[1];
  // Few lines are numbered, and counting is dear.
  return !level || countCharacters(line) > HEADING_LIMIT || SENTENCE_END.test(line) ? null : level;
}

const POINT = new RegExp(`^\\s*${HAN_NUMBER}(?:是|要)([^。！!；;]{2,})[。！!；;]`);

/** `一是以日常巡查守住安全。每天……` -> its leading sentence and that sentence without number and stop. */
export function pointLead(text: string): { sentence: string; title: string } | null {
  const match = POINT.exec(text);
  return match && characters(match[1]!, HEADING_LIMIT + 1).length <= HEADING_LIMIT
    ? { sentence: match[0], title: match[1]!.trim() }
    : null;
}

/** Gives the first `length` UTF-16 units of the inlines the mark `strong`; other marks and links stay. */
export function emphasise(inlines: readonly Inline[], length: number): Inline[] {
  const result: Inline[] = [];
  let left = length;
  for (const inline of inlines) {
    // A drawing says all of its text, or none.
    const whole = inline.drawing && left > 0 ? inline.text.length : left;
    const head = inline.text.slice(0, Math.max(0, whole));
    const tail = inline.text.slice(head.length);
    left -= inline.text.length;
    if (head)
      result.push({
        ...inline,
        text: head,
        marks: inline.marks?.includes('strong') ? inline.marks : ['strong', ...(inline.marks ?? [])],
      });
    if (tail) result.push({ ...inline, text: tail });
  }
  return result;
}

const isBold = (inlines: readonly Inline[]) =>
  inlines.every((one) => one.text.trim() === '' || one.marks?.includes('strong'));

/** Bold, and still no heading: part of a sentence, an exclamation, an aside, a passage of several lines. */
const NO_HEADING = /[。；;，,：:\n]|[！!]$|^[（(「].*[）)」]$/;

/** @param whole the block's text */
function headingLevelOf(block: Block, whole: string, repeated: ReadonlySet<string>): 1 | 2 | 3 | null {
  if (block.type !== 'paragraph') return null;
  const text = whole.trim();
  const numbered = numberedLevel(text);
  if (numbered) return numbered;
  const bold = text !== '' && isBold(block.inlines) && block.lead !== true && block.align !== 'right';
  const short = bold && countCharacters(text) <= BOLD_LIMIT && !NO_HEADING.test(text);
  return short && !repeated.has(text) ? 2 : null;
}

/** Lines that stand in an article more than once (`长按识别二维码`) are calls to the reader, not headings. */
function repeatedLines(texts: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const whole of texts) {
    const text = whole.trim();
    if (seen.has(text)) repeated.add(text);
    seen.add(text);
  }
  return repeated;
}

/** Levels as the reader sees them: 1, 2, 3 without a gap from the first one used. */
function closeGaps(blocks: readonly Block[]): Block[] {
  const used = [...new Set(blocks.flatMap((one) => (one.type === 'heading' ? [one.level] : [])))].sort();
  return blocks.map((one) =>
    one.type === 'heading' ? { ...one, level: (used.indexOf(one.level) + 1) as 1 | 2 | 3 } : one,
  );
}

/**
 * Finds the headings and points of a document: returns its blocks with headings as heading blocks,
 * points with their leading sentence in `strong`, ids on both, and the contents in reading order.
 * Real heading blocks win; only without any are numbered or bold lines promoted. A lone bold line is
 * no structure and stays a paragraph.
 */
export function withContents(input: readonly Block[]): { blocks: Block[]; contents: ContentsEntry[] } {
  const tagged = input.some((one) => one.type === 'heading');
  // A block of any other type has no text that matters here.
  const texts = input.map((one) => (one.type === 'paragraph' ? plain(one.inlines) : ''));
  const repeated = repeatedLines(texts);
  const levels = input.map((one, index) => (tagged ? null : headingLevelOf(one, texts[index]!, repeated)));
  const promote = levels.filter((level) => level !== null).length > 1 || levels.includes(1);
  const contents: ContentsEntry[] = [];
  let headings = 0;
  let points = 0;
  const promoted = input.map((block, index): Block => {
    const level = promote ? levels[index] : null;
    return level && block.type === 'paragraph'
      ? // A heading is bold by itself: the mark would only repeat it.
        { type: 'heading', id: '', level, inlines: withoutMarks(block.inlines, 'strong') }
      : block;
  });
  const blocks = closeGaps(promoted).map((block, index): Block => {
    if (block.type === 'heading') {
      headings += 1;
      const id = `s${headings}`;
      contents.push({ id, level: block.level, text: plain(block.inlines).trim() });
      return { ...block, id };
    }
    if (block.type !== 'paragraph') return block;
    const lead = pointLead(texts[index]!);
    if (!lead) return block;
    points += 1;
    const id = `p${points}`;
    contents.push({ id, level: 3, text: lead.title });
    return { ...block, id, inlines: emphasise(block.inlines, lead.sentence.length) };
  });
  return { blocks, contents };
}
