import { grouped } from './grouped';
import type { Article, Line } from './lines';
import { type Look, MOSTLY, ratioOf, setOf } from './look';
import { depthOf, type NumberKind, OFFICIAL } from './numbers';

/*
 * At which level each heading stands: what looks the same has the same, and what stands under another is deeper. Numbers say
 * most of it, then what stands right above what, then sizes and frames.
 */

interface Class {
  name: string;
  lines: readonly Line[];
  kind: NumberKind | undefined;
}

/** The level of each heading: a class that stands under another is deeper. */
export function levelsOf(lines: readonly Line[], article: Article): ReadonlyMap<Line, 1 | 2 | 3> {
  const names = new Map(lines.map((line) => [line, levelName(line)]));
  const classes: Class[] = [...grouped(lines, (line) => names.get(line)!)].map(([name, all]) => ({
    name,
    lines: all,
    kind: all[0]!.number?.kind,
  }));
  // Nobody sets headings in so many ways: to compare them all would cost more than they say.
  if (classes.length > MOST_CLASSES) return new Map(lines.map((line) => [line, 1]));
  const next = neighboursIn(lines, names);
  const above = (one: Class, other: Class): number => rank(one, other, next, article);
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
  const order = lines.map((line) => names.get(line)!);
  for (const [place, group] of grouped(sorted, ({ name }) => `${places.get(name)}`)) {
    const depths = group.map(({ name }) => depthOfClass(name, order, Number(place), places, levels));
    // What is at one level by its look stays there.
    const level = Math.max(...depths) as 1 | 2 | 3;
    for (const { name } of group) levels.set(name, level);
  }
  return new Map(lines.map((line) => [line, levels.get(names.get(line)!)!]));
}

/**
 * One below the nearest line above most of its lines, of those that stand further out.
 * @param order the classes of all lines, as they stand
 */
function depthOfClass(
  name: string,
  order: readonly string[],
  place: number,
  places: ReadonlyMap<string, number>,
  levels: ReadonlyMap<string, number>,
): number {
  const counts = [0, 0, 0, 0];
  // The last line further out.
  let outer: string | null = null;
  for (const own of order) {
    if (places.get(own)! < place) outer = own;
    if (own === name && outer !== null) counts[Math.min(3, levels.get(outer)! + 1)]! += 1;
  }
  const most = Math.max(...counts);
  return most === 0 ? 1 : counts.lastIndexOf(most);
}

const MOST_CLASSES = 24;

/** Whether two classes are set alike, and differ in their numbers alone. */
const isTwin = (one: Class, other: Class, article: Article): boolean =>
  setOf(one.lines[0]!.look, article.body) !== '' &&
  setOf(one.lines[0]!.look, article.body) === setOf(other.lines[0]!.look, article.body);

/** Below 0 where one class stands above another, above 0 where below it, 0 where they are at one level. */
function rank(one: Class, other: Class, neighbours: Neighbours, article: Article): number {
  if (one === other) return 0;
  if ((!one.kind || !other.kind) && isTwin(one, other, article)) return 0;
  const [a, b] = [one.lines[0]!, other.lines[0]!];
  if (one.kind && other.kind && one.kind !== other.kind) {
    const restarts = startsOf(one) - startsOf(other);
    if (restarts !== 0 && Math.min(startsOf(one), startsOf(other)) === 1) return restarts;
  }
  const next = neighbours(one.name, other.name) - neighbours(other.name, one.name);
  if (next !== 0) return -next;
  if (one.kind && other.kind && one.kind !== other.kind) return depthOf(one.kind) - depthOf(other.kind);
  if (a.tag && b.tag && a.tag !== b.tag) return a.tag - b.tag;
  const [large, small] = [ratioOf(a.look, article.body), ratioOf(b.look, article.body)];
  // An editor who set one title a pixel larger meant nothing by it.
  const isOnce = one.lines.length === 1 || other.lines.length === 1;
  if (Math.abs(large - small) > (isOnce ? 0.15 : 0.06)) return small - large;
  const frames = b.look.frames.length - a.look.frames.length;
  if (frames !== 0 && a.look.frames.length * b.look.frames.length === 0) return frames;
  return framesOf(a.look) === framesOf(b.look) ? 0 : holds(other, one) - holds(one, other);
}

const framesOf = (look: Look): string =>
  [...new Set(look.frames.map(({ kind, color }) => `${kind}${color === undefined ? '' : color >> 18}`))].join(
    '+',
  );

/** At what level a line is does not depend on its place in the line, or on the colour of its letters. */
const levelName = ({ number, tag, look }: Line): string =>
  number && OFFICIAL.has(number.kind)
    ? number.kind
    : [number?.kind ?? '', tag ?? '', Math.round(look.size), look.bold > MOSTLY, framesOf(look)].join('|');

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

/** How often a line of one class stands right above one of another. */
type Neighbours = (above: string, below: string) => number;

function neighboursIn(lines: readonly Line[], names: ReadonlyMap<Line, string>): Neighbours {
  const counts = new Map<string, number>();
  const pair = (above: string, below: string) => `${above}\n${below}`;
  lines.forEach((after, at) => {
    const before = lines[at - 1];
    if (!before || before.at + before.blocks !== after.at) return;
    const key = pair(names.get(before)!, names.get(after)!);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  });
  return (above, below) => counts.get(pair(above, below)) ?? 0;
}
