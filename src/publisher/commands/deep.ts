import path from 'node:path';
import { folders, isNamedByContent } from '../../feed';
import { someOf } from '../report';
import { type Examination, examine, type Remark } from '../run/examine';
import { faultOf } from '../run/inspect';
import { allFiles } from '../run/lost';
import type { CheckResult, Finding } from './check';
import { Walk } from './walk';

export interface DeepCheck extends CheckResult {
  examination: Examination;
}

/**
 * Looks at every byte of a feed and its archive: each file holds what it should, everything that the head leads to is
 * there, and nothing is public that nothing names. What should be there says the publisher's memory; where there is
 * none, the head does, as to a client. Throws a `PublisherError` where a run is at work.
 */
export async function checkDeep(folder: string, given: { isLocked?: boolean } = {}): Promise<DeepCheck> {
  const feed = path.resolve(folder);
  const examination = examine(feed, given);
  const findings = [
    ...examination.faults.map(asFault),
    ...examination.hints.map((one): Finding => ({ kind: 'hint', ...one })),
  ];
  if (examination.inspection) return { articles: examination.articles, findings, examination };
  const walked = await walkThrough(feed);
  return {
    articles: walked.articles,
    findings: [...findings, ...walked.findings],
    examination,
  };
}

const asFault = (one: Remark): Finding => ({ kind: 'fault', ...one });

/** What can be told of a feed by itself. */
async function walkThrough(feed: string): Promise<CheckResult> {
  const findings: Finding[] = [];
  const fault = (where: string, message: string) => findings.push({ kind: 'fault', where, message });
  const seen = new Set<string>();
  const walk = new Walk(feed, { fault, file: (name) => seen.add(name) });
  await walk.run();
  const left = allFiles(feed).filter((name) => !seen.has(name));
  for (const name of left) {
    const message = isNamedByContent(name) ? faultOf(feed, name) : null;
    if (message !== null) fault(name, message);
  }
  for (const folder of Object.values(folders)) {
    const own = left.filter((name) => name.startsWith(folder)).sort();
    if (own.length === 0) continue;
    findings.push({
      kind: 'hint',
      where: folder,
      message: `有 ${own.length} 个文件现在没有任何文件指向它（${someOf(own)}）：换下不到一天的属正常，是不是，要有发布记录才知道`,
    });
  }
  return { articles: walk.articles, findings };
}
