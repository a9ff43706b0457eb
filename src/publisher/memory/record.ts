import path from 'node:path';
import { crc32 } from 'node:zlib';
import type { ArticleId } from '../../feed';
import { PublisherError, quietly } from '../errors';
import { disk } from '../write/disk';
import { writeWhole } from '../write/file';
import { type Packed, runOf } from './pack';

/*
 * The record: what runs decided, in the archive, one line after the other, never changed. The packs say what came and
 * in which order; which of several copies an article is made of, what was withdrawn and what an editor took back
 * stands nowhere else but in the memory. With packs and record a memory that is lost is made again as it was.
 *
 * A line is the CRC-32 of its JSON in hex, a space, and the JSON. A run writes its lines at one go, right before the
 * memory's commit: `{"run":7}`, its events, and `{"end":7,"sum":…}`, with a checksum of everything up to there. The
 * memory knows up to where it is its own. More is of a run that died in between, or the memory is an older one
 * (run/open.ts tells them apart).
 */

/** Which source an article is made of. */
export interface Made {
  /** Hash of the source, and which of its articles it is. */
  source: string;
  index: number;
  /** When it was changed, where the publisher saw that and the source does not say; milliseconds since 1970. */
  modified?: number;
}

/** A withdrawn article as the memory has it; see the table `withdrawn`. Times are milliseconds since 1970. */
export interface Withdrawn {
  id: ArticleId;
  identity: string;
  time: number | null;
  shown: number;
  vanished: number;
  account: string | null;
  title: string | null;
  /** What it would be made of, were it taken back; null where nothing is known of it. */
  source: string | null;
  index: number | null;
  modified: number | null;
  url: string | null;
}

/** That an editor took a withdrawal back: what said so up to that run says nothing any more. */
export interface Restored {
  id: ArticleId;
  run: number;
  /** 1 while listings do not have it: that it is missing there says nothing either. */
  unlisted: number;
}

export type RecordEvent =
  | ({ what: 'made'; id: ArticleId } & Made)
  | ({ what: 'withdrawn' } & Withdrawn)
  /** It is withdrawn no longer; `run` stands where an editor said so. */
  | { what: 'back'; id: ArticleId }
  | ({ what: 'restored' } & Restored)
  /** A source was read that was archived in an earlier run. */
  | { what: 'read'; source: string }
  /** Nothing was made of a source: nothing tells its article from another one. */
  | { what: 'refused'; source: string }
  /** An article has share cards now or is owed some, or neither any more: which older ones have some says nothing else. */
  | { what: 'drawn' | 'bare'; id: ArticleId }
  | { what: 'column'; column: ColumnFacts };

/** What is remembered of the column; see run/column.ts. */
export type ColumnFacts = Readonly<{ [key: string]: string | number }>;

type Line = { run: number } | { end: number; sum: number } | RecordEvent;

/** Up to where a record is known: bytes, and the checksum of what stands there. */
export interface Recorded {
  size: number;
  sum: number;
}
export const NOTHING: Recorded = { size: 0, sum: 0 };

/** What the record says in the end. */
export interface Told {
  made: Map<ArticleId, Made>;
  /** In the order in which they were withdrawn. */
  withdrawn: Map<ArticleId, Withdrawn>;
  restored: Map<ArticleId, Restored>;
  column: ColumnFacts | null;
  /** Articles that have share cards, or are owed some. */
  drawn: Set<ArticleId>;
  /** Sources of which nothing was made. */
  refused: Set<string>;
  /** The number of the last run, and up to where it is told. */
  lastRun: number;
  recorded: Recorded;
  /** Whether a run, by its number, was carried out. */
  hasRun(run: number): boolean;
  /** Whether a run that was carried out has read a source. */
  wasRead(packed: Packed): boolean;
}

const lineOf = (line: Line): string => {
  const json = JSON.stringify(line);
  return `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`;
};

/** Of a title every character may stand in it, U+2028 too. */
const LINE = /^([0-9a-f]{8}) (\{.*\})$/s;

/** A line as it was written; null for one that is not. */
function parsed(text: string): Line | null {
  const found = LINE.exec(text);
  if (!found || crc32(found[2]!) !== Number.parseInt(found[1]!, 16)) return null;
  return JSON.parse(found[2]!) as Line;
}

const NEWLINE = 0x0a;
/** More than a line that ends a run. */
const LONGEST_END = 80;

/** A line of the file. */
interface RecordLine {
  number: number;
  line: Line | null;
  /** Whether a newline stands behind it. */
  isEnded: boolean;
  /** It as it stands there, its newline included, and up to where, in bytes. */
  bytes: Buffer;
  end: number;
}

/** The record of an archive. One process at a time is at work on it (run/lock.ts). */
export class RunRecord {
  readonly file: string;

  constructor(archive: string) {
    this.file = path.join(archive, 'record.log');
  }

  /** Bytes of it; 0 where there is none. */
  get size(): number {
    return disk.statSync(this.file, { throwIfNoEntry: false })?.size ?? 0;
  }

  /**
   * Adds what a run decided. It is to be on the disk before the memory is committed. A disk that is full leaves what
   * stood there before.
   * @param before up to where it is known: all of it
   * @returns up to where it is known then
   */
  append(run: number, events: readonly RecordEvent[], before: Recorded): Recorded {
    // It is readable by its owner alone: it names everything that was ever withdrawn.
    const opened = disk.openSync(this.file, 'a', 0o600);
    const { size } = disk.fstatSync(opened);
    try {
      const { bytes, sum } = linesOf(run, events, before.sum);
      for (let done = 0; done < bytes.length; ) done += disk.writeSync(opened, bytes, done);
      return { size: size + bytes.length, sum };
    } catch (error) {
      quietly(() => disk.ftruncateSync(opened, size));
      throw error;
    } finally {
      disk.closeSync(opened);
    }
  }

  /** Writes it anew, where it was lost: as if one run had decided everything. */
  rewrite(run: number, events: readonly RecordEvent[]): Recorded {
    const { bytes, sum } = linesOf(run, events, NOTHING.sum);
    writeWhole(this.file, bytes, { mode: 0o600 });
    return { size: bytes.length, sum };
  }

  /** Whether it is, up to there, what is known. */
  isKnown({ size, sum }: Recorded): boolean {
    if (size === 0) return true;
    if (this.size < size) return false;
    const bytes = Buffer.alloc(Math.min(size, LONGEST_END));
    const opened = disk.openSync(this.file, 'r');
    try {
      disk.readSync(opened, bytes, 0, bytes.length, size - bytes.length);
    } finally {
      disk.closeSync(opened);
    }
    const line = parsed(bytes.toString('latin1').trimEnd().split('\n').at(-1)!);
    return bytes.at(-1) === NEWLINE && line !== null && 'end' in line && line.sum === sum;
  }

  /** Takes back what stands behind so many bytes. */
  cut(size: number): void {
    if (this.size > size) disk.truncateSync(this.file, size);
  }

  /**
   * Takes back what a run that died had not written to its end. Throws a `PublisherError` where a whole line is damaged.
   * @param from what stands before is whole
   * @returns the numbers of the runs that are whole behind it
   */
  cutTail(from: number): number[] {
    const { runs, whole, damaged } = this.behind(from);
    if (damaged !== null) throw this.damaged(`第 ${damaged} 行`);
    this.cut(whole);
    return runs;
  }

  /** Up to where the last run has ended, in bytes, damaged or whole: half a line behind it is a dead run's. */
  get wholeSize(): number {
    const { whole, damaged } = this.behind(0);
    // A whole line that is damaged may be the end of a run.
    return damaged === null ? whole : this.size;
  }

  /** How many runs end behind so many bytes. Of one that died any part may have come to the disk: damage counts for nothing. */
  runsBehind(from: number): number {
    return this.behind(from).runs.length;
  }

  /** The runs that end behind `from`, where the last one ends, and the number of the first line that is damaged. */
  private behind(from: number): { runs: number[]; whole: number; damaged: number | null } {
    const runs: number[] = [];
    let whole = from;
    let damaged: number | null = null;
    for (const { number, line, isEnded, end } of this.lines(from)) {
      if (!isEnded) break;
      if (!line) damaged ??= number;
      if (!line || !('end' in line)) continue;
      whole = end;
      runs.push(line.end);
    }
    return { runs, whole, damaged };
  }

  /**
   * What is wrong with it: the numbers, from 1, of lines that are damaged, or with which the checksum of what stands
   * before them does not agree.
   * @param upto bytes that are looked at
   */
  faults(upto = this.size): number[] {
    const faults: number[] = [];
    let sum = NOTHING.sum;
    for (const { number, line, isEnded, bytes } of this.lines(0, upto)) {
      if (!line || !isEnded) faults.push(number);
      else if (!('end' in line)) sum = crc32(bytes, sum);
      else if (line.sum !== sum) {
        faults.push(number);
        sum = line.sum;
      }
    }
    return faults;
  }

  /**
   * Its lines, with their numbers from 1; `line` is null for one that is damaged.
   * @param from bytes at its beginning that are passed over: whole lines
   */
  private *lines(from = 0, upto = this.size): Generator<RecordLine> {
    if (upto <= from) return;
    const all = disk.readFileSync(this.file).subarray(0, upto);
    for (let number = 1, at = 0; at < all.length; number += 1) {
      const end = all.indexOf(NEWLINE, at) + 1 || all.length;
      const bytes = all.subarray(at, end);
      const isEnded = bytes.at(-1) === NEWLINE;
      if (at >= from)
        yield {
          number,
          line: parsed(bytes.toString('utf8', 0, bytes.length - Number(isEnded))),
          isEnded,
          bytes,
          end,
        };
      at = end;
    }
  }

  private damaged(where: string): PublisherError {
    return new PublisherError(
      `存档文件 ${this.file} 的${where}损坏，它记着哪些文章已经撤回。请从备份恢复这个文件；没有备份时删去这一行再运行，并检查有没有撤回的文章又出现`,
    );
  }

  /** Sets it aside as one that is damaged: a memory that is whole writes it anew. */
  setAside(): void {
    disk.renameSync(this.file, `${this.file}.damaged`);
  }

  /** What it says in the end; null where there is none. Throws a `PublisherError` for one that is damaged. */
  told(): Told | null {
    if (!disk.existsSync(this.file)) return null;
    const runs = new Set<number>();
    const read = new Set<string>();
    const told: Told = {
      made: new Map(),
      withdrawn: new Map(),
      restored: new Map(),
      column: null,
      drawn: new Set(),
      refused: new Set(),
      lastRun: 0,
      recorded: NOTHING,
      hasRun: (run) => runs.has(run),
      wasRead: ({ hash, pack }) => runs.has(runOf(pack)) || read.has(hash),
    };
    for (const { number, line } of this.lines()) {
      if (!line) throw this.damaged(`第 ${number} 行`);
      if ('run' in line && !('what' in line)) {
        runs.add(line.run);
        told.lastRun = Math.max(told.lastRun, line.run);
      } else if ('what' in line) apply(line, told, read);
      else if ('end' in line) told.recorded = { size: this.size, sum: line.sum };
    }
    return told;
  }
}

function linesOf(
  run: number,
  events: readonly RecordEvent[],
  before: number,
): { bytes: Buffer; sum: number } {
  const lines = [lineOf({ run })];
  for (const event of events) lines.push(lineOf(event));
  const bytes = Buffer.from(lines.join(''));
  const sum = crc32(bytes, before);
  return { bytes: Buffer.concat([bytes, Buffer.from(lineOf({ end: run, sum }))]), sum };
}

function apply(event: RecordEvent, told: Told, read: Set<string>): void {
  switch (event.what) {
    case 'made': {
      const { what: _, id, ...made } = event;
      told.made.set(id, made);
      told.refused.delete(made.source);
      return;
    }
    case 'withdrawn': {
      const { what: _, ...row } = event;
      told.withdrawn.set(row.id, row);
      told.restored.delete(row.id);
      return;
    }
    case 'back':
      told.withdrawn.delete(event.id);
      return;
    case 'restored': {
      const { what: _, ...row } = event;
      told.withdrawn.delete(row.id);
      told.restored.set(row.id, row);
      return;
    }
    case 'read':
      read.add(event.source);
      return;
    case 'refused':
      told.refused.add(event.source);
      return;
    case 'drawn':
      told.drawn.add(event.id);
      return;
    case 'bare':
      told.drawn.delete(event.id);
      return;
    case 'column':
      told.column = event.column;
  }
}
