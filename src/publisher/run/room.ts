import path from 'node:path';
import { folders } from '../../feed';
import { PublisherError } from '../errors';
import type { Archive } from '../memory/archive';
import type { Memory } from '../memory/memory';
import { fileAlias } from '../source/identity';
import { disk } from '../write/disk';

const MB = 1024 * 1024;

/** What every run writes, if only to withdraw one article: a database's journal, pages of lists, the record. */
const LEAST: Room = { bytes: 4 * MB, files: 64 };
/** What a new article takes at the least: its document, its source, its share of lists and search; and its cards. */
const ARTICLE: Room = { bytes: 8 * 1024, files: 1 };
const CARDS: Room = { bytes: 16 * 1024, files: 2 };

/** Room on a disk. */
export interface Room {
  bytes: number;
  /** Files and folders that can be made: a disk may run out of these first. */
  files: number;
}

/** What is about to come in, as far as its files tell before they are read. Nothing where nobody knows. */
export interface Coming {
  /** Sources that were never published under their names. */
  sources: number;
  /** Bytes of the pictures that lie beside them. */
  pictures: number;
  /** Articles of which cards were asked for. */
  cards?: number;
}

/**
 * Tells what is about to come in.
 * @param isKnown whether a source was published before, by its name
 */
export type Comings = (isKnown: (name: string) => boolean) => Promise<Coming>;

export const NOTHING_COMES: Coming = { sources: 0, pictures: 0 };

/**
 * The least that so much takes. What it really takes is known when it is made: this is what surely does not fit.
 * @param most how many of what comes have cards drawn
 */
function roomFor({ sources, pictures, cards = 0 }: Coming, most: number): Room {
  const drawn = Math.min(sources, most) + cards;
  const sum = (of: keyof Room) => LEAST[of] + sources * ARTICLE[of] + drawn * CARDS[of];
  return { bytes: sum('bytes') + pictures, files: sum('files') };
}

/** Types of file systems on which every copy takes room of its own: ext2 to ext4, tmpfs. Others may share blocks. */
const COPYING: readonly number[] = [0xef53, 0x01021994];

/**
 * What comes to a feed whose memory is open: where it was lost every article, and a copy of every rendered picture of
 * the archive; else what is new of what is given.
 * @param link whether pictures are no copies
 */
export async function comingTo(
  { to, link, coming }: { to: string; link?: boolean | undefined; coming?: Comings | undefined },
  archive: Archive,
  memory: Memory,
): Promise<Coming> {
  const { count } = memory.articles;
  // Where the head alone is gone there is nearly nothing to write.
  if (count === 0 || disk.existsSync(path.join(to, folders.articles)))
    return (await coming?.((name) => memory.identityOf(fileAlias(name)) !== undefined)) ?? NOTHING_COMES;
  const isCopied = link !== true && COPYING.includes(disk.statfsSync(archive.folder).type);
  return { sources: count, pictures: isCopied ? bytesIn(archive.renderedFolder) : 0 };
}

function bytesIn(folder: string): number {
  if (!disk.existsSync(folder)) return 0;
  return disk.readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const name = path.join(folder, entry.name);
    return sum + (entry.isDirectory() ? bytesIn(name) : disk.statSync(name).size);
  }, 0);
}

/**
 * Throws a `PublisherError` where the disk has no room for a run, before that writes anything.
 * @param feed its folder, which need not be there yet; the archive lies beside it
 * @param mostCards of how many new articles share cards are drawn
 */
export function requireRoom(feed: string, archive: string, coming: Coming, mostCards: number): void {
  const [one, other] = [existing(feed), existing(archive)];
  const isOneDisk = disk.statSync(one).dev === disk.statSync(other).dev;
  // Of two disks nobody knows what comes to which.
  mustFit(one, isOneDisk ? roomFor(coming, mostCards) : LEAST);
  if (!isOneDisk) mustFit(other, LEAST);
}

function mustFit(there: string, need: Room): void {
  const { bavail, bsize, blocks, ffree, files } = disk.statfsSync(there);
  const bytes = bavail * bsize;
  // Some file systems have no such limit, or do not tell, and say 0 of 0.
  const isFull = files > 0 && ffree < need.files;
  const isTight = blocks > 0 && bytes < need.bytes;
  if (!isTight && !isFull) return;
  const [left, least] = isTight
    ? [`只剩 ${megabytes(bytes)}`, megabytes(need.bytes)]
    : [`只能再建 ${ffree} 个文件`, `${need.files} 个文件`];
  throw new PublisherError(
    `磁盘放不下：${there} 所在的磁盘${left}，这次至少需要 ${least}。什么都没有写，读者看到的还是原来的内容。请腾出地方（df -h、df -i），或换一个磁盘，再运行一次`,
  );
}

const megabytes = (bytes: number): string => `${(bytes / MB).toFixed(bytes < 10 * MB ? 1 : 0)} MB`;

function existing(folder: string): string {
  for (let one = path.resolve(folder); ; one = path.dirname(one))
    if (disk.existsSync(one) || path.dirname(one) === one) return one;
}
