import path from 'node:path';
import { folders, paths } from '../../feed';
import { Archive, archiveFolder } from '../memory/archive';
import { type Damaged, damagesOf } from '../memory/damages';
import { Memory } from '../memory/memory';
import { RunRecord } from '../memory/record';
import { disk } from '../write/disk';
import { STAGING } from '../write/staging';
import { type Inspection, inspectFeed } from './inspect';
import { takeLock } from './lock';

/** Something that is wrong, or to be known, and where: a path in the feed, or in the archive. */
export interface Remark {
  where: string;
  message: string;
}

/** What a feed and its archive are like. */
export interface Examination {
  faults: Remark[];
  hints: Remark[];
  /** The feed against what the publisher remembers; null where that cannot be asked: a hint or a fault says why. */
  inspection: Inspection | null;
  /** Whether feed and archive are of one time, or may be: else a repair would take away what only the feed has. */
  isOne: boolean;
  /** Living articles, where that is known. */
  articles: number;
  /** What of the archive is to be seen to before a run relies on it. */
  archive: {
    damages: Damaged[];
    /** Whether there is a sound memory: of that alone a record can be made again. */
    hasMemory: boolean;
    isMemoryDamaged: boolean;
    isRecordDamaged: boolean;
  };
}

/** What the place of something in the archive begins with, as it is told. */
export const ARCHIVE = '存档 ';
const inArchive = (name: string): string => ARCHIVE + name;

/** The archive of a feed. */
export const archiveFolderOf = archiveFolder;

/**
 * Looks at every byte of a feed and of the archive beside it, if there is one. Nothing is changed. Throws a
 * `PublisherError` where a run is at work.
 * @param isLocked whether the caller has the lock
 */
export function examine(feed: string, { isLocked = false } = {}): Examination {
  const archive = new Archive(archiveFolder(feed));
  const found: Examination = {
    faults: [],
    hints: atTop(feed),
    inspection: null,
    isOne: true,
    articles: 0,
    archive: { damages: [], hasMemory: false, isMemoryDamaged: false, isRecordDamaged: false },
  };
  if (!disk.existsSync(archive.folder)) {
    found.hints.push({
      where: archive.folder,
      message: '没有存档，文章文件（articles/）的字节无从比较，只检查了格式和指向；有存档时请把它放在旁边',
    });
    return found;
  }
  const lock = isLocked ? null : takeLock(archive.folder);
  try {
    const memory = Memory.look(archive.folder);
    const isThere = typeof memory !== 'string';
    found.archive.hasMemory = isThere;
    try {
      examineArchive(archive, isThere ? memory : null, found);
      if (isThere) compare(memory, feed, found);
      else sayMemory(memory, found);
    } finally {
      if (isThere) memory.close();
    }
  } finally {
    // What a dead run wrote is as it was.
    lock?.giveBack(!lock.isInherited);
  }
  return found;
}

function compare(memory: Memory, feed: string, found: Examination): void {
  const { faults, hints } = found;
  if (memory.plan) {
    hints.push({
      where: inArchive('memory.db'),
      message: '上一次运行中途停止，还没有做完：下一次运行会接着做完，或运行 check --repair；之后再检查一次',
    });
    return;
  }
  found.articles = memory.articles.count;
  const inspection = inspectFeed(memory, feed);
  if (inspection.isOther) {
    found.isOne = false;
    faults.push({
      where: paths.head,
      message:
        'feed 里有发布记录不知道的文章或撤回，feed 与存档不是同一次的。请把与 feed 同一次的存档放回来；没有时运行 rebuild，按现有的存档重新生成',
    });
    return;
  }
  found.inspection = inspection;
  for (const [where, message] of inspection.wrong)
    faults.push({
      where,
      message: inspection.waiting.has(where)
        ? `${message}（已换下，只有手里还是旧目录的读者会用到）`
        : message,
    });
  for (const where of inspection.strays) faults.push({ where, message: '没有任何文件指向它，却是公开的' });
  for (const where of inspection.foreign)
    faults.push({ where, message: '不是发布程序的文件，却是公开的：请查明来历，手工移走' });
}

function sayMemory(state: 'missing' | 'damaged' | 'older', { faults, hints, archive }: Examination): void {
  const where = inArchive('memory.db');
  if (state === 'damaged') {
    archive.isMemoryDamaged = true;
    faults.push({ where, message: '发布记录已损坏：请运行 check --repair，会用存档重新生成' });
  } else
    hints.push({
      where,
      message: `${state === 'older' ? '发布记录是旧版程序的' : '没有发布记录'}，文章文件（articles/）的字节无从比较：下一次运行会用存档重新生成它`,
    });
}

function examineArchive(archive: Archive, memory: Memory | null, found: Examination): void {
  const { faults } = found;
  const say = (name: string, message: string) => faults.push({ where: inArchive(name), message });
  const there = new Set(archive.packNames());
  for (const pack of memory?.sources.packNames ?? [])
    if (!there.has(pack)) say(`sources/${pack}`, '缺少这个文件：请从备份恢复它，或重新导入其中的文章');
  for (const damaged of damagesOf(archive)) {
    found.archive.damages.push(damaged);
    say(damaged.path, wordsOf(damaged));
  }
  examineRecord(new RunRecord(archive.folder), memory, found);
}

/** Of what a run wrote that died before its commit nothing is known yet: the next run takes it back. */
function examineRecord(record: RunRecord, memory: Memory | null, { faults, archive }: Examination): void {
  const where = inArchive('record.log');
  // Without a memory what stands behind the last run's end is a dead one's, which the next run takes back.
  const size = memory ? memory.recorded.size : record.wholeSize;
  const say = (message: string) => {
    archive.isRecordDamaged = true;
    faults.push({ where, message });
  };
  const mend = memory
    ? '请运行 check --repair，会按发布记录重写'
    : '它记着哪些文章已经撤回，请从备份恢复这个文件';
  const isShort = record.size < size;
  const [line] = isShort ? [] : record.faults(size);
  if (isShort) say(`${record.size === 0 ? '缺少这个文件' : '比发布记录所记的短'}：${mend}`);
  else if (line !== undefined) say(`第 ${line} 行损坏：${mend}`);
  else if (memory && !record.isKnown(memory.recorded)) say(`与发布记录不一致：${mend}`);
}

function wordsOf(damaged: Damaged): string {
  switch (damaged.what) {
    case 'rendered':
      return '内容与文件名不一致：请运行 check --repair，会取 feed 里完好的一份，或重新处理原图';
    case 'beside':
      return '内容与文件名不一致：请从备份恢复这个文件；没有备份时删去它，再重新导入用到它的文章';
    case 'source':
      return `第 ${damaged.at + 1} 字节起的来源 ${damaged.hash} 损坏：请从备份恢复这个文件；没有备份时把它移出存档，再重新导入其中的文章`;
    case 'pack':
      return `从第 ${damaged.at + 1} 字节起损坏：请从备份恢复这个文件；没有备份时把它移出存档，再重新导入其中的文章`;
  }
}

/** What lies beside the publisher's files and folders: it may be there on purpose, such as a `robots.txt`. */
function atTop(feed: string): Remark[] {
  const own = new Set<string>([
    paths.head,
    paths.full,
    ...Object.values(folders).map((name) => path.dirname(`${name}x`)),
  ]);
  const names = disk.existsSync(feed) ? disk.readdirSync(feed) : [];
  return names
    .filter((name) => !own.has(name))
    .sort()
    .map((where) => ({
      where,
      message:
        where === STAGING
          ? '上一次运行中途停止时留下的：下一次运行会移走它'
          : '不是发布程序的文件，却是公开的：不是有意放在这里的，请移走',
    }));
}
