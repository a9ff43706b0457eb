import path from 'node:path';
import { PublisherError, quietly } from '../errors';
import { disk } from '../write/disk';

/*
 * Packs: what one thread of one run archived, one source after the other in one file. A file for each source costs more
 * than reading and compressing it: 10,000 of them were a quarter of all that a first publication does. A source is a
 * line, `<hash> <turn> <bytes>`, so many bytes of gzip, and a newline: what the memory knows of places is found again
 * by reading a pack from its beginning, and a person finds a source by its hash.
 */

/** A source that stands in the archive, and where. */
export interface Packed {
  /** Its content hash. */
  hash: string;
  /** Name of its pack: the run's number, then what tells the packs of a run apart. */
  pack: string;
  /** Where its line begins, in bytes. */
  at: number;
  /** Bytes of its line, its gzip and its newline. */
  length: number;
  /** Which of the run's sources it was: those of a run are in several packs. */
  turn: number;
}

const LINE = /^([0-9a-f]{12}) (\d{1,10}) (\d{1,10})\n/;
const LONGEST_LINE = 12 + 1 + 10 + 1 + 10 + 1;
const NEWLINE = 0x0a;

const NAME = /^(\d{6,})\.\d+\.\d+\.pack$/;
export const packName = (run: number, thread: number, which: number): string =>
  `${String(run).padStart(6, '0')}.${thread}.${which}.pack`;
export const isPack = (name: string): boolean => NAME.test(name);
/** The number of the run that made a pack. */
export const runOf = (pack: string): number => Number(NAME.exec(pack)?.[1]);

/** A pack that is being written. Nobody else reads it before it is done. */
export class PackWriter {
  private readonly opened: number;
  private at = 0;

  /**
   * @param part where it is written, in a folder of the same file system
   * @param name of the pack
   */
  constructor(
    private readonly part: string,
    readonly name: string,
  ) {
    disk.mkdirSync(path.dirname(part), { recursive: true });
    this.opened = disk.openSync(part, 'wx');
  }

  /** Adds a source as gzip. A disk that is full leaves what stood there before. */
  add(hash: string, turn: number, gzip: Uint8Array): Packed {
    const record = Buffer.concat([Buffer.from(`${hash} ${turn} ${gzip.length}\n`), gzip, Buffer.of(NEWLINE)]);
    try {
      for (let done = 0; done < record.length; )
        done += disk.writeSync(this.opened, record, done, record.length - done, this.at + done);
    } catch (error) {
      quietly(() => disk.ftruncateSync(this.opened, this.at));
      throw error;
    }
    const packed = { hash, pack: this.name, at: this.at, length: record.length, turn };
    this.at += record.length;
    return packed;
  }

  /** Moves it to where it stays, in no other one's place. */
  done(file: string): void {
    disk.closeSync(this.opened);
    if (disk.existsSync(file)) throw new Error(`${file} is there already`);
    disk.mkdirSync(path.dirname(file), { recursive: true });
    disk.renameSync(this.part, file);
  }
}

function withFile<T>(file: string, flags: string, work: (opened: number) => T): T {
  const opened = disk.openSync(file, flags);
  try {
    return work(opened);
  } finally {
    disk.closeSync(opened);
  }
}

/** The gzip of a source in a pack. Throws where another one, or none, stands there. */
export const readPacked = (file: string, { hash, at, length }: Packed): Buffer =>
  withFile(file, 'r', (opened) => {
    const record = Buffer.alloc(length);
    const got = disk.readSync(opened, record, 0, length, at);
    const found = LINE.exec(record.toString('latin1', 0, LONGEST_LINE));
    if (got < length || found?.[1] !== hash) throw new Error(`${hash} does not stand at byte ${at}`);
    return record.subarray(found[0].length, found[0].length + Number(found[3]));
  });

/** Whether a source is what its hash says. */
type Sound = (hash: string, gzip: Buffer) => boolean;

/**
 * The sources of a pack, in its order, and where the last whole one ends: with the file, if nothing is wrong with it.
 * @param isSound asked of each; else the lines alone are looked at
 */
function scan(
  opened: number,
  pack: string,
  isSound?: Sound,
): { packed: Packed[]; end: number; size: number } {
  const { size } = disk.fstatSync(opened);
  const line = Buffer.alloc(1 + LONGEST_LINE);
  const packed: Packed[] = [];
  let end = 0;
  for (;;) {
    // The newline of the one before, and the line of the next.
    const from = Math.max(0, end - 1);
    const got = disk.readSync(opened, line, 0, line.length, from);
    if (end > 0 && line[0] !== NEWLINE) break;
    const found = LINE.exec(line.toString('latin1', end - from, got));
    if (!found) break;
    const length = found[0].length + Number(found[3]) + 1;
    if (end + length > size) break;
    if (isSound) {
      const gzip = Buffer.alloc(Number(found[3]));
      disk.readSync(opened, gzip, 0, gzip.length, end + found[0].length);
      if (!isSound(found[1]!, gzip)) break;
    }
    packed.push({ hash: found[1]!, turn: Number(found[2]), pack, at: end, length });
    end += length;
  }
  return { packed, end, size };
}

/**
 * What of a pack is not what it says: sources, and where its lines end that can be read, if that is before its end.
 * The others are left.
 */
export const unsoundIn = (file: string, isSound: Sound): { sources: Packed[]; end: number | null } =>
  withFile(file, 'r', (opened) => {
    const unsound = new Set<number>();
    let turn = 0;
    const { packed, end, size } = scan(opened, path.basename(file), (hash, gzip) => {
      if (!isSound(hash, gzip)) unsound.add(turn);
      turn += 1;
      return true;
    });
    return { sources: packed.filter((_, at) => unsound.has(at)), end: end < size ? end : null };
  });

/** The sources of a pack, as far as their lines are whole. */
export const linesIn = (file: string): Packed[] =>
  withFile(file, 'r', (opened) => scan(opened, path.basename(file)).packed);

/** Every source of a pack. Throws a `PublisherError` for one that is not whole. */
export function packedIn(file: string): Packed[] {
  const { packed, end, size } = withFile(file, 'r', (opened) => scan(opened, path.basename(file)));
  if (end < size)
    throw new PublisherError(
      `存档文件 ${file} 从第 ${end + 1} 字节起损坏。请从备份恢复它；没有备份时把它移出存档，再重新导入其中的文章`,
    );
  return packed;
}

/** Cuts off what a run that died had not written to its end, or not brought to the disk. Returns whether a source is left. */
export const cutTail = (file: string, isSound: Sound): boolean =>
  withFile(file, 'r+', (opened) => {
    const { end, size } = scan(opened, path.basename(file), isSound);
    if (end < size) disk.ftruncateSync(opened, end);
    return end > 0;
  });
