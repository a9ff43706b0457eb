import { grouped } from './grouped';
import { levelsOf } from './levels';
import type { Article, Line } from './lines';
import { setOf } from './look';
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
    level: one.score >= ENOUGH ? levels.get(one.line)! : null,
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
  const numbered = new Set(counting.map(({ look }) => setOf(look, article.body)));
  const row = [counting[0]?.at ?? 0, counting.at(-1)?.at ?? 0] as const;
  const tagged = known.filter(({ tag }) => tag).length;
  const kinds = new Set(known.flatMap(({ number }) => number?.kind ?? []));
  const headings = new Set(known);
  return (lines) => {
    const { look, number } = lines[0]!;
    const set = setOf(look, article.body);
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
