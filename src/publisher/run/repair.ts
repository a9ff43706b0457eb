import { type ArticleId, folders, paths } from '../../feed';
import { nameIn } from '../hash';
import type { Archive } from '../memory/archive';
import type { Memory } from '../memory/memory';
import { archivedPicture } from '../pictures/store';
import type { Reporter } from '../report';
import type { Staging } from '../write/staging';
import type { Inspection } from './inspect';
import { findLost, type Lost } from './lost';

export interface RepairTask {
  /** The feed's folder. */
  feed: string;
  archive: Archive;
  memory: Memory;
  staging: Staging;
  inspection: Inspection;
  /** Everything that is to be made again. */
  wrong: ReadonlySet<string>;
}

/**
 * A repair is a run without sources that takes what is wrong for lost, and makes it again of the archive, whose copies
 * are looked at before they are used. As all runs it is one plan: readers see what is damaged until they see it whole.
 */
export class Repair {
  private readonly copied = new Set<string>();

  constructor(private readonly task: RepairTask) {
    const { staging, inspection, wrong } = task;
    for (const name of inspection.strays) staging.remove(name);
    for (const name of wrong) if (this.copy(name)) this.copied.add(name);
  }

  /** What is to be made again. An article whose source is damaged, too, cannot be: that is said, and it stays. */
  lost(reporter: Reporter): Lost {
    const { memory, feed, wrong, archive } = this.task;
    const left = new Set([...wrong].filter((name) => !this.copied.has(name)));
    const lost = findLost(memory, feed, left, this.copied);
    for (const id of [...lost.articles]) {
      if (this.hasSource(id)) continue;
      lost.articles.delete(id);
      if (left.has(paths.article(id))) {
        lost.cards.delete(id);
        lost.codes.delete(id);
      }
      reporter.warn(
        `它的文件坏了，存档 ${archive.folder} 里的来源也坏了或丢了，没有修复。请从备份恢复存档的 sources 文件夹，或重新导入这篇文章`,
        memory.articles.item(id)?.title || id,
      );
    }
    return lost;
  }

  /** Whether some of these articles were published without all their pictures: those are not asked for now. */
  isTextOnly({ articles }: Lost): boolean {
    return [...articles].some((id) => (this.task.memory.articles.get(id)?.missing ?? 0) > 0);
  }

  /**
   * What the head no longer leads to, and waits, cannot be made again unless it is a picture. Who holds a head of before
   * is better off without it than with a damaged one.
   */
  dropWaiting(): void {
    const { memory, staging, wrong } = this.task;
    const waiting = new Set(memory.files.replaced().map((one) => one.path));
    for (const name of wrong) {
      if (!waiting.has(name) || this.copied.has(name)) continue;
      staging.remove(name);
      memory.files.release(name);
      memory.files.dropContent(name);
    }
  }

  /** Stages a picture of which the archive has a sound copy. */
  private copy(name: string): boolean {
    const { archive, staging } = this.task;
    if (!name.startsWith(folders.images)) return false;
    const hash = nameIn(name);
    if (!archive.hasRendered(hash)) return false;
    staging.copy(name, archivedPicture(archive, name));
    return true;
  }

  private hasSource(id: ArticleId): boolean {
    const { memory, archive } = this.task;
    const source = memory.articles.get(id)?.source;
    const packed = source === undefined ? undefined : memory.sources.find(source);
    return packed !== undefined && archive.hasSource(packed);
  }
}
