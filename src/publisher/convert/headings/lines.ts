import { countCharacters } from '../../../domain/characters';
import type { Block } from '../../../feed';
import type { Draft } from '../context';
import { grouped } from './grouped';
import { type Body, bodyOf, heldBy, isAsBody, type Look, lookOf, MOSTLY, nameOf } from './look';
import { isBareNumber, type Numbered, numberOf } from './numbers';
import { type Seat, seatOf } from './seats';
import { EDGE, isSetApart, PROMOTION } from './words';

/** A line of an article that might be a heading, with all that is known of it. */
export interface Line {
  /** Of its first block among those of the article, and how many blocks it is set on: a number alone and its title are one. */
  at: number;
  blocks: number;
  text: string;
  /** Without a number before it. */
  title: string;
  /** Characters of the title. */
  length: number;
  tag: 1 | 2 | 3 | undefined;
  look: Look;
  number: Numbered | null;
  /** Lines of one class are set alike, and numbered alike: they are headings together, at one level. */
  name: string;
  /** What stands around it. */
  before: Block | undefined;
  after: Block | undefined;
  /** Characters of text and count of other things up to the next line of its class, its own not counted. */
  below: { text: number; things: number };
}

export interface Article {
  lines: readonly Line[];
  body: Body;
  /** Of the last block that is body text: what stands behind it belongs to the account. */
  end: number;
  /** Texts that stand there more than once. */
  repeated: ReadonlySet<string>;
  /** Characters of all paragraphs. */
  length: number;
  title: string;
}

/** A longer line is a paragraph, whatever it looks like. */
const LONGEST = 70;

/** Whether a text is longer: of most its length tells, and nobody sets a heading of as many signs that are two units each. */
const isLong = (text: string): boolean =>
  text.length > LONGEST && (text.length > 2 * LONGEST || countCharacters(text) > LONGEST);

/**
 * The lines of an article that are short enough for a heading, each with what it looks like and where it stands.
 * @param isAll also those that neither look like one nor are numbered, which are most
 */
export function linesOf(drafts: readonly Draft[], title: string, isAll: boolean): Article {
  const blocks = drafts.map(({ block }) => block);
  const seats = drafts.map(seatOf);
  const texts = seats.map((seat) => seat?.text ?? '');
  const body = bodyOf(drafts, texts);
  const held = heldBy(drafts);
  // `10` goes on where `09` was.
  const hasPadded = texts.some((text) => /^[^\p{L}\d]{0,4}0[1-9](?!\d)/u.test(text));
  const numberIn = (text: string): Numbered | null => {
    const number = numberOf(text);
    return hasPadded && number?.kind === 'digit' && number.value! > 9
      ? { ...number, kind: 'padded' }
      : number;
  };
  const lines: Line[] = [];
  for (let at = 0; at < blocks.length; at += 1) {
    const text = texts[at]!;
    if (text === '') continue;
    const { set } = seats[at]!;
    if (isLong(text) && (!set.tag || text.length > 4 * LONGEST)) continue;
    const isPlain = !isAll && isAsBody(set, body, held) && !isSetApart(text);
    const early = isPlain ? numberIn(text) : undefined;
    if (isPlain && !early && !isBareNumber(text)) continue;
    const count = spanOf(seats, at, (seat) => seat.set.ink.length > 0 && isAsBody(seat.set, body, held));
    const whole = texts.slice(at, at + count).join(' ');
    const look = lookOf(
      count > 1 && isLabel(set, seats[at + 1]!.set, text) ? seats[at + count - 1]!.set : set,
      held,
    );
    const tag = seats.slice(at, at + count).find((one) => one?.set.tag)?.set.tag;
    const number = count === 1 && early !== undefined ? early : numberIn(whole);
    const rest = number?.rest || whole;
    lines.push({
      at,
      blocks: count,
      text: whole,
      title: rest,
      length: lengthOf(rest),
      tag,
      look,
      number,
      name: `${number && number.kind !== 'point' ? `#${number.kind} ` : ''}${number && isSentence(rest) ? 'sentence ' : ''}${isSetApart(whole) ? 'sign ' : ''}${nameOf(look, body, tag)}`,
      before: blocks[at - 1],
      after: blocks[at + count],
      below: { text: 0, things: 0 },
    });
    at += count - 1;
  }
  joinStrays(lines);
  measureBelow(lines, blocks, texts);
  return {
    lines,
    body,
    end: endOf(blocks, texts),
    repeated: repeatedIn(lines),
    length: texts.reduce((sum, text) => sum + text.length, 0),
    title,
  };
}

/** A line that is like several others but for its colour or its place is one of them: editors overlook such things. */
function joinStrays(lines: readonly Line[]): void {
  const like = (name: string) => name.replace(/\b(?:colored|pale|center)\b/g, '');
  const count = new Map<string, number>();
  for (const { name } of lines) count.set(name, (count.get(name) ?? 0) + 1);
  const several = new Map<string, string>();
  for (const [name, times] of count) if (times > 1 && !several.has(like(name))) several.set(like(name), name);
  for (const line of lines)
    if (count.get(line.name) === 1 && line.look.bold > MOSTLY && !/[。；;，,]$/.test(line.title))
      line.name = several.get(like(line.name)) ?? line.name;
}

/** One text again and again is a call to the reader; several in turn are the parts of each section. */
function repeatedIn(lines: readonly Line[]): Set<string> {
  const seen = new Set<string>();
  const repeated = new Map<string, Set<string>>();
  for (const { text, name } of lines) {
    if (seen.has(text)) repeated.set(name, (repeated.get(name) ?? new Set()).add(text));
    seen.add(text);
  }
  return new Set([...repeated.values()].flatMap((texts) => (texts.size === 1 ? [...texts] : [])));
}

/** A paragraph that is numbered, and no title. */
const isSentence = (text: string): boolean =>
  /[。；;](?=\s*[\p{L}\p{N}“（])/u.test(text) || (/[。；;]$/.test(text) && text.length > 20);

/** Characters as wide as those of Chinese: two letters of others stand in the place of one. */
function lengthOf(text: string): number {
  const letters = text.match(/[A-Za-z]/g)?.length ?? 0;
  return countCharacters(text) - Math.floor(letters / 2);
}

/** Half of a title on two lines has no more characters. */
const HALF = 30;

/** Lines that look alike in a frame of their own are one title that was too long for a line. */
function spanOf(seats: readonly (Seat | null)[], at: number, isBody: (seat: Seat) => boolean): number {
  const isLine = (seat: Seat | null | undefined): seat is Seat =>
    !!seat && seat.text !== '' && countCharacters(seat.text) <= HALF;
  const [one, next, third] = [seats[at]!, seats[at + 1], seats[at + 2]];
  if (!isLine(next)) return 1;
  if (!isLabel(one.set, next.set, one.text)) return isContinued(one, next, third) ? 2 : 1;
  // Under a number alone a story goes on, too.
  if (isBareNumber(next.text) || isBody(next) || /。[”」』]?$/.test(next.text)) return 1;
  return isLine(third) && isContinued(next, third, seats[at + 3]) ? 3 : 2;
}

/** What stands over a title and belongs to it: its number, or 后记 in smaller letters. */
const isLabel = (one: Draft, next: Draft, text: string): boolean =>
  isBareNumber(text) || (EDGE.test(text) && one.size > 0 && one.size < next.size);

/** A first half that is no sentence, and a second one set just so in the same box. */
function isContinued(one: Seat, next: Seat, third: Seat | null | undefined): boolean {
  const [first, second, further] = [one, next, third].map((seat) => seat?.set.ink[0]?.set);
  if (!first || !second || one.set.tag !== next.set.tag || numberOf(next.text)) return false;
  if (countCharacters(one.text) > 24 || /[。；;！!？?：:]$/.test(one.text)) return false;
  const isAlike =
    first.size === second.size &&
    first.color === second.color &&
    first.marks === second.marks &&
    first.align === second.align;
  if (!isAlike) return false;
  if (first.frame !== undefined && first.frame === second.frame && further?.frame !== first.frame)
    return true;
  // Without a frame, a comma that a line ends with goes on in the next.
  return /[，,、—]$/.test(one.text) && first.marks !== 0 && further?.marks !== first.marks;
}

function measureBelow(lines: readonly Line[], blocks: readonly Block[], texts: readonly string[]): void {
  const nextOf = new Map<string, number>();
  const sums: { text: number; things: number }[] = new Array(blocks.length + 1);
  sums[blocks.length] = { text: 0, things: 0 };
  for (let at = blocks.length - 1; at >= 0; at -= 1) {
    const { text, things } = sums[at + 1]!;
    const isThing = texts[at] === '' && blocks[at]!.type !== 'divider';
    sums[at] = { text: text + texts[at]!.length, things: things + (isThing ? 1 : 0) };
  }
  for (const line of [...lines].reverse()) {
    const from = sums[line.at + line.blocks]!;
    const to = sums[nextOf.get(line.name) ?? blocks.length]!;
    line.below = { text: from.text - to.text, things: from.things - to.things };
    nextOf.set(line.name, line.at);
  }
  endRows(lines);
}

/** What stands below the last line of a row is not its own where nothing stands below the others. */
function endRows(lines: readonly Line[]): void {
  const rows = grouped(lines, ({ name }) => name);
  for (const row of rows.values()) {
    const others = row.slice(0, -1);
    const bare = others.filter(({ below }) => below.text === 0 && below.things === 0).length;
    if (others.length > 1 && bare > others.length / 2) row.at(-1)!.below = { text: 0, things: 0 };
  }
}

/** Characters of a paragraph of the body; behind the last one stand calls to the reader, which are short sentences too. */
const PARAGRAPH = 28;
/** In an article of nothing but short sentences. */
const SENTENCE = 8;

const HOLDING: ReadonlySet<Block['type']> = new Set(['table', 'list', 'quote', 'code', 'unsupported']);

const PICTURES: ReadonlySet<Block['type']> = new Set(['image', 'gallery']);
const MOST_PICTURES = 3;

/** The last block that holds sentences, or is a table, a list or a poll. */
function endOf(blocks: readonly Block[], texts: readonly string[]): number {
  const last = (isBody: (text: string, at: number) => boolean): number => {
    let at = texts.length - 1;
    while (at >= 0 && !isBody(texts[at]!, at)) at -= 1;
    return at;
  };
  const end = last((text, at) => HOLDING.has(blocks[at]!.type) || countCharacters(text) >= PARAGRAPH);
  const pictures = blocks.flatMap(({ type }, at) => (at > end && PICTURES.has(type) ? [at] : []));
  const apart = pictures.filter((at, place) => place > 0 && at > pictures[place - 1]! + 1).length;
  // More of them, with words between, than an account puts under its articles.
  if (apart >= MOST_PICTURES) return pictures.at(-1)!;
  if (end >= 0) return end;
  const short = last(
    (text) => /[。；;]$/.test(text) && countCharacters(text) >= SENTENCE && !PROMOTION.test(text),
  );
  return short < 0 ? blocks.length : short;
}
