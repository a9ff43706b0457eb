import {
  type ArticleId,
  type ContentHash,
  decodeNumbers,
  encodeNumbers,
  encodeSignature,
  hashGram,
  parseSearchShard,
  paths,
  SCHEMA,
  type SearchIndex,
  signatureHash,
} from '../../feed';
import { contentName, toJson } from '../hash';
import { FACT } from '../memory/facts';
import type { Memory } from '../memory/memory';
import type { StoredPart } from '../memory/trees';
import type { Staging } from '../write/staging';
import { buildParts } from './build';
import { type CodedGrams, sortedByHash } from './coded';
import { type Grams, listGrams } from './grams';
import { shardBytes, writePart } from './parts';
import { remakeShards } from './remake';
import { writeRows } from './rows';

/** Articles that the tail may hold where the parts are few. */
const TAIL = 16;
/** Articles by which it may be longer so that a turn is let pass. */
const SLACK = 3;
/** Articles between two parts that take the tail in, where there are many parts: less than every other run is long. */
const LEAST_STEP = 2.07;

export interface SearchTask {
  memory: Memory;
  staging: Staging;
  /** Numbers that were given. */
  total: number;
  /** The grams of a living article. */
  grams(id: ArticleId): Grams;
  /** Whether all rows are written again that are not there. */
  whole: boolean;
  /** Whether shards are lost: they are made again of the documents. */
  lost: boolean;
  /** Every part, where they were written before (apart.ts). */
  built: StoredPart[] | undefined;
}

/**
 * Brings the index of the search up to the memory. A new article costs the index and its row; every few articles
 * one of the parts takes the tail in, the one that has waited longest.
 * @returns hash of the index; undefined while there is no article
 */
export function writeSearch(task: SearchTask): ContentHash | undefined {
  const { memory, staging, total } = task;
  if (total === 0) return undefined;
  const rows = writeRows(total, memory, staging, task.whole);
  const dead = noteDead(memory, total);
  const before = memory.trees.parts();
  const isWhole = !task.lost || remakeShards(task);
  const parts = task.built ?? bringUp(task, isWhole ? before : [], dead);
  noteParts(memory, before, parts);
  memory.setFact(
    FACT.dead,
    dead.filter(({ at }) => parts.some(({ upto }) => upto <= at)),
  );
  memory.setFact(FACT.searched, total);
  const from = parts.length > 0 ? Math.min(...parts.map(({ upto }) => upto)) : 0;
  const tail = writeTail(task, from);
  const named = parts.map(({ end, upto, shards, widths }) => ({
    end,
    upto,
    shards: shards.join(''),
    widths,
  }));
  const index: SearchIndex = { schema: SCHEMA, total, rows, parts: named, from, tail };
  return staging.put(paths.search, toJson(index));
}

interface Dead {
  number: number;
  at: number;
}

function noteDead(memory: Memory, total: number): Dead[] {
  const gone: number[] = [];
  for (const change of memory.articles.changes()) {
    const number = change.was?.number ?? null;
    if (number !== null && change.now?.number !== number) gone.push(number);
  }
  // Articles are touched in the order in which their pictures were ready: what is remembered must not depend on it.
  gone.sort((a, b) => a - b);
  return [...(memory.fact<Dead[]>(FACT.dead) ?? []), ...gone.map((number) => ({ number, at: total }))];
}

/** Has the parts take the tail in that are due. */
function bringUp(task: SearchTask, parts: StoredPart[], dead: readonly Dead[]): StoredPart[] {
  const { memory, total } = task;
  if (parts.length === 0) return total < TAIL ? [] : writeAll(task);
  const due = turns(memory, total, parts);
  if (due <= 0) return parts;
  const order = parts.map((_, at) => at).sort((a, b) => parts[a]!.upto - parts[b]!.upto || a - b);
  const chosen = new Set(order.slice(0, due));
  const from = Math.min(...[...chosen].map((at) => parts[at]!.upto));
  const arrived = new Arrivals(task, from);
  const size = shardBytes(parts.reduce((sum, { bytes }) => sum + bytes, 0));
  const gone = new Set(dead.map(({ number }) => number));
  const result: StoredPart[] = [];
  let first = 0;
  for (const [at, part] of parts.entries()) {
    if (!chosen.has(at)) result.push(part);
    else {
      const grams = merged(part, first, arrived, gone, task.staging);
      // A shard is not there, or not what it should be: the documents have everything.
      if (!grams) return writeAll(task);
      result.push(...writePart(grams, { from: first, end: part.end, upto: total }, size, task.staging));
    }
    first = part.end;
  }
  return result;
}

/**
 * How many parts take the tail in now. A run with nothing for the top of the column, an edit or a late arrival, lets
 * its turn pass while the tail has room: what it writes is what it changes. Turns let pass are made up for one at a
 * time, so that no run writes two parts for one article.
 */
function turns(memory: Memory, total: number, parts: readonly StoredPart[]): number {
  const { articles } = memory;
  const step = Math.max(LEAST_STEP, TAIL / parts.length);
  const now = Math.floor(total / step) - Math.floor((memory.fact<number>(FACT.searched) ?? 0) / step);
  const due = now + (memory.fact<number>(FACT.passed) ?? 0);
  const tail = total - Math.min(...parts.map(({ upto }) => upto));
  const isForTop = articles.newest(1).some(({ id }) => articles.touched.has(id));
  const passes = !isForTop && tail <= step * parts.length + SLACK;
  const taken = passes ? 0 : Math.max(now, Math.min(due, 1));
  memory.setFact(FACT.passed, due - taken || null);
  return taken;
}

/** The articles from a number on, by gram. */
class Arrivals {
  private readonly byGram = new Map<string, { hash: number; numbers: number[] }>();

  constructor({ memory, total, grams }: SearchTask, from: number) {
    for (const [number, { id }] of memory.articles.numbered(from, total))
      for (const gram of listGrams(grams(id))) {
        const known = this.byGram.get(gram);
        if (known) known.numbers.push(number);
        else this.byGram.set(gram, { hash: hashGram(gram), numbers: [number] });
      }
  }

  /** Those of some hashes, with the numbers from `upto` on. */
  *of(from: number, end: number, upto: number): Generator<{ gram: string; numbers: number[] }> {
    for (const [gram, { hash, numbers: all }] of this.byGram) {
      if (hash < from || hash >= end) continue;
      const numbers = all.filter((number) => number >= upto);
      if (numbers.length > 0) yield { gram, numbers };
    }
  }
}

/** The grams of a part with those that arrived, without those that are gone; null where a shard cannot be read. */
function merged(
  part: StoredPart,
  first: number,
  arrived: Arrivals,
  gone: ReadonlySet<number>,
  staging: Staging,
): CodedGrams | null {
  const grams = new Map<string, string>();
  for (const hash of part.shards) {
    const text = staging.read(paths.search(hash));
    if (text === null || contentName(text) !== hash) return null;
    for (const [gram, numbers] of Object.entries(parseSearchShard(JSON.parse(text)).grams)) {
      const living = gone.size > 0 ? without(numbers, gone) : numbers;
      if (living !== '') grams.set(gram, living);
    }
  }
  for (const { gram, numbers } of arrived.of(first, part.end, part.upto))
    grams.set(gram, encodeNumbers([...decodeNumbers(grams.get(gram) ?? ''), ...numbers]));
  return sortedByHash([...grams]);
}

function without(coded: string, gone: ReadonlySet<number>): string {
  const numbers = decodeNumbers(coded);
  const living = numbers.filter((number) => !gone.has(number));
  return living.length === numbers.length ? coded : encodeNumbers(living);
}

/** Writes every part anew from the documents. */
const writeAll = (task: SearchTask): StoredPart[] => buildParts(everything(task), task.total, task.staging);

function* everything({ memory, total, grams }: SearchTask): Generator<[number, Grams]> {
  const STEP = 500;
  for (let from = 0; from < total; from += STEP)
    for (const [number, { id }] of memory.articles.numbered(from, Math.min(total, from + STEP)))
      yield [number, grams(id)];
}

function noteParts(
  { trees, files }: Memory,
  before: readonly StoredPart[],
  now: readonly StoredPart[],
): void {
  const pathsOf = (parts: readonly StoredPart[]) => parts.flatMap(({ shards }) => shards.map(paths.search));
  files.exchange(pathsOf(before), pathsOf(now));
  trees.setParts(now);
}

/** The signatures of the articles from a number on. */
function writeTail({ memory, total, grams }: SearchTask, from: number): string[] {
  const known = memory.fact<Record<string, string>>(FACT.signatures) ?? {};
  const numbered = memory.articles.numbered(from, total);
  const signatures: Record<string, string> = {};
  const tail: string[] = [];
  for (let number = from; number < total; number += 1) {
    const living = numbered.get(number);
    if (living) signatures[number] = known[number] ?? signatureOf(grams(living.id));
    tail.push(living ? signatures[number]! : '');
  }
  memory.setFact(FACT.signatures, signatures);
  return tail;
}

function signatureOf(grams: Grams): string {
  const hashes = new Set(listGrams(grams).map(signatureHash));
  return encodeSignature([...hashes].sort((a, b) => a - b));
}
