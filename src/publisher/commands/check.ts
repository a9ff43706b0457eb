import type { ArticleDocument } from '../../feed';
import { Walk } from './walk';

/** A fault breaks the feed for readers; a hint says what will look poor. */
export interface Finding {
  kind: 'fault' | 'hint';
  /** A title, or a file where the fault is in a file. */
  where: string;
  message: string;
}

export interface CheckResult {
  articles: number;
  findings: Finding[];
}

/** Reads a whole feed as a client would: every file parses and is what its name says, every reference leads somewhere. */
export async function checkFeed(
  folder: string,
  each?: (document: ArticleDocument) => Finding[],
): Promise<CheckResult> {
  const findings: Finding[] = [];
  const walk = new Walk(folder, {
    fault: (where, message) => findings.push({ kind: 'fault', where, message }),
    article: (document) => findings.push(...(each?.(document) ?? [])),
  });
  await walk.run();
  return { articles: walk.articles, findings };
}
