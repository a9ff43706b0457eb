import path from 'node:path';
import { threadId } from 'node:worker_threads';
import { constants, gunzipSync, gzipSync } from 'node:zlib';
import { DiskError, hasCode, PublisherError } from '../errors';
import { contentHash, contentName } from '../hash';
import { disk, handOver, noteOthers } from '../write/disk';
import { bytesOf, writeWhole } from '../write/file';
import {
  cutTail,
  isPack,
  linesIn,
  type Packed,
  PackWriter,
  packedIn,
  packName,
  readPacked,
  runOf,
  unsoundIn,
} from './pack';
import type { RawSource } from './raw-source';

/** The archive of a feed lies beside it, never inside: what is inside is public. */
export const archiveFolder = (feed: string): string => `${path.resolve(feed)}.archive`;

/** A source as it is archived. */
export interface Sealed {
  /** Its content hash. */
  hash: string;
  /** A line of JSON that says all but its text, and the text: in a string of JSON it would be copied twice more. */
  bytes: Buffer;
}

export function sealedOf({ text, ...rest }: RawSource): Sealed {
  const line = Buffer.from(`${JSON.stringify(rest)}\n`);
  const bytes = Buffer.allocUnsafe(line.length + Buffer.byteLength(text));
  line.copy(bytes);
  bytes.write(text, line.length);
  return { hash: contentHash(bytes), bytes };
}

function opened(bytes: Buffer): RawSource {
  const end = bytes.indexOf('\n');
  const { form, name, files } = JSON.parse(bytes.toString('utf8', 0, end)) as Omit<RawSource, 'text'>;
  return { form, name, text: bytes.toString('utf8', end + 1), files };
}

/**
 * Every raw source that the feed was made from, in packs (pack.ts), and what is named by content: with it a better
 * converter can rebuild the whole feed without asking anybody. The publisher's memory lies in the same folder, and
 * knows where each source stands.
 */
export class Archive {
  /** What this thread archives, as far as it is not sealed. */
  private pack: PackWriter | null = null;
  private packs = 0;
  /** Rendered pictures that are known to be whole. */
  private readonly whole = new Set<string>();
  /** Whether a run that was committed has used a rendered picture: then it was on the disk. */
  isSettled: (hash: string) => boolean = () => false;

  /** @param run the number of the run that writes to it, see `Sources.nextRun` */
  constructor(
    readonly folder: string,
    private readonly run = 0,
  ) {}

  /** Whether nothing was ever kept. */
  get isEmpty(): boolean {
    return this.packNames().length === 0;
  }

  /**
   * Throws away what a dead run had half written; the sources that it had kept stay. Those that an older publisher kept
   * as a file each, `sources/ab/<hash>.json.gz`, are packed, in the order of their times. Nobody else may be at work.
   */
  tidy(): void {
    for (const name of namesIn(this.parts).filter(isPack)) this.save(name);
    disk.rmSync(this.parts, { recursive: true, force: true });
    this.packFormer();
  }

  /** Archives what a thread of this run kept before it died. Nobody may write there any more. */
  adopt(thread: number): void {
    const own = packName(this.run, thread, 0).split('.', 2).join('.');
    for (const name of namesIn(this.parts).filter(isPack)) if (name.startsWith(`${own}.`)) this.save(name);
  }

  /** Puts what is whole of a pack that was being written where it stays. */
  private save(name: string): void {
    const part = path.join(this.parts, name);
    if (!cutTail(part, isSound)) return;
    disk.mkdirSync(this.sources, { recursive: true });
    disk.renameSync(part, path.join(this.sources, name));
    noteOthers([path.join(this.sources, name)]);
  }

  private packFormer(): void {
    const folders = namesIn(this.sources).filter((name) => /^[0-9a-f]{2}$/.test(name));
    if (folders.length === 0) return;
    const files = folders.flatMap((folder) =>
      namesIn(path.join(this.sources, folder))
        .filter((name) => name.endsWith('.json.gz'))
        .map((name) => path.join(this.sources, folder, name)),
    );
    const came = new Map(files.map((file) => [file, disk.statSync(file, { bigint: true }).mtimeNs]));
    files.sort((a, b) => Number(came.get(a)! - came.get(b)!) || (a < b ? -1 : 1));
    const packing = new Archive(this.folder, this.lastRun + 1);
    for (const [turn, file] of files.entries()) packing.keep(sealedOf(formerSource(file)), turn);
    packing.seal();
    // They are not to go before what they were packed into is there to stay.
    disk.sync([this.folder]);
    for (const folder of folders) disk.rmSync(path.join(this.sources, folder), { recursive: true });
  }

  /** The number of the last run that left a pack which is there; 0 where none did. */
  get lastRun(): number {
    return Math.max(0, ...this.packNames().map(runOf));
  }

  /** The packs of all runs that are at an end. */
  packNames(): string[] {
    return namesIn(this.sources).filter(isPack).sort();
  }

  /**
   * Cuts off what is not whole of a pack that no run was committed with: a power cut may have taken any part of it.
   * @param isUnsure whether a run may have been, and nobody knows: a copy stays of what is cut, for whoever can save more
   * @returns whether a source is left
   */
  mend(name: string, isUnsure = false): boolean {
    const file = path.join(this.sources, name);
    if (isUnsure && !isSoundPack(file)) disk.copyFileSync(file, `${file}.damaged`);
    const isLeft = cutTail(file, isSound);
    if (isLeft) noteOthers([file]);
    else disk.rmSync(file);
    return isLeft;
  }

  /** The sources of a pack, as far as their lines are whole. */
  linesOf(name: string): Packed[] {
    return linesIn(path.join(this.sources, name));
  }

  /**
   * What stands in packs, in the order in which it came; one run at a time is in memory. Throws a `PublisherError` for
   * one that is not whole.
   */
  *packed(packs: readonly string[] = this.packNames()): Generator<Packed> {
    const runs = new Map<number, string[]>();
    for (const pack of packs) runs.set(runOf(pack), [...(runs.get(runOf(pack)) ?? []), pack]);
    for (const [, ofRun] of [...runs].sort(([a], [b]) => a - b))
      yield* ofRun.flatMap((pack) => packedIn(path.join(this.sources, pack))).sort((a, b) => a.turn - b.turn);
  }

  private get sources(): string {
    return path.join(this.folder, 'sources');
  }

  private get parts(): string {
    return path.join(this.folder, 'parts');
  }

  private write(file: string, data: string | Uint8Array, isFirm = false): void {
    // One folder for each thread: two that make files in one wait for each other.
    writeWhole(file, data, { parts: path.join(this.parts, String(threadId)), isFirm });
  }

  /**
   * Keeps a source. It can be read once it is sealed.
   * @param turn which of the run's sources it is
   */
  keep({ hash, bytes }: Sealed, turn: number): Packed {
    if (!this.pack) {
      const name = packName(this.run, threadId, this.packs);
      this.packs += 1;
      this.pack = new PackWriter(path.join(this.parts, name), name);
    }
    // Level 1: a tenth larger than level 6, four times as fast.
    return this.pack.add(hash, turn, gzipSync(bytes, { level: constants.Z_BEST_SPEED }));
  }

  /**
   * Keeps what lay beside a source. What is there already is not written again.
   * @param isKnown whether a committed run has read the source: all of them come again with every run, and of these no
   * more than the size is looked at
   */
  keepBeside(beside: ReadonlyMap<string, Buffer>, isKnown: boolean): void {
    for (const [name, data] of beside) {
      const file = this.besideFile(name);
      const isThere = isKnown
        ? disk.statSync(file, { throwIfNoEntry: false })?.size === data.length
        : bytesOf(file)?.equals(data) === true;
      if (!isThere) this.write(file, data);
    }
  }

  /** What this thread kept is archived from here on. */
  seal(): void {
    const { pack } = this;
    this.pack = null;
    pack?.done(path.join(this.sources, pack.name));
    handOver();
  }

  source(packed: Packed): RawSource {
    const file = path.join(this.sources, packed.pack);
    try {
      return opened(gunzipSync(readPacked(file, packed)));
    } catch (error) {
      if (error instanceof DiskError && error.code !== 'ENOENT') throw error;
      throw new PublisherError(
        `存档里的来源 ${packed.hash}（${file} 第 ${packed.at + 1} 字节起）丢失或损坏。请从备份恢复这个文件；没有备份时把它移出存档，再重新导入其中的文章：${String(error)}`,
      );
    }
  }

  /** The bytes of a picture that lay beside a source; null where they are gone, or not what they were. */
  beside(hash: string): Buffer | null {
    const file = this.besideFile(hash);
    const data = bytesOf(file);
    if (data === null || contentHash(data) === hash) return data;
    // So that it is kept anew when it comes again.
    disk.rmSync(file);
    return null;
  }

  /** Where a rendered picture lies: the feed has a copy of it. */
  renderedFile(hash: string): string {
    return path.join(this.renderedFolder, hash.slice(0, 2), hash);
  }

  get renderedFolder(): string {
    return path.join(this.folder, 'rendered');
  }

  /** The bytes of a rendered picture. Throws a `DiskError` where it is gone. */
  rendered(hash: string): Buffer {
    return disk.readFileSync(this.renderedFile(hash));
  }

  /** Whether a rendered picture is there. One that nobody has vouched for is read: a power cut may have cut it. */
  hasRendered(hash: string): boolean {
    if (this.whole.has(hash)) return true;
    const file = this.renderedFile(hash);
    const isSettled = this.isSettled(hash);
    const isThere = isSettled ? disk.existsSync(file) : isNamed(hash, bytesOf(file));
    if (isThere) this.whole.add(hash);
    if (isThere && !isSettled) noteOthers([file]);
    return isThere;
  }

  keepRendered(hash: string, data: Buffer): void {
    if (this.hasRendered(hash)) return;
    // One that was lost is trusted by its name again, by the next run, too, if this one dies.
    this.write(this.renderedFile(hash), data, this.isSettled(hash));
    this.whole.add(hash);
  }

  /** Takes a rendered picture back from a copy of it; false where there is none, or it is damaged. */
  recover(hash: string, copy: string): boolean {
    const data = bytesOf(copy);
    if (!data || !isNamed(hash, data)) return false;
    this.keepRendered(hash, data);
    return true;
  }

  /** Whether a source stands where it should, and is what its hash says. */
  hasSource(packed: Packed): boolean {
    try {
      return isSound(packed.hash, readPacked(path.join(this.sources, packed.pack), packed));
    } catch (error) {
      if (error instanceof DiskError && error.code !== 'ENOENT') throw error;
      return false;
    }
  }

  /** Throws a rendered picture away that is not what its name says. */
  dropRendered(hash: string): void {
    this.whole.delete(hash);
    disk.rmSync(this.renderedFile(hash), { force: true });
  }

  /** A small JSON file of the archive, such as what is known of a mirrored picture. */
  async note<T>(kind: string, name: string): Promise<T | null> {
    try {
      return JSON.parse(disk.readFileSync(this.noteFile(kind, name), 'utf8')) as T;
    } catch (error) {
      // One that is damaged is made again as one that is not there.
      if (hasCode(error, 'ENOENT') || error instanceof SyntaxError) return null;
      throw error;
    }
  }

  async saveNote(kind: string, name: string, value: unknown): Promise<void> {
    this.write(this.noteFile(kind, name), JSON.stringify(value));
  }

  private besideFile(hash: string): string {
    return path.join(this.folder, 'beside', hash.slice(0, 2), hash);
  }

  private noteFile(kind: string, name: string): string {
    return path.join(this.folder, kind, name.slice(0, 2), `${name}.json`);
  }
}

function formerSource(file: string): RawSource {
  try {
    return JSON.parse(gunzipSync(disk.readFileSync(file)).toString('utf8')) as RawSource;
  } catch (error) {
    throw new PublisherError(
      `存档里的来源 ${file} 损坏，请从备份恢复它；没有备份时把它移出存档，再重新导入：${String(error)}`,
    );
  }
}

/** Whether a pack is whole, and each of its sources what its hash says. */
function isSoundPack(file: string): boolean {
  const { sources, end } = unsoundIn(file, isSound);
  return sources.length === 0 && end === null;
}

/** Whether a source in a pack is what its hash says. */
export function isSound(hash: string, gzip: Buffer): boolean {
  try {
    return contentHash(gunzipSync(gzip)) === hash;
  } catch {
    return false;
  }
}

const isNamed = (name: string, data: Buffer | null): boolean => data !== null && contentName(data) === name;

/** Names in a folder; none where it is not there. */
export function namesIn(folder: string): string[] {
  try {
    return disk.readdirSync(folder);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}
