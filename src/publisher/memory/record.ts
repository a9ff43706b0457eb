import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readFileSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import type { ArticleId } from '../../feed';
import { PublisherError } from '../errors';
import { writeWhole } from '../write/file';
import { type Packed, runOf } from './pack';

/*
 * The record: what runs decided, in the archive, one line after the other, never changed. The packs say what came and
 * in which order; which of several copies an article is made of, what was withdrawn and what an editor took back
 * stands nowhere else but in the memory. With packs and record a memory that is lost is made again as it was.
 *
 * A line is the CRC-32 of its JSON in hex, a space, and the JSON. A run writes its lines at one go, right before the
 * memory's commit: `{"run":7}`, its events, and `{"end":7}`. The memory knows how many bytes of it are its own. More is
 * of a run that died in between, or the memory is an older one (run/run.ts tells them apart).
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
  | { what: 'column'; column: Readonly<{ [key: string]: string }> };

type Line = { run: number } | { end: number } | RecordEvent;

/** What the record says in the end. */
export interface Told {
  made: Map<ArticleId, Made>;
  /** In the order in which they were withdrawn. */
  withdrawn: Map<ArticleId, Withdrawn>;
  restored: Map<ArticleId, Restored>;
  column: Readonly<{ [key: string]: string }> | null;
  /** The number of the last run. */
  lastRun: number;
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

/** The record of an archive. One process at a time is at work on it (run/lock.ts). */
export class RunRecord {
  readonly file: string;

  constructor(archive: string) {
    this.file = path.join(archive, 'record.log');
  }

  /** Bytes of it; 0 where there is none. */
  get size(): number {
    return statSync(this.file, { throwIfNoEntry: false })?.size ?? 0;
  }

  /**
   * Adds what a run decided. A disk that is full leaves what stood there before.
   * @returns the bytes that it has then
   */
  append(run: number, events: readonly RecordEvent[]): number {
    // It is readable by its owner alone: it names everything that was ever withdrawn.
    const opened = openSync(this.file, 'a', 0o600);
    const { size } = fstatSync(opened);
    try {
      const bytes = Buffer.from(linesOf(run, events));
      for (let done = 0; done < bytes.length; ) done += writeSync(opened, bytes, done);
      return size + bytes.length;
    } catch (error) {
      ftruncateSync(opened, size);
      throw error;
    } finally {
      closeSync(opened);
    }
  }

  /** Writes it anew, where it was lost: as if one run had decided everything. */
  rewrite(run: number, events: readonly RecordEvent[]): number {
    const text = linesOf(run, events);
    writeWhole(this.file, text, path.dirname(this.file), 0o600);
    return Buffer.byteLength(text);
  }

  /** Takes back what stands behind so many bytes. */
  cut(size: number): void {
    if (this.size > size) truncateSync(this.file, size);
  }

  /** Takes back what a run that died had not written to its end. `from`: what stands before is whole. */
  cutTail(from: number): void {
    if (this.size <= from) return;
    const bytes = readFileSync(this.file).subarray(from);
    let whole = from;
    let at = 0;
    for (let end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', at)) {
      const line = parsed(bytes.toString('utf8', at, end));
      at = end + 1;
      if (line && 'end' in line) whole = from + at;
    }
    this.cut(whole);
  }

  /** What it says in the end; null where there is none. Throws a `PublisherError` for one that is damaged. */
  told(): Told | null {
    if (!existsSync(this.file)) return null;
    const runs = new Set<number>();
    const read = new Set<string>();
    const told: Told = {
      made: new Map(),
      withdrawn: new Map(),
      restored: new Map(),
      column: null,
      lastRun: 0,
      wasRead: ({ hash, pack }) => runs.has(runOf(pack)) || read.has(hash),
    };
    const lines = readFileSync(this.file, 'utf8').split('\n');
    for (const [at, text] of lines.entries()) {
      if (at === lines.length - 1 && text === '') break;
      const line = parsed(text);
      if (!line)
        throw new PublisherError(
          `存档文件 ${this.file} 的第 ${at + 1} 行损坏，它记着哪些文章已经撤回。请从备份恢复这个文件；没有备份时删去这一行再运行，并检查有没有撤回的文章又出现`,
        );
      if ('run' in line && !('what' in line)) {
        runs.add(line.run);
        told.lastRun = Math.max(told.lastRun, line.run);
      } else if ('what' in line) apply(line, told, read);
    }
    return told;
  }
}

function linesOf(run: number, events: readonly RecordEvent[]): string {
  const lines = [lineOf({ run })];
  for (const event of events) lines.push(lineOf(event));
  lines.push(lineOf({ end: run }));
  return lines.join('');
}

function apply(event: RecordEvent, told: Told, read: Set<string>): void {
  switch (event.what) {
    case 'made': {
      const { what: _, id, ...made } = event;
      told.made.set(id, made);
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
    case 'column':
      told.column = event.column;
  }
}
