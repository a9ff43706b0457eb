import { existsSync } from 'node:fs';
import path from 'node:path';
import { PublisherError } from '../errors';
import { ARCHIVE, archiveFolderOf } from '../run/examine';
import { takeLock } from '../run/lock';
import { prepareRepair } from '../run/prepare';
import { Run, type RunOptions } from '../run/run';
import type { CheckResult, Finding } from './check';
import { checkDeep, type DeepCheck } from './deep';

export interface Repaired extends CheckResult {
  /** What was wrong before, and is not any more. */
  repaired: string[];
}

/** Runs after which nothing more is to be expected: what a memory does not know that is made again, the next one sees. */
const MOST_RUNS = 3;

/**
 * Checks a feed deeply, makes again of the archive what is wrong, and checks it once more; what is found then could not
 * be mended. Nobody else publishes meanwhile. Throws a `PublisherError` where there is no archive.
 */
export async function repair(given: RunOptions): Promise<Repaired> {
  const to = path.resolve(given.to);
  const archive = archiveFolderOf(to);
  if (!existsSync(archive))
    throw new PublisherError(
      `没有存档 ${archive}，无从修复。请把存档放回来；没有存档时，从发布的那台机器或备份重新复制整个文件夹`,
    );
  const lock = takeLock(archive);
  // What a dead run wrote, and what was put in order of the archive, is on the disk when a run has come to its end.
  let isSeenTo = !lock.isInherited;
  try {
    const before = await checkDeep(to, { isLocked: true });
    let last = before;
    const warned: Finding[] = [];
    for (let runs = 0; runs < MOST_RUNS && isMendable(last); runs += 1) {
      isSeenTo = false;
      if (!prepareRepair(to, last.examination)) break;
      const run = await Run.open({ ...given, to }, { repair: true, isLocked: true });
      const { warnings } = await run.finish();
      isSeenTo = true;
      warned.push(
        ...warnings.map(
          ({ article, message }): Finding => ({ kind: 'hint', where: article ?? archive, message }),
        ),
      );
      const next = await checkDeep(to, { isLocked: true });
      const isDone = sameFaults(last, next);
      last = next;
      if (isDone) break;
    }
    return {
      articles: last.articles,
      findings: [...last.findings, ...warned],
      repaired: repairedBetween(before, last, to, archive),
    };
  } finally {
    lock.giveBack(isSeenTo);
  }
}

const faultsOf = ({ findings }: CheckResult): Finding[] => findings.filter(({ kind }) => kind === 'fault');

/** Whether there is something for a run to do: a fault, or what a run left that died, or a memory that is not there. */
function isMendable(found: DeepCheck): boolean {
  const { inspection, isOne } = found.examination;
  return isOne && (inspection === null || faultsOf(found).length > 0);
}

const sameFaults = (one: CheckResult, other: CheckResult): boolean =>
  JSON.stringify(faultsOf(one)) === JSON.stringify(faultsOf(other));

/** What became of the faults that are gone, in words. */
function repairedBetween(before: DeepCheck, after: CheckResult, feed: string, archive: string): string[] {
  const { waiting, strays = [] } = before.examination.inspection ?? {};
  const isToGo = (where: string) => waiting?.has(where) !== false || strays.includes(where);
  const left = new Set(faultsOf(after).map(({ where }) => where));
  const gone = new Set(faultsOf(before).flatMap(({ where }) => (left.has(where) ? [] : [where])));
  return [...gone].map((where) => {
    const isArchive = where.startsWith(ARCHIVE);
    const file = isArchive ? path.join(archive, where.slice(ARCHIVE.length)) : path.join(feed, where);
    if (existsSync(file)) return `已修复：${where}`;
    return `${isArchive || isToGo(where) ? '已移除' : '已重新生成（文件名有变）'}：${where}`;
  });
}
