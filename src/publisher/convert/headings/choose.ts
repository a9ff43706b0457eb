import type { Article, Line } from './lines';
import { type Look, MOSTLY, nameOf, ratioOf } from './look';
import { depthOf, type Numbered, type NumberKind } from './numbers';
import { type ClassFacts, type Counts, EARLY, type Known, LATE, NEVER, OWN, type Rule } from './rules';

/** What was made of a line, and why. */
export interface Verdict {
  line: Line;
  level: 1 | 2 | 3 | null;
  /** Points of the line by itself, and with those of its class. */
  own: number;
  score: number;
  evidence: readonly { words: string; points: number }[];
}

/** A line with as many points is a heading; one near it is doubtful. */
export const ENOUGH = 3;
const DOUBTFUL = 0.9;

/** Whether an editor should look at what was decided of a line. */
export const isDoubtful = ({ score }: Verdict): boolean => Math.abs(score - ENOUGH) < DOUBTFUL;
/** How much of a line's score is its class's: what looks alike is decided alike. */
const SHARED = 0.45;
/** Characters or things between two lines: less, and they are a list. */
const APART = 2;

/** Decides which lines of an article are its headings, and at which levels. */
export function choose(article: Article): Verdict[] {
  const classes = [...grouped(article.lines, ({ name }) => name)];
  const counts = new Map(classes.map(([name, lines]) => [name, factsOf(titlesOf(lines, article), article)]));
  const none = new Map([...counts].map(([name, own]) => [name, { ...own, ...UNKNOWN }]));
  const early = article.lines.map((line) => judge(EARLY, line, article, none.get(line.name)!));
  // What the others are is known after a first look at all.
  const first = scoresOf(
    early.map((one) => joined(one, judge(LATE, one.line, article, none.get(one.line.name)!))),
  );
  const known = knownIn(
    first.filter(({ score }) => score >= ENOUGH).map(({ line }) => line),
    article,
  );
  const facts = new Map(classes.map(([name, lines]) => [name, { ...counts.get(name)!, ...known(lines) }]));
  const scored = scoresOf(
    early.map((one) => joined(one, judge(LATE, one.line, article, facts.get(one.line.name)!))),
  );
  const levels = levelsOf(
    scored.filter(({ score }) => score >= ENOUGH).map(({ line }) => line),
    article,
  );
  return scored.map((one) => ({
    ...one,
    level: one.score >= ENOUGH ? levels.get(levelName(one.line))! : null,
  }));
}

/** Points and evidence of a line by itself. */
interface Judged extends Omit<Verdict, 'level' | 'score'> {
  /** Something speaks of this line alone: its class is told by the others. */
  isOdd: boolean;
}

type Scored = Judged & Pick<Verdict, 'score'>;

const joined = (one: Judged, other: Judged): Judged => ({
  line: one.line,
  own: one.own + other.own,
  evidence: other.evidence.length > 0 ? [...one.evidence, ...other.evidence] : one.evidence,
  isOdd: one.isOdd || other.isOdd,
});

/** What looks alike is decided alike, as far as nothing speaks of one line alone. */
function scoresOf(judged: readonly Judged[]): Scored[] {
  const means = new Map(
    [...grouped(judged, ({ line }) => line.name)].map(([name, all]) => {
      const able = all.filter(({ isOdd }) => !isOdd);
      return [name, able.reduce((sum, { own }) => sum + own, 0) / Math.max(1, able.length)];
    }),
  );
  return judged.map((one) => ({
    ...one,
    score: one.own <= NEVER / 2 ? one.own : one.own * (1 - SHARED) + means.get(one.line.name)! * SHARED,
  }));
}

/** What stands under an article looks like its headings at times: it says nothing of them. */
function titlesOf(lines: readonly Line[], article: Article): readonly Line[] {
  const isOut = (line: Line) =>
    OWN.reduce((sum, { points }) => sum + points(line, article, NOTHING), 0) <= OUT ||
    (line.at > article.end && !line.number);
  const titles = lines.filter((line) => !isOut(line));
  return titles.length > 0 ? titles : lines;
}

const OUT = -3;

const UNKNOWN: Known = {
  row: [0, 0],
  hasNumberedTwin: false,
  hasTagged: false,
  hasOuter: false,
  gaps: new Set(),
};

/** For rules that ask for no others. */
const NOTHING: ClassFacts = { ...UNKNOWN, count: 0, apart: 0, share: 0, isCounted: false };

/** What the headings that were found say of a class of lines. */
function knownIn(known: readonly Line[], article: Article): (lines: readonly Line[]) => Known {
  const isCounting = ({ number }: Line) =>
    number?.value !== undefined && number.kind !== 'point' && number.kind !== 'question';
  const counting = known.filter(isCounting);
  const numbered = new Set(counting.map(({ look }) => setOf(look, article)));
  const row = [counting[0]?.at ?? 0, counting.at(-1)?.at ?? 0] as const;
  const tagged = known.filter(({ tag }) => tag).length;
  const kinds = new Set(known.flatMap(({ number }) => number?.kind ?? []));
  const headings = new Set(known);
  return (lines) => {
    const { look, number } = lines[0]!;
    const set = setOf(look, article);
    return {
      row,
      hasNumberedTwin: set !== '' && numbered.has(set),
      hasTagged: tagged >= 2 && tagged >= known.length / 2,
      hasOuter: isWithin(number, kinds),
      gaps: gapsIn(lines, headings),
    };
  };
}

/** Of lines that are set and numbered alike, those that stand in a row of headings with the numbers before and after. */
function gapsIn(lines: readonly Line[], known: ReadonlySet<Line>): Set<Line> {
  const numbered = lines.filter(({ number }) => number?.value !== undefined);
  const found = numbered.filter((one) => known.has(one)).length;
  if (found < 3 || found < numbered.length * MOST) return new Set();
  const follows = (one: Line | undefined, other: Line | undefined) =>
    one !== undefined && other !== undefined && one.number!.value! + 1 === other.number!.value;
  return new Set(
    numbered.filter(
      (one, at) => !known.has(one) && (follows(numbered[at - 1], one) || follows(one, numbered[at + 1])),
    ),
  );
}

/** Of a row of numbers so many are headings, or none is one for its number. */
const MOST = 0.6;

const areCounted = (values: readonly number[]): boolean =>
  values.length > 1 &&
  values[0] === 1 &&
  values.every((value, at) => value === 1 || value === values[at - 1]! + 1);

/** Whether a number is of a kind that stands within another one, and that one is among the headings. */
const isWithin = (number: Numbered | null, kinds: ReadonlySet<NumberKind>): boolean =>
  (number?.kind === 'digit' || number?.kind === 'parenDigit' || number?.kind === 'parenHan') &&
  [...OUTER].some((kind) => kinds.has(kind) && depthOf(kind) < depthOf(number.kind));

const OUTER: ReadonlySet<NumberKind> = new Set(['chapter', 'han', 'parenHan', 'digit']);

/** How a line is set, if that is not as the body is. */
const setOf = (look: Look, { body }: Article): string => {
  const isPlain = look.bold <= MOSTLY && ratioOf(look, body) < 1.05 && look.frames.length === 0;
  return isPlain ? '' : nameOf(look, body, undefined);
};

/** Things by their names, in the order in which the names come. */
function grouped<T>(things: readonly T[], nameOf: (one: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const one of things) {
    const group = found.get(nameOf(one));
    if (group) group.push(one);
    else found.set(nameOf(one), [one]);
  }
  return found;
}

function factsOf(lines: readonly Line[], article: Article): Counts {
  const isCounted = areCounted(lines.flatMap(({ number }) => number?.value ?? []));
  const able = lines.filter(
    ({ below, length, at }) =>
      length <= 45 && (isCounted || at <= article.end) && (below.text > 0 || below.things > 0),
  );
  const apart = lines.filter(({ below }) => below.text >= APART || below.things > 0).length;
  const length = lines.reduce((sum, { text }) => sum + text.length, 0);
  return {
    count: able.length,
    apart: apart / lines.length,
    share: article.length === 0 ? 0 : length / article.length,
    isCounted,
  };
}

function judge(rules: readonly Rule[], line: Line, article: Article, facts: ClassFacts): Judged {
  const evidence: { words: string; points: number }[] = [];
  let own = 0;
  let isOdd = false;
  for (const { words, points, isOwn } of rules) {
    const found = points(line, article, facts);
    if (found === 0) continue;
    own += found;
    isOdd ||= isOwn === true;
    evidence.push({ words, points: found });
  }
  return { line, own, evidence, isOdd };
}

interface Class {
  name: string;
  lines: readonly Line[];
  kind: NumberKind | undefined;
}

/** The level of each class: one that stands under another is deeper. */
function levelsOf(lines: readonly Line[], article: Article): Map<string, 1 | 2 | 3> {
  const classes: Class[] = [...grouped(lines, levelName)].map(([name, all]) => ({
    name,
    lines: all,
    kind: all[0]!.number?.kind,
  }));
  // Nobody sets headings in so many ways: to compare them all would cost more than they say.
  if (classes.length > MOST_CLASSES) return new Map(classes.map(({ name }) => [name, 1]));
  const above = (one: Class, other: Class): number => rank(one, other, lines, article);
  // Numbers say most of what stands under what: what has none finds its place among them.
  const sorted: Class[] = [];
  for (const one of [...classes.filter(({ kind }) => kind), ...classes.filter(({ kind }) => !kind)]) {
    const twin = one.kind ? -1 : sorted.findIndex((other) => isTwin(one, other, article));
    const at = twin >= 0 ? twin : sorted.findIndex((other) => above(one, other) < 0);
    if (at < 0) sorted.push(one);
    else sorted.splice(at, 0, one);
  }
  // Classes at one level have one place in the order.
  const places = new Map<string, number>();
  sorted.forEach((one, at) => {
    const before = sorted[at - 1];
    const isDeeper = before !== undefined && above(before, one) !== 0;
    places.set(one.name, at === 0 ? 0 : places.get(before!.name)! + (isDeeper ? 1 : 0));
  });
  const levels = new Map<string, 1 | 2 | 3>();
  for (const [place, group] of grouped(sorted, ({ name }) => `${places.get(name)}`)) {
    const names = new Set(group.map(({ name }) => name));
    const depths = group.map((one) => depthOfClass(one, lines, Number(place), places, levels));
    // What is at one level by its look stays there.
    const level = Math.max(...depths) as 1 | 2 | 3;
    for (const name of names) levels.set(name, level);
  }
  return levels;
}

/** One below the nearest line above most of its lines, of those that stand further out. */
function depthOfClass(
  { name }: Class,
  lines: readonly Line[],
  place: number,
  places: ReadonlyMap<string, number>,
  levels: ReadonlyMap<string, number>,
): number {
  const counts = [0, 0, 0, 0];
  // The last line of each place further out, as long as nothing further out than that has come.
  let outer: Line | null = null;
  for (const line of lines) {
    const own = places.get(levelName(line))!;
    if (own < place) outer = line;
    if (levelName(line) === name && outer) counts[Math.min(3, levels.get(levelName(outer))! + 1)]! += 1;
  }
  const most = Math.max(...counts);
  return most === 0 ? 1 : counts.lastIndexOf(most);
}

const MOST_CLASSES = 24;

/** Whether two classes are set alike, and differ in their numbers alone. */
const isTwin = (one: Class, other: Class, article: Article): boolean =>
  setOf(one.lines[0]!.look, article) !== '' &&
  setOf(one.lines[0]!.look, article) === setOf(other.lines[0]!.look, article);

/** Below 0 where one class stands above another, above 0 where below it, 0 where they are at one level. */
function rank(one: Class, other: Class, lines: readonly Line[], article: Article): number {
  if (one === other) return 0;
  if ((!one.kind || !other.kind) && isTwin(one, other, article)) return 0;
  const [a, b] = [one.lines[0]!, other.lines[0]!];
  if (one.kind && other.kind && one.kind !== other.kind) {
    const restarts = startsOf(one) - startsOf(other);
    if (restarts !== 0 && Math.min(startsOf(one), startsOf(other)) === 1) return restarts;
  }
  const next = adjacency(one, other, lines);
  if (next !== 0) return -next;
  if (one.kind && other.kind && one.kind !== other.kind) return depthOf(one.kind) - depthOf(other.kind);
  if (a.tag && b.tag && a.tag !== b.tag) return a.tag - b.tag;
  const [large, small] = [ratioOf(a.look, article.body), ratioOf(b.look, article.body)];
  // An editor who set one title a pixel larger meant nothing by it.
  const isOnce = one.lines.length === 1 || other.lines.length === 1;
  if (Math.abs(large - small) > (isOnce ? 0.15 : 0.06)) return small - large;
  const frames = b.look.frames.length - a.look.frames.length;
  if (frames !== 0 && a.look.frames.length * b.look.frames.length === 0) return frames;
  return framesOf(a) === framesOf(b) ? 0 : holds(other, one) - holds(one, other);
}

const framesOf = ({ look }: Line): string =>
  [...new Set(look.frames.map(({ kind, color }) => `${kind}${color === undefined ? '' : color >> 18}`))].join(
    '+',
  );

/** At what level a line is does not depend on its place in the line, or on the colour of its letters. */
const levelName = ({ number, tag, look }: Line): string =>
  number && OFFICIAL.has(number.kind)
    ? number.kind
    : [
        number?.kind ?? '',
        tag ?? '',
        Math.round(look.size),
        look.bold > MOSTLY,
        framesOf({ look } as Line),
      ].join('|');

/** Numbers that stand for a level by themselves, however an editor set them. */
const OFFICIAL: ReadonlySet<NumberKind> = new Set(['chapter', 'han', 'parenHan']);

/** 1 where a class comes first, and some of its lines have several of the other below them; else 0. */
function holds(one: Class, other: Class): number {
  if (one.lines.length < 2 || other.lines.length < 2 || one.lines[0]!.at > other.lines[0]!.at) return 0;
  let next = 0;
  for (const [index, { at }] of one.lines.entries()) {
    const end = one.lines[index + 1]?.at ?? Number.POSITIVE_INFINITY;
    let inside = 0;
    for (; next < other.lines.length && other.lines[next]!.at < end; next += 1)
      if (other.lines[next]!.at > at) inside += 1;
    if (inside >= 2) return 1;
  }
  return 0;
}

/** How often the numbers of a class begin anew: they do so in each part of what stands above them. */
const startsOf = ({ lines }: Class): number => lines.filter(({ number }) => number?.value === 1).length;

/** How often a line of one class stands right above one of another, less the other way round. */
function adjacency(one: Class, other: Class, lines: readonly Line[]): number {
  let sum = 0;
  for (let at = 1; at < lines.length; at += 1) {
    const [before, after] = [lines[at - 1]!, lines[at]!];
    if (before.at + before.blocks !== after.at) continue;
    if (levelName(before) === one.name && levelName(after) === other.name) sum += 1;
    if (levelName(before) === other.name && levelName(after) === one.name) sum -= 1;
  }
  return sum;
}
